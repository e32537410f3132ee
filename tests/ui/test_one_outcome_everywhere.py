"""Screen, printed text, copied text and JSON say the same of every option, on made cases."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea

from enec_desktop.cli.main import run
from enec_desktop.domain.time import AfterEvent
from enec_desktop.exchange.case_files import write_case
from tests.benchmarks.made_cases import Made, made
from tests.conftest import LONG
from tests.ui.acting import CTRL, Key, User
from tests.ui.outcome_readers import Told, in_document, in_text, on_screen

CASES = int(os.environ.get("ENEC_CASES", "500" if LONG else "3"))
BATCH = 20
SEED = int(os.environ.get("ENEC_SEED", "7"))


class Boards:
    """One window and one command line over the same made cases."""

    def __init__(self, user: User, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.user, self.folder, self.capsys = user, folder, capsys

    def on_screen(self, one: Made, titles: set[str]) -> set[Told]:
        """Opened, as known at its point, the cards of options of these titles unfolded by a click."""
        unfolding = {f"Show more: {title}" for title in titles}
        user = self.user
        user.desk.cases.take_in(one.case)
        user.press(Key.Key_1, CTRL)
        user.open_first(one.case.title)
        if isinstance(one.at, AfterEvent):
            self._choose_point(one)
        area = user.of_kind(QScrollArea, "Assessment")
        for button in area.findChildren(QAbstractButton):
            if button.accessibleName() in unfolding and button.isVisible():
                button.click()
        sheet = area.widget()
        assert sheet is not None
        return on_screen(sheet)

    def copied(self, questions: list[str]) -> set[Told]:
        """What the button puts on the clipboard."""
        self.user.click("Copy the outcome as text")
        return in_text(QApplication.clipboard().text(), questions)

    def printed(self, one: Made, *more: str) -> str:
        """What the command line prints."""
        file = self.folder / f"{one.case.id}.json"
        file.write_bytes(write_case(one.case))
        after = ["--after", one.at.event] if isinstance(one.at, AfterEvent) else []
        code = run(["--data-dir", str(self.folder / "other"), "assess", str(file), *after, *more])
        assert code == 0
        return self.capsys.readouterr().out

    def _choose_point(self, one: Made) -> None:
        points = [entry.id for entry in one.case.of_kind("question")]
        assert isinstance(one.at, AfterEvent)
        box = self.user.of_kind(QComboBox, "As known")
        box.setFocus()
        self.user.press(Key.Key_Down)
        for key in (Key.Key_Home, *[Key.Key_Down] * (points.index(one.at.event) + 1), Key.Key_Return):
            self.user.qtbot.keyClick(box.view(), key)
        self.user.window.activateWindow()
        self.user.settle()


def differences(boards: Boards, one: Made) -> list[str]:
    """Where one of the ways to read an outcome says something else than the JSON output."""
    document = json.loads(boards.printed(one, "--format", "json"))
    wanted = in_document(document)
    questions = [view["label"] for view in document["moments"]]
    shown = boards.on_screen(one, {each.option for each in wanted})
    told = in_text(boards.printed(one, "--all"), questions)
    found = []
    for name, told_there in (("screen", shown), ("text", told)):
        bare = {replace(each, because=""): each for each in told_there}
        found += [f"{name} lacks {each}" for each in wanted.keys() - bare.keys()]
        found += [f"{name} alone has {each}" for each in bare.keys() - wanted.keys()]
        found += [
            f"{name} gives other grounds: {bare[each]}"
            for each in wanted.keys() & bare.keys()
            if not wanted[each].fullmatch(bare[each].because)
        ]
    if not found and shown != told:
        found.append(f"screen and text say it in other words: {shown ^ told}")
    copied = {each.in_short for each in boards.copied(questions)}
    if copied != {each.in_short for each in wanted}:
        found.append(f"what is copied differs: {copied ^ {each.in_short for each in wanted}}")
    return found


@pytest.mark.parametrize("first", range(0, CASES, BATCH))
def test_every_way_to_read_an_outcome_tells_the_same_options(
    user: User, tmp_path: Path, capsys: pytest.CaptureFixture[str], first: int
) -> None:
    cases = [
        replace(one, case=replace(one.case, title=f"Patient {one.case.id.partition('-')[2]:0>4}"))
        for one in islice(made(SEED), first, min(first + BATCH, CASES))
    ]
    boards = Boards(user, tmp_path, capsys)
    found = {one.case.id: different for one in cases if (different := differences(boards, one))}
    assert not found, f"seed {SEED}, {len(found)} of {len(cases)} cases: {found}"
