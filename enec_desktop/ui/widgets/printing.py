"""The pages that are shown, on a printer: the same pictures, as fine as the printer draws them.

They are sent as pictures and not by the system's own viewer: what is printed is then what was seen here, and
nothing of a patient is left behind in a folder for temporary files.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from enec_desktop.app.reports import ReportDesk
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.paper import Sheet

FINEST = 300
"""Dots to the inch: finer, a page takes more memory than it gains."""

_SIZES = {Sheet.A4: QPageSize.PageSizeId.A4, Sheet.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(sheet: Sheet, title: str) -> QPrinter:
    """A printer set to the sheet of a document, its edges at the edges of the paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(_SIZES[sheet]))
    printer.setDocName(title)
    printer.setCreator("ENEC Board")
    return printer


def print_pages(printer: QPrinter, reports: ReportDesk, pdf: bytes, tell: Callable[[float], bool]) -> int:
    """Print the pages of a document that the printer is set to; how many were sent.

    ``tell`` gets the share that is done and says whether to go on. Raises EnecError where the printer does
    not begin, Cancelled where it is stopped: what was sent before it is taken back as far as it can be.
    """
    count = reports.page_count(pdf)
    first, last = max(printer.fromPage(), 1), min(printer.toPage() or count, count)
    painter = QPainter()
    if not painter.begin(printer):
        raise EnecError("The printer cannot be used. Choose another printer and print again.")
    try:
        for number in range(first, last + 1):
            if not tell((number - first) / (last - first + 1)):
                printer.abort()
                raise Cancelled("Printing was stopped.")
            if number > first:
                printer.newPage()
            _paint(painter, printer, reports, pdf, number - 1)
    finally:
        painter.end()
    return last - first + 1


def _paint(painter: QPainter, printer: QPrinter, reports: ReportDesk, pdf: bytes, page: int) -> None:
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    fine = min(FINEST, printer.resolution()) / printer.resolution()
    width, height, data = reports.preview(pdf, page, round(sheet.width() * fine))
    image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBX8888)
    scale = min(sheet.width() / width, sheet.height() / height)
    wide, high = width * scale, height * scale
    painter.drawImage(QRectF((sheet.width() - wide) / 2, 0.0, wide, high), image)
