"""Which missing facts are asked for first, why, and where they are entered."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Certainty
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.knowledge_base import OptionKind
from tests.assessing import VIGNETTES, asked, assessed, judged, listed, nec, shipped
from tests.builders import entry

NAMES = [path.stem for path in sorted(VIGNETTES.glob("*.json")) if path.stem != "nothing-known-but-age"]
M1: tuple[dict[str, Any], ...] = (nec(), entry("staging", m="M1"))


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_asked_once_says_why_and_what_hangs_on_it(name: str) -> None:
    questions = assessed(VIGNETTES, name, "q").questions
    assert len({one.name for one in questions}) == len(questions)
    for one in questions:
        assert one.ask.endswith("?")
        assert one.why
        assert one.decides
        assert one.label


@pytest.mark.parametrize("name", NAMES)
def test_a_question_names_the_field_where_its_answer_is_entered(name: str) -> None:
    vocabulary = shipped().vocabulary
    for one in assessed(VIGNETTES, name, "q").questions:
        assert one.place.kind in vocabulary.kinds, one.name
        assert one.place.field in vocabulary.kinds[one.place.kind].fields, one.name


@pytest.mark.parametrize("name", NAMES)
def test_one_field_is_asked_for_once(name: str) -> None:
    places = [one.place for one in assessed(VIGNETTES, name, "q").questions]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_settled_is_not_asked_for(name: str) -> None:
    found = assessed(VIGNETTES, name, "q")
    settled = {
        seen.name for seen in found.facts if seen.state is FieldState.VALUE and len(_codes(seen.values)) == 1
    }
    stale = {
        s.name
        for v in found.moments
        for g in v.groups
        for o in g.options
        for a in o.alerts
        for s in a.seen
        if s.stale
    }
    assert not settled & set(asked(found)) - stale


def _codes(values: object) -> frozenset[str]:
    return values if isinstance(values, frozenset) else frozenset()


def test_what_separates_the_moments_comes_before_what_clears_a_drug() -> None:
    found = judged(nec(), entry("staging", t="T3", n="N1"), listed())
    names = asked(found)
    assert len(found.moments) > 1
    assert names.index("staging.m") < names.index("fitness.creatinine_clearance")


def test_what_the_leading_option_waits_for_comes_before_what_others_do() -> None:
    names = asked(judged(*M1, listed()))
    assert {"fitness.ecog", "fitness.creatinine_clearance"} <= set(names[:5])
    assert (
        names.index("fitness.creatinine_clearance") < names.index("imaging.sstr_uptake")
        if "imaging.sstr_uptake" in names
        else True
    )


def test_answering_the_first_question_removes_it() -> None:
    before = asked(judged(*M1, listed()))
    assert before[0] == "fitness.ecog"
    after = asked(judged(*M1, entry("fitness", ecog="1"), listed()))
    assert "fitness.ecog" not in after
    assert len(after) < len(before)


def test_a_fact_nobody_knows_is_still_a_question_and_says_so() -> None:
    found = judged(*M1, entry("fitness", ecog={"state": "unknown"}), listed())
    (question,) = [one for one in found.questions if one.name == "fitness.ecog"]
    assert question.seen.state is FieldState.UNKNOWN
    assert question.seen.words == "unknown"


def test_what_is_possible_only_if_something_turns_out_asks_for_it() -> None:
    found = judged(*M1, listed())
    names = set(asked(found))
    vocabulary_facts = {name for name, fact in shipped().facts.items() if fact.how == "latest"}
    for view in found.moments:
        leading = view.leading(OptionKind.TREATMENT)
        for one in leading.options if leading else ():
            for verdict in one.verdicts:
                if verdict.certainty is Certainty.POSSIBLE:
                    wished = {wish.name for way in verdict.conditions.sets for wish in way}
                    assert wished & vocabulary_facts <= names


def test_a_limit_of_one_of_several_tied_treatments_is_asked_for_with_the_rest() -> None:
    # EP and IP lead together: both hold cisplatin (kidney, hearing), bilirubin stops irinotecan alone.
    found = judged(*M1, listed())
    matters = {one.name for one in found.questions if one.matters}
    assert {"fitness.creatinine_clearance", "fitness.hearing_loss", "fitness.ecog"} <= matters
    assert "fitness.bilirubin" not in matters
    assert "fitness.bilirubin" in asked(found)
