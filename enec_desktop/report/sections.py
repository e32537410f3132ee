"""Sections and blocks of content (domain/content.py) as boxes; nothing is worded or worked out here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import singledispatchmethod

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.report.boxes import Box, Image, Part, Rule, Stack, Text
from enec_desktop.report.fonts import is_chinese
from enec_desktop.report.grid import Frame, Row, column_widths, table
from enec_desktop.report.painter import Painting
from enec_desktop.report.style import Style, reference_style, task_style
from enec_desktop.report.text import NO_BREAK, Run, Sign, Typesetter, natural_width
from enec_desktop.report.words import PaperWords

_FOUND_FIRST = "decision"
"""The section a reader looks for first; it stands in a frame of its own."""

_SHORT = 160
"""A paragraph of so many letters never ends a page before the list it leads to."""

_TALLEST_PICTURE = 0.6
"""The share of a sheet's height that a picture may take."""

_LOOKED_UP = frozenset({"compared", "claims", "sources", "errors", "limits", "rules"})
"""Sections nobody reads through; they are set smaller."""

_TASKS = "to-do/"
"""Sections of what is to do for each patient: few and short rows below a name, which must not lose it."""


def _nothing() -> None:
    """For work that nobody watches."""


class Layout:
    """Makes boxes of content in one style; ``each`` is called when a section is laid out.

    ``together``: the rows of a block stay on one page, so that none stands there without its heading.
    """

    def __init__(
        self,
        typesetter: Typesetter,
        style: Style,
        words: PaperWords,
        each: Callable[[], None] = _nothing,
        together: bool = False,
    ) -> None:
        self._each = each
        self._together = together
        self._type = typesetter
        self._style = style
        self._words = words
        self._mark_words = {
            Mark.NOTE: words.note,
            Mark.ASK: words.ask,
            Mark.CAUTION: words.caution,
            Mark.STOP: words.stop,
        }

    def sections(self, sections: Iterable[Section]) -> Stack:
        """Sections one below the other, a line between two that no frame parts."""
        boxes: list[Box] = []
        for section in sections:
            box = self._maker(section).section(section)
            if isinstance(box, Stack) and boxes and not isinstance(boxes[-1], Frame):
                box = Part(box.boxes, before=box.before)
            boxes.append(box)
            self._each()
        return Stack(boxes)

    def _maker(self, section: Section) -> Layout:
        if section.id.startswith(_TASKS):
            return Layout(self._type, task_style(self._style), self._words, together=True)
        if section.id not in _LOOKED_UP:
            return self
        return Layout(self._type, reference_style(self._style), self._words)

    def section(self, section: Section) -> Frame | Stack:
        """A title with its blocks; the decision stands in a frame."""
        style = self._style
        framed = section.id == _FOUND_FIRST
        width = style.width - (2 * style.padding + 3 if framed else 0.0)
        title = self._heading(section.title, style.section, 0, 0.0)
        body: list[Box] = []
        for place, block in enumerate(section.blocks, 1):
            body += self.block(block, width)
            if _leads_in(block) and any(isinstance(then, Bullets) for then in section.blocks[place:][:1]):
                body[-1].keep = True
        if framed:
            again = self._again(section.title)
            return Frame(Stack([title, *body]), style.padding, bar=3.0, before=style.gap(4), again=again)
        return Stack([title, *body], before=style.gap(5))

    def block(self, block: Block, width: float) -> list[Box]:
        """The boxes of one block at a width in points."""
        return self._boxes(block, width)

    @singledispatchmethod
    def _boxes(self, block: object, width: float) -> list[Box]:
        raise TypeError(f"no way to print {block!r}")

    @_boxes.register
    def _(self, block: Heading, width: float) -> list[Box]:
        sizes = {1: self._style.title, 2: self._style.body + 1, 3: self._style.body}
        size = sizes.get(block.level, self._style.body)
        return [self._heading(block.text, size, max(block.level - 1, 1), self._style.gap(2.5))]

    @_boxes.register
    def _(self, block: Paragraph, width: float) -> list[Box]:
        runs: list[Run | Sign] = []
        for sentence in block.sentences:
            if runs and not is_chinese(_last(runs)):
                runs.append(Run(" ", self._style.body))
            runs += self._sentence(sentence, self._style.body)
        return [self._text(runs, self._style.body, self._style.gap(1))]

    @_boxes.register
    def _(self, block: Bullets, width: float) -> list[Box]:
        return [self._item(item) for item in block.items]

    @_boxes.register
    def _(self, block: Rows, width: float) -> list[Box]:
        style = self._style
        gutter = style.step * 2
        label = min(style.label_column, width * max(style.labels, 0.3))
        if all(row.label.isdecimal() or not row.label for row in block.rows):
            label = style.step * 5
        widths = (label, width - label - gutter)
        rows = []
        for place, row in enumerate(block.rows):
            cells = (
                self._text([Run(row.label, style.body, "second")], style.body, 0.0),
                self._text(self._sentence(row.value, style.body), style.body, 0.0),
            )
            rows.append(Row(cells, widths, gutter, 0.0, before=style.gap(0.75 if place else 1.5)))
        for line in rows[:-1]:
            line.keep = self._together
        return list(rows)

    @_boxes.register
    def _(self, block: Table, width: float) -> list[Box]:
        style = self._style
        gutter, size = style.step * 2, style.table
        runs: list[list[list[Run | Sign]]]
        runs = [[[Run(name, size, "text", True)] for name in block.header]]
        runs += [[self._sentence(cell, size) for cell in row] for row in block.rows]
        cells = [[self._type.para(cell) for cell in row] for row in runs]
        columns = [list(column) for column in zip(*cells, strict=True)]
        widths = column_widths(columns, width - gutter * (len(columns) - 1))
        leading = size * style.leading
        rows = [
            Row(tuple(Text(cell, leading) for cell in row), widths, gutter, style.gap(0.6), 0.3)
            for row in cells
        ]
        header, body = replace(rows[0], line=0.9, keep=True), rows[1:]
        return [table(header, body, style.gap(2))]

    @_boxes.register
    def _(self, block: Card, width: float) -> list[Box]:
        style = self._style
        inner = width - 2 * style.padding
        boxes = self._card_title(block, inner)
        boxes += [box for part in block.body for box in self.block(part, inner)]
        if block.folded:
            boxes.append(Rule(thickness=0.3, below=style.gap(0.5), before=style.gap(1.5)))
            boxes += [box for part in block.folded for box in self.block(part, inner)]
        return [Frame(Stack(boxes), style.padding, before=style.gap(2.5), again=self._again(block.title))]

    @_boxes.register
    def _(self, block: Picture, width: float) -> list[Box]:
        drawing = block.drawing
        tallest = self._style.sheet_height * _TALLEST_PICTURE
        scale = min(1.0, width / max(drawing.width, 1.0), tallest / max(drawing.height, 1.0))
        painting = Painting(drawing, scale, self._type)
        words = self._text(
            self._sentence(block.words, self._style.table), self._style.table, self._style.gap(1)
        )
        return [Image(painting, before=self._style.gap(2), keep=True), words]

    def _card_title(self, card: Card, width: float) -> list[Box]:
        """Title and tags in one line, or the tags below if they do not fit beside it."""
        size = self._style.body
        title: list[Run | Sign] = [Run(card.title, size + 1, "text", True)]
        tags: list[Run | Sign] = []
        for tag in card.tags:
            tags += [Run(f"{NO_BREAK * 2}·{NO_BREAK} ", size - 1, "second")] if tags else []
            tags += self._sentence(tag, size - 1)
        beside = [*title, Run("   ", size), *tags]
        one_line = natural_width(self._type.para(beside)) <= width
        heading = self._text(beside if one_line else title, size + 1, 0.0)
        heading.keep = bool(card.tags or card.body or card.folded)
        heading.bookmark = (self._type.plain(card.title), 2)
        if one_line or not tags:
            return [heading]
        below = self._text(tags, size - 1, 0.0)
        below.keep = bool(card.body or card.folded)
        return [heading, below]

    def _again(self, title: str) -> Text:
        """What heads a frame that goes on on a further page."""
        size = self._style.body
        return self._text([Run(self._words.goes_on.format(title=title), size, "second", True)], size, 0.0)

    def _item(self, item: Sentence) -> Text:
        size = self._style.body
        text = self._text(self._sentence(replace(item, mark=Mark.NONE), size), size, self._style.gap(0.75))
        text.indent = size * 1.35
        if item.mark is Mark.NONE:
            text.dot = size
        else:
            text.hanging = self._sign(item.mark, size)
        return text

    def _sentence(self, sentence: Sentence, size: float, colour: str = "text") -> list[Run | Sign]:
        words = Run(sentence.text, size, colour, sentence.strong)
        runs: list[Run | Sign] = [words]
        if sentence.mark is not Mark.NONE:
            runs = [self._sign(sentence.mark, size), replace(words, text=NO_BREAK + sentence.text)]
        if sentence.refs:
            refs = f"{NO_BREAK}({', '.join(sentence.refs)})"
            runs.append(Run(refs, min(self._style.small, size), "second", solid=True))
        return runs

    def _sign(self, mark: Mark, size: float) -> Sign:
        return self._type.sign(mark, self._mark_words[mark], size)

    def _heading(self, text: str, size: float, level: int, before: float) -> Text:
        heading = self._text([Run(text, size, "text", True)], size, before)
        heading.keep = True
        heading.bookmark = (self._type.plain(text), level)
        return heading

    def _text(self, runs: Sequence[Run | Sign], size: float, before: float) -> Text:
        return Text(self._type.para(runs), size * self._style.leading, before=before)


def _leads_in(block: Block) -> bool:
    """Whether a paragraph is short enough to stay with the list that it leads to."""
    return isinstance(block, Paragraph) and sum(len(one.text) for one in block.sentences) <= _SHORT


def _last(runs: Sequence[Run | Sign]) -> str:
    last = runs[-1]
    return last.text[-1:] if isinstance(last, Run) else ""
