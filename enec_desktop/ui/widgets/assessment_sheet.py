"""The sections of an assessment, one below the other; what stays the same keeps its widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enec_desktop.domain.content import Block, Card, Section
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.blocks import BlockMaker, ContentCard
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.section_jumps import target_of
from enec_desktop.ui.widgets.tab_order import halts_of
from enec_desktop.ui.widgets.unmeasured import Unmeasured

MEASURE = 215
"""The widest a text may run, in steps of the spacing table: longer lines are hard to read."""

_Part = Block | str
"""A block of a section, or its title."""

_Key = tuple[str, _Part, int]
"""A part of a section, a card by its id alone; the same words may stand in a section several times."""


class Sheet(Unmeasured):
    """A page of text, no wider than can be read."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "sheet")
        self.column = QVBoxLayout(self)
        self.fit()

    def fit(self) -> None:
        """Take the measures of the look in force."""
        space = self._kit.theme.space
        self.column.setContentsMargins(space(4), space(2), space(4), space(4))
        self.column.setSpacing(space(2))
        self.setMaximumWidth(space(MEASURE))


class AssessmentSheet(Sheet):
    """Draws sections; a part that is there already keeps its widget, its focus and its folding."""

    def __init__(self, kit: Kit, maker: BlockMaker) -> None:
        super().__init__(kit)
        self._maker = maker
        self._parts: dict[_Key, tuple[_Part, QWidget]] = {}
        self._ends: dict[str, QWidget] = {}
        self._leaving: list[QWidget] = []
        self.column.addStretch(1)

    def draw(self, sections: tuple[Section, ...]) -> None:
        """Show these sections and no others."""
        self.fit()
        old, self._parts = self._parts, {}
        old_ends, self._ends = self._ends, {}
        wanted: list[QWidget] = []
        for section in sections:
            times: Counter[_Part] = Counter()
            for part in (section.title, *section.blocks):
                named = part.id if isinstance(part, Card) else part
                times[named] += 1
                wanted.append(self._drawn(part, old, (section.id, named, times[named])))
            self._ends[section.id] = old_ends.pop(section.id) if section.id in old_ends else _end()
            wanted.append(self._ends[section.id])
        self._leave([*(widget for _, widget in old.values()), *old_ends.values()])
        for at, widget in enumerate(wanted):
            item = self.column.itemAt(at)
            if item is None or item.widget() is not widget:
                # Else it is laid out once at the width of a window of its own.
                widget.resize(self.column.contentsRect().width(), widget.height())
                self.column.insertWidget(at, widget)
        self.column.activate()

    @property
    def targets(self) -> Iterator[str]:
        """What the parts begin that can be jumped to, in their order."""
        return (target_of(key[0], part) for key, (part, _) in self._parts.items())

    def tops(self, target: str) -> list[int]:
        """Where what can be jumped to begins; it may begin at several places."""
        return [
            widget.y() for key, (part, widget) in self._parts.items() if target_of(key[0], part) == target
        ]

    def section(self, id: str) -> QWidget | None:
        """The title of a section; None where it is not shown."""
        return next((widget for key, (_, widget) in self._parts.items() if key[0] == id), None)

    def cards(self) -> Iterator[ContentCard]:
        """The cards from the first one on."""
        return (widget for _, widget in self._parts.values() if isinstance(widget, ContentCard))

    def halts(self) -> list[QWidget]:
        """What can have the cursor, in the order it is read."""
        found: list[QWidget] = []
        for _, widget in self._parts.values():
            found += widget.halts() if isinstance(widget, ContentCard) else halts_of(widget)
        return found

    def _drawn(self, part: _Part, old: dict[_Key, tuple[_Part, QWidget]], key: _Key) -> QWidget:
        """The widget of a part: the one that shows it already or can take it, else a new one."""
        before = old.get(key)
        if before is not None and (before[0] == part or _took(before[1], part)):
            widget = old.pop(key)[1]
        elif isinstance(part, str):
            widget = plain_label(part, "section", wraps=True)
        else:
            widget = self._maker.make(part)
        self._parts[key] = (part, widget)
        return widget

    def _leave(self, widgets: list[QWidget]) -> None:
        """Taking widgets out takes longer than drawing new ones: it comes after the new ones are seen."""
        for widget in widgets:
            self.column.removeWidget(widget)
            widget.hide()
        self._leaving += widgets
        QTimer.singleShot(0, self, self._let_leave)

    def _let_leave(self) -> None:
        leaving, self._leaving = self._leaving, []
        for widget in leaving:
            widget.setParent(None)
            widget.deleteLater()


def _took(widget: QWidget, part: _Part) -> bool:
    """Whether a card shows from now on what another one says."""
    return isinstance(widget, ContentCard) and isinstance(part, Card) and widget.take(part)


def _end() -> QWidget:
    """Stands between two sections, so that there is twice the usual distance between them."""
    widget = QWidget()
    widget.setFixedHeight(0)
    return widget
