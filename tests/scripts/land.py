"""A country of three gemeenten, drawn by hand in a grid of ten metres that begins at (100, 200).

    2 +-----+-----+
      |  A  |  B  |           A  GM0001  Aadorp, province Noord
    1 +-----+-----+   +--+    B  GM0518  's-Gravenhage, province Noord
      |     C     |   |C |    C  GM1900  Súdwest-Fryslân, province Zuid, with an islet
    0 +-----------+   +--+
      0     1     2   3  4

The arcs: 0 is the coast of A and 3 that of B, each from (0, 1) or (1, 2) on, clockwise; 1 lies between A and B, 2
between A and C, 4 between B and C; 5 is the coast of C and 6 its islet.
"""

from __future__ import annotations

from typing import Any

DRIE: dict[str, Any] = {
    "type": "Topology",
    "bbox": [100, 200, 140, 220],
    "transform": {"scale": [10, 10], "translate": [100, 200]},
    "objects": {
        "gemeenten": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "Polygon",
                    "id": "GM0001",
                    "arcs": [[0, 1, 2]],
                    "properties": {"naam": "Aadorp", "provincie": "Noord", "x": 0.5, "y": 1.5},
                },
                {
                    "type": "Polygon",
                    "id": "GM0518",
                    "arcs": [[3, 4, ~1]],
                    "properties": {"naam": "'s-Gravenhage", "provincie": "Noord", "x": 1.5, "y": 1.5},
                },
                {
                    "type": "MultiPolygon",
                    "id": "GM1900",
                    "arcs": [[[~2, ~4, 5]], [[6]]],
                    "properties": {"naam": "Súdwest-Fryslân", "provincie": "Zuid", "x": 1, "y": 0.5},
                },
            ],
        }
    },
    "arcs": [
        [[0, 1], [0, 1], [1, 0]],
        [[1, 2], [0, -1]],
        [[1, 1], [-1, 0]],
        [[1, 2], [1, 0], [0, -1]],
        [[2, 1], [-1, 0]],
        [[2, 1], [0, -1], [-2, 0], [0, 1]],
        [[3, 0], [0, 1], [1, 0], [0, -1], [-1, 0]],
    ],
    "vroeger": [["GM0007", "Oudeland", ["GM0001", "GM0518"]], ["GM0008", "Aadorp", ["GM1900"]]],
}
A, B, C = "GM0001", "GM0518", "GM1900"
