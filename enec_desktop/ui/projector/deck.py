"""The slides in front, laid out at the size of the window: each when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from enec_desktop.domain.content import Sentence
from enec_desktop.domain.slides import SlideSet
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.look import MARGIN, SlideLook
from enec_desktop.ui.projector.pages import PageOfSlide, pages_of
from enec_desktop.ui.projector.sheet import FootStrip, Head, HeadStrip, SheetView
from enec_desktop.ui.projector.text import SetText, Setting

_FOOT, _ABOVE, _BELOW = 32.0, 6.0, 4.0
_COUNT = 190.0
"""Points kept free beside a title for "M: 2 more · 2 of 3"."""


class Deck:
    """Head, sheet and foot of the slides; ``take`` gives it other slides or another look."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        self._kit = kit
        self._parts = HeadStrip(), SheetView(), FootStrip()
        for part in self._parts:
            part.setParent(window)
            part.show()
        self._slides = SlideSet("", "", "", ())
        self._setting: Setting | None = None
        self._made: dict[int, tuple[SetText, tuple[PageOfSlide, ...]]] = {}

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self._slides.slides)

    def take(self, slides: SlideSet, head: Head, setting: Setting, wide: int, tall: int) -> None:
        """Show other slides from now on, in a window of a size in pixels."""
        self._slides, self._setting = slides, setting
        self._made.clear()
        look = setting.look
        left, top = (wide - look.wide) / 2, (tall - look.tall) / 2
        top_strip, sheet, foot = self._parts
        high = top_strip.show_head(head, setting)
        low = look.px(_FOOT)
        for part, y, height in (
            (top_strip, 0.0, high),
            (sheet, high, look.tall - high - low),
            (foot, look.tall - low, low),
        ):
            part.setGeometry(QRectF(left, top + y, look.wide, height).toRect())

    def pages(self, at: int) -> tuple[PageOfSlide, ...]:
        """The pages of a slide."""
        return self._laid_out(at)[1]

    def show(self, at: int, page: int, hint: str = "") -> None:
        """Show a page of a slide, with a hint beside its title."""
        assert self._setting is not None
        look, words = self._setting.look, self._kit.words
        _, sheet, foot = self._parts
        title, pages = self._laid_out(at)
        count = words("projector.page", number=page + 1, count=len(pages)) if len(pages) > 1 else ""
        sheet.show_page(title, pages[page], " · ".join(one for one in (hint, count) if one), look)
        places: Mapping[int, str] = {
            place: words(f"projector.place_{place}") for place in self._slides.places if place
        }
        foot.show_places(places, self._slides.slides[at].place, look)

    def show_clock(self, clock: str) -> None:
        """Show how long the case lasts."""
        self._parts[0].show_clock(clock)

    def set_visible(self, seen: bool) -> None:
        """Show the slides, or nothing."""
        for part in self._parts:
            part.setVisible(seen)

    def _laid_out(self, at: int) -> tuple[SetText, tuple[PageOfSlide, ...]]:
        if at not in self._made:
            assert self._setting is not None
            look, section = self._setting.look, self._slides.slides[at].section
            width = look.wide - look.px(2 * MARGIN)
            size = look.points("slide-title")
            title = SetText(
                self._setting, (Sentence(section.title),), width - look.px(_COUNT), size, strong=True
            )
            room = self._parts[1].height() - title.height - look.px(2 * _ABOVE + _BELOW)
            self._made[at] = title, pages_of(section, self._setting, width, room)
        return self._made[at]


def look_for(kit: Kit, window: QWidget, *, dark: bool) -> SlideLook:
    """The look of slides in a window of its size."""
    return SlideLook(kit.desk.tokens, dark=dark, width=max(window.width(), 1), height=max(window.height(), 1))
