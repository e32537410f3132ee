"""When an entry was: a date as precise as it is known, or months after an earlier entry."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.errors import EnecError, FieldProblem
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.typed.elapsed import read_elapsed
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.dates import read_date, read_months, show_months
from enec_desktop.ui.widgets.entry_words import entry_title
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.tab_order import Compound
from enec_desktop.ui.widgets.text_editors import FactLine


class EntryTimes(Compound):
    """The line that opens below the title of a card; ``given`` hands out a date, or months after an event.

    ``typed`` hands out what stands in a line and is not recorded.
    """

    given = Signal(object, object)
    typed = Signal(str, str)

    def __init__(self, kit: Kit, case: Case, entry: Entry, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._entry = kit, entry
        self._date, self._months = FactLine(), FactLine()
        self._titles = _events(kit, case, entry)
        self._also = {name: _other_words(kit, case.entry(name)) for name in self._titles}
        self._events = ChoiceBox(kit.theme, self._titles)
        self._date.setPlaceholderText(kit.words("entry.date_hint"))
        self._message = Message(kit)
        self._message.chosen.connect(self._take_reading)
        self._message.left.connect(self._date.setFocus)
        words = kit.words
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, kit.theme.space(1))
        grid.setHorizontalSpacing(kit.theme.space(2))
        boxes: dict[str, QWidget] = {"date": self._date, "months": self._months, "event": self._events}
        for column, (name, widget) in enumerate(boxes.items()):
            said = words(f"entry.{name}")
            widget.setAccessibleName(f"{title}: {said}")
            grid.addWidget(plain_label(said, "label"), 0, column)
            grid.addWidget(widget, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._message, 2, 0, 1, 3)
        self._lines = {"date": self._date, "months": self._months}
        for line in self._lines.values():
            line.typed.connect(self._tell)
        self._date.entered.connect(self._take)
        self._months.entered.connect(self._take)
        self._events.chosen.connect(self._take_event)
        self.entry = self._date
        self.show_entry(entry)

    def show_entry(self, entry: Entry) -> None:
        """Show what is recorded; a time that was typed stays while the one recorded is the same."""
        same = (entry.date, entry.elapsed) == (self._entry.date, self._entry.elapsed)
        self._entry = entry
        if same and (self._date.is_changed or self._months.is_changed):
            return
        self._date.renew(self._kit.date(entry.date) if entry.date else "")
        self._months.renew(show_months(entry.elapsed.months) if entry.elapsed else "")
        event = frozenset({entry.elapsed.event}) if entry.elapsed else frozenset()
        self._events.show_codes(event, self._kit.words("entry.which_event"))

    def show_draft(self, part: str, text: str, not_saved: str) -> None:
        """Show what was typed into a line and is not recorded; what an earlier run left waits for Enter."""
        if not_saved:
            self._lines[part].hold(text)
            self._message.show_error(not_saved)
        else:
            self._lines[part].show_draft(text)

    def focus_on(self, part: str) -> None:
        """Go to a line."""
        self._lines[part].setFocus()

    def _tell(self) -> None:
        for part, line in self._lines.items():
            self.typed.emit(part, line.text() if line.is_changed else "")

    def show_error(self, sentence: str) -> None:
        """Say why a time is not recorded."""
        self._message.show_error(sentence)

    def flush(self) -> None:
        """Hand out what is typed now."""
        self._date.hand_over()
        self._months.hand_over()

    def _show_recorded(self) -> None:
        """What was typed is recorded, in the words it is shown in."""
        date, elapsed = self._entry.date, self._entry.elapsed
        self._date.show_text(self._kit.date(date) if date else "")
        self._months.show_text(show_months(elapsed.months) if elapsed else "")

    def _take_event(self, codes: frozenset[str]) -> None:
        self._events.show_codes(codes, self._kit.words("entry.which_event"))
        self._take()

    def _take(self) -> None:
        try:
            date, elapsed = self._when()
        except EnecError as trouble:
            readings = trouble.readings if isinstance(trouble, FieldProblem) else ()
            self._message.show_error(self._kit.problem(trouble), readings)
            self._date.show_wrong(bool(readings), self._message.readings)
            return
        self._message.clear_error()
        self._date.show_wrong(False)
        if (date, elapsed) != (self._entry.date, self._entry.elapsed):
            self.given.emit(date, elapsed)
        if (date, elapsed) == (self._entry.date, self._entry.elapsed):
            self._show_recorded()
        self._tell()

    def _take_reading(self, text: str) -> None:
        self._date.setFocus()
        self._date.show_draft(text)
        self._date.hand_over()

    def _when(self) -> tuple[PartialDate | None, Elapsed | None]:
        """The date, and the months after an event: typed into their boxes, or into that of the date."""
        text = self._date.text()
        after = read_elapsed(text, self._titles, self._also)
        if after is not None:
            return self._entry.date, after
        return read_date(self._kit, text) if text.strip() else None, self._elapsed()

    def _elapsed(self) -> Elapsed | None:
        event = next(iter(self._events.currentData() or ()), None)
        if not self._months.text().strip():
            return None
        if event is None:
            raise EnecError(self._kit.words("entry.event_missing"))
        return Elapsed(event, read_months(self._kit, self._months.text()))


def _events(kit: Kit, case: Case, entry: Entry) -> dict[str, str]:
    """The entries that stand before this one, by id."""
    found: dict[str, str] = {}
    for other in case.entries:
        if other.id == entry.id:
            break
        if other.of is None:
            found[other.id] = entry_title(kit, case, other)
    return found


def _other_words(kit: Kit, event: Entry) -> str:
    """What else an event is called: an esophagectomy is a surgery, an operation, a resection."""
    modality = event.fact("modality").value
    codes = modality if event.kind == "course" and isinstance(modality, frozenset) else frozenset()
    labels = kit.desk.vocabulary.kinds[event.kind].fields
    said = [labels["modality"].choices.get(code, "") for code in codes]
    said += [kit.words("event_words.surgery") for code in codes if code == "surgery"]
    return " ".join(said)
