"""Whose paper it is: the hospital's name and logo above the title of every page."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.report.boxes import Text
from enec_desktop.report.pen import Pen
from enec_desktop.report.style import Style
from enec_desktop.report.text import Run, Typesetter

_TALLEST, _WIDEST = 26.0, 140.0
_BELOW, _BESIDE = 5.0, 12.0
LARGEST = 2_000_000
"""Bytes of a logo: a photograph would outweigh the document."""

_MOST_PIXELS = 4_000
"""In width and height: a small file can hold a picture that fills the memory when it is laid open."""

_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""What a PNG and a JPEG file begin with."""


class Letterhead:
    """The name at the left and the logo at the right; nothing, and no height, where neither is given.

    Raises EnecError for a logo that is no picture.
    """

    def __init__(self, settings: PaperSettings, typesetter: Typesetter, style: Style) -> None:
        self._image = _picture(settings.logo)
        self._size = _scaled(self._image)
        self._room = style.width - (self._size[0] + _BESIDE if self._image else 0.0)
        self._name: Text | None = None
        if settings.hospital:
            run = Run(settings.hospital, style.body, "second", True)
            self._name = Text(typesetter.para([run]), style.body * 1.25)

    @property
    def height(self) -> float:
        """How much of the page it takes, in points."""
        name = self._name.height(self._room) if self._name else 0.0
        tallest = max(name, self._size[1])
        return tallest + _BELOW if tallest else 0.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it with its upper left corner at x, y."""
        if self._image is not None:
            pen.picture(x + width - self._size[0], y, self._image, *self._size)
        if self._name is not None:
            low = self.height - _BELOW - self._name.height(self._room)
            self._name.draw(pen, x, y + low, self._room)


def check_logo(logo: bytes) -> None:
    """Raises EnecError with one sentence where a logo cannot be printed."""
    if not logo:
        raise EnecError("The logo is empty. Choose a PNG or JPEG file.")
    _picture(logo)


def _picture(logo: bytes) -> ImageReader | None:
    if not logo:
        return None
    if len(logo) > LARGEST:
        raise EnecError("The logo is larger than 2 MB. Choose a smaller picture.")
    unreadable = "The logo cannot be read as a picture. Choose a PNG or JPEG file."
    if not logo.startswith(_BEGINS):
        raise EnecError(unreadable)
    try:
        picture = ImageReader(BytesIO(logo))
        width, height = picture.getSize()
    except Exception as error:
        # Whatever the reader of pictures stumbles over is told the same way.
        raise EnecError(unreadable) from error
    if max(width, height) > _MOST_PIXELS:
        raise EnecError(f"The logo has {width} x {height} pixels. Choose one of at most 4000 x 4000.")
    try:
        picture.getRGBData()
    except Exception as error:
        raise EnecError(unreadable) from error
    return picture


def _scaled(picture: ImageReader | None) -> tuple[float, float]:
    if picture is None:
        return 0.0, 0.0
    width, height = picture.getSize()
    scale = min(_TALLEST / height, _WIDEST / width)
    return width * scale, height * scale
