"""A verb as the shell runs it, in this process."""

from __future__ import annotations

import pytest

from hn_dash.cli import hn_dash
from hn_dash.start import nette_afloop


def roep(*argumenten: str) -> int:
    """Run a verb as `python -m hn_dash` does; the exit code."""
    with pytest.raises(SystemExit) as einde, nette_afloop():
        hn_dash.main(argumenten, prog_name="python -m hn_dash")
    return int(einde.value.code or 0)
