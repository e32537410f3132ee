"""Puts a condition together that the program can check: a fact, a comparison and a value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.values import Interval
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label

NUMBERS = (">=", ">", "<=", "<", "==")
CODES = ("==", "!=")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConditionComposer(QWidget):
    """``composed`` hands out the text of a condition; what cannot be checked is said, and stops nothing."""

    composed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        words = kit.words
        self._facts = QComboBox(self)
        self._facts.setEditable(True)
        self._facts.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._facts.setAccessibleName(words("recorder.fact"))
        line = self._facts.lineEdit()
        if line is not None:
            line.setPlaceholderText(words("recorder.fact_hint"))
            line.setAccessibleName(words("recorder.fact"))
        self._facts.activated.connect(lambda _: self._offer())
        self._compare = QComboBox(self)
        self._compare.setAccessibleName(words("recorder.compare"))
        self._codes = QComboBox(self)
        self._codes.setAccessibleName(words("recorder.value"))
        self._number = QLineEdit(self)
        self._number.setAccessibleName(words("recorder.value"))
        self._number.setPlaceholderText(words("recorder.value"))
        self._number.returnPressed.connect(self._compose)
        self._take = QPushButton(words("recorder.compose"), self)
        self._take.clicked.connect(self._compose)
        self._problem = plain_label("", "message", self, wraps=True)
        self._problem.hide()
        for box, letters in ((self._facts, 10), (self._compare, 7), (self._codes, 6)):
            box.setProperty("role", "plain")
            box.setMinimumContentsLength(letters)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        row = QHBoxLayout()
        row.setSpacing(kit.theme.space(2))
        for part, share in (
            (self._facts, 4),
            (self._compare, 0),
            (self._codes, 2),
            (self._number, 2),
        ):
            row.addWidget(part, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._problem)
        self._fill()
        self._offer()

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return [self._facts, self._compare, self._codes, self._number, self._take]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first fact that fits, unless another one is marked."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            popup = self._completer.popup()
            if popup is not None and not popup.currentIndex().isValid():
                popup.hide()
                self._choose(self._completer.currentCompletion())
                return True
        return super().eventFilter(watched, event)

    def check(self, conditions: Sequence[str]) -> None:
        """Say which of the conditions as written cannot be checked."""
        told = []
        for text in conditions:
            problem = self._kit.desk.follow_up.check(text)
            if problem:
                why = self._kit.problem(problem)
                told.append(self._kit.words("recorder.cannot_check", text=text, why=why))
        self._say("\n".join(told))

    def _fill(self) -> None:
        """The facts by what each is called and the entry it belongs to."""
        kinds, say = self._kit.desk.vocabulary.kinds, self._kit.said
        named = []
        for fact in self._kit.desk.knowledge.base.facts.values():
            kind = kinds[fact.kind].label if fact.kind in kinds else ""
            named.append((f"{say(fact.label)} ({kind})" if kind else say(fact.label), fact.name))
        for words, name in sorted(named):
            self._facts.addItem(words, name)
        self._facts.setCurrentIndex(-1)
        completer = QCompleter([words for words, _ in sorted(named)], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._choose)
        self._facts.setCompleter(completer)
        if (popup := completer.popup()) is not None:
            popup.installEventFilter(self)
        self._completer = completer

    def _choose(self, words: str) -> None:
        self._facts.setCurrentIndex(self._facts.findText(words))
        self._offer()
        self._compare.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """The comparisons and values that the chosen fact can have."""
        name = str(self._facts.currentData() or "")
        fact = self._kit.desk.knowledge.base.facts.get(name)
        numbers = fact is not None and isinstance(fact.domain, Interval)
        self._compare.clear()
        for sign in NUMBERS if numbers else CODES:
            self._compare.addItem(self._kit.words(f"recorder.sign_{_NAMES[sign]}"), sign)
        self._codes.clear()
        if fact is not None and isinstance(fact.domain, frozenset):
            labels = fact.choices or self._labels(fact.kind, fact.source_field)
            known = [code for code in labels if code in fact.domain]
            for code in (*known, *sorted(fact.domain - set(known))):
                self._codes.addItem(self._kit.said(labels.get(code, code)), code)
        self._codes.setVisible(not numbers)
        self._number.setVisible(numbers)

    def _labels(self, kind: str, field: str) -> dict[str, str]:
        found = self._kit.desk.vocabulary.kinds.get(kind)
        known = found.fields.get(field) if found is not None else None
        return dict(known.choices) if known is not None else {}

    def _compose(self) -> None:
        if self._facts.currentIndex() < 0:
            self._choose(self._facts.currentText())
        name = str(self._facts.currentData() or "")
        number = self._number.isVisible()
        value = self._number.text().strip() if number else str(self._codes.currentData() or "")
        text = f"{name} {self._compare.currentData()} {value}"
        problem = self._kit.desk.follow_up.check(text) if name and value else self._kit.words("recorder.half")
        if problem:
            self._say(self._kit.problem(problem))
            return
        self._say("")
        self._number.clear()
        self.composed.emit(text)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


_NAMES = {">=": "at_least", ">": "above", "<=": "at_most", "<": "below", "==": "is", "!=": "is_not"}
