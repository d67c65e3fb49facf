from pathlib import Path

import pytest

from hn_dash.geo.build.bouw import grootste_rest, main


@pytest.mark.parametrize(
    ("totaal", "gewichten", "delen"),
    [
        # 10 * 1/3 = 3.33 each: the one left goes to the first
        (10, [1, 1, 1], [4, 3, 3]),
        # 7 of 99 %: 0.85, 1.48, 2.12, 1.48, 1.06 -> 0 1 2 1 1, then .85 and the first .48
        (7, [12, 21, 30, 21, 15], [1, 2, 2, 1, 1]),
        (0, [1, 2], [0, 0]),
        (5, [0, 1], [0, 5]),
    ],
)
def test_parts_are_whole_and_add_up(totaal: int, gewichten: list[int], delen: list[int]) -> None:
    assert grootste_rest(totaal, gewichten) == delen


def test_check_names_the_one_file_that_differs_and_writes_nothing(
    kopie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That it names no other file proves that the committed ones are what the code makes."""
    (kopie / "buren_2022.csv").write_text("code_a,code_b,soort\n")
    assert main(["--check"], kopie) == 1
    assert capsys.readouterr().out == "buren_2022.csv\n"
    assert (kopie / "buren_2022.csv").read_text() == "code_a,code_b,soort\n"


def test_without_its_inputs_it_says_which_file_to_restore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], tmp_path) == 1
    assert "herindelingen.csv ontbreekt of is onleesbaar; herstel het met" in capsys.readouterr().err
