"""What is told of an opinion: who, when and why, and what the advice was where it is another now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from enec_desktop.domain.advice import of_earlier_advice, stands
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.content import Bullets, Card
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.time import Latest, PartialDate
from enec_desktop.engine.assess import input_hash
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.copied import LIMITS, Copied, copied_outcome
from enec_desktop.wording.opinions import (
    apart_from_cards,
    board_section,
    for_rules,
    opinion_sentence,
    with_opinions,
)
from enec_desktop.wording.plain import section_text
from tests.assessing import judged, listed, nec, shipped
from tests.builders import case, entry
from tests.wording.test_words import BANNED

ROW = "cisplatin-etoposide/first-line-nec"
REASONS = {"wish": "patient's wish"}
SAID = Opinion(
    ROW,
    "cisplatin-etoposide",
    False,
    "anna",
    PartialDate.parse("2026-11-22"),
    "recommended",
    "certain",
    shipped().edition.version,
    "wish",
    "<i>no</i> stay & no drip",
)


@pytest.fixture(scope="module")
def found() -> Assessment:
    return judged(nec(), entry("staging", m="M1"), listed())


def told(one: Opinion, found: Assessment) -> str:
    return opinion_sentence(one, found, REASONS).text


def test_an_opinion_is_told_with_person_date_and_reason_as_typed(found: Assessment) -> None:
    assert told(SAID, found) == "Disagreed by anna on 22-Nov-2026: patient's wish; <i>no</i> stay & no drip."
    assert told(replace(SAID, reason="", text=""), found).endswith(": no reason given.")
    assert told(replace(SAID, agrees=True, reason="", text=""), found) == "Agreed by anna on 22-Nov-2026."


def test_a_row_with_another_standing_is_another_advice(found: Assessment) -> None:
    other = replace(SAID, standing="option", edition="2025.2")
    assert stands(SAID, found) and not stands(other, found)
    assert told(other, found).endswith("Said of an earlier advice: option · certain, knowledge 2025.2.")
    assert of_earlier_advice((SAID, other), found) == (other,)


def test_another_edition_or_certainty_is_said_where_the_row_stands(found: Assessment) -> None:
    assert "The advice was then: recommended · certain, knowledge 2025.2." in told(
        replace(SAID, edition="2025.2"), found
    )
    assert "recommended · possible if …" in told(replace(SAID, certainty="possible if"), found)


def test_opinions_stand_on_the_card_of_their_option_alone_and_move_no_card(found: Assessment) -> None:
    sections = assessment_sections(found, shipped())
    beside = with_opinions(sections, found, (SAID,), REASONS)
    plain, said = (
        [card for one in each for card in one.blocks if isinstance(card, Card)] for each in (sections, beside)
    )
    assert [card.id for card in plain] == [card.id for card in said]
    assert [one.id for one, other in zip(said, plain, strict=True) if one != other] == [
        "first_line/cisplatin-etoposide"
    ]


def test_an_opinion_of_an_option_that_has_no_card_stands_at_the_end(found: Assessment) -> None:
    gone = replace(SAID, rule="esophagectomy/gone", option="esophagectomy-gone")
    *_, last = with_opinions(assessment_sections(found, shipped()), found, (gone,), REASONS)
    (block,) = last.blocks
    assert isinstance(block, Bullets)
    assert block.items[0].text.startswith("esophagectomy-gone: Disagreed by anna")
    assert for_rules((gone,), found, (ROW,)) == ()


def test_no_advice_rests_on_an_opinion() -> None:
    plain = case(entry("specimen", cell_type="large"))
    assert input_hash(plain, Latest()) == input_hash(replace(plain, opinions=(SAID,)), Latest())


def test_a_copied_outcome_says_for_whom_what_it_is_and_its_status(found: Assessment) -> None:
    of = Copied("case ABCD", PartialDate.parse("2026-11-22"), shipped().edition, {"Lee": "case ABCD"})
    sections = assessment_sections(found, shipped())
    text = copied_outcome(sections, found, (replace(SAID, text="Mrs LEE sleeps"),), REASONS, of)
    assert text.startswith("OUTCOME OF THE ASSESSMENT\nPatient: case ABCD\nCopied on 22-Nov-2026\n")
    assert text.endswith("\n".join(LIMITS) + "\n")
    assert "Mrs case ABCD sleeps" in " ".join(text.split())
    assert ROW in text and not BANNED.search("\n".join(LIMITS))


def test_text_with_opinions_reads_them_with_their_option(found: Assessment) -> None:
    sections = with_opinions(assessment_sections(found, shipped()), found, (SAID,), REASONS)
    text = "\n".join(section_text(one) for one in sections)
    card = text.index("* Cisplatin and etoposide (EP)")
    assert card < text.index("Disagreed by anna") < text.index("* Cisplatin and irinotecan (IP)")


def test_opinions_of_the_question_and_of_a_limit_stand_under_their_own_heading(found: Assessment) -> None:
    options = [option for view in found.moments for group in view.groups for option in group.options]
    limit = next(alert for option in options for alert in option.alerts)
    asked = replace(
        SAID, rule=f"moment/{found.moments[0].moment}", option="moment", standing="question of the day"
    )
    stopped = replace(SAID, rule=limit.id, option=limit.id, standing=limit.level)
    (apart,) = apart_from_cards(found, (SAID, asked, stopped), REASONS)
    assert apart.title == "Opinions on the question of the day and on limits"
    first, second = section_text(apart).split("\n  - ")[1:]
    assert first.startswith(f"(i) Question of the day, {found.moments[0].label}: Disagreed by anna")
    assert second.lower().startswith(f"(i) {limit.level}, {limit.agent} (")
    assert ": Disagreed by anna" in " ".join(second.split())
    gone = replace(asked, rule="moment/third_line")
    (earlier,) = apart_from_cards(found, (gone,), REASONS)
    assert earlier.title == "Opinions of an earlier advice"


def test_paper_prints_every_opinion_with_its_rule_reason_person_and_day(found: Assessment) -> None:
    told = section_text(board_section(found, (SAID, replace(SAID, who="bert", agrees=True)), REASONS))
    whole = " ".join(told.split())
    for words in ("(EP): Disagreed by anna on 22-Nov-2026: patient's wish", SAID.text, "Agreed by bert", ROW):
        assert words in whole
    assert board_section(found, (), REASONS).blocks == ()
