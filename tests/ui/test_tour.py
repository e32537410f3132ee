"""The tour goes over a sample patient, a step at a time, by key and mouse, and can be left at any time."""

from __future__ import annotations

from enec_desktop.ui.tour import SAMPLE
from tests.ui.acting import CTRL, SHIFT, Key, User

TOUR = "&Tour of three minutes"


def begin(user: User) -> None:
    user.menu(TOUR)
    assert user.see("Tour, 1 of 8")


def on(user: User, times: int = 1) -> None:
    user.press(Key.Key_F8, times=times)


def test_each_step_leads_to_its_place_and_the_last_one_removes_the_sample_patients(reader: User) -> None:
    begin(reader)
    assert reader.window.places.in_front == "worklist"
    on(reader)
    assert reader.stored().id == SAMPLE and reader.see("Pathology")
    assert reader.see("missing fact is never a no", partly=True)
    on(reader)
    reader.qtbot.waitUntil(lambda: bool(reader.see("What could change it")))
    assert reader.focus_name() == "Assessment"
    on(reader)
    assert reader.see("Where this comes from")
    on(reader)
    assert not reader.see("Where this comes from")
    assert reader.focus_name().startswith("Disagree: ")
    on(reader)
    assert reader.has("Search in all evidence") and reader.see("46 %", partly=True)
    on(reader)
    assert reader.see("Papers of the case")
    on(reader, 2)
    assert reader.see("Tour, 8 of 8") and not reader.find("Tour: next").isEnabled()
    reader.click("Remove the sample patients")
    assert not reader.has("Tour: end")
    assert reader.see("In the bin now: 7 cases.", partly=True)
    reader.press(Key.Key_Z, CTRL)
    assert len(reader.lines()) == 7


def test_back_and_end_by_key_and_by_mouse(reader: User) -> None:
    begin(reader)
    assert not reader.find("Tour: back").isEnabled()
    reader.click("Tour: next")
    assert reader.see("Tour, 2 of 8")
    reader.press(Key.Key_F8, SHIFT)
    assert reader.see("Tour, 1 of 8") and reader.window.places.in_front == "worklist"
    on(reader)
    reader.click("Tour: back")
    assert reader.see("Tour, 1 of 8")
    reader.press(Key.Key_F8, CTRL)
    assert not reader.has("Tour: end")
    reader.press(Key.Key_F8)
    assert not reader.see("Tour, ", partly=True)


def test_the_palette_begins_the_tour(reader: User) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.qtbot.waitUntil(lambda: reader.focus_name() == "What to find")
    reader.type("tour of")
    reader.press(Key.Key_Return)
    assert reader.see("Tour, 1 of 8")


def test_without_the_sample_patients_the_tour_offers_to_load_them(user: User) -> None:
    user.desk.cases.create("Own")
    user.menu(TOUR)
    assert user.see("Loading the sample patients leaves your own cases as they are.", partly=True)
    assert not user.find("Tour: next").isEnabled()
    user.click("Load sample patients")
    assert user.see("Tour, 1 of 8") and len(user.lines()) == 8


def test_the_tour_goes_on_in_the_other_language(reader: User) -> None:
    begin(reader)
    reader.menu("中文")
    reader.qtbot.waitUntil(lambda: bool(reader.see("导览，第 1 步，共 8 步")))
    on(reader)
    assert reader.see("导览，第 2 步，共 8 步") and reader.stored().id == SAMPLE
