"""The words that data and plans may hold: states, statuses, kinds and classes of age."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


STATEN = ("lead", "gezamenlijk", "open", "niet besproken")


STATUSSEN = ("akkoord", "voorstel", "geparkeerd", "te beslissen", "te bevestigen")
"""What can hold in a gemeente of a plan, and how far its agreement is."""


LEEFTIJDSKLASSEN = ("-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65+")


SOORTEN_OPLEIDER = ("aios", "coassistent", "beide")


STAGESOORTEN = ("ziekenhuis", "ggz", "ouderenzorg")
