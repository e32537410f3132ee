"""The knowledge entered twice: what a row's points say, written blind, is what its condition does."""

from __future__ import annotations

import pytest

from enec_desktop.domain.rule import Known, leaves
from tests.assessing import shipped
from tests.row_points import points, rows, unmet, written


def test_every_row_has_points_and_no_points_are_left_over() -> None:
    assert written().keys() == rows(shipped()).keys()


@pytest.mark.parametrize("row_id", written())
def test_a_row_does_what_its_points_say(row_id: str) -> None:
    assert unmet(row_id, rows(shipped()).get(row_id)) == ""


@pytest.mark.parametrize("row_id", written())
def test_a_row_is_told_where_it_holds_where_it_fails_and_with_a_fact_missing(row_id: str) -> None:
    asked = [leaf for leaf in leaves(rows(shipped())[row_id].when) if not isinstance(leaf, Known)]
    expected = {point.expected for point in points(row_id)}
    assert True in expected and (not asked or expected == {True, False, None})
