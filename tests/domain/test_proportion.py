"""Printed shares: what they can stand for, and their 95 % interval."""

import pytest

from enec_desktop.domain.proportion import interval_of, shares, wilson


@pytest.mark.parametrize(
    ("count", "patients", "low", "high"),
    [  # Newcombe RG. Stat Med 1998;17:857-872, table I, method 3 (the score interval of Wilson)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_score_interval_is_that_of_published_tables(
    count: int, patients: int, low: float, high: float
) -> None:
    assert wilson(count, patients) == pytest.approx((low, high), abs=0.00005)


def test_no_and_all_patients_end_at_the_ends() -> None:
    assert wilson(0, 8)[0] == 0
    assert wilson(8, 8)[1] == 1
    assert wilson(3, 8) == pytest.approx(tuple(1 - end for end in reversed(wilson(5, 8))))


@pytest.mark.parametrize(("count", "patients"), [(-1, 8), (9, 8), (0, 0)])
def test_a_count_that_cannot_be_is_refused(count: int, patients: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(count, patients)


@pytest.mark.parametrize(
    ("printed", "patients", "counts", "low", "high"),
    [  # CT1-051: 27 of 35; CT1-046: 10 of 11
        ("77", "35", (27,), 61, 88),
        ("91", "11", (10,), 62, 98),
    ],
)
def test_a_share_with_its_patients_has_an_interval(
    printed: str, patients: str, counts: tuple[int, ...], low: int, high: int
) -> None:
    (share,) = shares(printed, "%", patients, "ORR")
    found = interval_of(share)
    assert share.counts == counts
    assert found is not None
    assert (round(found[0]), round(found[1])) == (low, high)


@pytest.mark.parametrize(
    ("printed", "patients"),
    [("46", "8"), ("44.5", "72"), ("55.5", "72"), ("1", "8")],  # D05; D57
)
def test_a_share_that_no_count_gives_is_found_and_has_no_interval(printed: str, patients: str) -> None:
    (share,) = shares(printed, "%", patients)
    assert not share.is_possible
    assert interval_of(share) is None


@pytest.mark.parametrize(
    ("printed", "patients"),
    [("37.5", "8"), ("38", "8"), ("50", "8"), ("12.5", "8"), ("12", "8"), ("13", "8")],
)
def test_a_half_may_be_rounded_either_way(printed: str, patients: str) -> None:
    (share,) = shares(printed, "%", patients)
    assert share.is_possible


def test_a_share_of_many_patients_covers_every_count_it_may_stand_for() -> None:
    (share,) = shares("10", "%", "1000")
    assert share.counts == tuple(range(95, 106))
    found = interval_of(share)
    assert found is not None
    assert found[0] == pytest.approx(100 * wilson(95, 1000)[0])
    assert found[1] == pytest.approx(100 * wilson(105, 1000)[1])


@pytest.mark.parametrize(
    ("value", "unit", "n", "outcome"),
    [
        ("90", "%", "", "neutropenia"),  # CT1-017: no number of patients printed
        ("62-80", "%", "40", "DCR"),
        ("~50", "%", "40", "diarrhea"),
        ("<30", "%", "40", "toxicity"),
        (">80", "%", "40", "DCR"),
        ("44.5", "%", "8-72", "DCR"),
        ("29.6", "% at 6 months", "102", "PFS-rate"),  # an estimate over time, not a count
        ("12.5", "months", "84", "mOS"),
        ("46", "%", "0", "ORR"),
    ],
)
def test_nothing_is_worked_out_of_ranges_limits_rates_over_time_or_without_patients(
    value: str, unit: str, n: str, outcome: str
) -> None:
    assert shares(value, unit, n, outcome) == ()
