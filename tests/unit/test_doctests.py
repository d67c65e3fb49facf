"""The examples in docstrings are true."""

import doctest
from importlib import import_module

import pytest

from tests.support.server import WORTEL

MODULES = sorted(
    ".".join(pad.relative_to(WORTEL).with_suffix("").parts)
    for pad in (WORTEL / "hn_dash").rglob("*.py")
    if ">>>" in pad.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("naam", MODULES)
def test_examples(naam):
    uitkomst = doctest.testmod(import_module(naam))
    assert uitkomst.attempted > 0
    assert uitkomst.failed == 0
