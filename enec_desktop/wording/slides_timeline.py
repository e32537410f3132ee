"""Slides of the timeline: the whole history as a line, its events numbered, and the numbers in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from enec_desktop.domain.case import Entry
from enec_desktop.domain.content import Mark, Paragraph, Picture, Row, Rows, Section, Sentence
from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.marks import mark_at
from enec_desktop.domain.slides import TIMELINE, Slide
from enec_desktop.domain.timeline import LANES, Stop, placed, stops_of
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import entry_name, when_words
from enec_desktop.wording.open_facts import open_facts, with_open

_WIDTH, _LANE, _HEAD, _AXIS, _EDGE = 896.0, 28.0, 150.0, 26.0, 22.0
_TYPE, _HALF, _SMALL = 18.0, 12.0, 5.0
_UNDATED = "open: no date"
_SIGN = 13.0
_EVENTS = 6
"""So many events a slide: each has its number in the line and a row of words."""

_LANES = {
    "specimen": "Pathology", "study": "Imaging", "course": "Treatment", "progression": "Progression",
    "decision": "Board",
}  # fmt: skip


def timeline_slides(board: Board) -> Iterator[Slide]:
    """The history, a few of its events a slide; on each the whole line with these events numbered."""
    ids = {entry.id for entry in board.known}
    stops = tuple(one for one in stops_of(board.case) if one.id in ids)
    if not stops:
        none = Sentence("No event of the history is recorded.", mark=Mark.ASK)
        yield Slide(TIMELINE, Section("timeline", "Timeline", (Paragraph((none,)),)))
    asks = open_facts(board)
    for start in range(0, len(stops), _EVENTS):
        chunk = range(start, min(start + _EVENTS, len(stops)))
        rows = tuple(
            with_open(_row(board, board.case.entry(stops[at].id), at + 1), asks.get(stops[at].id, ()))
            for at in chunk
        )
        first, last = f"{chunk[0] + 1}", f"{chunk[-1] + 1}"
        span = f"{first}-{last}" if first != last else first
        part = f", events {span} of {len(stops)}" if len(stops) > _EVENTS else ""
        title = f"Timeline{part}"
        picture = Picture(timeline_drawing(stops, chunk, asks), Sentence(""))  # the rows say it in words
        yield Slide(TIMELINE, Section(f"timeline/{start}", title, (picture, Rows(rows))))


def timeline_drawing(stops: Sequence[Stop], numbered: range, asks: Collection[str] = ()) -> Drawing:
    """A lane for each kind of event; those that are numbered are large, the others small and grey.

    ``asks``: events with a diamond, as a fact is missing there that could change the answer.
    """
    lanes = [kind for kind in LANES if any(stop.kind == kind for stop in stops)]
    left, right = _HEAD + _EDGE, _WIDTH - _EDGE
    places = placed(stops, right - left, 2 * _HALF + 2.0)
    height = len(lanes) * _LANE + _AXIS
    shapes: list[Shape] = []
    for at, kind in enumerate(lanes):
        y = at * _LANE + _LANE / 2
        shapes.append(Line(_HEAD, y, _WIDTH, y, "line", 0.8))
        shapes.append(Label(0.0, y + _TYPE * 0.36, _LANES[kind], _TYPE, "second"))
    spots = [
        (left + x, lanes.index(one.kind) * _LANE + _LANE / 2) for one, x in zip(stops, places, strict=True)
    ]
    order = sorted(range(len(stops)), key=lambda at: at in numbered)
    for at in order:
        shapes += _event(stops[at], *spots[at], str(at + 1) if at in numbered else "")
        if stops[at].id in asks:
            x, y = spots[at]
            reach = (_HALF if at in numbered else _SMALL) * 0.8
            shapes += mark_at(Mark.ASK, _SIGN, x + reach - _SIGN / 4, y - reach - _SIGN * 0.6)
    shapes += _years(stops, [x for x, _ in spots], height)
    if any(one.days is None for one in stops):
        shapes.append(Label(0.0, height - 3.0, _UNDATED, _TYPE, "second"))
    return Drawing(_WIDTH, height, tuple(shapes))


def _event(stop: Stop, x: float, y: float, number: str) -> Iterator[Shape]:
    """A filled shape is dated, an open one is not; the shape tells the kind without its lane too."""
    half = _HALF if number else _SMALL
    colour = "text" if number else "line"
    fill = colour if stop.days is not None else "surface"
    if stop.kind == "specimen":
        yield Circle(x, y, half, colour, fill, 1.6)
    else:
        yield Polygon(_corners(stop.kind, x, y, half), colour, fill, 1.6)
    if number:
        yield Label(x, y + _TYPE * 0.36, number, _TYPE, "surface" if stop.days else "text", "middle", True)


def _corners(kind: str, x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    """Wide enough for a number: a pentagon for progression, a hexagon for a decision, boxes for the rest."""
    if kind == "progression":
        low = y + half
        return (
            (x - half, low),
            (x - half, y - half * 0.4),
            (x, y - half * 1.2),
            (x + half, y - half * 0.4),
            (x + half, low),
        )
    if kind == "decision":
        return (
            (x - half * 1.2, y), (x - half * 0.7, y - half), (x + half * 0.7, y - half),
            (x + half * 1.2, y), (x + half * 0.7, y + half), (x - half * 0.7, y + half),
        )  # fmt: skip
    wide = half if kind == "study" else half * 1.1
    tall = half if kind == "study" else half * 0.85
    return ((x - wide, y - tall), (x + wide, y - tall), (x + wide, y + tall), (x - wide, y + tall))


def _years(stops: Sequence[Stop], places: Sequence[float], height: float) -> Iterator[Shape]:
    """The year below the first dated event of each year, where there is room."""
    last_year, last_x = 0, -100.0
    for stop, x in zip(stops, places, strict=True):
        if stop.days is None or abs(stop.days.low) == float("inf"):
            continue
        year = date.fromordinal(int(stop.days.low)).year
        if year != last_year and x - last_x > 54.0:
            yield Line(x, height - _AXIS, x, height - _AXIS + 5.0, "line", 1.2)
            yield Label(min(x, _WIDTH - 24.0), height - 3.0, str(year), _TYPE, "second", "middle")
            last_year, last_x = year, x


def _row(board: Board, entry: Entry, number: int) -> Row:
    """ "3  12-Mar-2026": what it was, with what an entry of its kind is called."""
    name, kind = entry_name(entry, board.vocabulary), board.kind(entry.kind).label
    what = kind if name == kind else f"{kind}: {name}"
    when = when_words(entry, board.known, board.vocabulary)
    return Row(f"{number} · {when}", Sentence(f"{what}.", (entry.id,)), f"{entry.id}/")
