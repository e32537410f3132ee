"""The board summary: seen as it will be saved, saved as it was seen."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea

from enec_desktop.domain.board_record import DocumentKind, Verdict
from enec_desktop.domain.errors import Cancelled
from enec_desktop.domain.paper import Sheet
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.pages.summary_page import SummaryPage
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.printing import print_pages, printer_for
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


def test_the_document_that_is_shown_is_printed_and_noted(reader: User, tmp_path: Path) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.choose("Document", "Letter to the doctors")
    reader.qtbot.waitUntil(lambda: reader.find("Print…").isEnabled())
    reader.click("Print…")
    dialog = reader.window.findChild(QPrintDialog)
    printers = dialog.findChild(QComboBox, "printers")
    printers.setCurrentIndex(printers.findText("Print to File (PDF)"))
    printers.activated.emit(printers.currentIndex())
    dialog.findChild(QLineEdit, "filename").setText(str(tmp_path / "printed.pdf"))
    send = next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == "Print")
    reader.qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
    reader.qtbot.waitUntil(lambda: bool(reader.see("1 page was sent to printed.pdf.")))
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == 1
    (noted,) = reader.desk.documents.issued(reader.stored().id)
    assert noted.kind is DocumentKind.LETTER


def test_a_printer_gets_as_many_pages_as_the_document_has_or_those_it_is_set_to(
    reader: User, tmp_path: Path
) -> None:
    reports, case = reader.desk.reports, reader.desk.cases.open("takeshita-2000-emr-m3")
    pdf = reports.summary_pdf(case, 0)
    for chosen, count in (((0, 0), reports.page_count(pdf)), ((2, 3), 2)):
        printer = printer_for(Sheet.LETTER, "Summary")
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(72)
        printer.setFromTo(*chosen)
        assert print_pages(printer, reports, pdf, lambda _: True) == count > 1
        pages = pypdf.PdfReader(tmp_path / "printed.pdf").pages
        assert [[*page.mediabox[2:]] for page in pages] == [[612, 792]] * count
    with pytest.raises(Cancelled):
        print_pages(printer, reports, pdf, lambda _: False)


def test_the_paper_of_the_hospital_is_set_beside_its_documents(reader: User, tmp_path: Path) -> None:
    good, bad = tmp_path / "logo.png", tmp_path / "bad.png"
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(good))
    bad.write_bytes(b"no picture")
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.settle()
    reader.click("Paper…")
    reader.choose("Sheet", "US Letter")
    name = reader.go_to("Name of the hospital")
    reader.qtbot.keyClicks(name, "St Example")
    reader.qtbot.keyClick(name, Key.Key_Return)
    for logo in (bad, good):
        reader.click("Choose a picture…")
        reader.answer_file_dialog(logo)
        if logo is bad:
            assert reader.see("The logo cannot be read as a picture. Choose a PNG or JPEG file.")
    found = reader.desk.reports.settings()
    picture = good.read_bytes()
    assert (found.sheet, found.hospital, found.logo) == (Sheet.LETTER, "St Example", picture)
    good.unlink()
    assert reader.desk.reports.settings().logo == picture, "the picture is kept, not where it lay"
    reader.click("No logo")
    assert reader.desk.reports.settings().logo == b""
    reader.click("Close")
    reader.settle()


def test_a_document_that_takes_long_is_stopped_and_nothing_of_it_is_left(reader: User) -> None:
    desk, tasks = reader.desk, Tasks()
    page = SummaryPage(Kit(desk, reader.window.theme), tasks)
    reader.qtbot.addWidget(page)
    page.show()
    tasks.hold()
    case = desk.cases.open("vest-2022-lcnec-liver-55m")
    page.show_case(case, desk.cases.revision(case.id), desk.assessments.latest())
    (stop,) = [one for one in page.findChildren(QPushButton) if one.text() == "Stop"]
    reader.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    reader.qtbot.waitUntil(lambda: not tasks.is_busy)
    tasks.let_go()
    told = [one.text() for one in page.findChildren(QLabel)]
    assert any("it was stopped. Nothing was written." in one for one in told)
    outs = [one for one in page.findChildren(QPushButton) if one.text() in ("Export summary", "Print…")]
    assert [one.isEnabled() for one in outs] == [False, False]
    tasks.close()


def test_another_width_leaves_the_reader_at_the_page_that_is_read(reader: User) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.qtbot.waitUntil(lambda: bool(reader.see("Page 1 of", partly=True)))
    reader.settle()
    pages = reader.of_kind(QScrollArea, "Pages of the document")
    pages.verticalScrollBar().setValue(2000)
    name = reader.see("Page 1 of", partly=True)[0]
    wide = reader.of_kind(QLabel, name).width()
    reader.window.resize(900, reader.window.height())
    reader.qtbot.waitUntil(lambda: reader.of_kind(QLabel, name).width() < wide)
    assert pages.verticalScrollBar().value() == 2000
