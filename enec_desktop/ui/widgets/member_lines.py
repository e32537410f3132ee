"""The members of the board by discipline: who, from where, and whether they came; one key each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from enec_desktop.domain.meeting import Member, Presence
from enec_desktop.domain.values import Codes
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.choice_keys import ChoiceKeys
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_words import discipline_words
from enec_desktop.ui.widgets.text_editors import FactLine
from enec_desktop.ui.widgets.wrap_button import WrapButton

Members = tuple[Member, ...]

DISCIPLINE = 44
"""Wide enough for the longest discipline, in steps."""


class MemberLines(QWidget):
    """One line for each member and one empty line to add another."""

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book = kit, book
        self._shown: tuple[str, Members] | None = None
        self._offered = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = QWidget(self)
        self._rows = QVBoxLayout(self._lines)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(kit.theme.space(1))
        self._column.addWidget(self._lines)
        self._column.addLayout(self._adding_line())
        book.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        meeting, before = self._book.meeting, self._shown
        members = meeting.members if meeting is not None else ()
        self._shown = (meeting.id if meeting is not None else "", members)
        # While only a name or a presence is another, the lines stay with the cursor in them.
        if before is None or before[0] != self._shown[0] or len(before[1]) != len(members):
            self._fill(members)
            self._offer_next()

    def _fill(self, members: Members) -> None:
        while (item := self._rows.takeAt(0)) is not None:
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
        name.entered.connect(lambda text: self._change(row, name=text.strip() or member.name))
        came = {one.value: words(f"meeting.presence_{one.value}") for one in Presence}
        keys = ChoiceKeys(kit.theme, came, words("meeting.presence_of", who=who), self._lines, small=True)
        keys.setAccessibleName(words("meeting.presence_of", who=who))
        keys.show_codes(frozenset({member.presence.value}))
        keys.chosen.connect(lambda codes: self._set_presence(row, keys, codes))
        drop = WrapButton(kit.theme, words("meeting.drop_member"), size="small", parent=self._lines)
        drop.setAccessibleName(words("meeting.drop_member_of", who=who))
        drop.clicked.connect(lambda: self._keep(lambda all: (*all[:row], *all[row + 1 :])))
        line = QWidget(self._lines)
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(kit.theme.space(2))
        _keep_width(kit, box)
        for part, share in ((box, 0), (name, 2), (keys, 3), (drop, 0)):
            inside.addWidget(part, share)
        self._rows.addWidget(line)
        line.show()

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

    def _adding_line(self) -> QHBoxLayout:
        """Discipline and name of one more member; Enter takes the name and waits for the next one."""
        kit, words = self._kit, self._kit.words
        disciplines = kit.desk.vocabulary.field("position", "discipline").choices
        self._next = ChoiceBox(kit.theme, disciplines, self)
        self._next.setAccessibleName(words("meeting.new_discipline"))
        self._next.chosen.connect(lambda codes: self._offer(next(iter(codes), "")))
        self._name = QLineEdit(self)
        self._name.setAccessibleName(words("meeting.add_member"))
        self._name.setPlaceholderText(words("meeting.add_member_hint"))
        self._name.returnPressed.connect(self._add)
        line = QHBoxLayout()
        line.setSpacing(kit.theme.space(2))
        _keep_width(kit, self._next)
        line.addWidget(self._next)
        line.addWidget(self._name, 2)
        line.addStretch(3)
        return line

    def _offer(self, discipline: str) -> None:
        self._offered = discipline or self._offered
        self._next.show_codes(frozenset({self._offered}), "")

    def _add(self) -> None:
        """Another member; the discipline that follows is offered for the next one."""
        name = self._name.text().strip()
        if not name:
            return
        self._keep(lambda members: (*members, Member(name, self._offered)))
        self._name.clear()
        self._offer_next()

    def _offer_next(self) -> None:
        known = list(self._kit.desk.vocabulary.field("position", "discipline").choices)
        there = {one.discipline for one in self._members()}
        self._offer(next((one for one in known if one not in there), known[-1]))

    def _members(self) -> Members:
        return self._shown[1] if self._shown is not None else ()

    def _keep(self, change: Callable[[Members], Members]) -> None:
        meeting = self._book.meeting
        if meeting is not None:
            self._book.save(replace(meeting, members=change(meeting.members)))


def _keep_width(kit: Kit, box: ChoiceBox) -> None:
    """All disciplines are of one width, so that names stand in a column."""
    box.setFixedWidth(kit.theme.space(DISCIPLINE))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
