"""Alembic runs on the connection that the program already has."""

from alembic import context

from hn_dash.store.tabellen import logboek, plannen, snapshots  # noqa: F401  # so that the metadata knows every table
from hn_dash.store.tabellen.basis import Basis

context.configure(connection=context.config.attributes["connection"], target_metadata=Basis.metadata)
context.run_migrations()
