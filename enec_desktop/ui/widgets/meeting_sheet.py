"""When and where a meeting is, who leads it and who belongs to it; everything is changed in place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_keys import ChoiceKeys
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_words import day_words, read_day
from enec_desktop.ui.widgets.member_lines import MemberLines
from enec_desktop.ui.widgets.text_editors import FactLine
from enec_desktop.ui.widgets.tick_box import TickBox

TEXTS = ("board", "time", "place", "chair", "recorder")


class MeetingSheet(QFrame):
    """The particulars of the open meeting."""

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book = kit, book
        self.setProperty("role", "part")
        pad = kit.theme.space(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        column.setSpacing(kit.theme.space(1))
        self._lines = {name: FactLine(self) for name in ("day", *TEXTS)}
        self._problem = plain_label("", "message", self, wraps=True)
        self._problem.hide()
        column.addWidget(self._grid())
        column.addWidget(self._problem)
        column.addWidget(plain_label(kit.words("meeting.members"), "group", self))
        self._members = MemberLines(kit, book)
        column.addWidget(self._members)
        column.addWidget(plain_label(kit.words("meeting.quorum"), "group", self))
        disciplines = kit.desk.vocabulary.field("position", "discipline").choices
        self._quorum = ChoiceKeys(
            kit.theme, disciplines, kit.words("meeting.quorum"), self, several=True, small=True
        )
        self._quorum.setAccessibleName(kit.words("meeting.quorum"))
        self._quorum.chosen.connect(self._take_quorum)
        column.addWidget(self._quorum)
        self._commit = TickBox(kit.theme, kit.words("meeting.commit_first"))
        self._commit.setToolTip(kit.words("meeting.commit_first_tip"))
        self._commit.toggled.connect(self._take_commit)
        column.addWidget(self._commit, 0, Qt.AlignmentFlag.AlignLeft)
        self._closed = TickBox(kit.theme, kit.words("meeting.closed"))
        self._closed.toggled.connect(self._take_closed)
        column.addWidget(self._closed, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        book.changed.connect(self._show)
        self._show()

    def focus_start(self) -> None:
        """Go to the day."""
        self._lines["day"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._lines["day"].selectAll()

    def flush(self) -> None:
        """Hand over what is half typed."""
        for line in self.findChildren(FactLine):
            line.hand_over()

    def _grid(self) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._kit.theme.space(3))
        grid.setVerticalSpacing(0)
        for place, (name, line) in enumerate(self._lines.items()):
            label = plain_label(self._kit.words(f"meeting.{name}"), "label", holder)
            label.setBuddy(line)
            line.setParent(holder)
            line.setAccessibleName(label.text())
            line.setPlaceholderText(self._kit.words("state.not_recorded"))
            line.entered.connect(self._take_day if name == "day" else partial(self._take, name))
            row, side = divmod(place, 3)
            grid.addWidget(label, row * 2, side)
            grid.addWidget(line, row * 2 + 1, side)
        return holder

    def _show(self) -> None:
        meeting = self._book.meeting
        self.setEnabled(meeting is not None)
        if meeting is None:
            return
        self._lines["day"].renew(day_words(self._kit, meeting.day))
        for name in TEXTS:
            self._lines[name].renew(getattr(meeting, name))
        self._quorum.show_codes(frozenset(meeting.quorum))
        for box, on in ((self._commit, meeting.commit_first), (self._closed, meeting.closed)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)

    def _take_day(self, text: str) -> None:
        meeting, line = self._book.meeting, self._lines["day"]
        if meeting is None:
            return
        try:
            day = read_day(self._kit, text)
        except FieldProblem as trouble:
            self._problem.setText(self._kit.problem(trouble))
            self._problem.show()
            line.show_wrong(True)
            return
        self._problem.hide()
        line.show_wrong(False)
        line.show_text(day_words(self._kit, day))
        self._book.save(replace(meeting, day=day))

    def _take(self, name: str, text: str) -> None:
        meeting = self._book.meeting
        if meeting is not None:
            self._lines[name].show_text(text.strip())
            values: dict[str, str] = {name: text.strip()}
            self._book.save(replace(meeting, **values))  # type: ignore[arg-type]

    def _take_quorum(self, codes: object) -> None:
        meeting = self._book.meeting
        if meeting is not None and isinstance(codes, frozenset):
            known = self._kit.desk.vocabulary.field("position", "discipline").choices
            self._book.save(replace(meeting, quorum=tuple(one for one in known if one in codes)))

    def _take_commit(self, on: bool) -> None:
        meeting = self._book.meeting
        if meeting is not None:
            self._book.save(replace(meeting, commit_first=on))

    def _take_closed(self, on: bool) -> None:
        meeting = self._book.meeting
        if meeting is not None:
            self._book.save(replace(meeting, closed=on))
