"""The history of a case as a picture: a lane for each kind of event, undated events hatched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.marks import Mark, mark_at
from enec_desktop.domain.timeline import LANES, Stop, placed

_LANE = 15.0
_SIDE = 9.0
_HEAD = 68.0
_EDGE = 10.0
_SIGN = 7.5
_AXIS = 15.0
_TYPE = 8.5
_LETTER = _TYPE * 0.56
"""The room of a letter, on the wide side."""
_LEAST = 5
"""Fewer letters of a label say too little."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event is drawn: its middle in points."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture with the places of its events, so that they can be pointed at."""

    drawing: Drawing
    spots: tuple[Spot, ...]


def timeline(
    stops: Sequence[Stop],
    labels: Mapping[str, str],
    names: Mapping[str, str],
    width: float,
    chosen: str = "",
    asks: Collection[str] = (),
) -> Timeline:
    """The timeline of a history, ``width`` points wide; ``labels`` of events and ``names`` of lanes by id.

    A filled shape is dated, a hatched one is not; ``asks``: events with a diamond, as a fact is missing. The
    label of an event stands after it, before it where only there is room for all of it, else as far as there
    is room.
    """
    lanes = [kind for kind in LANES if any(stop.kind == kind for stop in stops)]
    left, right = _HEAD + _EDGE, width - _EDGE * 2
    places = placed(stops, right - left, _SIDE + 4.0)
    spots = tuple(
        Spot(stop.id, left + x, lanes.index(stop.kind) * _LANE + _LANE / 2)
        for stop, x in zip(stops, places, strict=True)
    )
    height = height_of(stops)
    shapes: list[Shape] = []
    for at, kind in enumerate(lanes):
        y = at * _LANE + _LANE / 2
        shapes.append(Line(left - _EDGE, y, width - _EDGE, y, "line", 0.4))
        shapes.append(Label(0.0, y + _TYPE * 0.36, names[kind], _TYPE, "second"))
    for stop, spot in zip(stops, spots, strict=True):
        shapes += _event(stop, spot, stop.id == chosen)
    shapes += _labels(stops, spots, labels, chosen, width)
    for spot in (one for one in spots if one.id in asks):
        shapes += mark_at(Mark.ASK, _SIGN, spot.x + _SIDE / 2 - 2.0, spot.y - _SIDE / 2 - _SIGN / 2)
    shapes += _years(stops, spots, height)
    return Timeline(Drawing(width, height, tuple(shapes)), spots)


def height_of(stops: Sequence[Stop]) -> float:
    """How high the timeline of a history is, in points, whatever its width."""
    return len({stop.kind for stop in stops} & {*LANES}) * _LANE + _AXIS


def _event(stop: Stop, spot: Spot, chosen: bool) -> Iterator[Shape]:
    half, x, y = _SIDE / 2, spot.x, spot.y
    colour = "accent" if chosen else "text"
    if chosen:
        yield Circle(x, y, half + 2.5, "accent", "note-surface", 1.6)
    fill = None if stop.days is None else colour
    if stop.kind == "specimen":
        yield Circle(x, y, half, colour, fill or "surface", 1.0)
    else:
        yield Polygon(_corners(stop.kind, x, y, half), colour, fill or "surface", 1.0)
    if stop.days is None:
        for shift in (-half / 2, 0.0, half / 2):
            reach = half * 0.45
            yield Line(x + shift - reach, y + reach, x + shift + reach, y - reach, colour, 0.8)


def _corners(kind: str, x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    if kind == "progression":
        return ((x, y - half), (x + half, y + half), (x - half, y + half))
    if kind == "decision":
        return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    tall = half if kind == "study" else half * 0.6
    return ((x - half, y - tall), (x + half, y - tall), (x + half, y + tall), (x - half, y + tall))


def _labels(
    stops: Sequence[Stop], spots: Sequence[Spot], labels: Mapping[str, str], chosen: str, width: float
) -> Iterator[Shape]:
    """Each label after its event; before it where only there is room for all of it."""
    taken: dict[float, float] = {}
    gap = _SIDE / 2 + 5.5
    for at, (stop, spot) in enumerate(zip(stops, spots, strict=True)):
        following = (other.x for other in spots[at + 1 :] if other.y == spot.y)
        room = next(following, width) - 2 * gap - spot.x
        whole = labels[stop.id]
        before = spot.x - gap - taken.get(spot.y, _HEAD)
        left = room < _width(whole) <= before
        text = whole if left else _fitting(whole, room)
        taken[spot.y] = spot.x + gap + (0.0 if left else _width(text))
        if text:
            start = spot.x - gap - _width(text) if left else spot.x + gap
            colour, anchor = "accent" if stop.id == chosen else "text", "end" if left else "start"
            yield _ground(start, spot.y, _width(text))
            x = spot.x - gap if left else start
            y, strong = spot.y + _TYPE * 0.36, stop.id == chosen
            yield Label(x, y, text, _TYPE, colour, anchor, strong)


def _ground(x: float, y: float, wide: float) -> Polygon:
    """What keeps the line of a lane from running through a label."""
    low, high, right = y - _LANE / 3, y + _LANE / 3, x + wide
    return Polygon(((x, low), (right, low), (right, high), (x, high)), "surface", "surface", 0.1)


def _fitting(text: str, room: float) -> str:
    """As much of a label as there is room for; nothing where it would say too little."""
    if _width(text) <= room:
        return text
    cut = text
    while cut and _width(f"{cut}…") > room:
        cut = cut[:-1]
    return f"{cut.rstrip()}…" if _width(cut) > (_LEAST - 0.5) * _LETTER else ""


def _width(text: str) -> float:
    """The room a text takes; a Chinese sign is as wide as it is high."""
    return sum(_TYPE if east_asian_width(letter) in "WF" else _LETTER for letter in text)


def _years(stops: Sequence[Stop], spots: Sequence[Spot], height: float) -> Iterator[Shape]:
    """The year below the first dated event of each year."""
    last_year, last_x = 0, -100.0
    for stop, spot in zip(stops, spots, strict=True):
        if stop.days is None or abs(stop.days.low) == float("inf"):
            continue
        year = date.fromordinal(int(stop.days.low)).year
        if year != last_year and spot.x - last_x > 26.0:
            yield Line(spot.x, height - _AXIS, spot.x, height - _AXIS + 3.0, "line", 0.8)
            yield Label(spot.x, height - 2.5, str(year), _TYPE, "second", "middle")
            last_year, last_x = year, spot.x
