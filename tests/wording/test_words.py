"""The words the product allows itself, over every published patient at every decision point."""

import re
from typing import Any

import pytest

from enec_desktop.domain.content import Block, Card, Mark, Sentence
from enec_desktop.domain.knowledge_base import SafetyLevel
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.evidence import has_card
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import DEMOS, assessed, judged, listed, nec, shipped, shown
from tests.builders import entry
from tests.wording.boards import POINTS, demo_page, section, sentences

BANNED = re.compile(
    r"\b(best|must|safe|safely|proven|AI|optimal|ideal|guarantees?|you should|we recommend|recommend you"
    r"|diagnoses|prescribes|orders|gold standard|FDA|CE mark)\b"
)
NAMES = ("best supportive care", "best-supportive-care", "best response")
"""Names of things, not praise."""


def faults(told: list[Sentence]) -> list[str]:
    texts = []
    for sentence in told:
        text = sentence.text
        for name in NAMES:
            text = text.replace(name, "")
        if BANNED.search(text):
            texts.append(sentence.text)
    return texts


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_advice_uses_no_banned_word(name: str, point: str) -> None:
    sections = assessment_sections(assessed(DEMOS, name, point), shipped())
    assert faults(list(sentences(sections))) == []


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_paper_uses_no_banned_word_of_its_own(name: str, point: str) -> None:
    page = demo_page(name, point)
    ours = [section(page, one) for one in ("assessment", "options", "safety", "missing", "limits")]
    assert faults(list(sentences(ours))) == []


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_every_sentence_of_an_option_card_leads_to_its_ground(name: str, point: str) -> None:
    sections = assessment_sections(assessed(DEMOS, name, point), shipped())
    placed = [one for one in sections if one.id.startswith("options/")]
    cards = [block for one in placed for block in one.blocks if isinstance(block, Card)]
    assert cards
    assert [one.text for one in _groundless(cards)] == []


def test_at_most_three_hard_stops_stand_at_first_glance_and_none_is_lost() -> None:
    told: dict[str, Any] = {"cisplatin_fit": "unfit", "hearing_loss": "G3", "neuropathy": "G3", "ecog": "4"}
    found = judged(nec(), entry("staging", m="M1"), entry("fitness", **told, dehydration="yes"), listed())
    sections = assessment_sections(found, shipped())
    blocks = [block for one in sections if one.id.startswith("options/") for block in one.blocks]
    for card in (one for one in blocks if isinstance(one, Card)):
        stops = [one for block in card.body for one in sentences_of(block) if one.mark is Mark.STOP]
        assert len([one for one in stops if "safety/" in "".join(one.refs)]) <= 3, card.id
    (view,) = shown(found, "cisplatin-etoposide")
    fired = {one.id for one in view.alerts if one.fires and one.level == SafetyLevel.STOP}
    assert len(fired) > 3
    (card,) = (one for one in blocks if isinstance(one, Card) and one.id.endswith("/cisplatin-etoposide"))
    whole = {ref for block in (*card.body, *card.folded) for one in sentences_of(block) for ref in one.refs}
    assert fired <= whole


def _groundless(blocks: list[Block]) -> list[Sentence]:
    told = [sentence for block in blocks for sentence in sentences_of(block)]
    return [one for one in told if not any(has_card(ref, shipped()) for ref in one.refs)]


def test_a_figure_from_the_evidence_stands_beside_its_population_and_number() -> None:
    sections = assessment_sections(
        assessed(DEMOS, "vest-2022-lcnec-liver-55m", "q-first-decision"), shipped()
    )
    figures = [
        one for one in sentences(sections) if one.text.endswith("]") and one.refs[0] in shipped().claims
    ]
    assert figures
    for one in figures:
        assert "population: " in one.text
        assert "n = " in one.text or "n not printed" in one.text
