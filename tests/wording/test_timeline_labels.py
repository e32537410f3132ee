"""The names of events on the drawn history: whole where there is room on a side, never one over another."""

from __future__ import annotations

from datetime import date

from enec_desktop.domain.drawing import Label, Polygon
from enec_desktop.domain.timeline import Stop
from enec_desktop.domain.values import Interval
from enec_desktop.wording.timeline import timeline

NAMES = {"progression": "Progression", "course": "Courses"}
LABEL = "relapse after response"
LETTER = 8.5 * 0.56
"""The room the picture reckons for a letter, in points."""


def stop(name: str, year: int, month: int) -> Stop:
    """An event of one known day."""
    day = float(date(year, month, 1).toordinal())
    return Stop(name, "progression", Interval(day, day))


def written(*stops: Stop, width: float = 400.0) -> list[Label]:
    """The names of events, from left to right as drawn."""
    drawn = timeline(stops, {one.id: LABEL for one in stops}, NAMES, width).drawing.shapes
    return [one for one in drawn if isinstance(one, Label) and one.text[:5] == LABEL[:5]]


def test_the_last_event_at_the_right_edge_is_named_whole_before_its_mark() -> None:
    first, last = written(stop("first", 2020, 1), stop("last", 2025, 1))
    assert (first.text, first.anchor) == (LABEL, "start")
    assert (last.text, last.anchor) == (LABEL, "end")
    assert last.x - len(LABEL) * 5 > first.x


def test_no_name_lies_over_its_neighbour() -> None:
    found = written(*(stop(f"event-{year}", year, 1) for year in (2015, 2016, 2019, 2020, 2025)), width=420.0)
    assert 2 <= len(found) < 5
    ends = [one.x if one.anchor == "end" else one.x + len(one.text) * LETTER for one in found]
    starts = [one.x - len(one.text) * LETTER if one.anchor == "end" else one.x for one in found]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def test_an_event_that_lacks_a_fact_has_a_diamond_beside_its_shape() -> None:
    stops = (stop("first", 2020, 1), stop("last", 2025, 1))
    drawn = [
        timeline(stops, dict.fromkeys(("first", "last"), LABEL), NAMES, 400.0, asks=asks)
        for asks in ((), ("last",))
    ]
    plain, asked = (
        [s for s in one.drawing.shapes if isinstance(s, Polygon) and s.colour == "ask"] for one in drawn
    )
    spot = drawn[1].spots[1]
    assert not plain and len(asked) == 1
    assert all(abs(x - spot.x) < 12 and abs(y - spot.y) < 12 for x, y in asked[0].points)
