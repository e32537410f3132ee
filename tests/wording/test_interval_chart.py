"""What to expect as a drawn chart: each printed figure in its place, its population by shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.content import Picture
from enec_desktop.domain.drawing import Circle, Label, Line, Polygon
from enec_desktop.domain.evidence import Claim, Directness, Tier
from enec_desktop.wording.interval_chart import Amount, amounts_of, interval_chart, sign
from tests.assessing import shipped


def claim(value: str, unit: str = "%", n: str = "", outcome: str = "ORR", **told: Directness) -> Claim:
    directness = told.get("directness", Directness.GEP_NEC)
    return Claim("X-1", "s", "p", directness, Tier.RANDOMISED, outcome=outcome, value=value, unit=unit, n=n)


def chart(*claims: Claim) -> Picture:
    found = interval_chart(claims)
    assert found is not None
    return found


def words(picture: Picture) -> str:
    return " | ".join(one.text for one in picture.drawing.shapes if isinstance(one, Label))


def lines(picture: Picture, *, dashed: bool) -> list[Line]:
    """The level lines of the plot, without those of the axis and of the legend."""
    shapes = [one for one in picture.drawing.shapes if isinstance(one, Line) and one.y1 == one.y2]
    lowest = max(one.y2 for one in picture.drawing.shapes if isinstance(one, Line) and one.x1 == one.x2)
    return [one for one in shapes if one.dashed is dashed and one.y1 <= lowest]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("77", (Amount(77, 77),)),
        ("~31.6", (Amount(31.6, 31.6, about=True),)),
        ("14-75", (Amount(14, 75),)),
        (">50", (Amount(50, None),)),
        ("<=79", (Amount(None, 79),)),
        ("81.6 vs 21.1", (Amount(81.6, 81.6), Amount(21.1, 21.1))),
        ("not reached", ()),
        ("", ()),
    ],
)
def test_a_printed_figure_is_a_point_a_range_or_a_limit(value: str, found: tuple[Amount, ...]) -> None:
    assert amounts_of(value) == found


@given(st.text())
def test_any_text_is_read_or_left_out(value: str) -> None:
    for amount in amounts_of(value):
        assert amount.low is not None or amount.high is not None


def test_a_share_with_its_patients_has_the_wilson_interval_as_whisker() -> None:
    # CT1-051: 27 of 35, 61-88 % (standards: Wilson 1927)
    drawn = chart(claim("77", n="35"))
    (whisker,) = lines(drawn, dashed=False)
    axis = sorted(one.x1 for one in drawn.drawing.shapes if isinstance(one, Line) and one.x1 == one.x2)
    left, right = axis[0], axis[-1]
    low, high = ((x - left) / (right - left) * 100 for x in (whisker.x1, whisker.x2))
    assert (round(low), round(high)) == (61, 88)
    assert "n = 35" in words(drawn)


@pytest.mark.parametrize("one", [claim("77"), claim("12.5", "months", "40", "mOS")])
def test_without_a_known_interval_the_whisker_is_dashed(one: Claim) -> None:
    assert not lines(chart(one), dashed=False)
    assert len(lines(chart(one), dashed=True)) == 1


def test_a_figure_that_cannot_be_is_crossed_out_and_says_so() -> None:
    drawn = chart(shipped().claims["CT1-048"])
    assert "cannot be, see D05" in words(drawn)
    crossed = [one for one in drawn.drawing.shapes if isinstance(one, Line) and one.colour == "stop"]
    assert len(crossed) == 2


def test_every_population_has_a_shape_of_its_own_but_the_mixed_ones() -> None:
    told = {}
    for one in (one for one in Directness if one is not Directness.NONE):
        shape = sign(one, 0.0, 0.0)
        assert isinstance(shape, Circle | Polygon)
        points = shape.points if isinstance(shape, Polygon) else (shape.fill == "surface",)
        told[one] = (type(shape).__name__, points)
    assert told.pop(Directness.NET) == told[Directness.MIXED]
    assert len(set(told.values())) == len(told)


def test_months_and_shares_have_an_axis_each_and_a_missing_number_is_said() -> None:
    drawn = chart(claim("42"), claim("3", "years", "1", "survival"))
    assert "% of patients" in words(drawn) and "Months" in words(drawn)
    assert "ORR 42 %, n not printed, randomised" in words(drawn)
    assert "survival 3 years, n = 1" in words(drawn)


@pytest.mark.parametrize("option", sorted(shipped().options))
def test_every_outcome_printed_as_a_figure_is_drawn_inside_the_chart(option: str) -> None:
    claims = [shipped().claims[one] for one in shipped().options[option].expect]
    units = ("%", "months", "years")
    figures = [c for c in claims if c.outcome and amounts_of(c.value) and c.unit.split(" ")[0] in units]
    drawn = interval_chart(claims)
    assert (drawn is None) is not bool(figures)
    if drawn is None:
        return
    assert set(drawn.words.refs) == {one.id for one in figures}
    for one in figures:
        assert f"{one.value} {one.unit.split(' ')[0]}, n" in words(drawn)
    for shape in drawn.drawing.shapes:
        xs = [shape.x1, shape.x2] if isinstance(shape, Line) else []
        assert all(-0.1 <= x <= drawn.drawing.width + 0.1 for x in xs)


def test_claims_without_figures_draw_nothing() -> None:
    assert interval_chart([claim(""), claim("12", "cm"), claim("12", outcome="")]) is None
