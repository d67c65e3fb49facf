"""Starting: what is printed, and a sentence instead of a traceback when it does not work."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.settings import Settings, read_settings
from hn_dash.start import laad_voorbeeld, nette_afloop
from tests.support.server import vrije_poort

WORTEL = Path(__file__).parents[2]


@pytest.fixture
def bezet() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as ander:
        ander.bind(("127.0.0.1", 0))
        ander.listen()
        yield ander.getsockname()[1]


def start(*wat: str, **omgeving: str) -> subprocess.Popen[str]:
    env = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("HN_")} | omgeving
    opdracht = [sys.executable, *(wat or ["app.py"])]
    return subprocess.Popen(opdracht, cwd=WORTEL, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_one_line_says_where_it_runs():
    poort = vrije_poort()
    proces = start(HN_PORT=str(poort))
    try:
        assert proces.stdout is not None
        assert proces.stdout.readline() == f"HN dash draait op http://127.0.0.1:{poort} (stoppen: Ctrl+C)\n"
        with urlopen(f"http://127.0.0.1:{poort}/health", timeout=10) as antwoord:
            assert antwoord.status == 200
            assert antwoord.headers["Server"] is None
    finally:
        proces.terminate()
        proces.communicate(timeout=10)


def test_a_busy_port_stops_with_one_sentence(bezet):
    uit, fout = (proces := start(HN_PORT=str(bezet))).communicate(timeout=60)
    assert (proces.returncode, uit) == (1, "")
    assert fout == (
        f"Poort {bezet} op 127.0.0.1 is al in gebruik. "
        f"Stop het andere programma of kies een andere poort, bijvoorbeeld HN_PORT={bezet + 1}.\n"
    )


def test_an_unsafe_start_stops_with_one_sentence():
    uit, fout = (proces := start(HN_HOST="0.0.0.0")).communicate(timeout=60)  # noqa: S104
    assert (proces.returncode, uit, fout.count("\n")) == (2, "", 1)
    assert fout.startswith("HN_HOST=0.0.0.0 maakt HN dash bereikbaar voor andere computers, maar HN_GEHEIM is leeg")


LUISTER = """
from flask import Flask
from hn_dash.settings import read_settings
from hn_dash.start import nette_afloop
from hn_dash.web.serve import serveer
with nette_afloop():
    serveer(Flask("leeg"), read_settings())
"""


@pytest.mark.parametrize("host", ["192.0.2.1", "bestaat.invalid"])
def test_an_address_of_another_computer_stops_with_one_sentence(host):
    proces = start("-c", LUISTER, HN_HOST=host, HN_GEHEIM="0123456789abcdef" * 2)
    uit, fout = proces.communicate(timeout=60)
    assert (proces.returncode, uit) == (1, "")
    assert fout == (
        f"HN dash kan niet luisteren op HN_HOST={host}. Kies een adres van deze computer, zoals 127.0.0.1.\n"
    )


def test_a_missing_data_folder_is_told_with_its_name(tmp_path):
    with pytest.raises(InvoerFout, match=r"SHA256SUMS ontbreekt of is onleesbaar; herstel"):
        laad_voorbeeld(Settings(data_map=tmp_path))


def test_a_division_of_ones_own_replaces_the_regions_of_the_example(dataset, tmp_path):
    bestand = tmp_path / "regio.csv"
    bestand.write_text(
        "gemeentecode;regio\n" + "\n".join(f"{c};West" for c in dataset.geo.indeling(dataset.indeling).codes)
    )
    eigen = laad_voorbeeld(Settings(regio=bestand))
    assert set(eigen.dataset.regio["regio"]) == {"West"}
    assert eigen.dataset.vingerafdruk != dataset.vingerafdruk


def test_a_division_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InvoerFout, match="niet te lezen"):
        laad_voorbeeld(Settings(regio=tmp_path / "weg.csv"))


def test_every_finding_is_printed_once(capsys):
    bevindingen = [Bevinding("Rij 2 is leeg.", "a.csv", 2), Bevinding("Het bestand is kort.", "a.csv")]
    with pytest.raises(SystemExit) as einde, nette_afloop():
        raise InvoerFout("a.csv is niet te gebruiken: 2 bevindingen.", bevindingen)
    assert einde.value.code == 1
    assert capsys.readouterr().err == (
        "a.csv is niet te gebruiken: 2 bevindingen.\n- a.csv, rij 2: Rij 2 is leeg.\n- a.csv: Het bestand is kort.\n"
    )


def test_a_wrong_setting_is_wrong_use(capsys):
    with pytest.raises(SystemExit) as einde, nette_afloop():
        read_settings(port="abc")
    assert einde.value.code == 2
    assert capsys.readouterr().err == "HN_PORT=abc kan niet: geef een poort van 1 tot en met 65535, zoals 8050.\n"


def test_a_missing_package_is_told_with_the_remedy(capsys):
    with pytest.raises(SystemExit) as einde, nette_afloop():
        raise ModuleNotFoundError("No module named 'dash'", name="dash")
    assert einde.value.code == 1
    assert "Het pakket dash ontbreekt in deze Python; start met `make run`" in capsys.readouterr().err


def test_a_bug_of_ours_is_not_hidden():
    with pytest.raises(ModuleNotFoundError), nette_afloop():
        raise ModuleNotFoundError("No module named 'hn_dash.weg'", name="hn_dash.weg")
