"""The one door of text onto paper, and the breaking of lines.

There is no markup here: a character is printed, or it is shown as its code. Lines may break at spaces,
beside Chinese characters (never before a closing or after an opening mark), after a hyphen or slash
between words, and anywhere in a word that is longer than the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enec_desktop.domain.content import Mark
from enec_desktop.report.fonts import Face, Faces, is_chinese

NO_BREAK = "\u00a0"
"""A space at which no line breaks."""

_CLOSING = frozenset(",.;:!?)]}%°、。，．：；！？）］｝〉》」』】〕〗’”…—·‰℃％")
_OPENING = frozenset("([{（［｛〈《「『【〔〖‘“")
_NUMBER = re.compile(r"[(<>≤≥≈±~]*\d[\d.,–-]*")
_UNIT = re.compile(r"[%‰°A-Za-zµμ²³/·]{1,6}[.,;:)]*")
_BOUND_SIGNS = frozenset("<>≤≥=±≈~×+−")
# It parts what stands beside it, and is no beginning of a line.
_DOT = "·"
# "n = 84" and "Ki-67 > 20 %" stay together; a longer word may part from the sign after it.
_SHORT_NAME = 5
_TOKEN = re.compile(r"\n| +|[^ \n]+")
# "carboplatin/etoposide", "large-cell", but neither "CT1-014" nor "24-Nov" nor "PD-L1".
_INNER_BREAK = re.compile(r"(?<=[^\W\d_]{3}[-/–])(?=[^\W\d_]{3})|(?<=.)(?=\[U\+)")
_SHORT = {Mark.NONE: " ", Mark.NOTE: "[i]", Mark.ASK: "[?]", Mark.CAUTION: "[!]", Mark.STOP: "[!!]"}
_SHORT_SIZE = 7.2
# Chinese beside Latin or figures: a little air without a space character.
_AIR = 0.16


@dataclass(frozen=True, slots=True)
class Run:
    """Plain text of one look; ``colour`` is a token name, ``size`` in points.

    The words of a ``solid`` text (ids) are not divided at hyphens. A text that begins with NO_BREAK stays
    with what stands before it.
    """

    text: str
    size: float
    colour: str = "text"
    strong: bool = False
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one font and look with its length in points."""

    face: Face
    size: float
    colour: str
    text: str
    width: float

    def like(self, other: Piece) -> bool:
        """Whether both can be drawn in one go."""
        return self.face is other.face and self.size == other.size and self.colour == other.colour


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark between words; ``size`` is that of its line.

    ``short`` (``[!]``) stands behind the shape for search and copying, ``words`` are read aloud instead.
    """

    mark: Mark
    size: float
    short: Piece
    words: str

    @property
    def width(self) -> float:
        """The length it takes in a line, in points."""
        return self.size * 0.92


@dataclass(frozen=True, slots=True)
class Atom:
    """What no line break divides; ``space`` is the spaces before it, ``air`` a gap without one."""

    parts: tuple[Piece | Sign, ...]
    width: float
    space: Piece | None = None
    air: float = 0.0
    new_line: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: each part with its distance from the start."""

    parts: tuple[tuple[float, Piece | Sign], ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Known:
    """What was set so far in the fonts of a folder: most of it comes again in the next document.

    Words in their looks, and whole paragraphs with the characters that were lost in them. Two threads may set
    at once: what is remembered is only ever finished.
    """

    words: dict[tuple[str, float, str, bool], tuple[tuple[Piece, ...], Atom]]
    paragraphs: dict[tuple[Run | Sign, ...], tuple[tuple[Atom, ...], tuple[str, ...]]]


_MOST_WORDS, _MOST_PARAGRAPHS = 20_000, 2_000


@lru_cache(maxsize=4)
def _known_of(faces: Faces) -> _Known:
    return _Known({}, {})


class Typesetter:
    """Turns text into atoms and remembers, in order, which characters no font could draw."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._known = _known_of(faces)
        self.lost: dict[str, None] = {}

    def para(self, runs: Iterable[Run | Sign]) -> tuple[Atom, ...]:
        """Text and marks made ready for breaking into lines; every text on paper comes through here."""
        key, known = tuple(runs), self._known.paragraphs
        found = known.get(key)
        if found is None:
            before, self.lost = self.lost, {}
            try:
                found = self._set(key), tuple(self.lost)
            finally:
                self.lost = before
            if len(known) >= _MOST_PARAGRAPHS:
                known.clear()
            known[key] = found
        self.lost.update(dict.fromkeys(found[1]))
        return found[0]

    def _set(self, runs: Iterable[Run | Sign]) -> tuple[Atom, ...]:
        atoms: list[Atom] = []
        pending: Piece | None = None
        for run in runs:
            if isinstance(run, Sign):
                atoms.append(Atom((run,), run.width, pending))
                pending = None
                continue
            text = self.plain(run.text)
            for token in _tokens(text, run.solid):
                if token.isspace() and token[0] == " ":
                    pending = self.pieces(token, run)[0]
                    continue
                atom = self._atom(token, run, pending)
                pending = None
                if atoms and _bound(atoms[-1], atom):
                    atoms[-1] = _joined(atoms[-1], atom)
                else:
                    atoms.append(_aired(atoms[-1] if atoms else None, atom, run.size))
        return tuple(atoms)

    def sign(self, mark: Mark, words: str, size: float) -> Sign:
        """A mark for a line of text of ``size`` points."""
        short = self.pieces(_SHORT[mark], Run("", _SHORT_SIZE))[0]
        return Sign(mark, size, short, self.plain(words))

    def plain(self, text: str) -> str:
        """The text as it is printed, where there are no lines to break (labels of pictures, bookmarks)."""
        shown, lost = self._faces.printable(text)
        self.lost.update(dict.fromkeys(lost))
        return shown

    def pieces(self, text: str, run: Run) -> tuple[Piece, ...]:
        """A text that came through ``plain``, cut where the font changes."""
        return self._word(text, run)[0]

    def _word(self, text: str, run: Run) -> tuple[tuple[Piece, ...], Atom]:
        """The pieces of a text, and the atom they make where no space is before it."""
        key = (text, run.size, run.colour, run.strong)
        found = self._known.words.get(key)
        if found is None:
            pieces = tuple(
                Piece(face, run.size, run.colour, part, face.width(part, run.size))
                for face, part in self._faces.pieces(text, run.strong)
            )
            found = pieces, Atom(pieces, sum(piece.width for piece in pieces))
            if len(self._known.words) >= _MOST_WORDS:
                self._known.words.clear()
            self._known.words[key] = found
        return found

    def _atom(self, token: str, run: Run, space: Piece | None) -> Atom:
        if token == "\n":
            return Atom((), 0.0, None, 0.0, True)
        pieces, alone = self._word(token, run)
        return alone if space is None else Atom(pieces, alone.width, space)


def break_lines(atoms: Sequence[Atom], width: float) -> tuple[Line, ...]:
    """The atoms in lines no longer than ``width``; text without atoms is one empty line."""
    lines: list[Line] = []
    current: list[Atom] = []
    used = 0.0
    for atom in _fitting(atoms, width):
        lead = (atom.space.width if atom.space else atom.air) if current else 0.0
        if atom.new_line or (current and used + lead + atom.width > width):
            lines.append(_line(current))
            current, used, lead = [], 0.0, 0.0
        if not atom.new_line:
            current.append(atom)
            used += lead + atom.width
    lines.append(_line(current))
    return tuple(lines)


def natural_width(atoms: Sequence[Atom]) -> float:
    """The length of the longest line if only forced breaks are made."""
    return max(line.width for line in break_lines(atoms, 1e9))


def longest_atom(atoms: Sequence[Atom]) -> float:
    """The width below which words have to be divided."""
    return max((atom.width for atom in atoms), default=0.0)


def _tokens(text: str, solid: bool) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        token = match.group()
        if solid or token[0] in " \n":
            yield token
            continue
        for word in _split_chinese(token):
            yield from _INNER_BREAK.split(word)


def _split_chinese(token: str) -> Iterator[str]:
    if token.isascii():
        yield token
        return
    start = 0
    for place in range(1, len(token)):
        before, after = token[place - 1], token[place]
        if not (is_chinese(before) or is_chinese(after)):
            continue
        if after in _CLOSING or before in _OPENING or unicodedata.combining(after):
            continue
        yield token[start:place]
        start = place
    yield token[start:]


def _edge(atom: Atom, end: int) -> str:
    part = atom.parts[end] if atom.parts else None
    return part.text if isinstance(part, Piece) else ""


def _bound(before: Atom, after: Atom) -> bool:
    """Whether a line must not end between two atoms although it could."""
    if before.new_line or after.new_line:
        return False
    left, right = _edge(before, -1), _edge(after, 0)
    if right.startswith(NO_BREAK):
        return True
    if after.space is None:
        return False
    if left in _BOUND_SIGNS or right == _DOT:
        return True
    if right in _BOUND_SIGNS:
        return len(left) <= _SHORT_NAME
    return bool(_NUMBER.fullmatch(left) and _UNIT.fullmatch(right) and len(after.parts) == 1)


def _joined(before: Atom, after: Atom) -> Atom:
    parts = before.parts + ((after.space,) if after.space else ()) + after.parts
    extra = after.space.width if after.space else 0.0
    return replace(before, parts=parts, width=before.width + extra + after.width)


def _aired(before: Atom | None, atom: Atom, size: float) -> Atom:
    """Air where Chinese meets Latin letters or figures."""
    if before is None or atom.space is not None:
        return atom
    left, right = _edge(before, -1)[-1:], _edge(atom, 0)[:1]
    if left and right and (_is_word(left), _is_word(right)) in ((True, False), (False, True)):
        chinese, other = (left, right) if _is_word(left) else (right, left)
        if is_chinese(chinese) and (other.isalnum() or other in "%)("):
            return replace(atom, air=size * _AIR)
    return atom


def _is_word(character: str) -> bool:
    return is_chinese(character) and character.isalnum()


def _fitting(atoms: Iterable[Atom], width: float) -> Iterator[Atom]:
    """The atoms; of those longer than a line their words, and if need be their characters, are parted."""
    for atom in atoms:
        if atom.width <= width:
            yield atom
            continue
        space = atom.space
        for part in atom.parts:
            if isinstance(part, Piece) and part.text.isspace():
                space = part
                continue
            for piece in [part] if isinstance(part, Sign) else _cut(part, width):
                yield Atom((piece,), piece.width, space)
                space = None


def _cut(piece: Piece, width: float) -> Iterator[Piece]:
    start, used = 0, 0.0
    for place, character in enumerate(piece.text):
        advance = piece.face.width(character, piece.size)
        if place > start and used + advance > width:
            yield replace(piece, text=piece.text[start:place], width=used)
            start, used = place, 0.0
        used += advance
    yield replace(piece, text=piece.text[start:], width=used)


def _line(atoms: Sequence[Atom]) -> Line:
    """Side by side; what looks alike becomes one piece, so that it is drawn in one go."""
    parts: list[tuple[float, Piece | Sign]] = []
    x = start = 0.0
    alike: list[Piece] = []
    for number, atom in enumerate(atoms):
        apart = bool(number and not atom.space and atom.air)
        x += atom.air if apart else 0.0
        for part in (atom.space, *atom.parts) if number and atom.space else atom.parts:
            if alike and not (isinstance(part, Piece) and not apart and alike[-1].like(part)):
                parts.append((start, _as_one(alike)))
                alike = []
            if isinstance(part, Piece):
                if not alike:
                    start = x
                alike.append(part)
            else:
                parts.append((x, part))
            x += part.width
            apart = False
    if alike:
        parts.append((start, _as_one(alike)))
    return Line(tuple(parts), x)


def _as_one(alike: Sequence[Piece]) -> Piece:
    first = alike[0]
    if len(alike) == 1:
        return first
    width = 0.0
    for one in alike:
        width += one.width
    return Piece(first.face, first.size, first.colour, "".join(one.text for one in alike), width)
