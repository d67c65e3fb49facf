"""A copy of the tree, to change in."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.server import WORTEL

NIET_MEE = {".git", ".venv", "var", "build"}
"""What stands in the root of the tree and is no part of it."""


def kopie(doel: Path) -> Path:
    """The tree as it is now, elsewhere."""
    return Path(shutil.copytree(WORTEL, doel, ignore=_niet_mee))


def _niet_mee(map_: str, namen: list[str]) -> set[str]:
    wortel = NIET_MEE if Path(map_) == WORTEL else set()
    return {naam for naam in namen if naam in wortel or naam == "__pycache__" or naam.endswith("_cache")}
