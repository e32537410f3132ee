"""What became of the decisions: open actions, conditions that turned, deviations that are alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case, Fact, FieldState
from enec_desktop.domain.content import Mark, Sentence
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.meeting import ItemState
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.action_table import ActionTable
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_words import patient_line, rule_words
from enec_desktop.ui.widgets.panes import Panes, pane_after
from enec_desktop.ui.widgets.tag import Tag
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.domain.follow_up import LikeDeviations, OpenAction, Trigger

WITH_REASON = ("changed", "dropped")
"""What became of an action that wants a coded reason."""

Old = tuple[str, str, dict[str, Fact]]
"""A case, an action, and its facts as they were."""


class FollowUp(QWidget):
    """``case_wanted`` opens a case, ``ref_wanted`` a rule of the knowledge; ``case_changed`` after a key.

    ``left``: back to the agenda.
    """

    case_wanted = Signal(str)
    ref_wanted = Signal(str)
    agenda_wanted = Signal(str)
    left = Signal()
    case_changed = Signal(object)
    refused = Signal(str)
    noted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._actions: tuple[OpenAction, ...] = ()
        self._old: Old | None = None
        self._count = plain_label("", "second", wraps=True)
        self._none = plain_label(kit.words("follow.no_actions"), "", wraps=True)
        self._buttons: list[QPushButton] = []
        self._table = ActionTable(kit)
        self._table.asked.connect(self._answer)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setAccessibleName(kit.words("follow.side"))
        self._split = Panes(kit.desk.settings, "follow_up", (self._left(), self._side))
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        kit.names.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask again for everything; the cursor stays on its line as far as there is one."""
        if self.isVisible():
            self._show_actions()
            self._show_side()

    def focus_start(self) -> None:
        """Go to the actions."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the agenda."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def next_pane(self, steps: int) -> None:
        """Go on to the next of actions and what is beside them."""
        pane = pane_after((self._table, self._side), steps)
        first = pane.findChild(WrapButton) if pane is self._side else None
        (first or pane).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_actions(self) -> None:
        line = max(self._table.line, 0)
        self._actions = self._kit.desk.follow_up.open_actions()
        rows = [self._row(one) for one in self._actions]
        self._table.show_rows(rows, [Mark.CAUTION if one.overdue else None for one in self._actions])
        if rows:
            self._table.go_to(min(line, len(rows) - 1))
        late = sum(one.overdue for one in self._actions)
        self._count.setText(self._kit.words("follow.count", count=len(rows), late=late))
        self._none.setVisible(not rows)
        for button in self._buttons:
            button.setEnabled(bool(rows))

    def _row(self, one: OpenAction) -> tuple[str, ...]:
        words = self._kit.words
        due = self._kit.date(one.due) if one.due is not None else words("follow.no_day")
        return (
            self._kit.name(one.case_id, one.patient or words("palette.no_name")),
            one.what or words("state.not_recorded"),
            one.owner or words("follow.nobody"),
            words("follow.confirmed" if one.confirmed else "follow.draft"),
            words("follow.overdue", day=due) if one.overdue else due,
        )

    def _answer(self, wish: str) -> None:
        if wish == "back":
            self._take_back()
            return
        line = self._table.line
        if not 0 <= line < len(self._actions):
            return
        one = self._actions[line]
        if wish == "open":
            self.case_wanted.emit(one.case_id)
        elif wish in WITH_REASON:
            self._ask_reason(one, wish)
        else:
            self._write(one, wish, "")

    def _ask_reason(self, one: OpenAction, state: str) -> None:
        """The coded reasons as a menu below the line: one key, and nothing waits for it."""
        menu = QMenu(self)
        menu.setAccessibleName(self._kit.words("follow.why"))
        field = self._kit.desk.vocabulary.field("action", "reason")
        for number, (code, words) in enumerate(field.choices.items(), start=1):
            menu.addAction(f"&{number} {words}", partial(self._write, one, state, code))
        menu.addSeparator()
        menu.addAction(self._kit.words("follow.no_reason"), lambda: self._write(one, state, ""))
        box = self._table.visualRect(self._table.currentIndex())
        menu.popup(self._table.viewport().mapToGlobal(QPoint(box.x(), box.bottom())))

    def _write(self, one: OpenAction, state: str, reason: str) -> None:
        cases = self._kit.desk.cases
        entry = cases.open(one.case_id).entry(one.entry)
        facts = {"state": _code(state), "done_on": Fact(FieldState.VALUE, self._kit.today())}
        facts |= {"reason": _code(reason)} if reason else {}
        self._old = (one.case_id, one.entry, {name: entry.fact(name) for name in facts})
        if self._keep(one.case_id, one.entry, facts):
            words = self._kit.desk.vocabulary.field("action", "state").choices[state]
            self.noted.emit(self._kit.words("follow.kept", what=one.what, state=words))

    def _take_back(self) -> None:
        if self._old is not None:
            old, self._old = self._old, None
            self._keep(*old)

    def _keep(self, case_id: str, entry: str, facts: dict[str, Fact]) -> bool:
        case: Case | None = None
        try:
            for name, fact in facts.items():
                case = self._kit.desk.cases.set_fact(case_id, entry, name, fact)
        except EnecError as trouble:
            self.refused.emit(self._kit.problem(trouble))
        self.refresh()
        if case is not None:
            self.case_changed.emit(case)
        return case is not None

    def _show_side(self) -> None:
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        self._column = QVBoxLayout(sheet)
        self._column.setSpacing(self._kit.theme.space(1))
        self._title("follow.triggers")
        turned = [(case, one) for case in self._decided() for one in self._turned(case)]
        for case, one in turned:
            self._trigger(case, one)
        if not turned:
            self._say(self._kit.words("follow.no_triggers"))
        self._column.addSpacing(self._kit.theme.space(4))
        self._title("follow.alike")
        alike = self._kit.desk.follow_up.like_deviations()
        for like in alike:
            self._alike(like)
        if not alike:
            self._say(self._kit.words("follow.no_alike"))
        self._column.addStretch(1)
        self._side.setWidget(sheet)

    def _decided(self) -> list[Case]:
        """The cases that a meeting discussed, each once, those of the last meeting first."""
        ids = dict.fromkeys(
            item.case_id
            for meeting in self._kit.desk.meetings.all()
            for item in meeting.items
            if item.state is ItemState.DISCUSSED
        )
        there = set(self._kit.desk.cases.ids())
        return [self._kit.desk.cases.open(one) for one in ids if one in there]

    def _turned(self, case: Case) -> list[Trigger]:
        if not any(entry.kind == "condition" for entry in case.entries):
            return []
        found = self._kit.desk.follow_up.triggers(case)
        return [one for one in found if one.turned or one.problem]

    def _trigger(self, case: Case, one: Trigger) -> None:
        words = self._kit.words
        who = patient_line(self._kit, case)
        way = WrapButton(self._kit.theme, f"{who}: {one.words or one.when}", parent=self)
        way.clicked.connect(lambda: self.case_wanted.emit(case.id))
        self._column.addWidget(way)
        if one.problem:
            self._say(words("follow.cannot_check", why=self._kit.problem(one.problem)))
            return
        answers = {True: "holds", False: "holds_not", None: "unknown"}
        told = words(
            "follow.turned",
            now=words(f"follow.{answers[one.answer]}"),
            then=words(f"follow.{answers[one.then]}"),
        )
        self._column.addWidget(Tag(self._kit, Sentence(told, mark=Mark.CAUTION, strong=True), self))
        follows = one.consequence if one.answer else one.otherwise
        if follows:
            self._say(words("follow.then", what=follows))
        if one.calls:
            again = QPushButton(words("follow.relist"), self)
            again.setAccessibleName(words("follow.relist_of", who=who))
            again.clicked.connect(lambda: self.agenda_wanted.emit(case.id))
            self._column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _alike(self, like: LikeDeviations) -> None:
        kit = self._kit
        reasons = kit.desk.vocabulary.field("decision", "deviation_reason").choices
        rule = WrapButton(kit.theme, rule_words(kit, like.rule), parent=self)
        rule.setAccessibleName(kit.words("follow.rule", rule=rule.text()))
        rule.clicked.connect(lambda: self.ref_wanted.emit(like.rule))
        self._column.addWidget(rule)
        why = reasons.get(like.reason, like.reason)
        self._say(kit.words("follow.alike_told", count=len(like.cases), reason=why))
        line = QWidget()
        flow = Flow(line, gap=kit.theme.space(1))
        for case_id in like.cases:
            who = patient_line(kit, kit.desk.cases.open(case_id))
            way = WrapButton(kit.theme, who, size="small", parent=line)
            way.clicked.connect(lambda _=False, case_id=case_id: self.case_wanted.emit(case_id))
            flow.addWidget(way)
        self._column.addWidget(line)

    def _title(self, key: str) -> None:
        self._column.addWidget(plain_label(self._kit.words(key), "section", wraps=True))

    def _say(self, text: str) -> None:
        self._column.addWidget(plain_label(text, "second", wraps=True))

    def _left(self) -> QWidget:
        theme, words, side = self._kit.theme, self._kit.words, QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.space(4), theme.space(1), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(plain_label(words("follow.actions"), "title"))
        column.addWidget(self._count)
        column.addWidget(self._none)
        column.addWidget(self._table, 1)
        buttons = Flow(gap=theme.space(2))
        for name in ("done", "changed", "dropped"):
            button = QPushButton(words(f"follow.{name}"))
            button.clicked.connect(partial(self._answer, name))
            buttons.addWidget(button)
            self._buttons.append(button)
        column.addLayout(buttons)
        column.addWidget(plain_label(words("follow.keys"), "second", wraps=True))
        return side


def _code(code: str) -> Fact:
    return Fact(FieldState.VALUE, frozenset({code}))
