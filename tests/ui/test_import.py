"""Taking in files in the window: dropped or chosen, looked at, confirmed, taken back; by key and by name."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QProgressBar, QSpinBox, QTableView

from enec_desktop.domain.worklist import Where, WorklistQuery
from enec_desktop.exchange.case_files import write_case
from enec_desktop.ui import exchange_door
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets import wait_strip
from tests.builders import case, entry
from tests.ui.acting import CTRL, Key, User
from tests.ui.test_access import unnamed

TABLE = (
    "Hospital number;Name;Born;Ki-67 (%);Wert\n0042;Sample Anna;25.03.1950;> 90;x\n0043;Müller;1948;1.500;y\n"
)


def dropped(user: User, paths: Sequence[Path]) -> None:
    """Drop files onto the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(200, 200)
    QApplication.sendEvent(user.window, QDragEnterEvent(place.toPoint(), copy, data, left, none))
    QApplication.sendEvent(user.window, QDropEvent(place, copy, data, left, none))
    settle(user)


def table_file(tmp_path: Path, text: str = TABLE, name: str = "patients.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    return path


def rows(user: User, name: str, column: int) -> list[str]:
    model = user.of_kind(QTableView, name).model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def listed(user: User, where: Where = Where.LIST) -> list[str]:
    return sorted(row.name for row in user.desk.worklist.rows(WorklistQuery(where=where, limit=10_000)))


def settle(user: User) -> None:
    """Wait until no work of the import is under way."""
    user.qtbot.waitUntil(lambda: not user.window.is_busy and not user.has("Stop"))


def press_button(user: User, name: str) -> None:
    user.go_to(name)
    user.press(Key.Key_Space)
    settle(user)


def test_a_dropped_table_is_shown_with_its_columns_and_nothing_is_written(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path)])
    assert rows(user, "Columns of the table", 2) == [
        "Patient · Hospital number",
        "Patient · Name",
        "Patient · Born",
        "Specimen · Ki-67 index",
        "left out",
    ]
    assert rows(user, "Columns of the table", 1)[1] == "Sample Anna · Müller"
    assert user.see("The characters are guessed.", partly=True)
    assert listed(user) == []
    user.press(Key.Key_Escape)
    assert not user.has("Columns of the table")
    assert listed(user) == []


def test_the_dry_run_shows_what_is_refused_first_and_why(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path)])
    press_button(user, "Check the rows")
    assert rows(user, "Rows of the file", 1) == ["Müller · 0043", "Sample Anna · 0042"]
    assert rows(user, "What changes", 0) == ["Ki-67 (%)"]
    assert "can be 1500 or 1.5" in rows(user, "What changes", 2)[0]
    user.go_to("Rows of the file")
    user.press(Key.Key_Down)
    assert ("Patient · Born", "25-Mar-1950") in zip(
        rows(user, "What changes", 0), rows(user, "What changes", 2), strict=True
    )
    assert listed(user) == []


def test_what_is_confirmed_is_written_and_one_case_is_opened(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path)])
    press_button(user, "Check the rows")
    press_button(user, "Write 1 case")
    assert listed(user) == ["Sample Anna"]
    assert user.see("Patient: Sample Anna", partly=True)


def test_an_import_is_taken_back_by_one_key_press(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path, TABLE.replace("1.500", "72"))])
    press_button(user, "Check the rows")
    press_button(user, "Write 2 cases")
    assert listed(user) == ["Müller", "Sample Anna"]
    assert user.see("Written: 2 new and 0 changed cases.", partly=True)
    press_button(user, "Undo this import")
    assert user.see("The import was taken back.", partly=True)
    assert (listed(user), len(listed(user, where=Where.ARCHIVE))) == ([], 2)
    assert user.focus_name() == "Close"


def test_the_file_menu_takes_the_last_import_back_after_a_restart(open_user, tmp_path: Path) -> None:
    user = open_user()
    dropped(user, [table_file(tmp_path, TABLE.replace("1.500", "72"))])
    press_button(user, "Check the rows")
    press_button(user, "Write 2 cases")
    press_button(user, "Close")
    again = open_user()
    menu = next(one for one in again.window.findChildren(QMenu) if one.title() == "&File")
    menu.aboutToShow.emit()
    action = next(one for one in again.window.findChildren(QAction) if "import of 2" in one.text())
    assert action.text() == "Und&o import of 2 cases (patients.csv)"
    action.trigger()
    assert again.see("The import was taken back. Cases: 2, new ones now in the archive: 2.", partly=True)
    assert listed(again) == []
    menu.aboutToShow.emit()
    assert not action.isEnabled()


def test_a_column_is_taken_in_as_what_the_user_says_and_remembered(user: User, tmp_path: Path) -> None:
    path = table_file(tmp_path)
    dropped(user, [path])
    user.go_to("Columns of the table")
    user.press(Key.Key_End, CTRL)
    line = user.of_kind(QComboBox, "Taken in as").lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    user.type("specimen · mitoses")
    user.press(Key.Key_Return)
    user.press(Key.Key_Return)
    assert rows(user, "Columns of the table", 2)[4] == "Specimen · Mitoses"
    user.of_kind(QSpinBox, "Entry number").setFocus()
    user.press(Key.Key_Up)
    user.choose("Unit of bare numbers", "/10 HPF")
    assert rows(user, "Columns of the table", 2)[4] == "Specimen 2 · Mitoses, /10 HPF"
    press_button(user, "Check the rows")
    press_button(user, "Cancel")
    dropped(user, [path])
    assert rows(user, "Columns of the table", 2)[4] == "Specimen 2 · Mitoses, /10 HPF"


def test_other_characters_can_be_chosen_and_are_shown_at_once(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path)])
    user.choose("Characters", "Chinese (GB 18030)")
    settle(user)
    assert rows(user, "Columns of the table", 1)[1] != "Sample Anna · Müller"
    user.choose("Characters", "UTF-8")
    settle(user)
    assert user.see("is not utf-8; choose another encoding", partly=True)
    user.choose("Characters", "Western (Windows-1252)")
    settle(user)
    assert rows(user, "Columns of the table", 1)[1] == "Sample Anna · Müller"


def test_the_order_of_day_and_month_is_stated_once(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path, "Hospital number,Born\n1,03/04/1950\n")])
    press_button(user, "Check the rows")
    assert "03-Apr-1950 or 04-Mar-1950" in rows(user, "What changes", 2)[0]
    press_button(user, "Back to the columns")
    user.choose("Dates in digits", "day first: 3/4/2026 is 3 April")
    press_button(user, "Check the rows")
    assert "03-Apr-1950" in rows(user, "What changes", 2)


def test_several_case_files_are_chosen_in_the_dialog_of_the_menu(user: User, tmp_path: Path) -> None:
    paths = []
    for number in (1, 2):
        path = tmp_path / f"{number}.json"
        path.write_bytes(write_case(case(entry("identity", name=f"P{number}"), id=f"case-{number}")))
        paths.append(path)
    dropped(user, paths)
    assert rows(user, "Rows of the file", 2) == ["new, fields: 2", "new, fields: 2"]
    press_button(user, "Write 2 cases")
    assert listed(user) == ["P1", "P2"]


def test_a_case_file_from_the_menu_is_looked_at_and_opened(user: User, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(write_case(case(entry("identity", name="P1"))))
    user.press(Key.Key_O, CTRL)
    user.answer_file_dialog(path)
    settle(user)
    assert listed(user) == []
    press_button(user, "Write 1 case")
    assert user.see("Patient: P1", partly=True)


def test_a_file_that_is_none_is_refused_with_a_sentence(user: User, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    dropped(user, [path])
    assert user.see("letter.pdf: This is a PDF document, not a table.", partly=True)
    assert user.see("Nothing was taken in.")


def test_every_control_of_the_import_has_a_name(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path)])
    assert unnamed(user) == []
    press_button(user, "Check the rows")
    assert unnamed(user) == []


def test_the_open_case_shows_what_an_import_changed(user: User, tmp_path: Path) -> None:
    dropped(user, [table_file(tmp_path)])
    press_button(user, "Check the rows")
    press_button(user, "Write 1 case")
    dropped(user, [table_file(tmp_path, "Hospital number,Name\n0042,Sample Anne\n", "b.csv")])
    press_button(user, "Check the rows")
    assert rows(user, "What changes", 1) == ["Sample Anna"]
    press_button(user, "Write 1 case")
    assert user.see("Patient: Sample Anne", partly=True)


def test_all_cases_are_exported_to_a_table(reader: User, tmp_path: Path) -> None:
    reader.menu("Export all &cases…")
    reader.answer_file_dialog(tmp_path / "all.csv")
    reader.qtbot.waitUntil(lambda: (tmp_path / "all.csv").exists())
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").count("vest-2022-lcnec-liver-55m") == 1
    reader.qtbot.waitUntil(lambda: bool(reader.see("all.csv was written.")))


def test_the_cases_that_a_search_leaves_are_exported(reader: User, tmp_path: Path) -> None:
    reader.press(Key.Key_F, CTRL)
    reader.type("vest")
    reader.press(Key.Key_Return)
    action = next(one for one in reader.window.findChildren(QAction) if "of the &list" in one.text())
    action.trigger()
    reader.answer_file_dialog(tmp_path / "some.json")
    reader.qtbot.waitUntil(lambda: (tmp_path / "some.json").exists())
    assert "vest-2022" in (tmp_path / "some.json").read_text(encoding="utf-8")


def many_rows(tmp_path: Path, number: int) -> Path:
    lines = [f"{at:04};Sample {at};{20 + at % 80}" for at in range(number)]
    return table_file(tmp_path, "Hospital number;Name;Ki-67 (%)\n" + "\n".join(lines) + "\n")


def at_the_half(user: User, act: Callable[[], object]) -> None:
    """Act once, as soon as a bar stands at its half: what is written hears keys and clicks in between."""
    left = [act]

    def look(bar: QProgressBar, value: int) -> None:
        if left and bar.isVisible() and 2 * value >= bar.maximum():
            left.pop()()

    for bar in user.window.findChildren(QProgressBar):
        bar.valueChanged.connect(partial(look, bar))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short file, too, is written with a look at the user after every row."""
    monkeypatch.setattr(wait_strip, "BETWEEN_SECONDS", 0)


def test_stop_while_an_import_is_written_leaves_nothing_of_it(
    user: User, tmp_path: Path, watched: None
) -> None:
    dropped(user, [many_rows(tmp_path, 20)])
    press_button(user, "Check the rows")
    at_the_half(user, lambda: user.click("Stop"))
    press_button(user, "Write 20 cases")
    assert user.see("nothing of it was written", partly=True)
    assert listed(user) == []
    press_button(user, "Write 20 cases")
    assert user.see("Written: 20 new", partly=True)
    at_the_half(user, lambda: user.click("Stop"))
    press_button(user, "Undo this import")
    assert user.see("nothing of it was written", partly=True)
    assert len(listed(user)) == 20
    press_button(user, "Undo this import")
    assert (listed(user), len(listed(user, where=Where.ARCHIVE))) == ([], 20)
    assert user.desk.backups.verify() == ()


def test_escape_while_an_import_is_written_stops_it_and_stays(
    user: User, tmp_path: Path, watched: None
) -> None:
    dropped(user, [many_rows(tmp_path, 20)])
    press_button(user, "Check the rows")
    at_the_half(user, lambda: user.press(Key.Key_Escape))
    press_button(user, "Write 20 cases")
    assert user.has("Write 20 cases")
    assert user.see("nothing of it was written", partly=True)
    assert listed(user) == []


@contextmanager
def other_work(user: User, lane: str) -> Iterator[None]:
    """The thread that does such work is busy with something else: what is started now waits for it."""
    over = threading.Event()
    tasks = user.window.findChild(Tasks)
    assert tasks is not None
    tasks.run(lane, over.wait, lambda _: None)
    try:
        yield
    finally:
        over.set()


def test_an_export_that_is_stopped_writes_nothing(reader: User, tmp_path: Path) -> None:
    with other_work(reader, exchange_door.LANE):
        reader.menu("Export all &cases…")
        reader.answer_file_dialog(tmp_path / "all.xlsx")
        reader.qtbot.waitUntil(lambda: reader.has("Stop"))
        reader.click("Stop")
        assert not reader.has("Stop")
    reader.settle()
    assert reader.see("The export was stopped", partly=True)
    assert not list(tmp_path.glob("*.xlsx")) and not list(tmp_path.glob(".*"))
