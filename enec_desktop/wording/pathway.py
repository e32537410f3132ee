"""The map of the pathway with the patient's way on it: one picture for screen and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from enec_desktop.domain.assessment import Assessment, Certainty
from enec_desktop.domain.content import Mark, Picture, Sentence
from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.marks import mark_drawing
from enec_desktop.domain.pathway import Pathway, PathwayNode
from enec_desktop.wording.facts import either
from enec_desktop.wording.phrases import inside_words

_BOX, _HIGH = 97.0, 29.0
_GAP, _SPACE = 22.0, 10.0
_EDGE = 2.0
_TYPE, _LINE = 9.0, 10.5
_SIGN = 11.0
_HEAD = 3.2
_LEGEND = 20.0


class Place(Enum):
    """Where the patient stands to a moment; each has a sign of its own, so that colour is never needed."""

    TODAY = "today"
    POSSIBLE = "possible"
    PASSED = "passed"
    ELSEWHERE = "elsewhere"


def pathway_picture(assessment: Assessment, knowledge: KnowledgeBase) -> Picture | None:
    """The map with passed, present and possible moments; None where the knowledge has no map."""
    pathway = knowledge.pathway
    if not pathway.nodes:
        return None
    places = {node.moment: _place(node.moment, assessment) for node in pathway.nodes}
    return Picture(_drawing(pathway, places, assessment), _words(assessment, knowledge))


def _place(moment: str, assessment: Assessment) -> Place:
    for view in assessment.moments:
        if view.moment == moment:
            return Place.TODAY if view.certainty is Certainty.CERTAIN else Place.POSSIBLE
    return Place.PASSED if moment in assessment.way else Place.ELSEWHERE


def _words(assessment: Assessment, knowledge: KnowledgeBase) -> Sentence:
    labels = knowledge.tables["moment"].outcomes
    named = enumerate((inside_words(labels[code]) for code in assessment.way), 1)
    passed = "; ".join(f"{number} {words}" for number, words in named)
    views = [inside_words(view.label) for view in assessment.moments]
    way = f"The way so far, as recorded: {passed}. " if passed else ""
    if assessment.first is not None:
        beside = f", beside it {either(views[1:])}" if views[1:] else ""
        return Sentence(f"{way}Today: {views[0]}{beside}.", _refs(assessment))
    return Sentence(f"{way}Today, not known which: {either(views)}.", _refs(assessment), Mark.ASK)


def _refs(assessment: Assessment) -> tuple[str, ...]:
    return tuple(f"moment/{view.moment}" for view in assessment.moments)


def _drawing(pathway: Pathway, places: dict[str, Place], assessment: Assessment) -> Drawing:
    columns = max(node.column for node in pathway.nodes)
    rows = max(node.row for node in pathway.nodes)
    width = columns * _BOX + (columns - 1) * _GAP + 2 * _EDGE
    height = rows * _HIGH + (rows - 1) * _SPACE + 2 * _EDGE
    lit = _lit(pathway, assessment, places)
    edges = [(node, pathway.node(code)) for node in pathway.nodes for code in node.next]
    edges.sort(key=lambda edge: (edge[0].moment, edge[1].moment) in lit)
    shapes: list[Shape] = []
    for start, end in edges:
        shapes += _edge(start, end, lit.get((start.moment, end.moment)))
    for node in pathway.nodes:
        number = assessment.way.index(node.moment) + 1 if node.moment in assessment.way else 0
        shapes += _box(node, places[node.moment], number)
    return Drawing(width, height + _LEGEND, (*shapes, *_legend(height + _LEGEND - 5.0)))


def _lit(pathway: Pathway, assessment: Assessment, places: dict[str, Place]) -> dict[tuple[str, str], Place]:
    """The edges between one moment of the way and the next one, and those that may be the last step."""
    way = assessment.way
    found = dict.fromkeys(zip(way, way[1:], strict=False), Place.PASSED)
    if way:
        found |= {(way[-1], view.moment): places[view.moment] for view in assessment.moments}
    drawn = {(node.moment, code) for node in pathway.nodes for code in node.next}
    return {pair: place for pair, place in found.items() if pair in drawn}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a place is drawn: line, width, fill and type."""

    line: str
    width: float
    fill: str
    text: str
    strong: bool = False


_LOOKS = {
    Place.TODAY: _Look("accent", 2.4, "note-surface", "text", True),
    Place.POSSIBLE: _Look("ask", 1.4, "surface", "text"),
    Place.PASSED: _Look("accent", 1.2, "surface", "text"),
    Place.ELSEWHERE: _Look("line", 0.6, "surface", "second"),
}


def _left(node: PathwayNode) -> float:
    return _EDGE + (node.column - 1) * (_BOX + _GAP)


def _top(node: PathwayNode) -> float:
    return _EDGE + (node.row - 1) * (_HIGH + _SPACE)


def _middle(node: PathwayNode) -> float:
    return _top(node) + _HIGH / 2


def _box(node: PathwayNode, place: Place, number: int) -> Iterator[Shape]:
    look, x, y = _LOOKS[place], _left(node), _top(node)
    corners = ((x, y), (x + _BOX, y), (x + _BOX, y + _HIGH), (x, y + _HIGH))
    dashed = place is Place.POSSIBLE
    yield Polygon(corners, look.line, look.fill, 0.0 if dashed else look.width)
    if dashed:
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
            yield Line(*start, *end, look.line, look.width, dashed=True)
    yield from _sign(place, x + 4.0, y + (_HIGH - _SIGN) / 2, str(number))
    signed = place is not Place.ELSEWHERE
    centre = x + _BOX / 2 + (_SIGN / 2 if signed else 0.0)
    base = _middle(node) + _TYPE * 0.36 - _LINE * (len(node.label) - 1) / 2
    for number, text in enumerate(node.label):
        yield Label(centre, base + number * _LINE, text, _TYPE, look.text, "middle", look.strong)


def _sign(place: Place, x: float, y: float, number: str = "1") -> Iterator[Shape]:
    """Today an arrow head, possible the diamond of what is asked, passed a dot with its place in the way."""
    if place is Place.TODAY:
        tip = ((x, y + 1.0), (x + _SIGN - 2.0, y + _SIGN / 2), (x, y + _SIGN - 1.0))
        yield Polygon(tip, "accent", "accent", 0.5)
    elif place is Place.POSSIBLE:
        yield from _moved(mark_drawing(Mark.ASK, _SIGN), x, y)
    elif place is Place.PASSED:
        yield Circle(x + _SIGN / 2, y + _SIGN / 2, _SIGN / 2, "accent", "accent", 0.5)
        yield Label(x + _SIGN / 2, y + _SIGN / 2 + 3.0, number, 8.0, "surface", "middle", True)


def _moved(drawing: Drawing, x: float, y: float) -> Iterator[Shape]:
    for shape in drawing.shapes:
        match shape:
            case Line(x1, y1, x2, y2, colour, width, dashed):
                yield Line(x1 + x, y1 + y, x2 + x, y2 + y, colour, width, dashed)
            case Polygon(points, colour, fill, width):
                yield Polygon(tuple((px + x, py + y) for px, py in points), colour, fill, width)
            case Circle(cx, cy, radius, colour, fill, width):
                yield Circle(cx + x, cy + y, radius, colour, fill, width)


def _edge(start: PathwayNode, end: PathwayNode, lit: Place | None) -> Iterator[Shape]:
    """Right-angled, along the gaps between boxes, never through one."""
    points = _route(start, end)
    colour = "line" if lit is None else _LOOKS[lit].line
    width = 0.6 if lit is None else 1.8
    dashed = lit is Place.POSSIBLE
    for one, other in zip(points, points[1:], strict=False):
        yield Line(*one, *other, colour, width, dashed)
    yield _head(points[-2], points[-1], colour)


def _route(start: PathwayNode, end: PathwayNode) -> list[tuple[float, float]]:
    right, left = _left(start) + _BOX, _left(end)
    here, there = _middle(start), _middle(end)
    if start.column == end.column and abs(start.row - end.row) == 1:
        x, down = _left(start) + _BOX * 0.5, end.row > start.row
        return [(x, _top(start) + (_HIGH if down else 0.0)), (x, _top(end) + (0.0 if down else _HIGH))]
    if start.column == end.column:
        gap = right + _GAP * 0.7
        return [(right, here), (gap, here), (gap, there), (right, there)]
    entry = left - _GAP / 2
    if end.column == start.column + 1:
        if start.row == end.row:
            return [(right, here), (left, there)]
        return [(right, here), (entry, here), (entry, there), (left, there)]
    if end.column > start.column:
        gap, lane = right + _GAP * 0.3, _lane(start, end)
        return [(right, here), (gap, here), (gap, lane), (entry, lane), (entry, there), (left, there)]
    return _route_back(start, end)


def _route_back(start: PathwayNode, end: PathwayNode) -> list[tuple[float, float]]:
    """Out at the left side of the one, in at the right or left side of the other."""
    out, here, there = _left(start), _middle(start), _middle(end)
    if start.column == end.column + 1:
        gap = out - _GAP * 0.3
        return [(out, here), (gap, here), (gap, there), (_left(end) + _BOX, there)]
    gap, lane, entry = out - _GAP * 0.3, _lane(start, end), _left(end) + _BOX + _GAP * 0.3
    return [(out, here), (gap, here), (gap, lane), (entry, lane), (entry, there), (_left(end) + _BOX, there)]


def _lane(start: PathwayNode, end: PathwayNode) -> float:
    """The height between two rows beside the target, on the side the line comes from."""
    return _top(end) + _HIGH + _SPACE / 2 if start.row > end.row else _top(end) - _SPACE / 2


def _head(before: tuple[float, float], tip: tuple[float, float], colour: str) -> Polygon:
    """An arrow head at the end of a level or upright line."""
    (x, y), dx, dy = tip, tip[0] - before[0], tip[1] - before[1]
    length = max(abs(dx) + abs(dy), 0.1)
    ux, uy = dx / length, dy / length
    back = (x - ux * _HEAD * 1.6, y - uy * _HEAD * 1.6)
    wings = ((back[0] - uy * _HEAD, back[1] + ux * _HEAD), (back[0] + uy * _HEAD, back[1] - ux * _HEAD))
    return Polygon((tip, *wings), colour, colour, 0.3)


def _legend(base: float) -> Iterator[Shape]:
    """The signs and their words below the map."""
    x = _EDGE
    for place, words in (
        (Place.TODAY, "today"),
        (Place.POSSIBLE, "possible"),
        (Place.PASSED, "passed, in order"),
    ):
        yield from _sign(place, x, base - _SIGN + 2.0)
        yield Label(x + _SIGN + 4.0, base, words, _TYPE, "second")
        x += 60.0 if place is not Place.PASSED else 105.0
    yield Label(x, base, "arrows: what may follow", _TYPE, "second")
