"""What would change the leading treatment, told short: the usual leader once, each other leader once."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain.content import Block, Bullets, Paragraph
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from enec_desktop.wording.sensitivity import sensitivity_blocks
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import DEMOS, LATEST, VIGNETTES, shipped, stored


def told(folder: Path, name: str, point: str = "", moment: int = 0) -> tuple[Block, ...]:
    at = AfterEvent(point) if point else LATEST
    views = assess(stored(folder, name), shipped(), at, turning=True).moments
    return sensitivity_blocks(views[moment], shipped())


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [one.text for block in blocks for one in sentences_of(block)]


def test_the_usual_leader_is_told_once_and_each_other_with_the_findings_that_bring_it_about() -> None:
    # CT1-008, CT1-012: EP or IP first; CT1-022: EC where cisplatin is not tolerated.
    lead, instead, *_ = told(DEMOS, "vest-2022-lcnec-liver-55m", "q-first-decision")
    assert isinstance(lead, Paragraph)
    assert lead.sentences[0].text == (
        "Cisplatin and etoposide (EP) or Cisplatin and irinotecan (IP) stands first, "
        "unless one of these is found:"
    )
    assert isinstance(instead, Bullets)
    carboplatin = next(one.text for one in instead.items if one.text.startswith("Carboplatin"))
    assert "Cisplatin: cannot have cisplatin" in carboplatin
    assert len(instead.items) == len({one.text.partition(" if ")[0] for one in instead.items})


def test_counts_that_stop_every_cytotoxic_drug_never_bring_another_one_to_the_top() -> None:
    # Severe marrow failure stands in the irinotecan label, myelosuppression in the cisplatin label.
    for name in ("cisplatin-unfit-metastatic", "minen-30-70"):
        low = [one for one in texts(told(VIGNETTES, name)) if "Neutrophils below 0.5" in one]
        assert low
        assert all(one.startswith("No tumour treatment under this question if") for one in low)


def test_a_scale_is_told_by_its_steps_without_their_words() -> None:
    words = texts(told(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-after-surgery"))
    assert any("ECOG performance status 4" in one for one in words)
    assert not any("completely disabled" in one for one in words)


def test_where_no_treatment_leads_under_every_fact_each_fact_tells_what_it_decides() -> None:
    # CT2-007, CT2-008: the time to progression divides platinum again from FOLFIRI or CAPTEM.
    words = texts(told(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1"))
    clock = next(one for one in words if one.startswith("Time to progression"))
    assert clock.count("Time to progression") == 1
    assert "at most 6 months: Capecitabine and temozolomide (CAPTEM)" in clock
    assert clock.endswith("months: Carboplatin and etoposide (EC).")


def test_facts_that_only_count_together_are_named_in_one_sentence() -> None:
    words = texts(told(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-first-decision"))
    assert [one for one in words if one.startswith("Only together")] == [
        "Only together with another missing fact: N; T."
    ]


def test_a_question_that_only_may_be_todays_speaks_for_itself_alone() -> None:
    # STG-001, ENDO-001: with a node it is another question, which has its own options beside this one.
    words = texts(told(DEMOS, "takeshita-2000-emr-m3", "q-first-decision"))
    assert words == [
        "If this is the question, Endoscopic resection (ESD) stands first whatever else is missing."
    ]
