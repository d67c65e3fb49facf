"""What a message takes and what it refuses, for tests that list both."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hn_dash.errors import BerichtFout
from hn_dash.services.bericht import Bericht


def weigert(soort: type[Bericht], velden: Mapping[str, object]) -> str:
    """With which sentence a message is refused."""
    with pytest.raises(BerichtFout) as fout:
        soort.lees(**velden)
    return fout.value.zin
