"""What a map's answer says to the browser, key by key.

Keys are words because both sides read them; what there is 342 times over is letters in one text, so that a recolour
stays below 2 kB.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Legendaregel(TypedDict):
    """A class of the map.

    letter : what stands for it in `klassen`
    tekst : its name in Dutch
    aantal : how many gemeenten it has, or rows where those are larger; absent when it has no rows of its own
    kleuren : one colour, or several for a hatched area
    patroon : streep, stip or kruis, drawn in the second colour on the first; absent when there is none
    """

    letter: str
    tekst: str
    aantal: NotRequired[int]
    kleuren: list[str]
    patroon: NotRequired[str]


class Omtrek(TypedDict, total=False):
    """Which gemeente is in which row, where rows are larger than a gemeente; their outlines are drawn.

    rijen : a letter per gemeente for its row, U+0100 for the first one; "." for none
    gedeeld : position of a gemeente -> all its rows, where there are more
    """

    rijen: str
    gedeeld: dict[int, list[int]]


class Kleuring(Omtrek):
    """Which gemeente has which class.

    klassen : the letter of its class per gemeente, in the order of the geometry; "." outside the selection
    legenda : the classes; their numbers add up to `samen`
    samen, eenheid : how many gemeenten the indeling has, or rows the answer where those are larger, and what they are
    """

    klassen: str
    legenda: list[Legendaregel]
    samen: int
    eenheid: str


class Cirkelregel(TypedDict):
    """A part of the circles: its name in Dutch, what it adds up to, and its colour."""

    tekst: str
    aantal: int
    kleuren: list[str]


Cirkel = tuple[int, list[tuple[int, int]]]
"""The position of a gemeente, and per slice the position of its colour and how much it counts."""


class Cirkels(TypedDict, total=False):
    """Circles on gemeenten of which the area is a number.

    cirkels : the circles, in the order in which they are drawn
    cirkelkleuren : the colours that slices refer to
    cirkellegenda : the slices added up
    cirkeleenheid : what is counted
    """

    cirkels: list[Cirkel]
    cirkelkleuren: list[str]
    cirkellegenda: list[Cirkelregel]
    cirkeleenheid: str


class Opschrift(TypedDict):
    """A name on the map.

    gemeente : the gemeentecode where it stands
    soort : "locatie" for a dot with its name beside it; absent for a name alone
    verschuiving : how many pixels lower than the first one there
    """

    gemeente: str
    tekst: str
    soort: NotRequired[str]
    verschuiving: NotRequired[int]


class Opschriften(TypedDict, total=False):
    """The names on the map, when it has any."""

    opschriften: list[Opschrift]


class Kaartantwoord(Kleuring, Cirkels, Opschriften):
    """All that the browser needs beside the geometry to draw a map, its legend and its words.

    geometrie : address of the geometry of its indeling
    adres : the query of exactly this view, for the address bar and the downloads
    vraag : the same with what makes the answer new, such as the version of a plan; equal questions are drawn once
    legendakop : what the classes measure
    titel, omschrijving, voet : the words above and below the map
    fout : the sentence about a query that could not be answered; the rest is then the default view
    """

    geometrie: str
    adres: str
    vraag: str
    legendakop: str
    titel: str
    omschrijving: str
    voet: str
    fout: str
