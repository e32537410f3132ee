"""The map of the pathway with the patient's way on it: one picture for screen and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from enec_desktop.domain.assessment import Assessment, Certainty
from enec_desktop.domain.content import Mark, Picture, Sentence
from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.marks import mark_at
from enec_desktop.domain.pathway import Pathway, PathwayNode
from enec_desktop.wording.facts import either
from enec_desktop.wording.phrases import inside_words

_EDGE = 2.0


@dataclass(frozen=True, slots=True)
class Measures:
    """How large a map is drawn, in points: its boxes, what lies between them, its type and signs."""

    box: float = 97.0
    high: float = 29.0
    gap: float = 22.0
    space: float = 10.0
    type: float = 9.0
    line: float = 10.5
    sign: float = 11.0
    number: float = 8.0
    head: float = 3.2
    legend: float = 20.0


ON_PAGE = Measures()
FOR_SLIDES = Measures(189.0, 40.0, 45.0, 6.0, 18.0, 19.0, 21.0, 18.0, 6.0, 24.0)
"""As wide as a slide, in its smallest type."""


class Place(Enum):
    """Where the patient stands to a moment; each has a sign of its own, so that colour is never needed."""

    TODAY = "today"
    POSSIBLE = "possible"
    PASSED = "passed"
    ELSEWHERE = "elsewhere"


def pathway_picture(
    assessment: Assessment, knowledge: KnowledgeBase, m: Measures = ON_PAGE
) -> Picture | None:
    """The map with passed, present and possible moments; None where the knowledge has no map."""
    pathway = knowledge.pathway
    if not pathway.nodes:
        return None
    places = {node.moment: _place(node.moment, assessment) for node in pathway.nodes}
    words = _words(assessment, knowledge, way=m is ON_PAGE)
    return Picture(_drawing(m, pathway, places, assessment), words)


def _place(moment: str, assessment: Assessment) -> Place:
    for view in assessment.moments:
        if view.moment == moment:
            return Place.TODAY if view.certainty is Certainty.CERTAIN else Place.POSSIBLE
    return Place.PASSED if moment in assessment.way else Place.ELSEWHERE


def _words(assessment: Assessment, knowledge: KnowledgeBase, *, way: bool) -> Sentence:
    """The way so far, unless the numbers on the map are enough, and the question of today."""
    labels = knowledge.tables["moment"].outcomes
    named = enumerate((inside_words(labels[code]) for code in assessment.way), 1)
    passed = "; ".join(f"{number} {words}" for number, words in named)
    views = [inside_words(view.label) for view in assessment.moments]
    before = f"The way so far, as recorded: {passed}. " if passed and way else ""
    if assessment.first is not None:
        beside = f", beside it {either(views[1:])}" if views[1:] else ""
        missing = _missing(assessment)
        told = f" Facts missing here that could change the answer (the sign at the corner): {missing}."
        today = f"{before}Today: {views[0]}{beside}.{told if missing else ''}"
        return Sentence(today, _refs(assessment), Mark.ASK if missing else Mark.NONE)
    return Sentence(f"{before}Today, not known which: {either(views)}.", _refs(assessment), Mark.ASK)


def _missing(assessment: Assessment) -> int:
    """How many missing facts could change the answer."""
    return sum(one.matters for one in assessment.questions)


def _refs(assessment: Assessment) -> tuple[str, ...]:
    return tuple(f"moment/{view.moment}" for view in assessment.moments)


def _drawing(m: Measures, pathway: Pathway, places: dict[str, Place], assessment: Assessment) -> Drawing:
    columns = max(node.column for node in pathway.nodes)
    rows = max(node.row for node in pathway.nodes)
    width = columns * m.box + (columns - 1) * m.gap + 2 * _EDGE
    height = rows * m.high + (rows - 1) * m.space + 2 * _EDGE
    lit = _lit(pathway, assessment, places)
    edges = [(node, pathway.node(code)) for node in pathway.nodes for code in node.next]
    edges.sort(key=lambda edge: (edge[0].moment, edge[1].moment) in lit)
    shapes: list[Shape] = []
    for start, end in edges:
        shapes += _edge(m, start, end, lit.get((start.moment, end.moment)))
    for node in pathway.nodes:
        number = assessment.way.index(node.moment) + 1 if node.moment in assessment.way else 0
        shapes += _box(m, node, places[node.moment], number)
        if places[node.moment] is Place.TODAY and _missing(assessment):
            # On the corner, where no arrow ends and no word stands.
            x, y = _left(m, node) + m.box - m.sign * 0.6, _top(m, node) - m.sign * 0.4
            shapes += mark_at(Mark.ASK, m.sign, x, max(y, 0.0))
    return Drawing(width, height + m.legend, (*shapes, *_legend(m, height + m.legend - 5.0)))


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


def _left(m: Measures, node: PathwayNode) -> float:
    return _EDGE + (node.column - 1) * (m.box + m.gap)


def _top(m: Measures, node: PathwayNode) -> float:
    return _EDGE + (node.row - 1) * (m.high + m.space)


def _middle(m: Measures, node: PathwayNode) -> float:
    return _top(m, node) + m.high / 2


def _box(m: Measures, node: PathwayNode, place: Place, number: int) -> Iterator[Shape]:
    look, x, y = _LOOKS[place], _left(m, node), _top(m, node)
    corners = ((x, y), (x + m.box, y), (x + m.box, y + m.high), (x, y + m.high))
    dashed = place is Place.POSSIBLE
    yield Polygon(corners, look.line, look.fill, 0.0 if dashed else look.width)
    if dashed:
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
            yield Line(*start, *end, look.line, look.width, dashed=True)
    yield from _sign(m, place, x + 4.0, y + (m.high - m.sign) / 2, str(number))
    signed = place is not Place.ELSEWHERE
    centre = x + m.box / 2 + (m.sign / 2 if signed else 0.0)
    base = _middle(m, node) + m.type * 0.36 - m.line * (len(node.label) - 1) / 2
    for number, text in enumerate(node.label):
        yield Label(centre, base + number * m.line, text, m.type, look.text, "middle", look.strong)


def _sign(m: Measures, place: Place, x: float, y: float, number: str = "1") -> Iterator[Shape]:
    """Today an arrow head, possible the diamond of what is asked, passed a dot with its place in the way."""
    if place is Place.TODAY:
        tip = ((x, y + 1.0), (x + m.sign - 2.0, y + m.sign / 2), (x, y + m.sign - 1.0))
        yield Polygon(tip, "accent", "accent", 0.5)
    elif place is Place.POSSIBLE:
        yield from mark_at(Mark.ASK, m.sign, x, y)
    elif place is Place.PASSED:
        # Dark on light: a number in a filled dot is lost on a poor print.
        yield Circle(x + m.sign / 2, y + m.sign / 2, m.sign / 2 - 0.6, "accent", "surface", 1.2)
        yield Label(
            x + m.sign / 2, y + m.sign / 2 + m.number * 0.36, number, m.number, "text", "middle", True
        )


def _edge(m: Measures, start: PathwayNode, end: PathwayNode, lit: Place | None) -> Iterator[Shape]:
    """Right-angled, along the gaps between boxes, never through one."""
    points = _route(m, start, end)
    colour = "line" if lit is None else _LOOKS[lit].line
    width = 0.6 if lit is None else 1.8
    dashed = lit is Place.POSSIBLE
    for one, other in zip(points, points[1:], strict=False):
        yield Line(*one, *other, colour, width, dashed)
    yield _head(m, points[-2], points[-1], colour)


def _route(m: Measures, start: PathwayNode, end: PathwayNode) -> list[tuple[float, float]]:
    right, left = _left(m, start) + m.box, _left(m, end)
    here, there = _middle(m, start), _middle(m, end)
    if start.column == end.column and abs(start.row - end.row) == 1:
        x, down = _left(m, start) + m.box * 0.5, end.row > start.row
        return [
            (x, _top(m, start) + (m.high if down else 0.0)),
            (x, _top(m, end) + (0.0 if down else m.high)),
        ]
    if start.column == end.column:
        gap = right + m.gap * 0.7
        return [(right, here), (gap, here), (gap, there), (right, there)]
    entry = left - m.gap / 2
    if end.column == start.column + 1:
        if start.row == end.row:
            return [(right, here), (left, there)]
        return [(right, here), (entry, here), (entry, there), (left, there)]
    if end.column > start.column:
        gap, lane = right + m.gap * 0.3, _lane(m, start, end)
        return [(right, here), (gap, here), (gap, lane), (entry, lane), (entry, there), (left, there)]
    return _route_back(m, start, end)


def _route_back(m: Measures, start: PathwayNode, end: PathwayNode) -> list[tuple[float, float]]:
    """Out at the left side of the one, in at the right or left side of the other."""
    out, here, there = _left(m, start), _middle(m, start), _middle(m, end)
    if start.column == end.column + 1:
        gap = out - m.gap * 0.3
        return [(out, here), (gap, here), (gap, there), (_left(m, end) + m.box, there)]
    gap, lane, entry = out - m.gap * 0.3, _lane(m, start, end), _left(m, end) + m.box + m.gap * 0.3
    return [
        (out, here),
        (gap, here),
        (gap, lane),
        (entry, lane),
        (entry, there),
        (_left(m, end) + m.box, there),
    ]


def _lane(m: Measures, start: PathwayNode, end: PathwayNode) -> float:
    """The height between two rows beside the target, on the side the line comes from."""
    return _top(m, end) + m.high + m.space / 2 if start.row > end.row else _top(m, end) - m.space / 2


def _head(m: Measures, before: tuple[float, float], tip: tuple[float, float], colour: str) -> Polygon:
    """An arrow head at the end of a level or upright line."""
    (x, y), dx, dy = tip, tip[0] - before[0], tip[1] - before[1]
    length = max(abs(dx) + abs(dy), 0.1)
    ux, uy = dx / length, dy / length
    back = (x - ux * m.head * 1.6, y - uy * m.head * 1.6)
    wings = ((back[0] - uy * m.head, back[1] + ux * m.head), (back[0] + uy * m.head, back[1] - ux * m.head))
    return Polygon((tip, *wings), colour, colour, 0.3)


def _legend(m: Measures, base: float) -> Iterator[Shape]:
    """The signs and their words below the map."""
    x = _EDGE
    for place, words in (
        (Place.TODAY, "today"),
        (Place.POSSIBLE, "possible"),
        (Place.PASSED, "passed, in order"),
    ):
        yield from _sign(m, place, x, base - m.sign + 2.0)
        yield Label(x + m.sign + 4.0, base, words, m.type, "second")
        x += m.sign + len(words) * m.type * 0.56 + 20.0
    yield Label(x, base, "arrows: what may follow", m.type, "second")
