"""What is new: since the last decision of the board, and with the last change of the case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Card, Section
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import listed, nec
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
