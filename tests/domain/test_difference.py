"""The difference of two assessments: equal ones say nothing, each other line is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.assessment import Assessment, Certainty, Clearance
from enec_desktop.domain.difference import Stance, difference
from enec_desktop.domain.knowledge_base import Standing
from enec_desktop.paths import resources


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    desk: Desk = open_desk(tmp_path_factory.mktemp("store"))
    case = desk.cases.read_file(resources() / "demo" / "vest-2022-lcnec-liver-55m.json")
    return desk.assessments.assess(case)


def test_an_assessment_differs_in_nothing_from_itself(found: Assessment) -> None:
    change = difference(found, found)
    assert change.is_empty
    assert change.options and not any(one.is_changed for one in change.options)


def test_the_difference_backwards_is_the_difference_turned_round(found: Assessment) -> None:
    other = without_first_group(found)
    there, back = difference(found, other), difference(other, found)
    assert {(one.id, one.before, one.after) for one in there.options} == {
        (one.id, one.after, one.before) for one in back.options
    }
    assert there.asked == back.answered and there.said == back.unsaid


def test_an_option_that_is_gone_stands_with_an_empty_side(found: Assessment) -> None:
    gone = {one.id for one in found.moments[0].groups[0].options}
    change = difference(found, without_first_group(found))
    assert {one.id for one in change.options if one.is_changed} == gone
    assert all(one.after == () for one in change.options if one.is_changed)


def test_another_clearance_alone_is_a_difference(found: Assessment) -> None:
    view = found.moments[0]
    group = next(one for one in view.groups if one.options[0].id == "cisplatin-etoposide")
    blocked = replace(group.options[0], clearance=Clearance.BLOCKED)
    groups = tuple(
        replace(one, options=(blocked, *one.options[1:])) if one is group else one for one in view.groups
    )
    change = difference(found, replace(found, moments=(replace(view, groups=groups),)))
    (changed,) = [one for one in change.options if one.is_changed]
    assert changed.id == "cisplatin-etoposide"
    assert changed.after == (Stance(Standing.RECOMMENDED, Certainty.CERTAIN, Clearance.BLOCKED),)


def test_questions_asked_on_one_side_only_are_named_there(found: Assessment) -> None:
    other = replace(found, questions=found.questions[1:])
    change = difference(found, other)
    assert [one.text for one in change.answered] == [found.questions[0].ask]
    assert change.asked == ()


def without_first_group(found: Assessment) -> Assessment:
    view = found.moments[0]
    return replace(found, moments=(replace(view, groups=view.groups[1:]),))
