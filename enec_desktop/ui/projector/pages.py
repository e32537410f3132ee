"""The blocks of a slide laid out; what does not fit goes on with the next page: never cut, never small."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QPainter

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Paragraph,
    Picture,
    Row,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.domain.drawing import Drawing, Label
from enec_desktop.ui.painter import paint_drawing
from enec_desktop.ui.projector.text import SetText, Setting

Paint = Callable[[QPainter, float, float], None]

_SIZES = ((26.0, 1.0), (24.0, 1.0), (22.0, 1.0), (20.0, 1.0), (20.0, 0.5), (18.0, 1.0), (18.0, 0.4))
"""Points, and the share of the usual air between lines, tried until a slide fits one page."""

_CONTINUED = ((20.0, 1.0), (18.0, 0.6))
"""Those of a slide that takes several pages: the larger ones unless they take more of them."""

_WHOLE = 4
"""A text of so many lines is not divided."""

_LABEL = 0.29


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of a page; ``holds``: it stays with the strip after it. ``before`` is the gap above it."""

    height: float
    paint: Paint
    text: str = ""
    before: float = 0.0
    holds: bool = False


@dataclass(frozen=True, slots=True)
class PageOfSlide:
    """What stands on one page of a slide: ``number`` of ``count``, with its words in reading order."""

    strips: tuple[tuple[float, Strip], ...]
    number: int
    count: int
    points: float

    @property
    def text(self) -> str:
        """Every word of the page, a strip a line."""
        return "\n".join(strip.text for _, strip in self.strips if strip.text)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it below a point."""
        for top, strip in self.strips:
            strip.paint(painter, x, y + top)


def pages_of(section: Section, setting: Setting, width: float, height: float) -> tuple[PageOfSlide, ...]:
    """The pages of a slide at a size in pixels: in the largest type that fits one page, else in several."""

    def made(size: tuple[float, float]) -> list[tuple[tuple[float, Strip], ...]]:
        return _divided(tuple(_Maker(setting, width, *size).strips(section.blocks)), height)

    for size in _SIZES:
        found = made(size)
        if len(found) == 1:
            return (PageOfSlide(found[0], 1, 1, size[0]),)
    size, found = min(((one, made(one)) for one in _CONTINUED), key=lambda pair: len(pair[1]))
    return tuple(PageOfSlide(one, at, len(found), size[0]) for at, one in enumerate(found, 1))


def _divided(strips: Sequence[Strip], height: float) -> list[tuple[tuple[float, Strip], ...]]:
    """Strips one below the other, on as many pages as they take."""
    pages: list[list[tuple[float, Strip]]] = [[]]
    y = 0.0
    for group in _groups(strips):
        whole = sum(one.before + one.height for one in group)
        if pages[-1] and y + whole > height and whole <= height:
            pages.append([])
            y = 0.0
        for one in group:
            before = one.before if pages[-1] else 0.0
            if pages[-1] and y + before + one.height > height:
                pages.append([])
                y, before = 0.0, 0.0
            pages[-1].append((y + before, one))
            y += before + one.height
    return [tuple(one) for one in pages]


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Strips that stay together."""
    group: list[Strip] = []
    for one in strips:
        group.append(one)
        if not one.holds:
            yield group
            group = []
    if group:
        yield group


class _Maker:
    """Makes the strips of blocks at one size of type; ``air`` is the share of the usual gaps."""

    def __init__(self, setting: Setting, width: float, points: float, air: float) -> None:
        self._setting, self._look = setting, setting.look
        self._gap = setting.look.px(points * air)
        self._width, self._points = width, points
        self._floor = self._look.points("slide-floor")

    def strips(self, blocks: Sequence[Block]) -> Iterator[Strip]:
        """The strips of blocks with the gaps between them."""
        for at, block in enumerate(blocks):
            made = list(self._of(block))
            if made and at:
                made[0] = replace(made[0], before=max(made[0].before, self._gap * 0.5))
            yield from made

    def _of(self, block: Block) -> Iterator[Strip]:
        match block:
            case Heading(text, _):
                yield from self._heading(text)
            case Paragraph(sentences):
                for run in _runs(sentences):
                    yield from self._text(run)
            case Bullets(items):
                for item in items:
                    yield from self._text((item,), bullet=True)
            case Rows(rows):
                for row in rows:
                    yield from self._row(row)
            case Table(_, lines):
                for line in lines:
                    yield from self._row(Row(line[0].text, Sentence(" · ".join(c.text for c in line[1:]))))
            case Card(_, title, tags, body, _):
                yield from self._heading(title)
                yield from self._text(tags)
                yield from self.strips(body)
            case Picture():
                yield from self._picture(block)

    def _heading(self, text: str) -> Iterator[Strip]:
        size = max(self._points, self._floor)
        made = SetText(self._setting, (Sentence(text),), self._width, size, colour="accent", strong=True)
        yield from _lines(made, self._gap * 0.55, holds=True)

    def _text(self, sentences: tuple[Sentence, ...], *, bullet: bool = False) -> Iterator[Strip]:
        if sentences:
            made = SetText(self._setting, sentences, self._width, self._points, bullet=bullet)
            yield from _lines(made, self._gap * 0.22)

    def _row(self, row: Row) -> Iterator[Strip]:
        """The label in the second colour, what is recorded beside it."""
        left = self._width * _LABEL
        gap = self._look.px(16.0)
        label = SetText(self._setting, (Sentence(row.label),), left - gap, self._floor, colour="second")
        value = SetText(self._setting, (row.value,), self._width - left, self._points)
        count = max(len(label.heights), len(value.heights))
        for at in range(count):
            parts = [(one, x) for one, x in ((label, 0.0), (value, left)) if at < len(one.heights)]
            high = max(one.heights[at] for one, _ in parts)
            said = f"{row.label}: {value.text}" if at == 0 else ""
            before = self._gap * 0.22 if at == 0 else 0.0
            yield Strip(high, _painting(parts, at), said, before, _held(at, count))

    def _picture(self, block: Picture) -> Iterator[Strip]:
        """As large as its smallest words ask for; its words follow in the smallest type."""
        drawing = block.drawing
        wanted = self._floor / smallest(drawing) if smallest(drawing) else 1.0
        scale = min(self._look.px(max(wanted, 1.0)), self._width / drawing.width)
        look = self._look

        def paint(painter: QPainter, x: float, y: float) -> None:
            painter.save()
            painter.translate(x, y)
            paint_drawing(painter, drawing, look, scale)
            painter.restore()

        told = (block.words,) if block.words.text else ()
        words = SetText(self._setting, told, self._width, self._floor, colour="second")
        yield Strip(drawing.height * scale, paint, _labels(drawing), holds=bool(told))
        if told:
            yield from _lines(words, self._look.px(6.0))


def smallest(drawing: Drawing) -> float:
    """The smallest type of a drawing in its own points; zero where it has no words."""
    return min((one.size for one in drawing.shapes if isinstance(one, Label)), default=0.0)


def _labels(drawing: Drawing) -> str:
    return " · ".join(one.text for one in drawing.shapes if isinstance(one, Label))


def _runs(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """Sentences run on; one with a mark begins a line, so that its mark stands before it."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (sentence.mark or run[0].mark):
            yield tuple(run)
            run = []
        run.append(sentence)
    if run:
        yield tuple(run)


def _lines(made: SetText, before: float, *, holds: bool = False) -> Iterator[Strip]:
    count = len(made.heights)
    for at, high in enumerate(made.heights):
        paint = _painting([(made, 0.0)], at)
        text = made.text if at == 0 else ""
        yield Strip(high, paint, text, before if at == 0 else 0.0, holds or _held(at, count))


def _held(at: int, count: int) -> bool:
    """Whether a line stays with the next one: all of a short text, else no first or last line alone."""
    return at < count - 1 and (count <= _WHOLE or at in (0, count - 2))


def _painting(parts: list[tuple[SetText, float]], number: int) -> Paint:
    """Texts of different sizes stand on one foot line."""
    top = max(one.ascent(number) for one, _ in parts)

    def paint(painter: QPainter, x: float, y: float) -> None:
        for one, shift in parts:
            one.paint_line(painter, number, x + shift, y + top - one.ascent(number))

    return paint
