"""What is new: since the last decision of the board, and with the last change of the case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Card, Section
from enec_desktop.domain.difference import difference
from enec_desktop.wording.evidence import has_card
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import listed, nec, shipped
from tests.builders import case, entry

M0 = entry("staging", prefix="c", t="T3", n="N1", m="M0")
M1 = entry("staging", "restaging", prefix="c", m="M1", date="2026-11-20")
DECISION = entry("decision", "board", date="2026-11-10", actions="Chemoradiotherapy.")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def words(sections: tuple[Section, ...]) -> str:
    (found,) = [one for one in sections if one.id == "news"]
    return " ".join(one.text for block in found.blocks for one in sentences_of(block))


def first_line(*more: dict[str, Any], ecog: str = "1") -> tuple[dict[str, Any], ...]:
    return (nec(), entry("staging", prefix="c", m="M1"), entry("fitness", ecog=ecog), *more, listed())


def test_after_a_decision_come_the_entries_since_and_what_the_advice_says_otherwise(desk: Desk) -> None:
    patient = case(nec(), M0, entry("judgement", resectability="inoperable"), listed(), DECISION, M1)
    _, sections = desk.assessments.read(patient)
    assert [one.id for one in sections[:2]] == ["glance", "news"]
    told = words(sections)
    assert "Entered since: c" in told and "20-Nov-2026" in told
    assert "Question of the day: first-line systemic treatment; before: " in told
    assert "The options below are those of another question than before." in told


def test_with_nothing_entered_since_the_decision_the_same_is_said(desk: Desk) -> None:
    _, sections = desk.assessments.read(case(nec(), M0, listed(), DECISION))
    assert "Nothing was entered since. The advice says what it said then." in words(sections)


def test_what_was_said_at_a_decision_may_follow_and_is_said_at_once_when_it_is_known(desk: Desk) -> None:
    patient = case(nec(), M0, listed(), DECISION)
    steps = desk.assessments.in_steps(patient)
    assert "What the advice says other than then is still being worked out." in words(steps.first()[1])
    assert "The advice says what it said then." in words(steps.whole()[1])
    _, again = desk.assessments.in_steps(patient).first()
    assert "The advice says what it said then." in words(again)


def test_without_a_decision_or_a_change_nothing_is_new(desk: Desk) -> None:
    _, sections = desk.assessments.read(case(*first_line()))
    assert "news" not in {one.id for one in sections}


def test_the_last_change_is_told_and_the_options_it_moved_are_marked(desk: Desk) -> None:
    before, _ = desk.assessments.read(case(*first_line()))
    _, sections = desk.assessments.read(case(*first_line(ecog="4")), before=before)
    assert "Cisplatin and etoposide (EP): blocked; before: not cleared." in words(sections)
    cards = [block for one in sections for block in one.blocks if isinstance(block, Card)]
    (moved,) = [one for one in cards if one.id == "first_line/cisplatin-etoposide"]
    assert "changed with the last entry" in [tag.text for tag in moved.tags]
    (same,) = [one for one in cards if one.id == "first_line/restaging"]
    assert "changed with the last entry" not in [tag.text for tag in same.tags]


def test_a_change_that_moves_nothing_says_so_and_marks_no_card(desk: Desk) -> None:
    before, _ = desk.assessments.read(case(*first_line()))
    remark = entry("preferences", "wish", goals="Home by Christmas")
    _, sections = desk.assessments.read(case(*first_line(remark)), before=before)
    assert "The last entry changes nothing that is said here." in words(sections)
    tags = [
        tag.text for one in sections for card in one.blocks if isinstance(card, Card) for tag in card.tags
    ]
    assert "changed with the last entry" not in tags


WITHOUT_KI67 = case(*first_line())
KI67_OF_A_NET = case(nec(ki67=10), *first_line()[1:])
BEFORE_AND_AFTER = {
    "the question of the day": (
        case(nec(), M0, entry("judgement", resectability="inoperable"), listed()),
        case(nec(), M0, entry("judgement", resectability="inoperable"), listed(), M1),
        ["Question of the day: ", "Tumour treatment that leads: ", "those of another question than before"],
    ),
    "options, more than fit": (
        case(*first_line()),
        case(*first_line(ecog="4")),
        ["(EP): blocked; before: not cleared.", "more changes; they stand below."],
    ),
    "a contradiction": (WITHOUT_KI67, KI67_OF_A_NET, ["New: "]),
    "a contradiction no longer": (KI67_OF_A_NET, WITHOUT_KI67, ["No longer said: "]),
    "a diagnosis": (case(entry("specimen", "biopsy")), case(nec()), ["; before: cannot say"]),
    "nothing": (WITHOUT_KI67, WITHOUT_KI67, ["The last entry changes nothing that is said here."]),
    "a decision": (
        WITHOUT_KI67,
        case(*first_line(), DECISION),
        ["Nothing was entered since.", "The advice says what it said then."],
    ),
}


@pytest.mark.parametrize("kind", BEFORE_AND_AFTER)
def test_every_line_of_what_is_new_leads_to_what_it_rests_on(desk: Desk, kind: str) -> None:
    earlier, later, lines = BEFORE_AND_AFTER[kind]
    before, _ = desk.assessments.read(earlier)
    _, sections = desk.assessments.read(later, before=before)
    told = words(sections)
    assert [line for line in lines if line not in told] == []
    (news,) = [one for one in sections if one.id == "news"]
    entries = {one.id for one in (*earlier.entries, *later.entries)}
    for said in (one for block in news.blocks for one in sentences_of(block)):
        assert said.refs, said.text
        assert all(ref in entries or has_card(ref, shipped()) for ref in said.refs), said


def test_a_line_that_changed_names_the_fact_that_changed_it(desk: Desk) -> None:
    before, after = (
        desk.assessments.read(case(nec(), entry("staging", prefix="c", m=m), listed()))[0]
        for m in ("M0", "M1")
    )
    changed = {one.label: one.refs for one in difference(before, after).values if one.is_changed}
    assert "staging.m" in changed["Question of the day"]
    assert "staging.m" in changed["Tumour treatment that leads"]
