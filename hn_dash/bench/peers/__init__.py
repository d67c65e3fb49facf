"""What HN dash is measured against: the same gemeenten and figures, made in another way."""

from __future__ import annotations

NOEMERS = ("praktijken", "huisartsen", "inwoners")
KEUZE = "noemer"
"""The id of the select with which a peer's page is recoloured."""
