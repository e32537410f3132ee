"""The board says what it means to do before it sees the advice; both stay."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.meeting import AgendaItem, Commitment, ItemState
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Codes
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.advice_waits import AdviceWaits
from enec_desktop.ui.widgets.choice_keys import ChoiceKeys
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.text_editors import FactLine


class CommitFirst(QWidget):
    """``committed`` when the intent was said; from then on the advice may be shown."""

    committed = Signal()

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book, self._case_id = kit, book, ""
        words = kit.words
        field = kit.desk.vocabulary.field("decision", "intent")
        self._intent_words = field.choices
        self._intent: Codes = frozenset()
        self._say = plain_label(words("recorder.commit_say"), "", self, wraps=True)
        self._keys = ChoiceKeys(kit.theme, field.choices, words("recorder.commit_intent"), self)
        self._keys.setAccessibleName(words("recorder.commit_intent"))
        self._keys.chosen.connect(self._take_intent)
        self._line = FactLine(self)
        self._line.setAccessibleName(words("recorder.commit_words"))
        self._line.setPlaceholderText(words("recorder.commit_words"))
        self._line.textChanged.connect(self._allow)
        self._commit = QPushButton(words("recorder.commit"), self)
        self._commit.clicked.connect(self._take)
        self._before = plain_label("", "", self, wraps=True)
        self._after = FactLine(self)
        self._after.setAccessibleName(words("recorder.commit_after"))
        self._after.setPlaceholderText(words("recorder.commit_after"))
        self._after.entered.connect(self._take_after)
        self._waits = AdviceWaits(kit, told="")
        self._lifted = plain_label("", "second", self, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.theme.space(1))
        asked = (self._say, self._keys, self._line, self._commit, self._waits)
        for part in (*asked, self._lifted, self._before, self._after):
            column.addWidget(part)
        book.changed.connect(self._show)

    @property
    def hides_advice(self) -> bool:
        """Whether the advice waits for the intent."""
        meeting = self._book.meeting
        return meeting is not None and self._case_id in meeting.withheld()

    @property
    def _asks(self) -> bool:
        """Whether the intent is asked for: also where the advice was let be seen before it."""
        meeting, item = self._book.meeting, self._item()
        if meeting is None or item is None or not meeting.commit_first or meeting.closed:
            return False
        return item.state is ItemState.WAITING and item.commitment is None

    def show_case(self, case_id: str) -> None:
        """Ask for the intent in a case, or show what was said."""
        if case_id != self._case_id:
            self._case_id, self._intent = case_id, frozenset()
            self._keys.show_codes(frozenset())
            self._line.show_text("")
        self._show()

    def flush(self) -> None:
        """Hand over what is half typed of the words afterwards."""
        self._after.hand_over()

    def _item(self) -> AgendaItem | None:
        return self._book.item(self._case_id)

    def _show(self) -> None:
        item, asks = self._item(), self._asks
        lifted = item.lifted if item is not None else None
        said = item.commitment if item is not None else None
        for part in (self._say, self._keys, self._line, self._commit):
            part.setVisible(asks)
        for part in (self._before, self._after):
            part.setVisible(said is not None)
        if said is not None:
            intent = self._intent_words.get(said.intent, said.intent)
            self._before.setText(self._kit.words("recorder.commit_before", intent=intent, words=said.words))
            self._after.renew(said.after)
        self._waits.show_case(self._case_id)
        self._lifted.setVisible(lifted is not None)
        if lifted is not None:
            time = f"{self._kit.date(PartialDate.of(lifted.at.date()))} {lifted.at:%H:%M}"
            why = lifted.why or self._kit.words("waits.no_reason")
            self._lifted.setText(self._kit.words("waits.lifted", who=lifted.who, time=time, why=why))
        self.setVisible(asks or said is not None or lifted is not None)
        self._allow()

    def _take_intent(self, codes: Codes) -> None:
        self._intent = codes
        self._allow()

    def _allow(self) -> None:
        self._commit.setEnabled(bool(self._intent) and bool(self._line.text().strip()))

    def _take(self) -> None:
        item = self._item()
        if item is not None and item.commitment is None:
            said = Commitment(next(iter(self._intent)), self._line.text().strip())
            self._book.save_item(replace(item, commitment=said))
            self.committed.emit()

    def _take_after(self, text: str) -> None:
        item = self._item()
        if item is not None and item.commitment is not None:
            said = replace(item.commitment, after=text.strip())
            self._after.show_text(said.after)
            self._book.save_item(replace(item, commitment=said))
