"""What a file adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Totalen:
    """What a snapshot adds up to, for comparison with the next one.

    Parameters
    ----------
    rijen : rows
    som : column -> total
    per_gemeente : gemeentecode -> rows, or for counts the first countable column
    eerder : of the rows, those of the file that this one completes
    """

    rijen: int = 0
    som: Counter[str] = field(default_factory=Counter)
    per_gemeente: Counter[str] = field(default_factory=Counter)
    eerder: int = 0

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        per_gemeente = dict(self.per_gemeente)
        return {"rijen": self.rijen, "som": dict(self.som), "per_gemeente": per_gemeente, "eerder": self.eerder}

    @classmethod
    def uit_dict(cls, kop: Mapping[str, Any]) -> Totalen:
        """The inverse of `als_dict`."""
        return cls(kop["rijen"], Counter(kop["som"]), Counter(kop["per_gemeente"]), kop.get("eerder", 0))
