"""The chapters of a case: how full each is, and where a missing fact matters."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark

Index = QModelIndex | QPersistentModelIndex
FILL = Qt.ItemDataRole.UserRole
ASKS = Qt.ItemDataRole.UserRole + 1


class ChapterList(QListView):
    """A list of all chapters; ``chapter_chosen`` when another one is current."""

    chapter_chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._model = _Chapters(kit, self)
        self.setModel(self._model)
        self.setItemDelegate(_ChapterLines(kit, self))
        self.setAccessibleName(kit.words("case.chapters"))
        self.setProperty("role", "chapters")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCurrentIndex(self._model.index(0))
        self.selectionModel().currentChanged.connect(self._tell)
        kit.theme.changed.connect(self._model.layoutChanged)

    def choose(self, chapter: str) -> None:
        """Make a chapter the current one."""
        self.setCurrentIndex(self._model.index(self._model.names.index(chapter)))

    @property
    def chapter(self) -> str:
        """The current chapter."""
        return self._model.names[max(self.currentIndex().row(), 0)]

    def show_fill(self, fill: Mapping[str, tuple[int, int]]) -> None:
        """Show how full the chapters are: recorded, of how many."""
        self._model.show_fill(fill)

    def show_asks(self, asks: Mapping[str, int]) -> None:
        """Show in which chapters missing facts matter."""
        self._model.show_asks(asks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K as in the worklist."""
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        row = min(max(self.currentIndex().row() + steps, 0), self._model.rowCount() - 1)
        self.setCurrentIndex(self._model.index(row))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chapter_chosen.emit(self._model.names[current.row()])


class _Chapters(QAbstractListModel):
    """Names, fill and asks of the chapters."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.names = list(kit.desk.vocabulary.chapters)
        self._fill: Mapping[str, tuple[int, int]] = {}
        self._asks: Mapping[str, int] = {}

    def show_fill(self, fill: Mapping[str, tuple[int, int]]) -> None:
        before, self._fill = self._fill, fill
        self._tell_changed(before, fill)

    def show_asks(self, asks: Mapping[str, int]) -> None:
        before, self._asks = self._asks, asks
        self._tell_changed(before, asks)

    def _tell_changed(self, before: Mapping[str, object], now: Mapping[str, object]) -> None:
        """After most changes of a case one chapter at most has another fill: only that is painted anew."""
        for row, name in enumerate(self.names):
            if before.get(name) != now.get(name):
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        name = self.names[index.row()]
        filled, of = self._fill.get(name, (0, 0))
        asks = self._asks.get(name, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._kit.desk.vocabulary.chapters[name]
        if role == FILL:
            return filled / of if of else 0.0
        if role == ASKS:
            return asks
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            words = "case.chapter_asks" if asks else "case.chapter_fill"
            return self._kit.words(words, filled=filled, of=of, asks=asks)
        return None


class _ChapterLines(QStyledItemDelegate):
    """Paints circle, name and diamond."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._kit.theme
        return QSize(theme.space(36), theme.size("body") + theme.space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._kit.theme, QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, theme.colour("note-surface"))
            painter.fillRect(QRectF(box.x(), box.y(), theme.space(1), box.height()), theme.colour("accent"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        side = theme.size("small") * 0.85
        circle = QRectF(box.x() + theme.space(4), box.center().y() - side / 2, side, side)
        self._paint_fill(painter, circle, float(index.data(FILL)))
        mark = theme.size("body")
        words = box.adjusted(theme.space(5) + side + theme.space(1), 0, -mark - theme.space(3), 0)
        painter.setFont(theme.font("body", strong=chosen))
        painter.setPen(theme.colour("text"))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(words, flags, str(index.data()))
        if index.data(ASKS):
            place = QRectF(box.right() - mark - theme.space(2), box.center().y() - mark / 2, mark, mark)
            paint_mark(painter, Mark.ASK, place, theme)
        painter.restore()

    def _paint_fill(self, painter: QPainter, circle: QRectF, share: float) -> None:
        """Empty, half or full: three steps, no more is meant."""
        colour = self._kit.theme.colour("second")
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(colour if share >= 1 else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if 0 < share < 1:
            painter.setBrush(colour)
            painter.drawPie(circle, 90 * 16, 180 * 16)
