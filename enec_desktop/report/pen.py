"""The one hand that draws: reportlab's canvas with y growing downwards and colours by token name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from enec_desktop.report.text import Piece

# Seen through by the eye, found by whoever reads the text of the page.
_UNSEEN = 3
_SEEN = 0


class Pen:
    """Draws on the current page of a canvas; lengths are points from the upper left corner."""

    def __init__(self, canvas: Canvas, colours: Mapping[str, str], height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._under = 0
        self._colours = {name: HexColor(colour) for name, colour in colours.items()}
        self._level = -1
        self._bookmarks = 0

    def text(self, x: float, base: float, piece: Piece) -> None:
        """A piece of text with its base line at ``base``."""
        line = self._canvas.beginText(x, self._height - base)
        line.setFont(piece.face.name, piece.size)
        line.setFillColor(self._colours[piece.colour])
        line.textOut(piece.text)
        self._canvas.drawText(line)

    def text_behind(self, x: float, base: float, piece: Piece, words: str) -> None:
        """Unseen text at the place of a shape: found by search and copying, read aloud as ``words``."""
        line = self._canvas.beginText(x, self._height - base)
        line.setTextRenderMode(_UNSEEN)
        line.setFont(piece.face.name, piece.size)
        # reportlab has no call for marked content.
        line._code.append(f"/Span <</ActualText <FEFF{words.encode('utf-16-be').hex().upper()}>>> BDC")
        line.textOut(piece.text)
        line._code.append("EMC")
        line.setTextRenderMode(_SEEN)
        self._canvas.drawText(line)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        width: float,
        dashed: bool = False,
    ) -> None:
        """A straight line; dashed means not certain."""
        self._stroke(colour, width)
        self._canvas.setDash([3 * width, 2 * width] if dashed else [])
        self._canvas.line(start[0], self._height - start[1], end[0], self._height - end[1])
        self._canvas.setDash([])

    def polygon(
        self, points: Sequence[tuple[float, float]], colour: str | None, fill: str | None, width: float
    ) -> None:
        """A closed shape with or without an outline and a filling."""
        if len(points) < 2:
            return
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        path.close()
        self._paint(colour, fill, width)
        self._canvas.drawPath(path, stroke=int(bool(colour and width)), fill=int(fill is not None))

    def circle(self, x: float, y: float, radius: float, colour: str, fill: str | None, width: float) -> None:
        """A circle around a centre."""
        self._paint(colour, fill, width)
        self._canvas.circle(x, self._height - y, radius, stroke=int(width > 0), fill=int(fill is not None))

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

    def _paint(self, colour: str | None, fill: str | None, width: float) -> None:
        if colour:
            self._stroke(colour, width)
        if fill:
            self._canvas.setFillColor(self._colours[fill])

    def _stroke(self, colour: str, width: float) -> None:
        self._canvas.setStrokeColor(self._colours[colour])
        self._canvas.setLineWidth(width)
