"""Alembic runs on the connection that the program already has."""

from alembic import context

from hn_dash.store import planmodellen

context.configure(connection=context.config.attributes["connection"], target_metadata=planmodellen.Basis.metadata)
context.run_migrations()
