"""The members of the board by discipline: who, from where, and whether they came; one key each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.meeting import Member, Presence
from enec_desktop.domain.values import Codes
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_editors import ChoiceBox, ChoiceKeys
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_words import discipline_words
from enec_desktop.ui.widgets.text_editors import FactLine
from enec_desktop.ui.widgets.wrap_button import WrapButton

Members = tuple[Member, ...]


class MemberLines(QWidget):
    """One line for each member and one empty line to add another."""

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book = kit, book
        self._shown: tuple[str, Members] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = QWidget(self)
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(kit.theme.space(2))
        self._grid.setVerticalSpacing(kit.theme.space(1))
        self._grid.setColumnStretch(1, 1)
        self._column.addWidget(self._lines)
        self._add = QPushButton(kit.words("meeting.add_member"), self)
        self._add.clicked.connect(self._add_line)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        book.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        meeting, before = self._book.meeting, self._shown
        members = meeting.members if meeting is not None else ()
        self._shown = (meeting.id if meeting is not None else "", members)
        # While only a name or a presence is another, the lines stay with the cursor in them.
        if before is None or before[0] != self._shown[0] or len(before[1]) != len(members):
            self._fill(members)

    def _fill(self, members: Members) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, member in enumerate(members):
            self._line(row, member)

    def _line(self, row: int, member: Member) -> None:
        kit, words = self._kit, self._kit.words
        who = member.name or discipline_words(kit, member.discipline)
        disciplines = kit.desk.vocabulary.field("position", "discipline").choices
        box = ChoiceBox(kit.theme, disciplines, self._lines)
        box.setAccessibleName(words("meeting.discipline_of", who=who))
        box.show_codes(frozenset({member.discipline}), "")
        box.chosen.connect(lambda codes: self._change(row, discipline=next(iter(codes), member.discipline)))
        name = FactLine(self._lines)
        name.setAccessibleName(words("meeting.name_of", who=discipline_words(kit, member.discipline)))
        name.setPlaceholderText(words("meeting.no_member_name"))
        name.show_text(member.name)
        name.entered.connect(lambda text: self._change(row, name=text.strip()))
        came = {one.value: words(f"meeting.presence_{one.value}") for one in Presence}
        keys = ChoiceKeys(kit.theme, came, words("meeting.presence_of", who=who), self._lines, small=True)
        keys.setAccessibleName(words("meeting.presence_of", who=who))
        keys.show_codes(frozenset({member.presence.value}))
        keys.chosen.connect(lambda codes: self._set_presence(row, keys, codes))
        drop = WrapButton(kit.theme, words("meeting.drop_member"), size="small", parent=self._lines)
        drop.setAccessibleName(words("meeting.drop_member_of", who=who))
        drop.clicked.connect(lambda: self._keep(lambda all: (*all[:row], *all[row + 1 :])))
        for column, part in enumerate((box, name, keys, drop)):
            self._grid.addWidget(part, row, column)
            part.show()

    def _set_presence(self, row: int, keys: ChoiceKeys, codes: Codes) -> None:
        """Taking the chosen key back means that nobody said yet."""
        presence = Presence(next(iter(codes), Presence.EXPECTED.value))
        keys.show_codes(frozenset({presence.value}))
        self._change(row, presence=presence)

    def _change(self, row: int, **values: object) -> None:
        def changed(members: Members) -> Members:
            one = replace(members[row], **values)  # type: ignore[arg-type]
            return (*members[:row], one, *members[row + 1 :])

        self._keep(changed)

    def _add_line(self) -> None:
        """Another member, of the discipline that follows; the cursor goes to the name."""
        known = list(self._kit.desk.vocabulary.field("position", "discipline").choices)
        there = {one.discipline for one in self._members()}
        discipline = next((one for one in known if one not in there), known[-1])
        self._keep(lambda members: (*members, Member("", discipline)))
        last = self._grid.itemAtPosition(len(self._members()) - 1, 1)
        if last is not None and (line := last.widget()) is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _members(self) -> Members:
        return self._shown[1] if self._shown is not None else ()

    def _keep(self, change: Callable[[Members], Members]) -> None:
        meeting = self._book.meeting
        if meeting is not None:
            self._book.save(replace(meeting, members=change(meeting.members)))
