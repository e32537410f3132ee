"""What helps a beginner: the sample patients, which come and go in one step, and the tour over them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from enec_desktop.domain.worklist import Where
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.strips import Strips

if TYPE_CHECKING:
    from enec_desktop.app.first_start import Made
    from enec_desktop.ui.tour import Tour


class FirstSteps:
    """``show_place``, ``open_case`` and ``browse`` go through the window; ``assess_list`` reads new cases."""

    def __init__(
        self,
        kit: Kit,
        places: Places,
        strips: Strips,
        *,
        show_place: Callable[[str], object],
        open_case: Callable[[str], object],
        browse: Callable[[str], object],
        assess_list: Callable[[], object],
    ) -> None:
        self._kit, self._places, self._strips = kit, places, strips
        self._show_place, self._open_case, self._browse = show_place, open_case, browse
        self._assess_list = assess_list

    @property
    def step(self) -> int:
        """The step of the tour; 0 while there is none."""
        return self.tour.step if "tour" in self.__dict__ else 0

    @cached_property
    def tour(self) -> Tour:
        """The tour over a sample patient."""
        from enec_desktop.ui.tour import Tour, Ways

        load, remove = self.load_samples, self.remove_samples
        ways = Ways(self._show_place, self._open_case, self._browse, load, remove)
        return Tour(self._kit, self._places, self._strips, ways)

    def resume(self, step: int) -> None:
        """Go on with the tour after the window was made anew."""
        if step:
            self.tour.show_strip(step)

    def welcome(self, made: Made) -> None:
        """After the first start: the tour; where the next start cannot find the cases, that is said."""
        if made.with_samples:
            self._assess_list()
            self.tour.begin()
        if not made.remembered:
            self._strips.alarm.warn(self._kit.words("first.forgotten", folder=made.folder))

    def load_samples(self) -> None:
        """Take in the published patients that are not there; a tour that waits for them begins."""
        count = self._kit.desk.cases.load_samples()
        self._show_place("worklist")
        self._strips.alarm.note(self._kit.words("window.samples", count=count))
        self._assess_list()
        if "tour" in self.__dict__ and self.tour.waits:
            self.tour.begin()

    def remove_samples(self) -> None:
        """Put the sample patients into the bin in one move; those that were changed stay and are named."""
        kit, strips, worklist = self._kit, self._strips, self._places.worklist
        self._show_place("worklist")
        as_they_came, changed = kit.desk.cases.samples()
        worklist.move_cases(as_they_came, Where.BIN)
        if changed:
            titles = (kit.name(id, kit.desk.cases.open(id).title) for id in changed)
            strips.alarm.note(kit.words("window.samples_kept", names="; ".join(titles)))
        elif not as_they_came:
            strips.alarm.note(kit.words("window.no_samples"))
