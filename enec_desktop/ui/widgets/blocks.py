"""Content blocks as widgets: nothing is computed or worded here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Paragraph,
    Picture,
    Row,
    Rows,
    Sentence,
    Table,
)
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.copier import Copier
from enec_desktop.ui.widgets.disputes import Disputes
from enec_desktop.ui.widgets.drawing_widget import DrawingWidget
from enec_desktop.ui.widgets.flow import Flow, Pairs
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.opinion_strip import OpinionStrip
from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.tab_order import halts_of
from enec_desktop.ui.widgets.tag import Tag
from enec_desktop.ui.widgets.unmeasured import Unmeasured
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Doors:
    """Where a reader can go from a block: to the evidence of an id, to a field of the case."""

    open_ref: Callable[[str], None]
    open_field: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CardTools:
    """What a reader can do with a card of an assessment: dispute it, copy it."""

    disputes: Disputes
    copier: Copier

    def show_case(self, case: Case, found: Assessment) -> None:
        """Speak of this case and its assessment from now on."""
        self.disputes.show_case(case, found)
        self.copier.show_case(case, found)

    def forget(self) -> None:
        """Another case is coming: nothing can be done to this one any more."""
        self.disputes.forget()
        self.copier.forget()


def card_tools(
    kit: Kit,
    changed: Callable[[Case], object],
    refused: Callable[[str], object],
    noted: Callable[[str], object],
) -> CardTools:
    """The tools of a case's cards, and who hears of a case that changed, a refusal, and what was copied."""
    tools = CardTools(Disputes(kit), Copier(kit))
    tools.disputes.changed.connect(changed)
    tools.disputes.refused.connect(refused)
    tools.copier.noted.connect(noted)
    return tools


@dataclass(frozen=True, slots=True)
class BlockMaker:
    """Makes the widget of each block; ``opened`` are the cards whose details a reader opened.

    ``link`` is the key of the word that stands for an id which means nothing to a reader, ``unfold`` that of
    the words on a card whose details are closed. Without ``tools`` a card can only be read.
    """

    kit: Kit
    doors: Doors
    opened: set[str]
    link: str = "prose.why"
    tools: CardTools | None = None
    unfold: str = "card.unfold"

    def make(self, block: Block) -> QWidget:
        """The widget of one block."""
        if isinstance(block, Heading):
            return plain_label(block.text, {1: "page", 2: "title"}.get(block.level, "strong"), wraps=True)
        if isinstance(block, Paragraph):
            return self._paragraph(block.sentences)
        if isinstance(block, Bullets):
            return self.column([self.prose((item,), bullet=True) for item in block.items], 0.5)
        if isinstance(block, Rows):
            return self._rows(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Card):
            return ContentCard(self, block)
        return self._picture(block)

    def prose(self, sentences: tuple[Sentence, ...], *, size: str = "body", bullet: bool = False) -> Prose:
        """Running text whose ids open their evidence."""
        text = Prose(self.kit, sentences, size=size, bullet=bullet, link=self.link)
        text.ref_opened.connect(self.doors.open_ref)
        return text

    def _paragraph(self, sentences: tuple[Sentence, ...]) -> QWidget:
        """Sentences run on; one with a mark begins a line, so that its mark stands before it."""
        runs: list[list[Sentence]] = []
        for sentence in sentences:
            if not runs or sentence.mark or runs[-1][0].mark:
                runs.append([])
            runs[-1].append(sentence)
        parts = [self.prose(tuple(run)) for run in runs]
        return parts[0] if len(parts) == 1 else self.column(parts, 0.5)

    def _rows(self, block: Rows) -> QWidget:
        holder = QWidget()
        gap = self.kit.theme.space(1)
        pairs = Pairs(holder, label_width=self._label_width(block), gap=gap)
        for row in block.rows:
            pairs.addWidget(self._row_label(row))
            pairs.addWidget(self.prose((row.value,)))
        return holder

    def _label_width(self, block: Rows) -> int:
        """As wide as the longest label, a third of a usual page at most."""
        metrics = QFontMetrics(self.kit.theme.font("small"))
        natural = max((metrics.horizontalAdvance(row.label) for row in block.rows), default=0)
        return min(natural + self.kit.theme.space(3), self.kit.theme.space(36))

    def _row_label(self, row: Row) -> QWidget:
        if not row.field:
            return plain_label(row.label, "label", wraps=True)
        button = WrapButton(self.kit.theme, row.label, size="small")
        button.setToolTip(self.kit.words("assessment.go_to_field"))
        button.setAccessibleName(self.kit.words("assessment.go_to", what=row.value.text))
        button.clicked.connect(lambda: self.doors.open_field(row.field))
        return button

    def _table(self, block: Table) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.kit.theme.space(3))
        for column, text in enumerate(block.header):
            grid.addWidget(plain_label(text, "group", wraps=True), 0, column)
            longest = max(len(text) for text in (text, *(row[column].text for row in block.rows)))
            grid.setColumnStretch(column, min(max(longest, 6), 40))
        for number, row in enumerate(block.rows, 1):
            for column, cell in enumerate(row):
                grid.addWidget(self.prose((cell,), size="small"), number, column)
        return holder

    def _picture(self, block: Picture) -> QWidget:
        return self.column([DrawingWidget(self.kit, block), self.prose((block.words,), size="small")], 1)

    def column(self, parts: Iterable[QWidget], steps: float) -> QWidget:
        """Widgets one below the other, so many steps apart."""
        holder = Unmeasured()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.kit.theme.space(steps))
        for part in parts:
            column.addWidget(part)
        return holder


class ContentCard(Unmeasured):
    """One thing with a title, tags and a body; its details open in place."""

    def __init__(self, maker: BlockMaker, card: Card) -> None:
        super().__init__()
        self._maker, self._card = maker, card
        self._details: QWidget | None = None
        kit = maker.kit
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        pad = kit.theme.space(3)
        self._column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        self._column.setSpacing(kit.theme.space(1))
        self._column.addWidget(plain_label(card.title, "title", wraps=True))
        self._text = _Told(maker)
        self._column.addWidget(self._text)
        self._text.tell(card)
        if card.folded:
            self._fold = WrapButton(kit.theme)
            self._fold.clicked.connect(self._turn)
        self.strip: OpinionStrip | None = None
        self._foot = self._add_foot()
        if card.folded:
            self._show_details(card.id in maker.opened)

    def take(self, card: Card) -> bool:
        """Show another card from now on, where title, rules and folding are the same; whether they are."""
        before = self._card
        if (before.title, before.rules, bool(before.folded)) != (card.title, card.rules, bool(card.folded)):
            return False
        self._card = card
        if (before.tags, before.body) != (card.tags, card.body):
            self._text.tell(card)
        if before.folded != card.folded and self._details is not None:
            _drop(self._details)
            self._details = None
            self._show_details(card.id in self._maker.opened)
        return True

    def copy(self) -> None:
        """Put the card on the clipboard as it stands."""
        if self._maker.tools is not None:
            self._maker.tools.copier.copy_card(self._card, opened=self._card.id in self._maker.opened)

    def halts(self) -> list[QWidget]:
        """What can have the cursor, in the order it is read."""
        return [*self._text.halts(), *halts_of(self._foot, self.strip, self._details)]

    def _add_foot(self) -> QWidget | None:
        """What can be done with the card, on one line where there is room."""
        foot: list[QWidget] = []
        tools, kit = self._maker.tools, self._maker.kit
        if tools is not None:
            if self._card.rules:
                self.strip = OpinionStrip(kit, tools.disputes, self._card.rules, self._card.title, self._said)
                foot += self.strip.buttons
            copy = WrapButton(kit.theme, kit.words("copy.card"), size="small")
            copy.setAccessibleName(kit.words("copy.card_of", title=self._card.title))
            copy.setToolTip(kit.words("copy.tip"))
            copy.clicked.connect(self.copy)
            foot.append(copy)
        parts = [*([self._fold] if self._card.folded else []), *([_beside(foot, kit)] if foot else [])]
        if not parts:
            return None
        holder = QWidget()
        flow = Flow(holder, gap=kit.theme.space(2))
        for one in parts:
            flow.addWidget(one)
        self._column.addWidget(holder)
        if self.strip is not None:
            self._column.addWidget(self.strip)
        return holder

    def _said(self, sentence: Sentence) -> QWidget:
        return self._maker.prose((sentence,), size="small")

    def _turn(self) -> None:
        opened = self._card.id not in self._maker.opened
        (self._maker.opened.add if opened else self._maker.opened.discard)(self._card.id)
        self._show_details(opened)

    def _show_details(self, opened: bool) -> None:
        words = self._maker.kit.words
        self._fold.show_words(
            ("▾ " if opened else "▸ ") + words("card.fold" if opened else self._maker.unfold)
        )
        named = words("card.fold_of" if opened else "card.unfold_of", title=self._card.title)
        self._fold.setAccessibleName(named)
        if opened and self._details is None:
            self._details = self._maker.column((self._maker.make(one) for one in self._card.folded), 2)
            self._column.addWidget(self._details)
        if self._details is not None:
            self._details.setVisible(opened)


class _Told(Unmeasured):
    """What a card tells at once; a part that stays the same keeps its widget and its focus."""

    def __init__(self, maker: BlockMaker) -> None:
        super().__init__()
        self._maker = maker
        self._parts: list[tuple[Block | tuple[Sentence, ...], QWidget]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(maker.kit.theme.space(1))

    def tell(self, card: Card) -> None:
        """Show what this card tells and nothing else."""
        old, self._parts = self._parts, []
        for part in (*([card.tags] if card.tags else []), *card.body):
            at = next((at for at, (one, _) in enumerate(old) if one == part), None)
            self._parts.append(old.pop(at) if at is not None else (part, self._made(part)))
        for _, gone in old:
            self._column.removeWidget(gone)
            _drop(gone)
        for at, (_, widget) in enumerate(self._parts):
            item = self._column.itemAt(at)
            if item is None or item.widget() is not widget:
                self._column.insertWidget(at, widget)
        for _, widget in self._parts:
            widget.raise_()  # What is read aloud goes by the order in which parts lie on each other.
        self.setVisible(bool(self._parts))

    def halts(self) -> list[QWidget]:
        """What can have the cursor, in the order it is read."""
        return halts_of(*(widget for _, widget in self._parts)) if self._parts else []

    def _made(self, part: Block | tuple[Sentence, ...]) -> QWidget:
        if not isinstance(part, tuple):
            return self._maker.make(part)
        holder = QWidget()
        flow = Flow(holder, gap=self._maker.kit.theme.space(1.5))
        for tag in part:
            flow.addWidget(Tag(self._maker.kit, tag, holder))
        return holder


def _beside(parts: Sequence[QWidget], kit: Kit) -> QWidget:
    """Parts that stay together on a line."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(kit.theme.space(2))
    for part in parts:
        row.addWidget(part)
    return holder


def _drop(widget: QWidget) -> None:
    """Take a widget out of sight now, and away once what comes in its place is seen."""
    widget.hide()
    widget.deleteLater()
