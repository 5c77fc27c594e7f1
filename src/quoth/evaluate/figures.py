"""Figures: precision and recall, and shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Score:
    """Found against wanted: `hit` of `gold` wanted were found, among `got` read."""

    hit: int = 0
    gold: int = 0
    got: int = 0

    def add(self, hit: int, gold: int, got: int) -> None:
        self.hit += hit
        self.gold += gold
        self.got += got

    @property
    def precision(self) -> float:
        return self.hit / self.got if self.got else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_record(self) -> dict[str, float | int | None]:
        return {
            "p": round(self.precision, 4), "r": round(self.recall, 4), "f1": round(self.f1, 4),
            "gold": self.gold, "got": self.got,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({self.gold} gold, {self.got} read)"


@dataclass(slots=True)
class Share:
    """`right` out of `of`."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def accuracy(self) -> float | None:
        return self.right / self.of if self.of else None

    def as_record(self) -> dict[str, float | int | None]:
        return {"accuracy": None if self.accuracy is None else round(self.accuracy, 4), "of": self.of}

    def __str__(self) -> str:
        return f"{'-' if self.accuracy is None else round(self.accuracy, 4)}  (of {self.of})"


Figures = Mapping[str, Score | Share]

#: The one figure that is better when it is lower.
LOWER_IS_BETTER = "wrong mouth"


def value(figures: Figures, name: str) -> float | None:
    """A figure by its name: F1 or accuracy; `NAME.p` and `NAME.r` are precision and recall. None when there is none."""
    if name in figures:
        figure = figures[name]
        return round(figure.f1, 4) if isinstance(figure, Score) else figure.as_record()["accuracy"]
    stem, _, part = name.rpartition(".")
    found = figures.get(stem)
    if not isinstance(found, Score) or part not in {"p", "r"}:
        return None
    return found.as_record()[part]


def misses(figures: Figures, floors: Mapping[str, float]) -> list[str]:
    """The floors that are missed, in words; for `wrong mouth` the floor is a ceiling."""
    out = []
    for name, floor in floors.items():
        got = value(figures, name)
        if got is None or (got > floor if name == LOWER_IS_BETTER else got < floor):
            out.append(f"{name} {got} against {floor:g}")
    return out
