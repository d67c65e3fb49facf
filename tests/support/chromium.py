"""Debian's chromium, for tests that need one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def start_chromium() -> Iterator[Browser]:
    """A running browser; Playwright allows one such start in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        browser.close()


def merk(items: list[pytest.Item], map: Path, naam: str) -> None:
    """Give the tests in a folder a marker, and skip them where there is no chromium."""
    for item in items:
        if map not in item.path.parents:
            continue
        item.add_marker(naam)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=f"chromium is not on the PATH: {naam} tests were not run"))
