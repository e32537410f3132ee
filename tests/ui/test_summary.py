"""The board summary: seen as it will be saved, saved as it was seen."""

from __future__ import annotations

from pathlib import Path

import pypdf
from PySide6.QtWidgets import QLabel

from enec_desktop.domain.board_record import DocumentKind, Verdict
from tests.ui.acting import CTRL, Key, User


def test_the_summary_is_shown_page_by_page(reader: User) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.settle()
    reader.qtbot.waitUntil(lambda: bool(reader.see("Page 1 of", partly=True)))
    page = reader.of_kind(QLabel, reader.see("Page 1 of", partly=True)[0])
    picture = page.pixmap().toImage()
    assert picture.pixelColor(3, 3).name() == "#ffffff"
    colours = {picture.pixelColor(x, picture.height() // 4).name() for x in range(picture.width())}
    assert len(colours) > 1


def test_the_file_saved_is_the_summary_of_the_case(reader: User, tmp_path: Path) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.qtbot.waitUntil(lambda: reader.find("Export summary").isEnabled())
    reader.click("Export summary")
    reader.answer_file_dialog(tmp_path / "summary.pdf")
    reader.qtbot.waitUntil(lambda: (tmp_path / "summary.pdf").exists())
    pages = pypdf.PdfReader(tmp_path / "summary.pdf").pages
    assert "Superficial" in pages[0].extract_text()
    reader.qtbot.waitUntil(lambda: bool(reader.see("summary.pdf was saved", partly=True)))


def test_the_banner_names_the_patient_on_the_summary_too(reader: User) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    assert reader.see("Patient: Superficial", partly=True)
    reader.settle()


def test_another_document_is_chosen_seen_and_saved_and_verified(reader: User, tmp_path: Path) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.settle()
    reader.choose("Document", "Letter to the doctors")
    reader.qtbot.waitUntil(lambda: reader.find("Export letter").isEnabled())
    reader.click("Export letter")
    reader.answer_file_dialog(tmp_path / "letter.pdf")
    reader.qtbot.waitUntil(lambda: (tmp_path / "letter.pdf").exists())
    found = reader.desk.documents.verify(tmp_path / "letter.pdf")
    assert found.verdict is Verdict.AS_ISSUED
    assert found.issued is not None and found.issued.kind is DocumentKind.LETTER
