"""Archive, bin, filters, columns, preview and look-alikes, by key and by what is read on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from enec_desktop.domain.case import Fact, FieldState, Value
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import Where
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener


def fact(value: Value) -> Fact:
    return Fact(FieldState.VALUE, value)


def patient(user: User, name: str, born: tuple[int, int, int] | None = None, number: str = "") -> str:
    case_id = user.desk.cases.create()
    user.desk.cases.set_fact(case_id, "identity-1", "name", fact(name))
    if born:
        user.desk.cases.set_fact(case_id, "identity-1", "birth_date", fact(PartialDate(*born)))
    if number:
        user.desk.cases.set_fact(case_id, "identity-1", "hospital_number", fact(number))
    return case_id


def three(user: User) -> list[str]:
    ids = [patient(user, name) for name in ("Adams", "Brown", "Clark")]
    user.press(Key.Key_1, CTRL)
    user.press(Key.Key_S)
    user.press(Key.Key_K, times=2)
    assert user.lines() == ["Adams", "Brown", "Clark"]
    return ids


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_case_goes_to_the_bin_and_one_key_takes_it_back(user: User) -> None:
    three(user)
    user.press(Key.Key_J)
    user.press(Key.Key_Delete)
    assert user.lines() == ["Adams", "Clark"]
    assert user.see("In the bin now: Brown. It is kept there until the bin is emptied.")
    user.press(Key.Key_U)
    assert user.lines() == ["Adams", "Brown", "Clark"]
    assert user.see("Taken back, at work again: Brown.")


def test_the_keys_told_below_the_list_work_where_the_list_is_empty(user: User) -> None:
    patient(user, "Adams")
    user.press(Key.Key_1, CTRL)
    user.press(Key.Key_Delete)
    assert user.focus_name() == "New case"
    user.press(Key.Key_U)
    assert user.lines() == ["Adams"]
    user.press(Key.Key_Delete)
    user.press(Key.Key_Slash)
    assert user.focus_name() == "Search in all cases"


def test_ctrl_z_on_the_list_takes_the_last_move_back_and_no_edit(user: User) -> None:
    three(user)
    user.press(Key.Key_A)
    user.press(Key.Key_Delete)
    assert user.lines() == ["Clark"]
    user.menu("&Take the last move back")
    user.press(Key.Key_Z, CTRL)
    assert user.lines() == ["Adams", "Brown", "Clark"]


def test_the_bin_shows_since_when_and_keeps_until_two_steps_empty_it(user: User) -> None:
    ids = three(user)
    user.press(Key.Key_Delete)
    user.click("Bin, 1 case")
    assert user.lines() == ["Adams"]
    today = user.desk.now().strftime("%d-%b-%Y")
    assert today in user.lines(12)[0].replace("\u2011", "-")
    user.click("Empty the bin…")
    erased = "history, kept assessments, confirmed decisions and places on agendas"
    assert user.see(f"Erase 1 case for good, with its {erased}?")
    assert user.see("Nobody can bring them back: no copy in ", partly=True)
    erase = user.find("Erase 1 for good")
    assert not erase.isEnabled()
    user.press(Key.Key_Return)
    assert user.desk.worklist.binned() == (ids[0],)
    user.click("I have looked at what lies in the bin")
    user.click("Erase 1 for good")
    assert user.desk.worklist.binned() == ()
    assert user.see("The bin is empty.")
    user.click("Show all cases")
    assert user.lines() == ["Brown", "Clark"]


def test_keeping_what_lies_in_the_bin_is_the_first_answer(user: User) -> None:
    ids = three(user)
    user.press(Key.Key_Delete)
    user.click("Bin, 1 case")
    user.press(Key.Key_Delete)
    user.click("Keep them")
    assert user.desk.worklist.binned() == (ids[0],)
    user.press(Key.Key_U)
    assert user.desk.worklist.where(ids[0]) is Where.LIST


def test_an_empty_archive_and_an_empty_bin_teach_their_keys(user: User) -> None:
    three(user)
    user.click("Archive, 0 cases")
    assert user.see("The archive is empty.")
    assert user.see("A puts the current case of the list in here", partly=True)
    user.click("Bin, 0 cases")
    assert user.see("Del puts the current case of the list in here", partly=True)


def test_an_empty_case_says_that_nothing_is_entered_and_never_that_nothing_is_missing(user: User) -> None:
    patient(user, "Adams")
    user.press(Key.Key_1, CTRL)
    assert user.lines(6) == ["nothing entered yet"]
    user.press(Key.Key_Return)
    user.settle()
    user.press(Key.Key_1, CTRL)
    assert user.lines(6) == ["nothing entered yet"]


def test_a_case_that_is_not_assessed_never_counts_as_complete(user: User) -> None:
    user.click("Load sample patients")
    assert set(user.lines(6)) == {"not assessed yet"}


def test_a_filter_is_kept_under_a_name_found_after_a_restart_and_removed_by_key(open_user: Opener) -> None:
    user = open_user()
    three(user)
    user.press(Key.Key_A)
    user.click("Archive, 1 case")
    user.press(Key.Key_F)
    menu = open_menu()
    user.qtbot.keyClick(menu, Key.Key_Down)
    user.qtbot.keyClick(menu, Key.Key_Return)
    assert user.focus_name() == "Name of the filter"
    user.type("put aside")
    user.press(Key.Key_Return)
    user = open_user()
    assert user.lines() == ["Brown", "Clark"]
    user.press(Key.Key_F)
    user.qtbot.keyClick(open_menu(), Key.Key_Down)
    user.qtbot.keyClick(open_menu(), Key.Key_Return)
    assert user.lines() == ["Adams"]
    assert user.has("Filters: put aside")
    user.press(Key.Key_F)
    user.qtbot.keyClick(open_menu(), Key.Key_Down)
    user.qtbot.keyClick(open_menu(), Key.Key_Delete)
    assert "put aside" not in [action.text() for action in open_menu().actions()]
    user.qtbot.keyClick(open_menu(), Key.Key_Escape)
    assert user.has("Filters")


def test_a_filter_needs_a_name_and_a_long_one_stands_in_full_in_the_list_alone(user: User) -> None:
    three(user)
    user.press(Key.Key_A)
    user.click("Archive, 1 case")
    user.press(Key.Key_F)
    user.qtbot.keyClick(open_menu(), Key.Key_Down)
    user.qtbot.keyClick(open_menu(), Key.Key_Return)
    user.press(Key.Key_Return)
    assert user.focus_name() == "Name of the filter"
    user.type("R&D " + "x" * 300)
    user.press(Key.Key_Return)
    chip = user.of_kind(QPushButton, "Filters: R&D " + "x" * 76)
    assert chip.text() == "Filters: R&&D " + "x" * 25 + "… ▾"
    assert user.window.minimumSizeHint().width() < 1024


def test_no_searched_text_is_written_into_the_settings(user: User) -> None:
    three(user)
    user.press(Key.Key_Slash)
    user.type("Brown")
    user.press(Key.Key_Return)
    user.press(Key.Key_S)
    assert "Brown" not in user.desk.settings.path.read_text(encoding="utf-8")


def shown_columns(user: User) -> list[str]:
    header = user.table().horizontalHeader()
    order = [header.logicalIndex(place) for place in range(header.count())]
    return [user.table().model().headerData(one, header.orientation()) for one in order
            if not header.isSectionHidden(one)]  # fmt: skip


def test_columns_are_moved_and_chosen_by_key_and_remembered(open_user: Opener) -> None:
    user = open_user()
    three(user)
    assert shown_columns(user)[:3] == ["Name", "Number", "Age"]
    user.press(Key.Key_Right)
    user.qtbot.keyClicks(user.table(), ">")
    assert shown_columns(user)[:3] == ["Name", "Age", "Number"]
    user.press(Key.Key_C)
    user.qtbot.keyClick(open_menu(), Key.Key_Down)
    user.qtbot.keyClick(open_menu(), Key.Key_Space)
    user.qtbot.keyClick(open_menu(), Key.Key_Escape)
    assert shown_columns(user)[:2] == ["Name", "Age"]
    assert "Number" not in shown_columns(user)
    user = open_user()
    assert shown_columns(user)[:2] == ["Name", "Age"]
    assert "Number" not in shown_columns(user)


def test_order_by_age_takes_stated_ages_among_those_worked_out(user: User) -> None:
    year = user.desk.now().year
    patient(user, "Ninety", (year - 90, 1, 1))
    patient(user, "Fifty", (year - 50, 1, 1))
    stated = patient(user, "Seventy")
    unknown = patient(user, "Unknown")
    value = user.desk.cases.parse_value("identity", "age", "70-79", "years")
    user.desk.cases.set_fact(stated, "identity-1", "age", fact(value))
    user.press(Key.Key_1, CTRL)
    user.press(Key.Key_Right, times=2)
    user.press(Key.Key_S)
    assert user.lines() == ["Fifty", "Seventy", "Ninety", "Unknown"]
    user.press(Key.Key_S)
    assert user.lines() == ["Ninety", "Seventy", "Fifty", "Unknown"]
    assert unknown


def test_a_wide_window_shows_the_case_in_one_line_and_what_it_waits_for(reader: User) -> None:
    reader.window.resize(1366, 768)
    reader.open_first("seventies")
    reader.press(Key.Key_1, CTRL)
    outlook = reader.desk.worklist.outlook(reader.window.case.case.id)
    assert outlook is not None
    assert outlook.asks
    reader.qtbot.waitUntil(lambda: bool(reader.see(outlook.line)))
    assert all(reader.see(ask) for ask in outlook.asks[:12])
    reader.window.resize(1100, 768)
    reader.qtbot.waitUntil(lambda: not reader.has("Open this case"))
    assert reader.see(outlook.line, partly=True)


def test_the_same_patient_is_said_while_the_name_is_typed_with_a_way_there(user: User) -> None:
    first = patient(user, "Chan, Anna", (1945, 7, 14), "HN 0042317")
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.go_to("Hospital number")
    user.type("hn0042317")
    words = "Open that one: Chan, Anna, born 14-Jul-1945, number HN 0042317"
    user.qtbot.waitUntil(lambda: user.has(words))
    assert user.see("The same patient? The same number", partly=True)
    user.click(words)
    user.settle()
    assert user.window.case.case.id == first


def test_two_patients_of_nearly_one_name_are_said_on_opening_and_stay_two(user: User) -> None:
    patient(user, "Meier, Anna", (1945, 7, 14))
    patient(user, "Maier, Anna", (1961, 11, 30))
    user.open_first("Maier")
    assert user.see("Easily confused. Nearly the same name: Meier, Anna, born 14-Jul-1945", partly=True)
    assert user.window.case.case.id != ""
    user.press(Key.Key_L, CTRL)
    assert not user.see("Meier, Anna", partly=True)
    user.press(Key.Key_1, CTRL)
    assert not user.see("Meier", partly=True)


def test_search_answers_each_key_with_rows_and_their_number(reader: User) -> None:
    reader.press(Key.Key_F, CTRL)
    for typed in ("small", " cell"):
        reader.type(typed)
        reader.qtbot.waitUntil(lambda: bool(reader.see(" of 7 cases", partly=True)))
    found = reader.see(" of 7 cases", partly=True)[0]
    assert found.startswith(f"{len(reader.lines())} of 7")


def test_before_erasing_it_is_said_which_copies_still_hold_the_case(user: User) -> None:
    three(user)
    made = user.desk.backups.make()
    user.press(Key.Key_Delete)
    user.click("Bin, 1 case")
    user.click("Empty the bin…")
    when = made.when.astimezone().strftime("%d-%b-%Y %H:%M")
    assert user.see(f"Copies made earlier that still hold them: 1, the newest of {when}.", partly=True)
