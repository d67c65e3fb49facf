"""The words that data, plans and answers may hold, and the one rule that binds them; BEGRIPPEN.md explains them."""

from __future__ import annotations

LEAD, GEZAMENLIJK, OPEN, NIET_BESPROKEN = "lead", "gezamenlijk", "open", "niet besproken"
STATEN = (LEAD, GEZAMENLIJK, OPEN, NIET_BESPROKEN)
"""What can hold in a gemeente of a plan."""
ZONDER_LEAD = (GEZAMENLIJK, OPEN, NIET_BESPROKEN)
"""States whose gemeenten are in the area of no single institute."""
ZONDER_INSTITUUT = (OPEN, NIET_BESPROKEN)
"""States in which nobody recruits."""

AKKOORD, VOORSTEL, GEPARKEERD = "akkoord", "voorstel", "geparkeerd"
TE_BESLISSEN, TE_BEVESTIGEN = "te beslissen", "te bevestigen"
STATUSSEN = (AKKOORD, VOORSTEL, GEPARKEERD, TE_BESLISSEN, TE_BEVESTIGEN)
"""How far an agreement is."""

HEEFT_OPLEIDER, GEEN_OPLEIDER, GEEN_PRAKTIJK = "heeft opleider", "geen opleider", "geen praktijk"
ZONDER_PRAKTIJK, GEEN_OPLEIDINGSPRAKTIJK = "opleider zonder praktijk", "geen opleidingspraktijk"
ONDER_NORM, OP_NORM = "onder norm", "op of boven norm"
GEEN_GEGEVENS, TE_KLEIN = "geen gegevens", "te klein"
"""What a row can say of itself; each measure names its own in its `Maat`."""

RANDSTAD, PERIFERIE = "Randstad", "periferie"
ZONDER_REGIO = "zonder regio"
"""The region of a gemeente that is in none, or in more."""

LEEFTIJDSKLASSEN = ("-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65+")
SOORTEN_OPLEIDER = ("aios", "coassistent", "beide")
STAGESOORTEN = ("ziekenhuis", "ggz", "ouderenzorg")

PER_INSTITUUT = "opleiders_"
"""Before the code of an institute: the column with its opleiders."""

EIS = {LEAD: "één instituut", GEZAMENLIJK: "twee of meer instituten"}
"""How many institutes recruit in a state, in words; in the others none do."""


def past_bij_staat(staat: str, instituten: int) -> bool:
    """Whether a state can have so many (different) institutes.

    >>> past_bij_staat("lead", 1), past_bij_staat("gezamenlijk", 1), past_bij_staat("open", 0)
    (True, False, True)
    """
    return {LEAD: instituten == 1, GEZAMENLIJK: instituten >= 2}.get(staat, instituten == 0)


def leden_van(instituten: str) -> tuple[str, ...]:
    """Institute codes joined by +, one by one; none for "".

    >>> leden_van("emc+lumc"), leden_van("")
    (('emc', 'lumc'), ())
    """
    return tuple(instituten.split("+")) if instituten else ()
