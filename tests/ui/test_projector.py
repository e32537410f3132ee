"""The projector, by key and by what is read on it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.window import Projector
from tests.assessing import DEMOS
from tests.ui.acting import CTRL, NONE, SHIFT, Key, User


class Room:
    """What the people in front of the projector see, and the keys of who holds it."""

    def __init__(self, user: User, projector: QWidget) -> None:
        self.user, self.window = user, projector

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the projector."""
        self.user.qtbot.keyClick(self.window, key, modifiers)

    def read(self) -> str:
        """Everything that stands on the projector."""
        parts = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        return "\n".join(one.accessibleName() for one in parts)

    def title(self) -> str:
        """The title of the slide, with the page where it takes several."""
        return self.parts()[1].partition("\n")[0]

    def parts(self) -> list[str]:
        """What stands in head, sheet and foot."""
        return [one.accessibleName() for one in self.window.findChildren(QWidget) if one.isVisible()]

    def through(self) -> Iterator[str]:
        """Every page from the one in front to the last."""
        before = ""
        while self.read() != before:
            before = self.read()
            yield before
            self.press(Key.Key_Right)

    def ground(self) -> str:
        """The colour behind the slides."""
        return self.window.grab().toImage().pixelColor(2, 2).name()

    def places(self) -> str:
        """The places that have a slide."""
        return self.window.findChildren(QWidget)[-1].accessibleDescription()

    def clock(self) -> str:
        """How long the case has been in front."""
        parts = self.window.findChildren(QWidget)
        return next(one.accessibleDescription() for one in parts if one.accessibleDescription()[2:3] == ":")

    def go_back(self) -> None:
        """Back to the window that records."""
        self.user.window.activateWindow()
        self.user.qtbot.waitUntil(self.user.window.isActiveWindow)

    def wait_for(self, text: str) -> None:
        """Wait until a text stands there."""
        self.user.qtbot.waitUntil(lambda: text in self.read())


def projectors() -> list[QWidget]:
    """The projectors that are open."""
    return [one for one in QApplication.topLevelWidgets() if one.accessibleName() in ("Projector", "投影")]


@pytest.fixture
def closing(qtbot: QtBot) -> Iterator[None]:
    """Closes what a test leaves open."""
    yield
    for one in projectors():
        one.close()
    qtbot.waitUntil(lambda: not projectors())


def present(user: User) -> Room:
    """Show the open case to a room by its key."""
    user.press(Key.Key_F5)
    (projector,) = projectors()
    room = Room(user, projector)
    room.wait_for("The case and the question")
    return room


def agenda(user: User, *cases: str) -> tuple[Room, Projector]:
    """The projector with an agenda."""
    projector = Projector(Kit(user.desk, user.window.theme), cases)
    projector.resize(1024, 768)
    projector.show()
    room = Room(user, projector)
    room.wait_for("The case and the question")
    return room, projector


def take_in(user: User, *names: str) -> list[str]:
    """Published patients stored, and none of them opened."""
    return [user.desk.cases.take_in(user.desk.cases.read_file(DEMOS / f"{name}.json")) for name in names]


def write(user: User, name: str, question: str = "") -> str:
    """A case with a name and a question, nothing else."""
    case_id = user.desk.cases.create("")
    for entry, field, words in (("identity-1", "name", name), ("question-1", "question", question)):
        if words:
            user.desk.cases.set_fact(case_id, entry, field, Fact(FieldState.VALUE, words))
    return case_id


def test_f5_shows_what_is_stored_of_the_open_case_and_nothing_half_typed(user: User, closing: None) -> None:
    user.press(Key.Key_N, CTRL)
    user.settle()
    user.chapter("Fitness")
    room = present(user)
    assert room.window.isFullScreen() and room.window.geometry() == room.window.screen().geometry()
    room.go_back()
    line = user.go_to("Creatinine clearance")
    user.type("47")
    room.press(Key.Key_6)
    assert "Creatinine clearance: not recorded" in room.read()
    user.qtbot.keyClick(line, Key.Key_Return)
    room.wait_for("47 mL/min")
    room.go_back()
    user.press(Key.Key_N, CTRL)
    user.settle()
    user.press(Key.Key_F5)
    assert len(projectors()) == 1
    room.wait_for("2 / 2")
    room.go_back()
    user.press(Key.Key_L, CTRL)
    room.wait_for("patient 2")
    user.window.close()
    user.qtbot.waitUntil(lambda: not projectors())


def test_another_language_closes_the_projector_and_f5_opens_it_in_that_language(
    user: User, closing: None
) -> None:
    user.press(Key.Key_N, CTRL)
    user.settle()
    room = present(user)
    user.menu("中文")
    user.qtbot.waitUntil(lambda: not projectors())
    room.go_back()
    user.settle()
    user.press(Key.Key_F5)
    (projector,) = projectors()
    Room(user, projector).wait_for("病例与问题")


def test_keys_turn_slides_and_pages_and_nothing_is_lost_on_the_way(user: User, closing: None) -> None:
    room, _ = agenda(user, *take_in(user, "vest-2022-lcnec-liver-55m"))
    assert "Which first systemic treatment for large cell NEC with liver metastasis?" in room.read()
    assert "Man, 55 years; ECOG not recorded" in room.read()
    room.press(Key.Key_PageDown)
    assert room.title() == "Pathology", "a first discussion has nothing new since the last board"
    room.press(Key.Key_Left)
    assert room.title() == "The case and the question"
    pages = list(room.through())
    told = "\n".join(pages)
    assert any(re.search(r"\b2 of [2-9]", page) for page in pages)
    for word in (
        "FOLFIRI",
        "Somatostatin analogue in neuroendocrine carcinoma",
        "What is the platelet count?",
    ):
        assert word in told
    assert room.title() == "Where on the pathway"
    room.press(Key.Key_Home)
    assert room.title() == "The case and the question"
    room.press(Key.Key_End)
    assert room.title() == "Where on the pathway"


def test_numbers_lead_to_places_and_m_brings_the_slides_of_detail(user: User, closing: None) -> None:
    room, _ = agenda(user, *take_in(user, "vest-2022-lcnec-liver-55m"))
    room.press(Key.Key_3)
    assert room.title() == "Pathology"
    room.press(Key.Key_3)
    assert room.title() == "Is the diagnosis consistent?" and "M: 1 more" in room.read()
    room.press(Key.Key_M)
    room.press(Key.Key_Right)
    assert room.title() == "The diagnosis, for and against"
    room.press(Key.Key_3)
    assert room.title() == "Pathology"
    room.press(Key.Key_9)
    assert room.title() == "Pathology", "there is no decision yet"
    room.press(Key.Key_End)
    room.press(Key.Key_M)
    assert room.title() == "Where on the pathway"


def test_black_keys_dark_and_light_and_escape(user: User, closing: None) -> None:
    room, _ = agenda(user, write(user, "Sample"))
    room.press(Key.Key_B)
    assert room.read() == ""
    room.press(Key.Key_Period)
    assert "The case and the question" in room.read()
    room.press(Key.Key_B)
    room.press(Key.Key_Right)
    after = room.title()
    assert after != "The case and the question"
    user.qtbot.keyClick(room.window, "?", SHIFT)
    assert "Keys of the projector" in room.read() and "Black screen" in room.read()
    room.press(Key.Key_Escape)
    assert room.title() == after
    assert room.ground() == "#0e1116"
    room.press(Key.Key_D)
    assert room.ground() == "#ffffff"
    room.press(Key.Key_Escape)
    user.qtbot.waitUntil(lambda: not projectors())


def test_cases_follow_in_the_order_of_the_agenda_and_their_time_is_told(user: User, closing: None) -> None:
    one, two = write(user, "First"), write(user, "Second")
    room, projector = agenda(user, one, two)
    shown: list[str] = []
    told: list[tuple[str, int]] = []
    projector.case_shown.connect(shown.append)
    projector.seconds_spent.connect(lambda case_id, seconds: told.append((case_id, seconds)))
    assert "1 / 2" in room.read()
    user.qtbot.waitUntil(lambda: room.clock() >= "00:01")
    room.press(Key.Key_N)
    assert told and told[0][0] == one and told[0][1] >= 1
    room.wait_for("Second")
    room.press(Key.Key_N)
    assert "2 / 2" in room.read()
    room.press(Key.Key_Left, CTRL)
    assert "First" in room.read() and room.clock() >= "00:01"
    room.press(Key.Key_P)
    room.press(Key.Key_Right, CTRL)
    user.qtbot.waitUntil(lambda: shown[-3:] == [two, one, two])


def test_no_advice_stands_there_while_the_board_says_its_intent_first(user: User, closing: None) -> None:
    (case_id,) = take_in(user, "vest-2022-lcnec-liver-55m")
    made = user.desk.meetings.create(date(2026, 11, 24))
    user.desk.meetings.save(replace(user.desk.meetings.add_case(made.id, case_id), commit_first=True))
    room, projector = agenda(user, case_id)
    told = "\n".join(room.through())
    assert "ECOG performance status" in told
    assert "Cisplatin" not in told and "FOLFIRI" not in told
    user.desk.meetings.lift(case_id, "asked for")
    projector.refresh()
    room.press(Key.Key_Home)
    assert "Cisplatin and etoposide (EP)" in "\n".join(room.through())


def test_at_a_meeting_f5_shows_the_agenda_and_the_projector_follows_what_is_written_down(
    user: User, closing: None
) -> None:
    made = user.desk.meetings.create(date(2026, 11, 24))
    for name in ("First", "Second"):
        user.desk.meetings.add_case(made.id, write(user, name, f"{name} line?"))
    made = user.desk.meetings.get(made.id)
    second = replace(made.items[1], seconds=125)
    user.desk.meetings.save(replace(made.with_item(second), commit_first=True))
    user.press(Key.Key_6, CTRL)
    user.settle()
    room = present(user)
    assert "First" in room.read() and "1 / 2" in room.read()
    assert "Only one screen" in room.read()
    room.press(Key.Key_6)
    room.press(Key.Key_6)
    assert room.title() == "What the options rest on", "the intent is not said yet"
    room.go_back()
    user.press(Key.Key_R)
    user.settle()
    user.press(Key.Key_PageDown, CTRL)
    room.wait_for("2 / 2")
    room.wait_for("Second line?")
    user.qtbot.keyClicks(user.find("Minutes, as said"), "Surgery agrees")
    user.press(Key.Key_PageUp, CTRL)
    room.wait_for("1 / 2")
    room.press(Key.Key_N)
    user.qtbot.waitUntil(lambda: "9 Decision" in room.places())
    room.press(Key.Key_9)
    assert "Surgery agrees" in room.read()
    assert "Not confirmed yet" in room.read()
    user.qtbot.waitUntil(lambda: bool(user.see("Case 2 of 2")))
    assert room.clock() >= "02:05", "the time goes on where it stopped"
    assert user.see("Time of this case: 02:", partly=True)
    assert not user.has("Start the clock"), "it runs while the slides are in front"
    room.press(Key.Key_P)
    user.qtbot.waitUntil(lambda: bool(user.see("Case 1 of 2")))
    assert user.desk.meetings.get(made.id).items[1].seconds >= 125
    room.press(Key.Key_Escape)
    user.qtbot.waitUntil(lambda: user.has("Start the clock"))


def test_h_hides_the_name_wherever_it_was_written(user: User, closing: None) -> None:
    room, _ = agenda(user, write(user, "Beauregard, Anne-Marie", "Ms Beauregard asks about a trial"))
    assert "Beauregard, Anne-Marie" in room.read()
    room.press(Key.Key_H)
    room.wait_for("Ms patient 1 asks about a trial")
    assert not [page for page in room.through() if "Beauregard" in page or "Anne" in page]
    room.press(Key.Key_H)
    assert "Beauregard, Anne-Marie" in room.read()


def test_a_long_name_and_one_that_runs_from_right_to_left_stand_whole(user: User, closing: None) -> None:
    long, rare = ("Wolfeschlegelsteinhausenberger " * 10).strip(), "محمد بن عبد الرحمن 𠀋"
    room, _ = agenda(user, write(user, long), write(user, rare))
    assert long in room.read()
    room.press(Key.Key_N)
    room.wait_for(rare)


_TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from enec_desktop.bootstrap import open_desk
from enec_desktop.paths import resources
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.opening import open_projector
from enec_desktop.ui.theme import STYLE, Theme
app = QApplication(["enec-board", *STYLE])
desk = open_desk(Path(sys.argv[1]))
window = QWidget()
window.show()
kit = Kit(desk, Theme(app, desk.tokens, resources() / "fonts"))
projector = open_projector(kit, window, [desk.cases.create("")])
for one in (window, projector):
    place = one.geometry()
    print(one.screen().name(), place.x(), place.width(), place.height(), one.isFullScreen())
app.processEvents()
QTest.keyClick(projector, Qt.Key.Key_S)
print(projector.screen().name(), desk.settings.get("projector.screen", ""))
projector.close()
print(open_projector(kit, window, ["gone"]).screen().name())
window.close()
"""


def test_it_opens_full_on_the_screen_the_window_is_not_on_or_on_the_one_chosen_last(tmp_path: Path) -> None:
    screens = [
        {"name": name, "x": x, "y": 0, "width": wide, "height": 768, "logicalDpi": 96, "dpr": 1}
        for name, x, wide in (("desk", 0, 1366), ("wall", 1366, 1024))
    ]
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    # The name of the file alone: on Windows a colon of a path would end it.
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file.name}"}
    done = subprocess.run(
        [sys.executable, "-c", _TWO_SCREENS, str(tmp_path / "store")],
        capture_output=True,
        text=True,
        env=env,
        cwd=tmp_path,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    window, projector, moved, again = done.stdout.splitlines()[-4:]
    assert window.startswith("desk") and projector == "wall 1366 1024 768 True"
    assert moved == "desk desk"
    assert again == "desk", "the screen chosen last is used again"


def test_a_case_that_is_not_stored_any_more_says_so(user: User, closing: None) -> None:
    projector = Projector(Kit(user.desk, user.window.theme), ("gone",))
    projector.show()
    room = Room(user, projector)
    assert "gone" in room.title()
    room.press(Key.Key_Right)
    room.press(Key.Key_M)
    room.press(Key.Key_9)
    assert "gone" in room.title()
