"""The embedded fonts: what they can draw, and which of them draws which character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_LATIN = ("NotoSans-Regular", "NotoSans-SemiBold")
_CHINESE = ("NotoSansSC-Regular", "NotoSansSC-SemiBold")
# Marks that both scripts use: Chinese sets them full width when they touch Chinese text.
_SHARED = frozenset("‘’“”…—·")
_SPACES = frozenset(" \n")


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font: its name in reportlab and the advance of each of its characters in thousandths.

    Each font is read once: two are the same where they are one.
    """

    name: str
    widths: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """The length of a text in points; every character has to be in the font."""
        widths = self.widths
        return sum(widths[ord(character)] for character in text) * size / 1000


class Faces:
    """The four fonts of a folder: Latin and Chinese, regular and strong."""

    def __init__(self, folder: Path) -> None:
        self._fonts = [TTFont(name, folder / f"{name}.ttf") for name in _LATIN + _CHINESE]
        faces = [_face(font) for font in self._fonts]
        self._latin = (faces[0], faces[1])
        self._chinese = (faces[2], faces[3])
        latin, chinese = (frozenset(a.widths) & frozenset(b.widths) for a, b in (self._latin, self._chinese))
        self._drawn_latin, self._drawn = latin, latin | chinese
        self._plain = (
            frozenset(one for one in map(chr, self._drawn) if unicodedata.category(one)[0] != "C") | _SPACES
        )
        self.register()

    def register(self) -> None:
        """Make the fonts known to reportlab, which looks them up by name while drawing."""
        for font in self._fonts:
            pdfmetrics.registerFont(font)

    @property
    def base(self) -> str:
        """The font that stands in wherever reportlab would name one of its own."""
        return _LATIN[0]

    def printable(self, text: str) -> tuple[str, list[str]]:
        """The text as it can be printed, and the characters in it that became ``[U+XXXX]``.

        Control, format and unassigned characters become visible; tabs and line ends stay white space.
        """
        lost: list[str] = []
        if text.isascii() and text.isprintable():
            return text, lost
        if self._plain.issuperset(text) and unicodedata.is_normalized("NFC", text):
            return text, lost
        return "".join(self._shown(character, lost) for character in _normal(text)), lost

    def pieces(self, text: str, strong: bool) -> Iterator[tuple[Face, str]]:
        """A printable text cut where the font changes."""
        if text.isascii() and text.isprintable():
            yield self._latin[strong], text
            return
        chosen = [self._is_latin(text, place) for place in range(len(text))]
        for latin, group in groupby(range(len(text)), chosen.__getitem__):
            places = list(group)
            faces = self._latin if latin else self._chinese
            yield faces[strong], text[places[0] : places[-1] + 1]

    def _shown(self, character: str, lost: list[str]) -> str:
        if character in _SPACES:
            return character
        if unicodedata.category(character)[0] != "C" and ord(character) in self._drawn:
            return character
        lost.append(character)
        return f"[U+{ord(character):04X}]"

    def _is_latin(self, text: str, place: int) -> bool:
        character = text[place]
        if character in _SHARED and _touches_chinese(text, place):
            return False
        return ord(character) in self._drawn_latin


@lru_cache(maxsize=4)
def load_faces(folder: Path) -> Faces:
    """The fonts of a folder, read once."""
    return Faces(folder)


def is_chinese(character: str) -> bool:
    """Whether a character is set in the Chinese way: full width, lines may break beside it."""
    return bool(character) and (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
    )


def _touches_chinese(text: str, place: int) -> bool:
    shared = "".join(_SHARED)
    return is_chinese(text[:place].rstrip(shared)[-1:]) or is_chinese(text[place + 1 :].lstrip(shared)[:1])


def _face(font: TTFont) -> Face:
    # Beyond the first plane reportlab writes character maps that readers cannot use.
    widths = {code: float(width) for code, width in font.face.charWidths.items() if code < 0x10000}
    return Face(font.fontName, widths)


def _normal(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", text.replace("\t", "    "))
