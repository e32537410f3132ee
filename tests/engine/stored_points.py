"""Every stored patient at every point the board saw it, assessed once for all tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from enec_desktop.domain.assessment import Assessment, OptionView
from enec_desktop.domain.case import Case
from enec_desktop.domain.time import AfterEvent, At, Latest
from tests.assessing import DEMOS, VIGNETTES, assessed, stored


@dataclass(frozen=True)
class Stored:
    """A published patient or vignette at one of its questions; without a question, all of it."""

    folder: Path
    name: str
    point: str

    @property
    def case(self) -> Case:
        return stored(self.folder, self.name)

    @property
    def at(self) -> At:
        return AfterEvent(self.point) if self.point else Latest()

    @property
    def assessment(self) -> Assessment:
        return assessed(self.folder, self.name, self.point)


def everyone() -> list[Stored]:
    """Each published patient at each question, each vignette at its last one."""
    found = []
    for folder in (DEMOS, VIGNETTES):
        for path in sorted(folder.glob("*.json")):
            asked = [one.id for one in stored(folder, path.stem).of_kind("question")] or [""]
            points = asked if folder == DEMOS else asked[-1:]
            found += [Stored(folder, path.stem, point) for point in points]
    return found


def options(found: Assessment) -> list[OptionView]:
    """Every option as every candidate moment shows it, those not for this situation included."""
    return [
        option
        for view in found.moments
        for option in (*(one for group in view.groups for one in group.options), *view.not_here)
    ]
