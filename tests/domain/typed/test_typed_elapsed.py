"""Times after another event: read where one event is meant, asked where several or none can be."""

from __future__ import annotations

import pytest

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.time import Elapsed
from enec_desktop.domain.typed.elapsed import read_elapsed
from enec_desktop.domain.values import Interval

EVENTS = {
    "biopsy": "Specimen 1 · biopsy of the tumour",
    "op": "Course of treatment 1 · esophagectomy",
    "ep": "Course of treatment 2 · EP, cisplatin + etoposide",
    "ep2": "Course of treatment 3 · EP, cisplatin + etoposide",
}
ALSO = {"op": "surgery operation resection"}


def typed(text: str) -> Elapsed | None:
    return read_elapsed(text, EVENTS, ALSO)


READ = {
    "13 months after surgery": Elapsed("op", Interval.point(13)),
    "13 mo after the operation": Elapsed("op", Interval.point(13)),
    "2 years after esophagectomy": Elapsed("op", Interval.point(24)),
    "12-18 months after biopsy": Elapsed("biopsy", Interval(12, 18)),
    "１２～１８ months after biopsy": Elapsed("biopsy", Interval(12, 18)),
    "3 to 4,5 months since surgery": Elapsed("op", Interval(3, 4.5)),
    "10 weeks after treatment 2": Elapsed("ep", Interval.point(2.3)),
    "1 month after Course of treatment 3 · EP, cisplatin + etoposide": Elapsed("ep2", Interval.point(1)),
}


@pytest.mark.parametrize("text", READ)
def test_months_after_an_event_are_read(text: str) -> None:
    assert typed(text) == READ[text]


@pytest.mark.parametrize("text", ["Mar 2026", "13 months", "after surgery", "-2w", ""])
def test_any_other_text_is_left_to_the_reader_of_dates(text: str) -> None:
    assert typed(text) is None


def test_two_events_are_asked_and_each_reading_is_taken_as_it_stands() -> None:
    with pytest.raises(FieldProblem, match="can be Course of treatment 2") as asked:
        typed("6 months after cisplatin")
    assert [typed(one) for one in asked.value.readings] == [
        Elapsed("ep", Interval.point(6)),
        Elapsed("ep2", Interval.point(6)),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6 months after radiotherapy", "is no earlier event of this case; write Specimen 1"),
        ("18-12 months after surgery", "is reversed; write the smaller number first."),
    ],
)
def test_what_no_event_fits_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(FieldProblem, match=said):
        typed(text)


def test_without_any_earlier_event_one_is_to_be_added() -> None:
    with pytest.raises(FieldProblem, match="add that event first"):
        read_elapsed("6 months after surgery", {}, {})
