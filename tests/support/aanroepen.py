"""A call of a callback as a browser sends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dash import Dash

Body = dict[str, Any]
KLIKS = ("n_clicks", "n_intervals", "submit_n_clicks")


def aanroepen(app: Dash, waarden: Mapping[str, Any]) -> Iterator[Body]:
    """For each callback of an app its call.

    Parameters
    ----------
    waarden : "id.property" -> what the page holds there; None where it says nothing, and one click on everything
    """
    for naam, callback in app.callback_map.items():
        if "callback" in callback:
            yield aanroep(naam, callback, waarden)


def aanroep(naam: str, callback: Mapping[str, Any], waarden: Mapping[str, Any]) -> Body:
    """The call of one callback; its first input has just changed."""
    uitvoer = [dict(zip(("id", "property"), deel.split("."), strict=True)) for deel in naam.strip(".").split("...")]
    body: Body = {"output": naam, "outputs": uitvoer if naam.startswith("..") else uitvoer[0]}
    for soort in ("inputs", "state"):
        body[soort] = [{**deel, "value": _waarde(deel, waarden)} for deel in callback[soort]]
    return body | {"changedPropIds": [plaats_van(body["inputs"][0])]}


def velden(body: Body) -> list[Body]:
    """Everything that a call holds a value for."""
    return [*body["inputs"], *body["state"]]


def plaats_van(deel: Mapping[str, Any]) -> str:
    """id.property"""
    return f"{deel['id']}.{deel['property']}"


def _waarde(deel: Mapping[str, Any], waarden: Mapping[str, Any]) -> Any:
    return waarden.get(plaats_van(deel), 1 if deel["property"] in KLIKS and waarden else None)
