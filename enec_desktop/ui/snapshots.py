"""Pictures of the real window over a store, for a demonstration; nobody needs to be there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from enec_desktop.domain.worklist import SortKey, WorklistQuery
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow
from enec_desktop.ui.theme import STYLE, Theme

if TYPE_CHECKING:
    from enec_desktop.app.desk import Desk

SIZE = (1366, 768)
CHAPTERS = ("patient", "pathology", "imaging", "treatment", "fitness")
TRIED = "fitness.creatinine_clearance=40"
RECORD = "CT1-014"
SETTLE_MS = 150
LONGEST_MS = 20_000
QUIET_LOOKS = 3


def save_snapshots(desk: Desk, folder: Path) -> list[Path]:
    """Save pictures of worklist, chapters, assessment, the other places and a slide; the files in order.

    The first case of the list by name is opened; without any case only the worklist is taken.
    """
    if sys.platform.startswith("linux") and QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    rows = desk.worklist.rows(WorklistQuery(sort=SortKey.TITLE, descending=False))
    for row in rows:
        if not row.assessed:
            desk.summaries.refresh(row.case_id)
    window = open_window(app, desk)
    window.resize(*SIZE)
    window.start()
    try:
        return _take_all(window, folder, rows[0].case_id if rows else "")
    finally:
        window.close()
        window.trouble.leave()


def _take_all(window: MainWindow, folder: Path, case_id: str) -> list[Path]:
    taken: list[Path] = []

    def take(name: str, shown: QWidget = window) -> None:
        _settle(window)
        path = folder / f"{len(taken) + 1:02d}-{name}.png"
        if not shown.grab().save(str(path)):
            raise OSError(f"{path} cannot be written.")
        taken.append(path)

    theme: Theme = window.theme
    theme.set_look("light")
    take("worklist")
    if not case_id:
        return taken
    window.open_case(case_id)
    for chapter in CHAPTERS:
        window.case.show_chapter(chapter)
        take(f"case-{chapter}")
    window.case.widen()
    take("assessment")
    theme.set_look("dark")
    take("assessment-dark")
    window.case.widen()
    take("case-dark")
    theme.set_look("contrast")
    take("case-contrast")
    theme.set_look("light")
    window.show_place("what_if")
    window.places.what_if.assume(TRIED)
    take("what-if")
    window.show_place("evidence")
    window.places.evidence.open_record(RECORD)
    take("evidence")
    window.show_place("site")
    take("hospital")
    window.show_place("summary")
    take("summary")
    window.show_place("meeting")
    take("agenda")
    slides = window.places.present(start_at=case_id)
    slides.showNormal()
    slides.resize(*SIZE)
    take("slide", slides)
    return taken


def _settle(window: MainWindow) -> None:
    """Let work in the background end, the work it leads to as well, and its result be painted."""
    loop = QEventLoop()
    waited = quiet = 0

    def look() -> None:
        nonlocal waited, quiet
        waited += SETTLE_MS
        quiet = 0 if window.is_busy else quiet + 1
        if quiet >= QUIET_LOOKS or waited > LONGEST_MS:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(SETTLE_MS)
    loop.exec()
    timer.stop()
