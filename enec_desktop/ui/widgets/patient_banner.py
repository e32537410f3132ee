"""Whose case this is: always in the same place, never scrolled, never cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.time import PartialDate, years_between
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label


class PatientBanner(QFrame):
    """Name, born and age, sex, number, and whether what is seen is saved."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "banner")
        self._name = _Name()
        self._facts = [plain_label("", "banner-fact") for _ in range(4)]
        self._saved = plain_label("", "second")
        identity = QWidget()
        flow = Flow(identity, gap=kit.theme.space(3))
        for label in (self._name, *self._facts):
            flow.addWidget(label)
        line = QHBoxLayout(self)
        pad = kit.theme.space(4)
        line.setContentsMargins(pad, kit.theme.space(1.5), pad, kit.theme.space(1.5))
        line.addWidget(identity, 1)
        line.addWidget(self._saved)
        self._told: tuple[Case, PartialDate] | None = None
        kit.names.changed.connect(self._show_again)

    def show_case(self, case: Case, today: PartialDate) -> None:
        """Show the patient of a case; what is not recorded is said in words."""
        self._told = (case, today)
        words = self._kit.words
        patient = next(iter(case.of_kind("identity")), Entry("", "identity"))
        name = patient.fact("name").value
        own = name if isinstance(name, str) else case.title or words("banner.no_name")
        self._name.setText(self._kit.name(case.id, own))
        texts = (self._born(patient, today), self._sex(patient), self._number(patient), self._board(case))
        for label, text in zip(self._facts, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        said = [self._name.text(), *(text for text in texts if text)]
        self.setAccessibleName(words("banner.patient", facts=", ".join(said)))

    def show_saved(self, text: str, *, failed: bool = False) -> None:
        """Say when the last change was saved, or that it was not."""
        self._saved.setText(text)
        set_role(self._saved, "tag-stop" if failed else "second")

    def _show_again(self) -> None:
        if self._told is not None:
            self.show_case(*self._told)

    def _born(self, patient: Entry, today: PartialDate) -> str:
        born, age = patient.fact("birth_date").value, patient.fact("age")
        if isinstance(born, PartialDate):
            years = years_between(born, today)
            low, high = f"{years.low:g}", f"{years.high:g}"
            said = low if low == high else f"{low}-{high}"
            if self._kit.names.hidden:
                return self._kit.words("banner.age", age=f"{said} y")
            return self._kit.words("banner.born", date=born.shown(), age=said)
        if age.value is not None:
            return self._kit.words("banner.age", age=self._shown("age", age))
        return self._kit.words("banner.no_birth")

    def _sex(self, patient: Entry) -> str:
        fact = patient.fact("sex")
        if fact.value is None:
            return self._kit.words("banner.no_sex")
        return self._shown("sex", fact)

    def _number(self, patient: Entry) -> str:
        number = patient.fact("hospital_number").value
        if self._kit.names.hidden:
            return self._kit.words("banner.hidden")
        if isinstance(number, str):
            return self._kit.words("banner.number", number=number)
        return self._kit.words("banner.no_number")

    def _board(self, case: Case) -> str:
        days = (entry.fact("board_date").value for entry in reversed(case.of_kind("question")))
        day = next((day for day in days if isinstance(day, PartialDate)), None)
        return self._kit.words("banner.board", date=day.shown()) if day else ""

    def _shown(self, field: str, fact: Fact) -> str:
        return self._kit.desk.cases.show_value("identity", field, fact)


class _Name(QLabel):
    """In one line where there is room, else in as many as it takes: a name is never cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "banner-name")
        self.setWordWrap(True)
        self.setIndent(0)

    def sizeHint(self) -> QSize:
        """The whole name in one line."""
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        self.ensurePolished()
        words = self.text().split() or [""]
        wide = max(self.fontMetrics().horizontalAdvance(word) for word in words) + 2
        return QSize(wide, self.fontMetrics().height())
