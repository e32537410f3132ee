"""The three-minute tour over a sample patient: a strip says what to look at, and the window goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.strips import Strips

if TYPE_CHECKING:
    from enec_desktop.ui.widgets.assessment_view import AssessmentView

SAMPLE = "vest-2022-lcnec-liver-55m"
"""The sample patient of the tour: one question of the day, missing facts that matter, options that tie."""

CHAPTER = "pathology"

RECORD = "D05"
"""A known error of the article that anyone can check by counting: 46 % of 8 patients."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How the tour goes through the window."""

    show_place: Callable[[str], object]
    open_case: Callable[[str], object]
    browse: Callable[[str], object]
    load_samples: Callable[[], object]
    remove_samples: Callable[[], object]


class Tour:
    """One step at a time, each at its place in the window; left at any time, begun again at will."""

    def __init__(self, kit: Kit, places: Places, strips: Strips, ways: Ways) -> None:
        self.step: int = 0
        self._kit, self._places, self._ways = kit, places, ways
        self._strip = strips.tour
        self._strip.moved.connect(lambda by: self.go_to(self.step + by))
        self._strip.ended.connect(self.end)
        self._strip.extra_wanted.connect(self._act)
        self._steps: dict[str, Callable[[], object]] = {
            "list": lambda: ways.show_place("worklist"),
            "facts": self._show_facts,
            "missing": lambda: self._show_assessment(lambda view: view.go_to_section("missing")),
            "why": lambda: self._show_assessment(self._show_why),
            "disagree": lambda: self._show_assessment(self._show_opinion),
            "evidence": lambda: ways.browse(RECORD),
            "paper": self._show_paper,
            "help": lambda: ways.show_place("worklist"),
        }

    def begin(self) -> None:
        """Start at the first step; without the sample patient, offer to load it."""
        self.go_to(1)

    def go_to(self, step: int) -> None:
        """Go to a step and to its place."""
        if not 1 <= step <= len(self._steps):
            return
        if SAMPLE not in self._kit.desk.cases.ids():
            self.step = 0
            self._strip.show_step(0, 0, self._kit.words("tour.lacking"), self._kit.words("worklist.samples"))
            return
        self.show_strip(step)
        list(self._steps.values())[step - 1]()

    def show_strip(self, step: int) -> None:
        """Show the strip of a step, and leave the window where it is."""
        self.step = step
        name, words = list(self._steps)[step - 1], self._kit.words
        extra = words("tour.remove") if name == "help" else ""
        self._strip.show_step(step, len(self._steps), words(f"tour.{name}"), extra)

    def end(self) -> None:
        """Leave the tour; the window stays where it is."""
        self.step = 0
        self._strip.hide()

    def _act(self) -> None:
        """The press of a step's own button."""
        if self.step:
            self.end()
            self._ways.remove_samples()
        else:
            self._ways.load_samples()

    @property
    def waits(self) -> bool:
        """Whether it waits for the sample patients to be loaded."""
        return not self.step and not self._strip.isHidden()

    def _show_case(self) -> None:
        """The sample patient, opened only where another case is."""
        if self._places.open_id != SAMPLE:
            self._ways.open_case(SAMPLE)
        elif not self._places.shows("case"):
            self._ways.show_place("case")

    def _show_facts(self) -> None:
        self._show_case()
        page = self._places.case
        page.show_view(page.view[0], False)
        page.show_chapter(CHAPTER)
        page.focus_start()

    def _show_assessment(self, look: Callable[[AssessmentView], object]) -> None:
        """The assessment beside the case, or over the whole page where there is no room for both."""
        self._show_case()
        page = self._places.case
        if not page.assessment.isVisible():
            page.show_view(page.view[0], True)
        page.assessment.when_drawn(lambda: look(page.assessment))

    def _show_why(self, view: AssessmentView) -> None:
        if (card := view.first_advice()) is not None and card.strip is not None:
            view.show_widget(card)
            view.close_evidence()
            view.ref_wanted.emit(card.strip.rules[0])

    def _show_opinion(self, view: AssessmentView) -> None:
        if (card := view.first_advice()) is not None and card.strip is not None:
            view.close_evidence()
            view.show_widget(card)
            card.strip.focus_on(agrees=False)

    def _show_paper(self) -> None:
        self._show_case()
        self._ways.show_place("summary")
