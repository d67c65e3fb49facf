"""Alembic runs on the connection that the program already has."""

from alembic import context

from hn_dash.store.modellen import Basis

context.configure(connection=context.config.attributes["connection"], target_metadata=Basis.metadata)
context.run_migrations()
