"""How slides look: a palette of their own, sizes in points on a slide of a fixed width."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from enec_desktop.domain.style import Tokens
from enec_desktop.ui.theme import FAMILIES

WIDE = 960.0
"""Points across a slide; its height follows the screen, from 540 (16:9) to 720 (4:3)."""

_LOW, _HIGH = 540.0, 720.0
MARGIN = 32.0


class SlideLook:
    """Dark or light, at a scale of pixels per point; replaced when the window is resized or turned light."""

    def __init__(self, tokens: Tokens, *, dark: bool, width: int, height: int) -> None:
        self._tokens = tokens
        self._palette = tokens.palettes["projector" if dark else "light"]
        tall = min(max(WIDE * height / max(width, 1), _LOW), _HIGH)
        self.scale = min(width / WIDE, height / tall)
        self.wide, self.tall = WIDE * self.scale, tall * self.scale
        self._fonts: dict[tuple[int, bool], QFont] = {}

    def colour(self, name: str) -> QColor:
        """A colour by its token."""
        return QColor(self._palette[name])

    def points(self, name: str) -> float:
        """A type size by its token, in points of the slide."""
        return self._tokens.sizes[name]

    def px(self, points: float) -> float:
        """Points of the slide in pixels."""
        return points * self.scale

    def font(self, points: float, *, strong: bool = False) -> QFont:
        """A font by its size in points of the slide."""
        return self.font_of(self.px(points), strong=strong)

    def font_of(self, pixels: float, *, strong: bool = False) -> QFont:
        """A font by its height in pixels; never smaller than asked for."""
        key = (max(1, round(pixels + 0.49)), strong)
        if key not in self._fonts:
            font = QFont(FAMILIES)
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            self._fonts[key] = font
        return self._fonts[key]
