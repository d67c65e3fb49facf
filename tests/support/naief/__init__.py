"""Every measure once more, written as a person would work it out: loops, lists and exact fractions.

Nothing of hn_dash.domain is used here but the question, so that the two can be wrong only in different ways.
"""

from tests.support.naief.opleiders import dichtheid, vestiging
from tests.support.naief.plaatsen import landelijk, lotingen, plaatsing
from tests.support.naief.plannen import leadgebieden, vergelijking, werving

ANTWOORD = {
    "vestiging": vestiging,
    "dichtheid": dichtheid,
    "werving": werving,
    "leadgebieden": leadgebieden,
    "vergelijking": vergelijking,
    "plaatsing": plaatsing,
    "landelijk": landelijk,
}
"""View -> its answer worked out by hand: what identifies a row, and per column what it must say."""
__all__ = ["ANTWOORD", "lotingen"]
