"""How every grid behaves, and its words in Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag

KOLOM = {
    "sortable": True,
    "resizable": True,
    "filter": True,
    "floatingFilter": True,
    "suppressHeaderMenuButton": True,
}
ROOSTER: dict[str, Any] = {
    "rowSelection": {
        "mode": "multiRow",
        "checkboxes": True,
        "headerCheckbox": True,
        "selectAll": "filtered",
        "enableClickSelection": True,
    },
    "selectionColumnDef": {"width": 48, "pinned": "left", "sortable": False, "resizable": False},
    "animateRows": False,
    "rowHeight": 34,
    "headerHeight": 40,
    "tooltipShowDelay": 400,
    "suppressDragLeaveHidesColumns": True,
    "localeText": {
        "filterOoo": "Filter…",
        "equals": "Is gelijk aan",
        "notEqual": "Is niet gelijk aan",
        "lessThan": "Kleiner dan",
        "greaterThan": "Groter dan",
        "lessThanOrEqual": "Hoogstens",
        "greaterThanOrEqual": "Minstens",
        "inRange": "Tussen",
        "inRangeStart": "van",
        "inRangeEnd": "tot",
        "contains": "Bevat",
        "notContains": "Bevat niet",
        "startsWith": "Begint met",
        "endsWith": "Eindigt op",
        "blank": "Leeg",
        "notBlank": "Niet leeg",
        "andCondition": "en",
        "orCondition": "of",
        "ariaFilterInput": "Filter",
        "ariaRowSelectAll": "Kies alle gefilterde rijen",
        "ariaRowToggleSelection": "Kies rij",
        "ariaColumnFiltered": "Gefilterd",
        "ariaFilterFromValue": "van",
        "ariaFilterToValue": "tot",
        "noRowsToShow": "Geen rijen: er zijn geen gegevens, of niets voldoet aan deze vraag of dit filter.",
        "ariaInputEditor": "Invoer",
        "ariaFilteringOperator": "Filtermethode",
        "ariaSortableColumn": "Enter sorteert",
        "ariaColumnSelectAll": "Alles",
        "ariaFilterMenuOpen": "Open filter",
        "ariaFilterValue": "Filterwaarde",
        "searchOoo": "Zoek…",
        "selectAll": "(Alles)",
        "noMatches": "Niets gevonden",
        "filterOptions": "Filter",
        "applyFilter": "Toepassen",
        "clearFilter": "Wissen",
        "resetFilter": "Herstel",
        "loadingOoo": "Laden…",
    },
}
_BREED = {"width": 500, "minWidth": 240, "wrapText": True, "autoHeight": True}


def build_rooster(
    rooster: str,
    kolommen: Sequence[tuple[str, str, int, int | None]],
    leeg: str,
    keuze: Mapping[str, Any] | None = None,
) -> dag.AgGrid:
    """A low grid with a filter under each head; numbers stand right.

    Parameters
    ----------
    rooster : its id; rows have one of their own as `id`
    kolommen : field, head, width (0 for wide, with wrapped text) and the decimals of a number, None for text
    leeg : what it says without rows
    keuze : how rows are chosen; None when they are not
    """
    opties: dict[str, Any] = {k: v for k, v in ROOSTER.items() if k not in ("rowSelection", "selectionColumnDef")}
    opties["localeText"] = {**opties["localeText"], "noRowsToShow": leeg}
    if keuze:
        opties["rowSelection"] = dict(keuze)
    return dag.AgGrid(
        id=rooster,
        columnDefs=[
            {"field": naam, "headerName": kop}
            | ({"width": breedte, "minWidth": breedte} if breedte else _BREED)
            | ({"tooltipField": naam, "cellDataType": "text"} if decimalen is None else _cijfer(decimalen))
            for naam, kop, breedte, decimalen in kolommen
        ],
        rowData=[],
        getRowId="params.data.id",
        defaultColDef=KOLOM,
        dashGridOptions=opties,
        columnSize="responsiveSizeToFit",
        className="rooster laag",
    )


def _cijfer(decimalen: int) -> dict[str, Any]:
    return {
        "type": "rightAligned",
        "filter": "agNumberColumnFilter",
        "valueFormatter": {"function": f"hnGetal(params.value, {decimalen})"},
    }
