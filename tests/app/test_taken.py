"""Work beside the server can be stopped, and the best of a search so far is kept."""

from __future__ import annotations

import subprocess
import sys

from hn_dash.services.taken import Taken, schrijf


def test_a_search_that_is_stopped_keeps_the_best_so_far(tmp_path):
    taken = Taken(tmp_path)
    kenmerk = taken.nieuw(())
    map_ = tmp_path / "werk" / kenmerk
    proces = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (map_ / "pid").write_text(str(proces.pid))
    beste = {"rijen": [], "boven_minimum": 0.01, "knelpunten": []}
    schrijf(map_ / "stand.json", {"stap": "zoekt", "gedaan": 5, "totaal": 60, "voorstel": beste})
    assert "klaar" not in taken.stand(kenmerk)
    taken.stop(kenmerk)
    proces.wait(timeout=10)
    assert taken.stand(kenmerk) == {
        "klaar": "gestopt", "stap": "zoekt", "gedaan": 5, "totaal": 60, "voorstel": beste
    }  # fmt: skip
