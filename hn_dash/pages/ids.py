"""Every id on a page, in one place: `<page>-<thing>`."""

from __future__ import annotations

ADRES = "adres"
INHOUD = "inhoud"


def id_van(view: str, deel: str) -> str:
    """The id of a part of a page."""
    return f"{view}-{deel}"
