"""What to expect of an option as a drawn chart: each published figure on its own row, nothing pooled.

A row is one figure as its source prints it. The shape tells the population, never the colour alone; a
whisker is the 95 % interval of a share whose number of patients is printed, a dashed one says that no
interval is known; a bar is a range over studies, an arrow a limit ("above 50 months"). Months and per cent
have an axis each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enec_desktop.domain.content import Picture, Sentence
from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.evidence import Claim, Directness, Tier
from enec_desktop.domain.proportion import interval_of, shares
from enec_desktop.wording.figures import patients_words

_WIDTH, _LEFT, _RIGHT = 330.0, 8.0, 320.0
_ROW, _PLOT, _HEAD, _LEGEND = 29.0, 19.0, 26.0, 14.0
_TYPE = 8.5
_LETTER = _TYPE * 0.53
_HALF = 3.6
_SECOND = 0.7
_STUB = 11.0
_ID = 48.0
"""The room of the id of a claim at the end of its row."""

_SPANS = (12.0, 24.0, 36.0, 60.0, 96.0, 120.0)
"""Months at which the axis may end."""

_ERRORS = 1
"""So many known errors are named above a figure; the sentence below names them all."""

_SHORT = {
    Tier.RANDOMISED: "randomised",
    Tier.PROSPECTIVE: "prospective",
    Tier.RETROSPECTIVE: "retrospective",
}

_WORDS = (
    "The published figures below as a chart: shape by population; a solid whisker is the 95 % interval of a "
    "share with its number of patients, a dashed one says that none is known. Nothing is pooled, and figures "
    "of different groups of patients are not compared."
)
_MONTHS = {"months": 1.0, "years": 12.0}
_NUMBER = r"(\d+(?:\.\d+)?)"
_LIMIT = re.compile(rf"(<=|>=|<|>|~)?{_NUMBER}")
_RANGE = re.compile(rf"{_NUMBER}-{_NUMBER}")
_COLOURS = {
    Directness.ENEC: "chart-1",
    Directness.GEP_NEC: "chart-2",
    Directness.SCLC: "chart-3",
    Directness.ESCC_EAC: "chart-4",
    Directness.NET: "chart-5",
    Directness.MIXED: "chart-5",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed figure on its axis: a point, a range, or a limit with one open end (None)."""

    low: float | None
    high: float | None
    about: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    claim: Claim
    axis: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How wide a chart is, up to which amount its axis goes, and whether a row names its claim and errors.

    A chart whose rows are named fills a slide: its rows stand closer.
    """

    width: float
    named: bool
    span: float = 100.0

    @property
    def row(self) -> float:
        return _ROW - 3.0 if self.named else _ROW

    @property
    def head(self) -> float:
        return _HEAD - 6.0 if self.named else _HEAD

    @property
    def right(self) -> float:
        return self.width - (_WIDTH - _RIGHT)

    def x(self, amount: float) -> float:
        """Where an amount lies."""
        return _LEFT + (self.right - _LEFT) * min(max(amount / self.span, 0.0), 1.0)


def interval_chart(claims: Sequence[Claim], width: float = _WIDTH, *, named: bool = False) -> Picture | None:
    """The chart of the figures among these claims; None where no claim prints an outcome as a figure.

    ``named``: each row names its claim and every known error of it, where no words stand beside the chart.
    """
    frame = _Frame(width, named)
    entries = [entry for claim in claims if (entry := _entry(claim)) is not None]
    if not entries:
        return None
    shapes, y = list[Shape](), 0.0
    for axis in ("%", "months"):
        here = [one for one in entries if one.axis == axis]
        if here:
            shapes += _panel(here, axis, y, frame)
            y += frame.head + frame.row * len(here)
    legend, bottom = _legend(entries, y + 4.0, width)
    shapes += legend
    refs = tuple(dict.fromkeys(one.claim.id for one in entries))
    return Picture(Drawing(width, bottom, tuple(shapes)), Sentence(_WORDS, refs))


def amounts_of(value: str) -> tuple[Amount, ...]:
    """The figures of a printed value, those of two arms apart; none where it is not a figure."""
    return tuple(found for part in value.split(" vs ") if (found := _amount(part.strip())) is not None)


def _amount(text: str) -> Amount | None:
    if found := _RANGE.fullmatch(text):
        return Amount(float(found[1]), float(found[2]))
    if found := _LIMIT.fullmatch(text):
        number, sign = float(found[2]), found[1] or ""
        low = None if sign.startswith("<") else number
        return Amount(low, None if sign.startswith(">") else number, sign == "~")
    return None


def unit_of(claim: Claim) -> str:
    """The axis a claim is drawn on, "%" or "months"; empty where it prints no outcome as a figure."""
    entry = _entry(claim)
    return entry.axis if entry is not None else ""


def _entry(claim: Claim) -> _Entry | None:
    unit = claim.unit.partition(" ")[0]
    axis = "%" if unit == "%" else "months" if unit in _MONTHS else ""
    found = amounts_of(claim.value) if axis and claim.outcome else ()
    factor = _MONTHS.get(unit, 1.0)
    scaled = (Amount(_times(one.low, factor), _times(one.high, factor), one.about) for one in found)
    return _Entry(claim, axis, tuple(scaled)) if found else None


def _times(number: float | None, factor: float) -> float | None:
    return None if number is None else number * factor


def _panel(entries: Sequence[_Entry], axis: str, top: float, frame: _Frame) -> Iterator[Shape]:
    """One axis with its rows."""
    ends = [end for one in entries for amount in one.amounts for end in (amount.low, amount.high) if end]
    span = 100.0 if axis == "%" else next((one for one in _SPANS if one >= max(ends, default=0.0)), max(ends))
    frame = replace(frame, span=span)
    bottom = top + frame.head + frame.row * len(entries) - 2.0
    yield Label(0.0, top + 11.0, "% of patients" if axis == "%" else "Months", _TYPE, "second", strong=True)
    for step in range(5):
        x = frame.x(span * step / 4)
        yield Line(x, top + 16.0, x, bottom, "line", 0.3)
        if step:
            yield Label(x, top + 12.0, f"{span * step / 4:g}", _TYPE, "second", "middle")
    for at, one in enumerate(entries):
        yield from _row(one, frame, top + frame.head + frame.row * at)


def _row(entry: _Entry, frame: _Frame, top: float) -> Iterator[Shape]:
    """A figure in words and, below them, where it lies."""
    claim, y = entry.claim, top + _PLOT
    over = claim.unit.partition(" at ")[2]
    measure = f"{claim.outcome} at {over}" if over else claim.outcome
    told = _told(claim, measure, frame)
    yield Polygon(_box(top + 1.0, len(told) * _LETTER), "surface", "surface", 0.1)
    yield Label(0.0, top + 9.0, told, _TYPE, "caution" if claim.discrepancies else "text")
    if frame.named:
        yield Polygon(_box(top + 1.0, frame.width, frame.width - _ID), "surface", "surface", 0.1)
        yield Label(frame.width, top + 9.0, claim.id, _TYPE, "second", "end")
    known = shares(claim.value, claim.unit, claim.n, claim.outcome)
    for at, amount in enumerate(entry.amounts):
        share = known[at] if at < len(known) else None
        yield from _spread(amount, interval_of(share) if share is not None else None, frame, y)
        yield from _sign(amount, claim.directness, frame, y, second=at > 0)
        if share is not None and not share.is_possible:
            yield from _crossed(frame.x(amount.low or 0.0), y)


def _box(top: float, right: float, left: float = 0.0) -> tuple[tuple[float, float], ...]:
    """What keeps the lines of the axis from running through words."""
    return ((left, top), (right, top), (right, top + 11.0), (left, top + 11.0))


def _told(claim: Claim, measure: str, frame: _Frame) -> str:
    """ "ORR 77 %, n = 35, retrospective", with the first error that is known of it, or all of them."""
    design = _SHORT.get(claim.tier, str(claim.tier))
    most = len(claim.discrepancies) if frame.named else _ERRORS
    named = ", ".join(claim.discrepancies[:most])
    more = " …" if len(claim.discrepancies) > most else ""
    cannot = "cannot be, " if _impossible(claim) else ""
    errors = f"; {cannot}see {named}{more}" if named else ""
    unit = claim.unit.partition(" ")[0]
    figures = f"{claim.value} {unit}, {patients_words(claim.n)}, {design}{errors}"
    room = frame.width - len(figures) * _LETTER - (_ID if frame.named else 0.0)
    return f"{_fitting(measure, room)} {figures}"


def _impossible(claim: Claim) -> bool:
    known = shares(claim.value, claim.unit, claim.n, claim.outcome)
    return any(not share.is_possible for share in known)


def _spread(amount: Amount, interval: tuple[float, float] | None, frame: _Frame, y: float) -> Iterator[Shape]:
    """The whisker, bar or arrow of a figure."""
    if amount.low is None or amount.high is None:
        end = amount.high if amount.low is None else amount.low
        assert end is not None
        start, way = frame.x(end), -1.0 if amount.low is None else 1.0
        tip = min(max(start + way * 2 * _STUB, 4.0), frame.width - 4.0)
        yield Line(start, y, tip, y, "text", 1.0)
        yield Polygon(((tip, y - 2.5), (tip + way * 4.0, y), (tip, y + 2.5)), "text", "text")
    elif amount.low != amount.high:
        yield Line(frame.x(amount.low), y, frame.x(amount.high), y, "text", 2.4)
    elif interval is not None:
        low, high = (frame.x(end) for end in interval)
        yield Line(low, y, high, y, "text", 1.0)
        yield from (Line(x, y - 3.0, x, y + 3.0, "text", 1.0) for x in (low, high))
    else:
        x = frame.x(amount.low)
        yield Line(max(x - _STUB, _LEFT), y, min(x + _STUB, frame.right), y, "line", 1.0, dashed=True)


def _sign(
    amount: Amount, directness: Directness, frame: _Frame, y: float, *, second: bool
) -> Iterator[Shape]:
    """The shape of the population at the ends of the figure; that of a second arm is smaller."""
    ends = dict.fromkeys(end for end in (amount.low, amount.high) if end is not None)
    for end in ends:
        yield sign(directness, frame.x(end), y, _HALF * (_SECOND if second else 1.0))


def _crossed(x: float, y: float) -> Iterator[Shape]:
    """What is printed and cannot be."""
    reach = _HALF + 2.0
    yield Line(x - reach, y + reach, x + reach, y - reach, "stop", 1.6)
    yield Line(x - reach, y - reach, x + reach, y + reach, "stop", 1.6)


def sign(directness: Directness, x: float, y: float, half: float = _HALF) -> Shape:
    """The shape that stands for a population, around a middle."""
    colour = _COLOURS.get(directness, "text")
    corners: tuple[tuple[float, float], ...] = ((x - half, y - half), (x + half, y - half))
    if directness is Directness.ENEC:
        return Circle(x, y, half, colour, colour)
    if directness is Directness.GEP_NEC:
        corners = (*corners, (x + half, y + half), (x - half, y + half))
    elif directness is Directness.SCLC:
        corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
    elif directness is Directness.ESCC_EAC:
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    else:
        return Circle(x, y, half, colour, "surface", 1.4)
    return Polygon(corners, colour, colour)


def _legend(entries: Sequence[_Entry], top: float, width: float) -> tuple[list[Shape], float]:
    """The shapes and lines that the chart uses, each with its meaning, and where they end."""
    used = {entry.claim.directness for entry in entries}
    populations = [one for one in Directness if one in used and one in _COLOURS]
    found = [(str(one), sign(one, 0.0, 0.0)) for one in populations] + list(_lines(entries))
    shapes, x, y = list[Shape](), 0.0, top + _LEGEND / 2
    for words, shape in found:
        wide = 2 * _STUB if isinstance(shape, Line) else 2 * _HALF
        whole = wide + 4.0 + len(words) * _LETTER
        if x and x + whole > width:
            x, y = 0.0, y + _LEGEND
        shapes.append(_moved(shape, x, y))
        shapes.append(Label(x + wide + 4.0, y + _TYPE * 0.36, words, _TYPE, "second"))
        x += whole + 12.0
    return shapes, y + _LEGEND / 2


def _moved(shape: Shape, x: float, y: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, x1=x, x2=x + 2 * _STUB, y1=y, y2=y)
    if isinstance(shape, Polygon):
        return replace(shape, points=tuple((x + _HALF + a, y + b) for a, b in shape.points))
    return replace(shape, x=x + _HALF, y=y)


def _lines(entries: Sequence[_Entry]) -> Iterator[tuple[str, Shape]]:
    amounts = [amount for entry in entries for amount in entry.amounts]
    exact = [one for one in amounts if one.low is not None and one.low == one.high]
    sure = sum(
        interval_of(share) is not None
        for claim in (entry.claim for entry in entries)
        for share in shares(claim.value, claim.unit, claim.n, claim.outcome)
    )
    if sure:
        yield "95 % interval", Line(0.0, 0.0, 0.0, 0.0, "text", 1.0)
    if any(len(entry.amounts) > 1 for entry in entries):
        yield "second figure", sign(Directness.GEP_NEC, 0.0, 0.0, _HALF * _SECOND)
    if len(exact) > sure:
        yield "no interval known", Line(0.0, 0.0, 0.0, 0.0, "line", 1.0, dashed=True)
    if any(None not in (one.low, one.high) and one.low != one.high for one in amounts):
        yield "range of studies", Line(0.0, 0.0, 0.0, 0.0, "text", 2.4)


def _fitting(text: str, room: float) -> str:
    letters = int(room / _LETTER)
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
