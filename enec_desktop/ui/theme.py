"""How the window looks: palettes, fonts and the style sheet, all from the token table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from enec_desktop.domain.style import Tokens
from enec_desktop.ui.style_sheet import style_sheet

PIXELS_PER_POINT = 7 / 6
"""A token point in logical pixels: body text of 12 points is 14 pixels high, as on a usual desktop."""

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
STYLE = ("-style", "fusion")
"""Handed to the application when it is made: one look on every system."""

SYSTEM = "system"
LOOKS = (SYSTEM, "light", "dark", "contrast")
FAMILIES = ["Noto Sans", "Noto Sans SC"]


class Theme(QObject):
    """The looks of the whole window; ``changed`` says that colours or sizes are others now.

    ``changing`` comes just before: what is costly to restyle is better put away then and made anew.
    """

    changing = Signal()
    changed = Signal()

    def __init__(
        self, app: QApplication, tokens: Tokens, fonts: Path, *, look: str = SYSTEM, zoom: float = 1.0
    ) -> None:
        super().__init__()
        self._app, self._tokens = app, tokens
        self._look, self._zoom = look, zoom
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, bool], QFont] = {}
        for font in sorted(fonts.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(font))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def look(self) -> str:
        """The chosen look: ``system``, ``light``, ``dark`` or ``contrast``."""
        return self._look

    @property
    def zoom(self) -> float:
        """How much larger than usual everything is; 1.0 is usual."""
        return self._zoom

    def set_look(self, look: str) -> None:
        """Choose one of LOOKS."""
        self._look = look
        self._apply()

    def take(self, look: str, zoom: float) -> None:
        """Choose one of LOOKS and of ZOOMS at once."""
        self._look, self._zoom = look, zoom
        self._apply()

    def next_look(self) -> None:
        """The look after this one, in the order of LOOKS, and round again."""
        self.set_look(LOOKS[(LOOKS.index(self._look) + 1) % len(LOOKS)])

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by steps of ZOOMS; zero steps go back to the usual size."""
        at = min(max(ZOOMS.index(self._zoom) + steps, 0), len(ZOOMS) - 1)
        self._zoom = ZOOMS[at] if steps else 1.0
        self._apply()

    def colour(self, name: str) -> QColor:
        """A colour of the palette in force, by its token."""
        if name not in self._colours:
            self._colours[name] = QColor(self._tokens.palettes[self._palette_name()][name])
        return QColor(self._colours[name])

    def faint(self) -> QColor:
        """The colour of rules that only part things and carry no meaning."""
        line, surface = self.colour("line"), self.colour("surface")
        if self._palette_name() == "contrast":
            return line
        mixed = ((a * 2 + b * 3) // 5 for a, b in zip(_rgb(line), _rgb(surface), strict=True))
        return QColor(*mixed)

    @property
    def frames_boxes(self) -> bool:
        """Whether boxes need a frame: where they have the colour of the page, a line below is too little."""
        return self.colour("raised") == self.colour("surface")

    def space(self, steps: float) -> int:
        """A distance in logical pixels, in steps of the spacing table."""
        return round(self._tokens.spacing["step"] * steps * self._zoom)

    @property
    def line_height(self) -> int:
        """How high a box for one line is, in logical pixels."""
        return self.space(7.5)

    def size(self, name: str) -> int:
        """A type size in logical pixels, by its token."""
        return round(self._tokens.sizes[name] * PIXELS_PER_POINT * self._zoom)

    def font(self, name: str, *, strong: bool = False) -> QFont:
        """The font of a type size, by its token."""
        return self.font_of(self.size(name), strong=strong)

    def font_of(self, pixels: float, *, strong: bool = False) -> QFont:
        """The font of a given height in pixels."""
        key = (max(1, round(pixels)), strong)
        if key not in self._fonts:
            font = QFont(FAMILIES)
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            self._fonts[key] = font
        return self._fonts[key]

    def _palette_name(self) -> str:
        if self._look != SYSTEM:
            return self._look
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _follow_system(self) -> None:
        if self._look == SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.changing.emit()
        self._colours.clear()
        sheet = style_sheet(self)
        if sheet != self._app.styleSheet():
            self._app.setPalette(self._palette())
            self._app.setFont(self.font("body"))
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _palette(self) -> QPalette:
        roles = {
            QPalette.ColorRole.Window: "surface",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "raised",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "second",
            QPalette.ColorRole.Button: "raised",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "surface",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.Accent: "accent",
            QPalette.ColorRole.Mid: "line",
        }
        palette = QPalette()
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("off"))
        return palette


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role of the style sheet, or take another one, at once."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
