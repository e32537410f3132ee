"""Slides of a case as the desk makes them: what is new since the board decided on another question."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.slides import NEWS, Slide, SlideSet
from enec_desktop.wording.summary_sources import sentences_of
from tests.builders import case, entry

FIRST = (
    entry("specimen", "biopsy", date="2026-01-10", stated_class="nec", cell_type="small"),
    entry("question", "q1", question="First line?"),
    entry("decision", "d1", intent="palliative", actions="EP"),
)
AGAIN = (
    entry("course", "ep", date="2026-02-01", modality="chemotherapy", regimen="EP", line=1),
    entry("progression", "p", date="2026-08-01", type="progression"),
    entry("question", "q2", question="Second line?"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk over a store of its own."""
    return open_desk(tmp_path_factory.mktemp("slides"))


def told(slides: tuple[Slide, ...]) -> str:
    """Every sentence of these slides."""
    return "\n".join(s.text for one in slides for block in one.section.blocks for s in sentences_of(block))


def news(found: SlideSet) -> tuple[Slide, ...]:
    """The slides of what is new."""
    return tuple(one for one in found.slides if one.place == NEWS)


def test_a_case_discussed_again_shows_what_was_entered_since_and_then_what_the_advice_says_anew(
    desk: Desk,
) -> None:
    facts, advice = news(desk.slides.of(case(*FIRST, *AGAIN)))
    assert "EP (01-Feb-2026); progression (01-Aug-2026)" in told((facts,)) and not facts.advice
    assert "second-line systemic treatment" in told((advice,)) and advice.advice


def test_the_decision_on_the_question_itself_is_no_board_before(desk: Desk) -> None:
    (only,) = news(desk.slides.of(case(*FIRST)))
    assert "No earlier decision of a board is recorded" in told((only,))


def test_a_decision_says_whether_it_is_confirmed(desk: Desk) -> None:
    decided = case(*FIRST)
    assert "Not confirmed yet" in told(desk.slides.of(decided).slides[-1:])
    assert "Confirmed; a later change is an amendment." in told(
        desk.slides.of(decided, confirmed={"d1"}).slides[-1:]
    )


def test_without_advice_no_option_and_nothing_it_turns_on_is_left(desk: Desk) -> None:
    found = desk.slides.of(case(*FIRST, *AGAIN)).without_advice()
    ids = [one.section.id for one in found.slides]
    assert "fitness" in ids and "missing" in ids and "timeline/0" in ids and "pathway" in ids
    assert not [
        id for id in ids if id.split("/")[0] in ("options", "standing", "chart", "evidence", "turning")
    ]


def test_in_chinese_the_titles_are_chinese(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.words.turn("zh")
    titles = [one.section.title for one in desk.slides.of(case(*FIRST, *AGAIN)).slides]
    desk.close()
    assert "病例与问题" in titles and "方案一览" in titles
