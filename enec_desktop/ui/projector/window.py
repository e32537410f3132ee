"""The projector: one case after another in slides, by keyboard only, beside the window that records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from enec_desktop.domain.content import Row, Rows, Section, Sentence
from enec_desktop.domain.slides import Slide, SlideSet
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.case_clock import CaseClock
from enec_desktop.ui.projector.deck import Deck, look_for
from enec_desktop.ui.projector.keys import act_of
from enec_desktop.ui.projector.prepared import PreparedSlides
from enec_desktop.ui.projector.sheet import Head
from enec_desktop.ui.projector.text import Setting
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.patient_words import patient_words

_SECOND = 1000
_MINUTE = 60


class Projector(QWidget):
    """Shows the cases of an agenda in its order, from ``start_at`` on.

    ``case_shown`` names the case in front. ``seconds_spent`` tells how many seconds a case was in front
    since that was told of it last: when another case comes, each minute, and at the end. ``screen_chosen``
    names the screen that a key moved the slides to.
    """

    case_shown = Signal(str)
    seconds_spent = Signal(str, int)
    screen_chosen = Signal(str)
    closed = Signal()

    def __init__(self, kit: Kit, cases: Sequence[str], start_at: str = "") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit, self._cases = kit, tuple(dict.fromkeys(cases))
        self._here = start_at if start_at in self._cases else self._cases[0]
        self._slide, self._page = 0, 0
        self._dark, self._black, self._keys = True, False, False
        self._details, self._all_refs, self._said = False, False, ""
        self._hidden, self._withheld = kit.names.hidden, kit.desk.meetings.withheld()
        self._tasks = Tasks(self)
        self._prepared = PreparedSlides(kit, self._tasks, self)
        self._prepared.ready.connect(self._take)
        self._clock = CaseClock(kit.desk.now)
        self._deck = Deck(kit, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(kit.words("projector.title"))
        self.setAccessibleName(kit.words("projector.title"))
        kit.names.changed.connect(self._follow_names)
        kit.advice.changed.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_SECOND)
        self._bring_up(self._here)

    @property
    def case_id(self) -> str:
        """The case in front."""
        return self._here

    @property
    def is_busy(self) -> bool:
        """Whether slides are still being made."""
        return self._prepared.is_busy

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def tell(self, sentence: str) -> None:
        """Say something beside the title, until the first key."""
        self._said = sentence
        self.setAccessibleDescription(sentence)
        self._show()

    def show_case(self, case_id: str) -> None:
        """Bring up a case; one that is not on the agenda is added at its end."""
        if case_id not in self._cases:
            self._cases = (*self._cases, case_id)
        if case_id != self._here:
            self._tell_time()
            self._bring_up(case_id)

    def go_on_from(self, case_id: str, seconds: int) -> None:
        """The clock of a case goes on from the time it took before."""
        self._clock.begin_with(case_id, seconds)
        self._deck.show_clock(self._clock.shown)

    def seconds_of(self, case_id: str) -> int:
        """How long a case was discussed, as its clock says now."""
        return self._clock.of(case_id)

    def show_agenda(self, cases: Sequence[str]) -> None:
        """Take another order or other cases; the case in front stays while it is among them."""
        if not cases:
            return
        self._cases = tuple(dict.fromkeys(cases))
        if self._here in self._cases:
            self._want()
            self._anew()
        else:
            self._tell_time()
            self._bring_up(self._cases[0])

    def refresh(self) -> None:
        """Read the cases again: what was stored meanwhile is shown as soon as its slides are made.

        Of a case on which the board says its intent first no advice is shown before.
        """
        self._want()
        withheld = self._kit.desk.meetings.withheld()
        if withheld != self._withheld:
            self._withheld = withheld
            self._anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key of the projector."""
        act = act_of(event)
        if act is None:
            super().keyPressEvent(event)
            return
        name, number = act
        if self._said:
            self.tell("")
        getattr(self, f"_{name}")(*([number] if number is not None else []))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the slides; black where nothing is to be seen."""
        painter = QPainter(self)
        ground = look_for(self._kit, self, dark=self._dark).colour("surface")
        painter.fillRect(self.rect(), Qt.GlobalColor.black if self._black else ground)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for another size."""
        super().resizeEvent(event)
        self._anew()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the time that was spent, and let running work end."""
        self._timer.stop()
        self._tell_time()
        self._tasks.close()
        super().closeEvent(event)
        self.closed.emit()

    def _turn(self, steps: int) -> None:
        """One page on or back; at either end it stays: the next case is another key."""
        self._wake()
        page = self._page + steps
        if 0 <= page < len(self._deck.pages(self._slide)):
            self._page = page
        elif 0 <= self._slide + steps < self._deck.count:
            self._slide += steps
            self._page = 0 if steps > 0 else len(self._deck.pages(self._slide)) - 1
        self._show()

    def _go(self, slide: int) -> None:
        """To the first slide, or to the last one (-1)."""
        self._wake()
        self._slide, self._page = slide % self._deck.count, 0
        self._show()

    def _go_to_place(self, place: int) -> None:
        """The first slide of a place; pressed again, the next of its slides, and round again."""
        self._wake()
        slides = self._route()
        there = [at for at, one in enumerate(slides) if one.place == place]
        if there:
            after = [at for at in there if at > self._slide]
            self._slide = after[0] if self._slide in there and after else there[0]
            self._page = 0
        self._show()

    def _step_case(self, steps: int) -> None:
        at = self._cases.index(self._here) + steps
        self._wake()
        if 0 <= at < len(self._cases):
            self.show_case(self._cases[at])

    def _turn_black(self) -> None:
        self._black = not self._black
        self._deck.set_visible(not self._black)
        self.setAccessibleDescription(self._kit.words("projector.black") if self._black else "")
        self.update()

    def _turn_names(self) -> None:
        self._hidden = not self._hidden
        self._want()
        self._anew()

    def _turn_dark(self) -> None:
        self._dark = not self._dark
        self._anew()

    def _turn_refs(self) -> None:
        self._all_refs = not self._all_refs
        self._anew()

    def _turn_details(self) -> None:
        """With the slides of detail or without them; the one in front, or the one before it, stays."""
        slides = self._slides().slides
        here = slides.index(self._route()[self._slide])
        self._details = not self._details
        self._slide = max(sum(one in self._route() for one in slides[: here + 1]) - 1, 0)
        self._anew()

    def _turn_keys(self) -> None:
        asked = not self._keys
        self._wake()
        self._keys = asked
        self._anew()

    def _turn_full(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _turn_screen(self) -> None:
        """To the next screen, which is remembered."""
        screens = QGuiApplication.screens()
        if len(screens) == 1:
            self.tell(self._kit.words("projector.one_screen"))
            return
        screen = screens[(screens.index(self.screen()) + 1) % len(screens)]
        self.show_on(screen)
        self.screen_chosen.emit(screen.name())

    def _step_out(self) -> None:
        """Out of the black screen or the list of keys, else out of the projector."""
        if self._black or self._keys:
            self._wake()
        else:
            self.close()

    def _wake(self) -> None:
        """Whatever stands before the slides goes away."""
        if self._black:
            self._turn_black()
        if self._keys:
            self._keys = False
            self._anew()

    def _follow_names(self) -> None:
        """Names that are hidden in the window are hidden here too, and shown with them."""
        self._hidden = self._kit.names.hidden
        self._want()
        self._anew()

    def _bring_up(self, case_id: str) -> None:
        self._here, self._slide, self._page = case_id, 0, 0
        self._clock.start(case_id)
        self._want()
        self._anew()
        QTimer.singleShot(0, self, lambda: self.case_shown.emit(case_id))

    def _want(self) -> None:
        """The slides of this case first, then those of its neighbours."""
        at = self._cases.index(self._here)
        wanted = (self._here, *self._cases[at + 1 : at + 2], *self._cases[max(at - 1, 0) : at])
        self._prepared.want({case_id: self._code(case_id) for case_id in wanted})

    def _take(self, case_id: str) -> None:
        """Slides have come; the slide in front stays where it is still there."""
        if case_id == self._here:
            self._anew()

    def _tick(self) -> None:
        self._deck.show_clock(self._clock.shown)
        if self._clock.seconds and self._clock.seconds % _MINUTE == 0:
            self._tell_time()

    def _tell_time(self) -> None:
        seconds = self._clock.untold()
        if seconds:
            self.seconds_spent.emit(self._here, seconds)

    def _anew(self) -> None:
        """Lay everything out again."""
        look = look_for(self._kit, self, dark=self._dark)
        slides = replace(self._slides(), slides=self._route())
        self._deck.take(
            slides,
            self._headed(slides),
            Setting(look, slides.cited, self._all_refs),
            self.width(),
            self.height(),
        )
        self._show()

    def _show(self) -> None:
        at = 0 if self._keys else min(self._slide, self._deck.count - 1)
        page = 0 if self._keys else min(self._page, len(self._deck.pages(at)) - 1)
        if not self._keys:
            self._slide, self._page = at, page
        self._deck.show(at, page, self._said or self._hint(at))
        self.update()

    def _slides(self) -> SlideSet:
        """The slides in front: those of the case, the keys, or that the case is being read."""
        words = self._kit.words
        found = self._prepared.of(self._here, self._code(self._here))
        if self._keys:
            lines = (line.split("|") for line in words("projector.keys").split("\n"))
            rows = tuple(Row(key, Sentence(does)) for key, does in lines)
            section = Section("keys", words("projector.keys_title"), (Rows(rows),))
        elif found is None:
            told = self._prepared.refusal(self._here) or words("projector.reading")
            section = Section("read", told, ())
        elif self._here in self._withheld:
            return found.without_advice()
        else:
            return found
        return SlideSet(self._here, "", "", (Slide(0, section),))

    def _route(self) -> tuple[Slide, ...]:
        return self._slides().route(details=self._details)

    def _hint(self, at: int) -> str:
        """How many slides of detail follow the one in front and are not shown."""
        slides, here = self._slides().slides, self._route()[at]
        after = slides[slides.index(here) + 1 :]
        count = next((i for i, one in enumerate(after) if not one.detail), len(after))
        hidden = count and not self._details
        return self._kit.words("projector.more", count=count) if hidden else ""

    def _headed(self, slides: SlideSet) -> Head:
        case = self._prepared.case(self._here)
        name = self._code(self._here)
        if not name:
            name = patient_words(self._kit, case, self._kit.today())[0] if case is not None else ""
        number = self._kit.words(
            "projector.number", number=self._cases.index(self._here) + 1, count=len(self._cases)
        )
        return Head(name, slides.line, slides.question, number, self._clock.shown)

    def _code(self, case_id: str) -> str:
        """What stands for the name of a patient; empty while names are shown."""
        if not self._hidden:
            return ""
        return self._kit.words("projector.patient", number=self._cases.index(case_id) + 1)
