"""The history as a drawn line: arrows choose an event, Enter opens it, D asks for its date."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.app.timeline import Timeline, height_of, timeline
from enec_desktop.domain.case import Case
from enec_desktop.domain.timeline import LANES, Stop, stops_of
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_drawing
from enec_desktop.ui.theme import PIXELS_PER_POINT
from enec_desktop.ui.widgets.entry_words import entry_gist, entry_time, entry_title, inside

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_REACH = 12.0
"""So near, in points, a click means an event."""


class TimelineView(QWidget):
    """``chosen`` opens an event, ``moved`` puts it earlier or later among them, ``time_wanted`` asks when."""

    chosen = Signal(str)
    moved = Signal(str, int)
    time_wanted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._stops: tuple[Stop, ...] = ()
        self._labels: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._at = 0
        self._drawn: Timeline | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(kit.words("timeline.keys"))
        self.setAccessibleDescription(kit.words("timeline.keys"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.theme.changed.connect(self._draw_anew)

    @property
    def ids(self) -> list[str]:
        """The events in the order of the line."""
        return [stop.id for stop in self._stops]

    def show_case(self, case: Case) -> None:
        """Show the events of a case; the one that was chosen stays so."""
        before = self._stops[self._at].id if self._stops else ""
        shown = (self._stops, self._labels, self._whole)
        self._stops = stops_of(case)
        self._at = self.ids.index(before) if before in self.ids else max(len(self._stops) - 1, 0)
        entries = [case.entry(stop.id) for stop in self._stops]
        kinds = self._kit.desk.vocabulary.kinds
        self._labels = {
            entry.id: entry_gist(self._kit, entry) or inside(kinds[entry.kind].label) for entry in entries
        }
        self._whole = {
            entry.id: f"{entry_title(self._kit, case, entry)}, {entry_time(self._kit, case, entry)}"
            for entry in entries
        }
        self.setVisible(bool(self._stops))
        if (self._stops, self._labels, self._whole) != shown:
            self._draw_anew()
            self._say()

    def hasHeightForWidth(self) -> bool:
        """A lane for each kind of event."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the lanes and the years are."""
        return round(height_of(self._stops) * self._scale + 1)

    def sizeHint(self) -> QSize:
        """Takes the width it gets."""
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, with Ctrl they move; Enter opens; D asks for the date."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if not self._stops or (steps is None and event.key() not in _ACTS):
            super().keyPressEvent(event)
        elif steps is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(self._stops[self._at].id, steps)
        elif steps is not None:
            self._choose(min(max(self._at + steps, 0), len(self._stops) - 1))
        elif event.key() == Qt.Key.Key_D:
            self.time_wanted.emit(self._stops[self._at].id)
        else:
            self.chosen.emit(self._stops[self._at].id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the event that is nearest."""
        x, y = event.position().x() / self._scale, event.position().y() / self._scale
        spots = self._picture(self.width()).spots
        near = [(abs(spot.x - x) + abs(spot.y - y), at) for at, spot in enumerate(spots)]
        distance, at = min(near, default=(_REACH, 0))
        if distance < _REACH:
            self._choose(at)
            self.chosen.emit(self._stops[at].id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the display list, and a frame with the focus."""
        painter = QPainter(self)
        paint_drawing(painter, self._picture(self.width()).drawing, self._kit.theme, self._scale)
        if self.hasFocus():
            painter.setPen(QPen(self._kit.theme.colour("accent"), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
        painter.end()

    @property
    def _scale(self) -> float:
        return PIXELS_PER_POINT * self._kit.theme.zoom

    def _choose(self, at: int) -> None:
        self._at = at
        self._draw_anew()
        self._say()

    def _say(self) -> None:
        said = self._whole[self._stops[self._at].id] if self._stops else ""
        self.setAccessibleName(self._kit.words("timeline.name", at=said, count=len(self._stops)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _draw_anew(self) -> None:
        self._drawn = None
        self.updateGeometry()
        self.update()

    def _picture(self, width: int) -> Timeline:
        points = width / self._scale
        if self._drawn is None or self._drawn.drawing.width != points:
            names = {kind: self._kit.words(f"timeline.{kind}") for kind in LANES}
            chosen = self._stops[self._at].id if self._stops else ""
            self._drawn = timeline(self._stops, self._labels, names, points, chosen)
        return self._drawn


_ACTS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_D)
