"""Events stand in their order, to scale where they are dated, and never on one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.timeline import Stop, placed, stops_of
from enec_desktop.domain.values import Interval


def stop(day: float | None) -> Stop:
    return Stop(f"e{day}", "course", None if day is None else Interval.point(day))


def test_dated_events_stand_to_scale() -> None:
    assert placed([stop(0), stop(100), stop(400)], 400, 10) == (0, 100, 400)


def test_an_undated_event_stands_between_its_neighbours() -> None:
    first, middle, last = placed([stop(0), stop(None), stop(400)], 400, 10)
    assert first < middle < last


def test_a_history_without_dates_is_spread_evenly() -> None:
    places = placed([stop(None)] * 3, 400, 10)
    assert places == pytest.approx((100, 200, 300))


def test_a_history_with_one_date_has_no_scale_and_is_spread_evenly() -> None:
    one_date = placed([stop(None), stop(None), stop(400), stop(None)], 100.0, 5.0)
    assert one_date == placed([stop(None)] * 4, 100.0, 5.0)


@given(st.lists(st.none() | st.integers(0, 40_000), max_size=12), st.integers(200, 1000))
def test_events_keep_their_order_inside_the_line_and_a_distance(days: list[int | None], width: int) -> None:
    at = iter(sorted(day for day in days if day is not None))
    stops = [stop(None if day is None else next(at)) for day in days]
    places = placed(stops, width, 12)
    assert all(0 <= x <= width for x in places)
    assert all(after - before >= 11.99 for before, after in zip(places, places[1:], strict=False))


def test_months_after_a_dated_event_are_a_day_and_after_an_undated_one_are_not() -> None:
    operation = Entry("op", "course", date=PartialDate(2020, 1, 1))
    relapse = Entry("relapse", "progression", elapsed=Elapsed("op", Interval.point(12)))
    dated, undated = (
        stops_of(Case("c", "", (operation, relapse))),
        stops_of(Case("c", "", (Entry("op", "course"), relapse))),
    )
    assert dated[1].days is not None and undated[1].days is None
    assert dated[1].days.low - PartialDate(2020, 1, 1).earliest.toordinal() == pytest.approx(365.25)
