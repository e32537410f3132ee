"""What stands on every page: whose document it is above, which page and edition below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from enec_desktop.domain.content import Page, Seal
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.report.boxes import Text
from enec_desktop.report.letterhead import Letterhead
from enec_desktop.report.pen import Pen
from enec_desktop.report.style import Style
from enec_desktop.report.text import Run, Sign, Typesetter, natural_width
from enec_desktop.report.words import PaperWords

_GAP = 10.0
_TIGHT = 1.25
_MOST = 0.5
"""At least half of every page is for the content."""

_ID = 8
"""So much of a document's id is printed; the file holds all of it."""

_FRAMES = {Seal.DRAFT: (0.9, True), Seal.CONFIRMED: (0.9, False), Seal.SUPERSEDED: (2.4, False)}
"""The line around the status: its thickness, and whether it is dashed."""


class Furniture:
    """Header and footer, set once and drawn on every page; never shortened."""

    def __init__(
        self, page: Page, typesetter: Typesetter, style: Style, words: PaperWords, settings: PaperSettings
    ) -> None:
        self._style, self._type, self._words, self._page = style, typesetter, words, page
        self._document = settings.document_id[:_ID]
        self._letterhead = Letterhead(settings, typesetter, style)
        self._upper = style.margin + self._letterhead.height
        self._title = self._text([Run(page.title, style.title, "text", True)], style.title)
        self._status = (
            self._text([Run(page.status, style.body, "text", True)], style.body) if page.status else None
        )
        self._identity = self._text([Run(page.identity, style.body + 0.5, "text", True)], style.body + 0.5)
        self._beside = self._fits_beside()
        self._foot_height = self._foot((999, 999), (999, 999)).height(style.width)
        taken = self._letterhead.height + self._head_height() + self._foot_height
        if taken > style.sheet_height * _MOST:
            raise EnecError(
                "Title, identity and footer would fill more than half of every page. "
                "Shorten them and export again."
            )

    @property
    def top(self) -> float:
        """Where the content begins, in points from the upper edge."""
        return self._upper + self._head_height() + _GAP + 4

    @property
    def bottom(self) -> float:
        """Where the content has to end, in points from the upper edge."""
        return self._style.sheet_height - self._style.margin - self._foot_height - _GAP

    def draw(self, pen: Pen, page: tuple[int, int], sheet: tuple[int, int] | None = None) -> None:
        """Draw header and footer of a page, its number and count; ``sheet``: those in a file of several."""
        style = self._style
        left, width = style.margin, style.width
        self._letterhead.draw(pen, left, style.margin, width)
        self._draw_title(pen, left)
        if self._beside:
            shift = self._title.leading - self._identity.leading
            self._identity.align = 1.0
            self._identity.draw(pen, left, self._upper + shift, width)
        else:
            self._identity.draw(pen, left, self._upper + self._title_height() + 3, width)
        rule = self._upper + self._head_height() + 4
        pen.line((left, rule), (left + width, rule), "text", 0.9)
        foot = self._foot(page, sheet)
        top = style.sheet_height - style.margin - self._foot_height
        pen.line((left, top - 4), (left + width, top - 4), "line", 0.5)
        foot.draw(pen, left, top, width)

    def _draw_title(self, pen: Pen, left: float) -> None:
        style = self._style
        self._title.draw(pen, left, self._upper, style.width)
        if self._status is None:
            return
        if self._status_fits():
            x = left + natural_width(self._title.atoms) + 10
            y = self._upper + self._title.leading - self._status.leading - 1.5
        else:
            x, y = left + 4, self._upper + self._title.height(style.width) + 2
        self._status.draw(pen, x, y, style.width - 8)
        width = min(natural_width(self._status.atoms), style.width - 8)
        box = (x - 4, y, x + width + 4, y + self._status.height(style.width - 8) + 0.5)
        corners = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
        thickness, dashed = _FRAMES[self._page.seal]
        for start, end in pairwise((*corners, corners[0])):
            pen.line(start, end, "text", thickness, dashed)

    def _status_fits(self) -> bool:
        status = natural_width(self._status.atoms) if self._status else 0.0
        return natural_width(self._title.atoms) + status + 20 <= self._style.width

    def _fits_beside(self) -> bool:
        status = natural_width(self._status.atoms) + 24 if self._status else 0.0
        used = natural_width(self._title.atoms) + status + natural_width(self._identity.atoms) + 24
        one_line = "\n" not in self._page.identity + self._page.title + self._page.status
        return one_line and used <= self._style.width

    def _title_height(self) -> float:
        height = self._title.height(self._style.width)
        if self._status and not self._status_fits():
            height += self._status.height(self._style.width - 8) + 4
        return height

    def _head_height(self) -> float:
        below = 0.0 if self._beside else 3 + self._identity.height(self._style.width)
        return self._title_height() + below

    def _foot(self, page: tuple[int, int], sheet: tuple[int, int] | None) -> Text:
        size, words = self._style.furniture, self._words
        told = [words.page.format(number=page[0], count=page[1])]
        told += [words.sheet.format(number=sheet[0], count=sheet[1])] if sheet else []
        runs = [Run(" · ".join(told), size, "text", True)]
        below = [words.document.format(id=self._document)] if self._document else []
        for one in (*below, *([self._page.footer] if self._page.footer else [])):
            runs += [Run("  ·  ", size, "second"), Run(one, size, "second")]
        return self._text(runs, size)

    def _text(self, runs: Sequence[Run | Sign], size: float) -> Text:
        return Text(self._type.para(runs), size * _TIGHT)
