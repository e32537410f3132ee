"""Every record of the knowledge can be found, has a human name, and shows what rests on it."""

from __future__ import annotations

import re

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.catalogue import RecordKind
from enec_desktop.domain.content import Block, Bullets, Card, Paragraph, Section
from enec_desktop.wording.plain import section_text


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("store"))


def text_of(desk: Desk, ref: str) -> str:
    page = section_text(Section(ref, "", desk.evidence.page(ref)), folded=True)
    return re.sub(r"\s+", " ", page)


def test_every_record_of_the_knowledge_is_in_the_catalogue(desk: Desk) -> None:
    base = desk.knowledge.base
    counts = desk.evidence.counts("")
    assert counts[RecordKind.CLAIM] == len(base.claims)
    assert counts[RecordKind.DISCREPANCY] == len(base.discrepancies)
    assert counts[RecordKind.SILENCE] == len(base.silences)
    assert counts[RecordKind.SOURCE] == len(base.sources)
    assert counts[RecordKind.TRIAL] == len(base.trials)
    assert counts[RecordKind.OPTION] == len(base.options)
    assert counts[RecordKind.TABLE] == len(base.tables)
    assert counts[RecordKind.LIMIT] == sum(len(agent.rows) for agent in base.agents.values())
    assert counts[RecordKind.FINDING] == len(base.statements)
    assert counts[RecordKind.COMPARISON] == len(base.comparisons)
    assert counts[RecordKind.BACKGROUND] == len(base.background)


def test_every_record_opens_a_page_of_its_own_with_a_name_that_is_no_id(desk: Desk) -> None:
    for entry in desk.evidence.find(""):
        page = desk.evidence.page(entry.id)
        cards = [block for block in page if isinstance(block, Card)]
        assert cards, entry.id
        for card in cards:
            assert not card.title.startswith("Rule "), entry.id
            assert card.title.strip() and card.title != entry.id
            assert not re.search(r"[a-z]-[a-z].*/[a-z]", card.title), card.title


def test_a_search_finds_by_every_word_in_any_order_and_any_case(desk: Desk) -> None:
    found = [one.id for one in desk.evidence.find("ep ARM topic-nec")]
    assert "CT1-014" in found
    assert found == [one.id for one in desk.evidence.find("TOPIC-NEC arm EP")]


def test_an_id_typed_whole_comes_first(desk: Desk) -> None:
    assert desk.evidence.find("d05")[0].id == "D05"
    assert desk.evidence.find("CT1-014")[0].id == "CT1-014"


def test_counts_follow_the_words_and_the_kind_narrows(desk: Desk) -> None:
    found = desk.evidence.find("folfirinox")
    assert sum(desk.evidence.counts("folfirinox").values()) == len(found) > 0
    options = desk.evidence.find("folfirinox", RecordKind.OPTION)
    assert {one.kind for one in options} == {RecordKind.OPTION}
    assert len(options) == desk.evidence.counts("folfirinox")[RecordKind.OPTION]


def test_a_word_no_record_holds_finds_nothing(desk: Desk) -> None:
    assert desk.evidence.find("xylophone") == ()
    assert set(desk.evidence.counts("xylophone").values()) == {0}


def test_the_page_of_a_claim_says_population_by_shape_and_word_and_that_no_number_is_printed(
    desk: Desk,
) -> None:
    # CT1-014: EP arm of JCOG1213, digestive-system NEC; the article prints no n (claims.csv).
    text = text_of(desk, "CT1-014")
    assert "■ extrapulmonary or GEP NEC" in text
    assert "n not printed" in text and "randomised trial" in text
    assert "printed in the article" in text
    assert "D55" in text and "D87" in text


def test_the_page_of_a_claim_leads_to_every_option_that_cites_it(desk: Desk) -> None:
    base = desk.knowledge.base
    citing = {
        option.id for option in base.options.values() for row in option.verdicts if "CT1-014" in row.refs
    }
    assert "cisplatin-etoposide" in citing
    assert citing <= links(desk.evidence.page("CT1-014"))


def test_a_known_error_leads_to_its_claims_and_through_them_to_options(desk: Desk) -> None:
    # D05: FOLFIRINOX with 8 patients and 46 % (discrepancies.md).
    refs = links(desk.evidence.page("D05"))
    assert {"CT1-048", "CT1-049", "folfirinox"} <= refs


def test_a_safety_limit_leads_to_the_options_that_use_its_drug(desk: Desk) -> None:
    base = desk.knowledge.base
    row = base.agents["cisplatin"].rows[0]
    assert {"cisplatin-etoposide", "cisplatin-irinotecan"} <= links(desk.evidence.page(row.id))


def test_a_table_leads_to_the_options_whose_conditions_ask_it(desk: Desk) -> None:
    assert "cisplatin-etoposide" in links(desk.evidence.page("table/histology.class"))


def test_every_link_of_every_page_opens_something(desk: Desk) -> None:
    seen: set[str] = set()
    for entry in desk.evidence.find(""):
        seen |= links(desk.evidence.page(entry.id))
    unknown = [ref for ref in seen if "has nothing under" in text_of(desk, ref)]
    assert unknown == []


def test_an_unknown_id_is_said_to_be_unknown(desk: Desk) -> None:
    assert "nothing under" in text_of(desk, "CT9-999")


def links(blocks: tuple[Block, ...]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Card):
            found |= links((*block.body, *block.folded))
        elif isinstance(block, Bullets | Paragraph):
            parts = block.items if isinstance(block, Bullets) else block.sentences
            found |= {ref for one in parts for ref in one.refs}
    return found
