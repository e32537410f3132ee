"""What stands around the page in front: faults and news, whose case is open, and below it the tour."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enec_desktop.ui.kit import Kit

if TYPE_CHECKING:
    from enec_desktop.domain.case import Case
    from enec_desktop.ui.widgets.alarm import Alarm
    from enec_desktop.ui.widgets.patient_banner import PatientBanner
    from enec_desktop.ui.widgets.tour_strip import TourStrip


class Strips(QVBoxLayout):
    """Each strip is made when there is something to say: the first picture has none of them."""

    def __init__(self, kit: Kit, below: QWidget) -> None:
        super().__init__()
        self._kit, self._below = kit, below
        self.setSpacing(0)
        self.addWidget(below, 1)

    @cached_property
    def alarm(self) -> Alarm:
        """The banner of faults and news, above all else."""
        from enec_desktop.ui.widgets.alarm import Alarm

        alarm = Alarm(self._kit)
        self.insertWidget(0, alarm)
        return alarm

    @cached_property
    def banner(self) -> PatientBanner:
        """Whose case is open, right above it."""
        from enec_desktop.ui.widgets.patient_banner import PatientBanner

        banner = PatientBanner(self._kit)
        self.insertWidget(self.indexOf(self._below), banner)
        return banner

    @cached_property
    def tour(self) -> TourStrip:
        """The strip of the tour, below all else."""
        from enec_desktop.ui.widgets.tour_strip import TourStrip

        strip = TourStrip(self._kit)
        self.addWidget(strip)
        return strip

    def show_identity(self, case: Case) -> None:
        """Say whose case is open."""
        self.banner.show_case(case, self._kit.today())

    def show_saved(self, case: Case) -> None:
        """Say whose case is open, and when it was saved."""
        self.show_identity(case)
        time = self._kit.desk.cases.saved_at(case.id).strftime("%H:%M")
        self.banner.show_saved(self._kit.words("banner.saved", time=time))
