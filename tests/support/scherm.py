"""What a reader sees of components: their words in reading order, their tables, and the parts of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component


def delen(van: Any) -> Iterator[Any]:
    """A component and everything in it, texts too, in reading order."""
    if isinstance(van, list | tuple):
        for deel in van:
            yield from delen(deel)
    elif van is not None:
        yield van
        if isinstance(van, Component):
            yield from delen(getattr(van, "children", None))


def woorden(van: Any) -> list[str]:
    """The texts, piece by piece."""
    return [str(deel) for deel in delen(van) if not isinstance(deel, Component) and str(deel)]


def zin(van: Any) -> str:
    """The texts as one."""
    return "".join(woorden(van))


def alle(van: Any, soort: type[Component], **eigenschappen: Any) -> list[Any]:
    """The components of a kind that have these properties."""
    return [
        deel
        for deel in delen(van)
        if isinstance(deel, soort) and all(getattr(deel, naam, None) == is_ for naam, is_ in eigenschappen.items())
    ]


def rijen(van: Any) -> list[list[str]]:
    """The cells of a table, heads included."""
    return [[zin(cel) for cel in rij.children] for rij in alle(van, html.Tr)]


def adressen(van: Any) -> list[tuple[str, str]]:
    """Every link with its text."""
    return [(zin(deel), deel.href) for deel in delen(van) if isinstance(deel, Component) and getattr(deel, "href", "")]
