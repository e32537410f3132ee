"""The pages of the window; each is imported and made when first needed, not before the first picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.pages.worklist_page import WorklistPage
from enec_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from enec_desktop.ui.pages.case_page import CasePage
    from enec_desktop.ui.pages.evidence_page import EvidencePage
    from enec_desktop.ui.pages.meeting_page import MeetingPage
    from enec_desktop.ui.pages.site_page import SitePage
    from enec_desktop.ui.pages.summary_page import SummaryPage
    from enec_desktop.ui.pages.what_if_page import WhatIfPage
    from enec_desktop.ui.projector.window import Projector

    Place = WorklistPage | CasePage | SummaryPage | WhatIfPage | EvidencePage | SitePage | MeetingPage

Page = TypeVar("Page", bound=QWidget)


class Places(QStackedWidget):
    """One page at a time; ``made`` is told the name of a page that has just been made, to wire it."""

    def __init__(self, kit: Kit, tasks: Tasks, made: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._tasks, self._made = kit, tasks, made
        self._projector: Projector | None = None

    def has(self, name: str) -> bool:
        """Whether a page has been made."""
        return name in self.__dict__

    def page(self, name: str) -> Place:
        """A page by its name in the rail."""
        page: Place = getattr(self, name)
        return page

    def copy_text(self) -> None:
        """Copy as text what is in front, where that is a case or a record."""
        if self.shows("case"):
            self.case.copy_text()
        elif self.shows("evidence"):
            self.evidence.copy_text()

    def present(self, agenda: Sequence[str] = (), start_at: str = "") -> Projector:
        """Show a room the open case, or an agenda from a case on: what is stored, nothing half typed.

        One projector is enough: where it is there already, it shows this too.
        """
        from enec_desktop.ui.projector.opening import open_projector

        here = start_at or self.open_id or agenda[0]
        if self._projector is None:
            self._projector = open_projector(self._kit, self.window(), agenda or (here,), here)
            self._projector.closed.connect(self._forget_projector)
            self.destroyed.connect(self._projector.close)
            self.case.case_changed.connect(self._projector.refresh)
        else:
            self._projector.show_agenda(agenda)
            self._projector.show_case(here)
            self._projector.activateWindow()
        return self._projector

    def _forget_projector(self) -> None:
        self._projector = None

    def shows(self, name: str) -> bool:
        """Whether a page is in front."""
        return self.has(name) and self.currentWidget() is self.page(name)

    @property
    def in_front(self) -> str:
        """The name of the page in front."""
        return next(name for name, page in self.__dict__.items() if page is self.currentWidget())

    @property
    def open_id(self) -> str:
        """The id of the open case; empty while none is open."""
        return self.case.case.id if self.has("case") else ""

    def flush(self) -> None:
        """Save what is half typed."""
        if self.has("case"):
            self.case.flush()
        if self.has("meeting"):
            self.meeting.flush()

    def read_case_page(self) -> None:
        """Import what the page of a case is made of, so that it is made sooner when asked for."""
        import enec_desktop.ui.pages.case_page  # noqa: F401

    @cached_property
    def worklist(self) -> WorklistPage:
        """The list of cases."""
        return self._take("worklist", WorklistPage(self._kit))

    @cached_property
    def case(self) -> CasePage:
        """The open case."""
        from enec_desktop.ui.pages.case_page import CasePage

        return self._take("case", CasePage(self._kit, self._tasks))

    @cached_property
    def summary(self) -> SummaryPage:
        """The board summary on paper."""
        from enec_desktop.ui.pages.summary_page import SummaryPage

        return self._take("summary", SummaryPage(self._kit, self._tasks))

    @cached_property
    def what_if(self) -> WhatIfPage:
        """Other facts tried out on a copy."""
        from enec_desktop.ui.pages.what_if_page import WhatIfPage

        return self._take("what_if", WhatIfPage(self._kit, self._tasks))

    @cached_property
    def evidence(self) -> EvidencePage:
        """Everything the knowledge says."""
        from enec_desktop.ui.pages.evidence_page import EvidencePage

        return self._take("evidence", EvidencePage(self._kit))

    @cached_property
    def site(self) -> SitePage:
        """What this hospital offers."""
        from enec_desktop.ui.pages.site_page import SitePage

        return self._take("site", SitePage(self._kit))

    @cached_property
    def meeting(self) -> MeetingPage:
        """Agendas, decisions and what became of them."""
        from enec_desktop.ui.pages.meeting_page import MeetingPage

        return self._take("meeting", MeetingPage(self._kit, self._tasks))

    def next_pane(self, steps: int) -> None:
        """Go on to the next pane of the page in front."""
        if self.shows("meeting"):
            self.meeting.next_pane(steps)
        elif self.shows("case"):
            self.case.next_pane(steps)

    def step_record(self, steps: int) -> None:
        """Back or forward among the records read."""
        if self.has("evidence"):
            self.evidence.step(steps)

    def assess_again(self) -> None:
        """What stands beside the options of the open case is another now."""
        if self.open_id:
            self.case.assess_again()

    def _take(self, name: str, page: Page) -> Page:
        # Known before it is wired: the wiring asks for it.
        self.__dict__[name] = page
        self.addWidget(page)
        self._made(name)
        return page
