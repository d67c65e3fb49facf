"""A value that is refused: under which rule, in which sentence, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

from hn_dash.errors import Bevinding


def weiger(regel: str, zin: str, voorstel: str = "", kolom: str = "") -> NoReturn:
    """Refuse a value, or a row because of a column, under a rule; with what was probably meant."""
    raise PydanticCustomError(regel, "{zin}", {"zin": zin, "voorstel": voorstel, "kolom": kolom})


def beoordeel(lees: Callable[[], Any]) -> tuple[Any, Bevinding | None]:
    """What a reader of one cell makes of it, outside a row: its value, or None and why not."""
    try:
        return lees(), None
    except PydanticCustomError as fout:
        waarom = fout.context or {}
        return None, Bevinding(waarom["zin"], regel=fout.type, voorstel=waarom["voorstel"])


def toon(waarde: Any) -> str:
    """A value as the reader of a sentence knows it, not too long."""
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    tekst = f"{waarde:.15g}".replace(".", ",") if isinstance(waarde, float) else str(waarde)
    return tekst if len(tekst) <= 60 else tekst[:60] + "…"
