"""The HN_* variables: what is accepted, and what a wrong one is told."""

import os

import pytest

from hn_dash.settings import DATA_MAP, InstellingFout, Settings, read_settings

STERK = "7f3a9c1e5b2d8046af17c3e95d20b684"


@pytest.fixture(autouse=True)
def kale_omgeving(monkeypatch):
    for naam in [naam for naam in os.environ if naam.startswith("HN_")]:
        monkeypatch.delenv(naam)


def test_without_variables_only_this_computer_can_reach_the_server():
    settings = read_settings()
    assert (settings.host, settings.port, settings.debug) == ("127.0.0.1", 8050, False)
    assert settings.data_map == DATA_MAP
    assert settings.regio is None


def test_an_empty_variable_is_as_good_as_none(monkeypatch):
    monkeypatch.setenv("HN_PORT", "")
    assert read_settings().port == 8050


def test_a_choice_on_the_command_line_comes_before_the_environment(monkeypatch):
    monkeypatch.setenv("HN_PORT", "9000")
    assert read_settings(port=9001).port == 9001


@pytest.mark.parametrize(
    ("naam", "waarde", "remedie"),
    [
        ("HN_PORT", "abc", "een poort van 1 tot en met 65535, zoals 8050"),
        ("HN_PORT", "70000", "een poort van 1 tot en met 65535, zoals 8050"),
        ("HN_THREADS", "0", "een aantal threads van 1 tot en met 64, zoals 8"),
        ("HN_DEBUG", "misschien", "0 of 1"),
        ("HN_LOG_LEVEL", "luid", "debug, info, warning of error"),
    ],
)
def test_a_wrong_value_names_the_variable_and_the_remedy(monkeypatch, naam, waarde, remedie):
    monkeypatch.setenv(naam, waarde)
    with pytest.raises(InstellingFout) as fout:
        read_settings()
    assert f"{naam}={waarde} kan niet: geef {remedie}" in fout.value.zin


def test_all_wrong_values_are_told_at_once(monkeypatch):
    monkeypatch.setenv("HN_PORT", "abc")
    monkeypatch.setenv("HN_THREADS", "veel")
    with pytest.raises(InstellingFout) as fout:
        read_settings()
    assert len(fout.value.bevindingen) == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_loopback_starts_without_a_secret(host):
    assert read_settings(host=host).loopback


@pytest.mark.parametrize("geheim", ["", "geheim", "verander-mij", "x" * 64, "abc" * 20])
def test_others_are_not_let_in_on_a_weak_secret(geheim):
    with pytest.raises(InstellingFout, match="HN_GEHEIM is leeg of te eenvoudig"):
        read_settings(host="0.0.0.0", geheim=geheim)  # noqa: S104


def test_others_are_let_in_on_a_strong_secret():
    assert not read_settings(host="0.0.0.0", geheim=STERK).loopback  # noqa: S104


def test_debug_is_refused_where_others_come():
    assert read_settings(debug=True).debug
    with pytest.raises(InstellingFout, match="HN_DEBUG"):
        read_settings(host="hn.voorbeeld", geheim=STERK, debug=True)


def test_the_secret_is_never_printed():
    assert STERK not in repr(read_settings(geheim=STERK))


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1
