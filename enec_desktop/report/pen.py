"""The one hand that draws: a page of reportlab with y growing downwards and colours by token name.

The strokes are written in the language of PDF itself, each look once for as long as it stays: reportlab's own
calls say it anew for every piece of text, and take most of the time of a document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from enec_desktop.report.text import Piece

# Seen through by the eye, found by whoever reads the text of the page.
_UNSEEN = 3
_SEEN = 0
# A quarter of a circle as one curve.
_ARC = 0.5522847498
_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *map(ord, "()\\"), *range(127, 256))}


class Pen:
    """Draws on the current page of a canvas; lengths are points from the upper left corner."""

    def __init__(self, canvas: Canvas, colours: Mapping[str, str], height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._under = 0
        self._colours = {name: _rgb(colour) for name, colour in colours.items()}
        self._level = -1
        self._bookmarks = 0
        self._look: dict[str, str] = {}

    def text(self, x: float, base: float, piece: Piece) -> None:
        """A piece of text with its base line at ``base``."""
        self._set("rg", self._colours[piece.colour])
        self._write(f"BT {self._at(x, base)} {self._shown(piece)} ET")

    def text_behind(self, x: float, base: float, piece: Piece, words: str) -> None:
        """Unseen text at the place of a shape: found by search and copying, read aloud as ``words``."""
        aloud = f"/Span <</ActualText <FEFF{words.encode('utf-16-be').hex().upper()}>>> BDC"
        told = f"{_UNSEEN} Tr {aloud} {self._shown(piece)} EMC {_SEEN} Tr"
        self._write(f"BT {self._at(x, base)} {told} ET")

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        width: float,
        dashed: bool = False,
    ) -> None:
        """A straight line; dashed means not certain."""
        self._stroke(colour, width, dashed)
        self._write(f"{self._point(*start)} m {self._point(*end)} l S")

    def polygon(
        self, points: Sequence[tuple[float, float]], colour: str | None, fill: str | None, width: float
    ) -> None:
        """A closed shape with or without an outline and a filling."""
        if len(points) < 2:
            return
        first, *others = (self._point(x, y) for x, y in points)
        path = " ".join([f"{first} m", *(f"{one} l" for one in others), "h"])
        self._draw(path, colour if width else None, fill, width)

    def circle(self, x: float, y: float, radius: float, colour: str, fill: str | None, width: float) -> None:
        """A circle around a centre."""
        path, along = [f"{self._point(x + radius, y)} m"], radius * _ARC
        across, down = 1.0, 0.0
        for _ in range(4):
            # Towards the next quarter: a step along the edge, and one back from where it ends.
            then_across, then_down = -down, across
            near = (x + across * radius + then_across * along, y + down * radius + then_down * along)
            far = (x + then_across * radius + across * along, y + then_down * radius + down * along)
            end = (x + then_across * radius, y + then_down * radius)
            path.append(f"{self._point(*near)} {self._point(*far)} {self._point(*end)} c")
            across, down = then_across, then_down
        self._draw(" ".join((*path, "h")), colour if width > 0 else None, fill, width)

    def end_page(self) -> None:
        """The next page begins with no look set."""
        self._canvas.showPage()
        self._look.clear()

    def outline(self, title: str, level: int, y: float) -> None:
        """A bookmark to this place; levels go down by one step at most, as readers expect."""
        self._level = min(level + self._under, self._level + 1)
        self._bookmarks += 1
        key = f"part-{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._height - y)
        self._canvas.addOutlineEntry(title, key, self._level)

    def begin_document(self, title: str) -> None:
        """A bookmark to this page, with the bookmarks that follow below it."""
        self._under, self._level = 0, -1
        self.outline(title, 0, 0.0)
        self._under = 1

    def picture(self, x: float, y: float, image: ImageReader, width: float, height: float) -> None:
        """A picture of dots with its upper left corner at x, y; what is clear in it stays clear."""
        self._canvas.drawImage(image, x, self._height - y - height, width, height, mask="auto")

    def _draw(self, path: str, colour: str | None, fill: str | None, width: float) -> None:
        if fill:
            self._set("rg", self._colours[fill])
        if colour:
            self._stroke(colour, width)
        self._write(f"{path} {'B' if colour and fill else 'S' if colour else 'f' if fill else 'n'}")

    def _stroke(self, colour: str, width: float, dashed: bool = False) -> None:
        self._set("RG", self._colours[colour])
        self._set("w", _number(width))
        self._set("d", f"[{_number(3 * width)} {_number(2 * width)}] 0" if dashed else "[] 0")

    def _set(self, operator: str, value: str) -> None:
        """Part of the look, written where it is another than before."""
        if self._look.get(operator) != value:
            self._look[operator] = value
            self._write(f"{value} {operator}")

    def _shown(self, piece: Piece) -> str:
        """The text in the subset of its font that this file holds."""
        font, document = pdfmetrics.getFont(piece.face.name), self._canvas._doc
        told: list[str] = []
        for subset, codes in font.splitString(piece.text, document):
            self._code_of_font(told, f"{font.getSubsetInternalName(subset, document)} {_number(piece.size)}")
            told.append(f"({codes.decode('latin-1').translate(_ESCAPED)}) Tj")
        return " ".join(told)

    def _code_of_font(self, told: list[str], font: str) -> None:
        if self._look.get("Tf") != font:
            self._look["Tf"] = font
            told.append(f"{font} Tf")

    def _at(self, x: float, y: float) -> str:
        return f"1 0 0 1 {self._point(x, y)} Tm"

    def _point(self, x: float, y: float) -> str:
        return f"{_number(x)} {_number(self._height - y)}"

    def _write(self, code: str) -> None:
        # reportlab has no call for what is written by hand.
        self._canvas._code.append(code)


def _number(value: float) -> str:
    """A length to a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _rgb(colour: str) -> str:
    """The three shares of a colour such as #24507A."""
    return " ".join(_number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
