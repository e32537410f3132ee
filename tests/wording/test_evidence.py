"""The card behind an id: claims with their figures, errors, sources, silences, and the program's rules."""

import pytest

from enec_desktop.domain.content import Card, Paragraph, Section
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.evidence import evidence_card, has_card
from enec_desktop.wording.plain import section_text
from tests.assessing import shipped


def card(ref: str) -> str:
    """The card behind an id as text without its line breaks."""
    text = section_text(Section("card", ref, evidence_card(ref, shipped())), folded=True)
    return " ".join(text.split())


def test_a_claim_shows_figures_population_number_design_and_source() -> None:
    told = card("CT1-014")
    for words in (
        "Figures: mOS 12.5 months",
        "Found in: digestive-system NEC",
        "Population tag: (i) extrapulmonary or GEP NEC",
        "Patients: n not printed",
        "Design: randomised trial: JCOG1213 TOPIC-NEC",
        "Source: Morizane C, et al. Effectiveness",
    ):
        assert words in told


def test_a_claim_carries_the_errors_known_of_it() -> None:
    assert "Known error D55" in card("CT1-014")


def test_several_figures_keep_their_own_measure_and_unit() -> None:
    assert "Figures: mOS 5.9-18 months; mPFS 4.4-5.8 months; DCR 44-80 %" in card("CT2-025")


def test_an_error_says_what_is_printed_what_holds_and_which_reading_is_used() -> None:
    told = card("D12")
    for label in (
        "[STOP] severity A",
        "Printed:",
        "What holds:",
        "Reading used:",
        "Why:",
        "Claims it touches:",
    ):
        assert label in told


def test_a_source_says_how_it_was_checked_and_what_rests_on_it() -> None:
    told = card("morizane-2022")
    assert "reference 25 of the article" in told
    assert "CT1-014" in told


def test_a_silence_and_a_trial_have_cards() -> None:
    assert shipped().silences["doses-and-cycles"].says in card("doses-and-cycles")
    assert "ask the registry for today's state" in card("topic-nec")


def test_a_verdict_row_tells_its_condition_in_words() -> None:
    told = card("cisplatin-etoposide/first-line-nec")
    assert "Question of the day: first-line systemic treatment" in told
    assert "Class of the tumour (WHO 2019): neuroendocrine carcinoma (NEC)" in told
    assert "Standing: recommended" in told


def test_an_option_lists_its_rows_from_the_top() -> None:
    told = card("cisplatin-etoposide")
    assert "the first row that holds decides" in told
    assert told.index("cisplatin-etoposide/first-line-nec") < told.index("cisplatin-etoposide/local-relapse")


def test_a_limit_says_its_level_its_value_and_how_old_a_value_may_be() -> None:
    told = card("safety/cisplatin/renal")
    assert "[STOP] stop" in told
    assert "not older than 28 days" in told
    assert "Creatinine clearance: below 50 mL/min" in told


def test_a_table_row_and_a_question_of_the_day_have_cards() -> None:
    assert "Nodes positive: at least 1 and at most 2" in card("tumour.n/nodes-1-2")
    assert "M category: M1" in card("moment/first_line")
    assert "Every row that holds narrows what is left." in card("tumour.n")


def test_an_id_shared_by_two_things_opens_both() -> None:
    cards = [one for one in evidence_card("brain-imaging", shipped()) if isinstance(one, Card)]
    titles = {one.title.split(":")[0] for one in cards}
    assert {"Silence brain-imaging", shipped().options["brain-imaging"].title.split(":")[0]} <= titles


def test_an_unknown_id_is_one_sentence() -> None:
    (block,) = evidence_card("no-such-id", shipped())
    assert isinstance(block, Paragraph)
    assert len(block.sentences) == 1


def all_ids(knowledge: KnowledgeBase) -> list[str]:
    ids = [*knowledge.claims, *knowledge.discrepancies, *knowledge.sources, *knowledge.silences]
    ids += [*knowledge.trials, *knowledge.options, *knowledge.tables, *knowledge.facts]
    for option in knowledge.options.values():
        parts = (option.verdicts, option.reasons_for, option.reasons_against, option.checks)
        ids += [one.id for part in parts for one in part]
    ids += [row.id for agent in knowledge.agents.values() for row in agent.rows]
    ids += [f"{table.name}/{row.id}" for table in knowledge.tables.values() for row in table.rows]
    return [*ids, *(finding.id for finding in knowledge.findings)]


def test_every_id_of_the_knowledge_has_a_card() -> None:
    assert [ref for ref in all_ids(shipped()) if not has_card(ref, shipped())] == []


@pytest.mark.parametrize("kind", ["claims", "discrepancies", "sources", "options", "tables"])
def test_no_card_has_an_empty_sentence(kind: str) -> None:
    from enec_desktop.wording.summary_sources import sentences_of

    for ref in getattr(shipped(), kind):
        told = [one for block in evidence_card(ref, shipped()) for one in sentences_of(block)]
        assert all(one.text.strip() or one.refs for one in told), ref


def every_id() -> dict[str, list[str]]:
    """The ids of each kind of record, as a reader finds them on screen and paper."""
    known = shipped()
    options = known.options.values()
    return {
        "claim": list(known.claims),
        "source": list(known.sources),
        "discrepancy": list(known.discrepancies),
        "silence": list(known.silences),
        "trial": list(known.trials),
        "option": list(known.options),
        "verdict": [row.id for option in options for row in option.verdicts],
        "reason": [one.id for option in options for one in (*option.reasons_for, *option.reasons_against)],
        "check": [one.id for option in options for one in option.checks],
        "agent": [f"safety/{agent}" for agent in known.agents],
        "limit": [row.id for agent in known.agents.values() for row in agent.rows],
        "statement": [one.id for one in known.statements],
        "table": list(known.tables),
        "row of a table": [f"{table.name}/{row.id}" for table in known.tables.values() for row in table.rows],
        "moment": [f"moment/{code}" for code in known.tables["moment"].outcomes],
        "fact": list(known.facts),
    }


@pytest.mark.parametrize("kind", every_id())
def test_every_id_of_a_kind_has_a_card(kind: str) -> None:
    assert every_id()[kind]
    assert [one for one in every_id()[kind] if not has_card(one, shipped())] == []
