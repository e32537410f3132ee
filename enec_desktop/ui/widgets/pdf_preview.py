"""The pages of a PDF as pictures, one below the other: the very file that is saved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.progress import Progress

PageImage = tuple[int, int, bytes]


class PdfPreview(QScrollArea):
    """Shows page pictures; ``width_changed`` asks for pictures of another width in pixels."""

    width_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.has_pages = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(kit.words("summary.preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_words(kit.words("summary.none"))

    @property
    def page_width(self) -> int:
        """How many device pixels a page may be wide."""
        room = self.viewport().width() - self._kit.theme.space(10)
        return max(200, round(min(room, self._kit.theme.space(225)) * self.devicePixelRatioF()))

    def show_words(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self.has_pages = False
        label = plain_label(text, "second", wraps=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(label)

    def show_waiting(self, progress: Progress) -> None:
        """Show how far the work is until there are pages."""
        self.has_pages = False
        progress.setMaximumWidth(self._kit.theme.space(140))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.addWidget(progress)
        self.setWidget(holder)

    def show_pages(self, pages: list[PageImage], count: int) -> None:
        """Show the pictures (width, height, RGBA bytes) in order, of a document of so many pages."""
        at = self.verticalScrollBar().value() if self.has_pages else 0
        self.has_pages = True
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(self._kit.theme.space(4))
        column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for number, page in enumerate(pages, 1):
            column.addWidget(self._page(page, number, count), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(holder)
        self.verticalScrollBar().setValue(at)

    def sizeHint(self) -> QSize:
        """Room for a page."""
        return QSize(self._kit.theme.space(160), self._kit.theme.space(160))

    def _page(self, page: PageImage, number: int, count: int) -> QLabel:
        width, height, data = page
        image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        label = QLabel()
        label.setPixmap(picture)
        label.setProperty("role", "paper")
        label.setAccessibleName(self._kit.words("summary.page", number=number, count=count))
        return label
