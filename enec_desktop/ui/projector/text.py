"""Sentences of a slide set into lines: the mark before them, the ids they rest on after them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from enec_desktop.domain.content import Mark, Sentence
from enec_desktop.ui.line_breaks import kept_together
from enec_desktop.ui.painter import paint_mark
from enec_desktop.ui.projector.look import SlideLook

_REFS = 3
"""So many ids follow a sentence until all of them are asked for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set: the look, which ids are shown, and whether all of them are."""

    look: SlideLook
    cited: frozenset[str] = frozenset()
    all_refs: bool = False


class SetText:
    """One run of sentences, broken into lines of a width in pixels."""

    def __init__(
        self,
        setting: Setting,
        sentences: tuple[Sentence, ...],
        width: float,
        points: float,
        *,
        colour: str = "text",
        strong: bool = False,
        bullet: bool = False,
    ) -> None:
        look = setting.look
        self._look, self._points = look, points
        self._mark = sentences[0].mark if sentences else Mark.NONE
        self._bullet = bullet and not self._mark
        self.gutter = look.px(points * 1.25) if self._mark else look.px(points * 0.8) if bullet else 0.0
        self.text, formats = _joined(setting, sentences, points, strong=strong)
        self._layout = QTextLayout(kept_together(self.text), look.font(points, strong=strong))
        whole = QTextCharFormat()
        whole.setForeground(look.colour(colour))
        self._layout.setFormats([_range(0, _units(self.text), whole), *formats])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.heights: list[float] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width - self.gutter, 10.0))
            line.setPosition(QPointF(0, 0))
            self.heights.append(max(line.height(), look.px(points * 1.34)))
        self._layout.endLayout()

    def ascent(self, number: int) -> float:
        """How far the letters of a line stand above its foot line."""
        return self._layout.lineAt(number).ascent()

    @property
    def height(self) -> float:
        """How high all its lines are together."""
        return sum(self.heights)

    def paint_line(self, painter: QPainter, number: int, x: float, y: float) -> None:
        """Paint one line; the first has the mark or the dot before it."""
        high = self.heights[number]
        if number == 0 and self._mark:
            side = self._look.px(self._points)
            paint_mark(painter, self._mark, QRectF(x, y + (high - side) / 2, side, side), self._look)
        elif number == 0 and self._bullet:
            painter.setBrush(self._look.colour("second"))
            painter.setPen(self._look.colour("second"))
            dot = self._look.px(self._points * 0.12)
            painter.drawEllipse(QPointF(x + self.gutter * 0.35, y + high / 2), dot, dot)
        self._layout.lineAt(number).draw(painter, QPointF(x + self.gutter, y))

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint all lines one below the other."""
        for number, high in enumerate(self.heights):
            self.paint_line(painter, number, x, y)
            y += high


def _joined(
    setting: Setting, sentences: tuple[Sentence, ...], points: float, *, strong: bool
) -> tuple[str, list[QTextLayout.FormatRange]]:
    """The text with its ids, and the looks of strong sentences and of ids."""
    look = setting.look
    bold, small = QTextCharFormat(), QTextCharFormat()
    bold.setFont(look.font(points, strong=True))
    small.setFont(look.font(look.points("slide-floor")))
    small.setForeground(look.colour("second"))
    text, formats = "", list[QTextLayout.FormatRange]()
    for sentence in sentences:
        said = sentence.text
        text += "  " if text else ""
        if sentence.strong and not strong:
            formats.append(_range(_units(text), _units(said), bold))
        text += said
        shown = shown_refs(sentence.refs, setting)
        if shown:
            formats.append(_range(_units(text), len(shown) + 1, small))
            text += f"\u2002{shown}"
    return text, formats


def shown_refs(refs: tuple[str, ...], setting: Setting) -> str:
    """The ids a reader finds again in the evidence, the first few unless all are wanted."""
    outer = [ref.replace("-", "\u2011") for ref in dict.fromkeys(refs) if ref in setting.cited]
    named = outer if setting.all_refs else outer[:_REFS]
    more = len(outer) - len(named)
    return " ".join(named) + (f" +{more}" if more else "")


def _units(text: str) -> int:
    """Places of a text as Qt counts them: a rare character takes two."""
    return len(text.encode("utf-16-le")) // 2


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found
