"""What is painted of a case: the line that heads every slide, the page in front, the places at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from enec_desktop.domain.content import Sentence
from enec_desktop.ui.projector.look import MARGIN, SlideLook
from enec_desktop.ui.projector.pages import PageOfSlide
from enec_desktop.ui.projector.text import SetText, Setting

_ABOVE, _BELOW = 7.0, 6.0
_RIGHT = 190.0
"""Points kept free at the right of the head for the number of the case and the clock."""


@dataclass(frozen=True, slots=True)
class Head:
    """What heads every slide of a case; all of it as names may be read now."""

    name: str
    line: str
    question: str
    number: str
    clock: str


class HeadStrip(QWidget):
    """Who, the case in one line, the question; at the right which case it is and how long it lasts."""

    def __init__(self) -> None:
        super().__init__()
        self._made: tuple[SetText, ...] = ()
        self._head = Head("", "", "", "", "")
        self._setting: Setting | None = None

    def show_head(self, head: Head, setting: Setting) -> float:
        """Show a head; answers how high it is, in pixels."""
        look = setting.look
        floor = look.points("slide-floor")
        width = look.wide - look.px(2 * MARGIN)
        told = (
            SetText(setting, (Sentence(head.name),), width - look.px(_RIGHT), floor, strong=True),
            SetText(setting, (Sentence(head.line),), width, floor, colour="second"),
            SetText(setting, (Sentence(head.question),), width, floor, colour="accent"),
        )
        self._made = tuple(one for one in told if one.text)
        self._head, self._setting = head, setting
        self.setAccessibleDescription(head.clock)
        self.setAccessibleName("\n".join(made.text for made in self._made) + f"\n{head.number}")
        self.update()
        return sum(one.height for one in self._made) + look.px(_ABOVE + _BELOW)

    def show_clock(self, clock: str) -> None:
        """Show how long the case lasts."""
        self._head = Head(self._head.name, self._head.line, self._head.question, self._head.number, clock)
        self.setAccessibleDescription(clock)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it with a rule below."""
        if self._setting is None:
            return
        look, painter = self._setting.look, QPainter(self)
        x, y = look.px(MARGIN), look.px(_ABOVE)
        for one in self._made:
            one.paint(painter, x, y)
            y += one.height
        right = self.width() - look.px(MARGIN)
        painter.setPen(look.colour("second"))
        painter.setFont(look.font(look.points("slide-floor")))
        high = look.px(look.points("slide-floor") * 1.34)
        box = QRectF(right - look.px(_RIGHT), look.px(_ABOVE), look.px(_RIGHT), high)
        told = f"{self._head.number}   {self._head.clock}"
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        painter.setPen(QPen(look.colour("line"), max(1.0, look.px(1.0))))
        painter.drawLine(QPointF(x, self.height() - 1.0), QPointF(right, self.height() - 1.0))
        painter.end()


class SheetView(QWidget):
    """The title of a slide and one of its pages."""

    def __init__(self) -> None:
        super().__init__()
        self._title: SetText | None = None
        self._page: PageOfSlide | None = None
        self._look: SlideLook | None = None
        self._count = ""

    def show_page(self, title: SetText, page: PageOfSlide, count: str, look: SlideLook) -> None:
        """Show a page; ``count`` says which of how many, empty where it is the only one."""
        self._title, self._page, self._count, self._look = title, page, count, look
        self.setAccessibleName("\n".join(one for one in (title.text, count, page.text) if one))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and page."""
        if self._title is None or self._page is None or self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = look.px(MARGIN), look.px(6.0)
        self._title.paint(painter, x, y)
        if self._count:
            painter.setPen(look.colour("second"))
            painter.setFont(look.font(look.points("slide-floor")))
            box = QRectF(x, y, self.width() - 2 * x, self._title.heights[0])
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)
        self._page.paint(painter, x, y + self._title.height + look.px(6.0))
        painter.end()


class FootStrip(QWidget):
    """The places with their number keys; the one in front stands out by weight and a line too."""

    def __init__(self) -> None:
        super().__init__()
        self._places: Mapping[int, str] = {}
        self._here = 0
        self._look: SlideLook | None = None

    def show_places(self, places: Mapping[int, str], here: int, look: SlideLook) -> None:
        """Show the places a case has, and which one is in front."""
        self._places, self._here, self._look = places, here, look
        self.setAccessibleName(f"{here} {places.get(here, '')}")
        self.setAccessibleDescription(", ".join(f"{place} {words}" for place, words in places.items()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the places side by side."""
        if self._look is None or not self._places:
            return
        look, painter = self._look, QPainter(self)
        size = look.points("slide-floor")
        told = {place: f"{place} {words}" for place, words in self._places.items()}
        fonts = {place: look.font(size, strong=place == self._here) for place in told}
        widths = {place: QFontMetricsF(fonts[place]).horizontalAdvance(text) for place, text in told.items()}
        room = self.width() - look.px(2 * MARGIN) - sum(widths.values())
        gap = min(max(room / max(len(told) - 1, 1), look.px(4.0)), look.px(28.0))
        x, high = look.px(MARGIN), float(self.height())
        for place, text in told.items():
            here = place == self._here
            painter.setFont(fonts[place])
            painter.setPen(look.colour("text" if here else "second"))
            box = QRectF(x, 0, widths[place] + 2, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            if here:
                painter.fillRect(QRectF(x, 0, widths[place], look.px(3.0)), look.colour("accent"))
            x += widths[place] + gap
        painter.end()
