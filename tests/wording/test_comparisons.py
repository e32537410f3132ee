"""Sources side by side: what the standards say beside the article, with the mark of how it was checked."""

from __future__ import annotations

import pytest

from enec_desktop.domain.content import Card, Section
from enec_desktop.domain.evidence import Relation, Verification
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.evidence import evidence_card
from enec_desktop.wording.plain import section_text
from tests.assessing import VIGNETTES, assessed, shipped
from tests.wording.boards import section, stored_page

ARTICLE, TWICE, ONCE, GENERAL = (
    Verification.ARTICLE, Verification.TWICE, Verification.ONCE, Verification.GENERAL,
)  # fmt: skip
AGREE, ADD, CONFLICT = Relation.AGREE, Relation.ADD, Relation.CONFLICT

# What differs from the article, one line for each point of the standards, with the mark read there.
POINTS = [
    ("ki67-of-3", CONFLICT, "who-2019", TWICE, "D03"),
    ("mitoses-cut-off", CONFLICT, "who-2019", TWICE, "D02"),
    ("ki67-and-platinum", CONFLICT, "nordic-nec-2", ONCE, "D01"),
    ("net-02-report", CONFLICT, "net-02-results", TWICE, "D07"),
    ("ep-progression-free", CONFLICT, "topic-nec-results", TWICE, "D15"),
    ("temozolomide-alone", CONFLICT, "temozolomide-results", ONCE, "D09"),
    ("table-numbers", CONFLICT, "shi-2025", ARTICLE, "D17"),
    ("minen-share", CONFLICT, "who-2019", TWICE, "D59"),
    ("rechallenge-clock", CONFLICT, "enets-2016", GENERAL, "D08"),
    ("sstr-tracer", ADD, "general-knowledge", GENERAL, "IMG-009"),
    ("nec-in-situ", CONFLICT, "tnm-8", TWICE, "STG-001"),
    ("names-of-doublets", CONFLICT, "shi-2025", ARTICLE, "D52"),
    ("junction", CONFLICT, "tnm-8", TWICE, ""),
    ("captem-and-folfiri", CONFLICT, "seneca-results", ONCE, "D102"),
    ("mgmt-patients", CONFLICT, "temozolomide-results", ONCE, "D103"),
    ("surgery-or-chemoradiotherapy", CONFLICT, "jes-survey-2021", ONCE, "D105"),
    ("surufatinib-disease-control", CONFLICT, "surufatinib-nanets-2021", ONCE, "D104"),
    ("topic-nec-arms", ADD, "topic-nec-results", TWICE, "D06"),
    ("first-line-doublet", CONFLICT, "enets-2023", ONCE, "CT1-022"),
    ("second-line-regimen", AGREE, "enets-2023", ONCE, "CT2-008"),
    ("work-up", ADD, "enets-2023", ONCE, "IMG-004"),
    ("imaging-of-the-brain", ADD, "nanets-2023", GENERAL, "brain-imaging"),
    ("prophylactic-brain", AGREE, "extrapulmonary-brain-2017", ONCE, "RT-004"),
    ("cycles", ADD, "esmo-2020", GENERAL, "doses-and-cycles"),
    ("first-line-immunotherapy", ADD, "nice-nec", ONCE, "IO-009"),
    ("molecular-tests", ADD, "nccn-net", GENERAL, "tmb-msi-cutoff"),
    ("follow-up", ADD, "enets-2023", GENERAL, "follow-up-interval"),
    ("folfirinox-figures", CONFLICT, "folfirinox-1108p", ONCE, "D05"),
    ("mfolfirinox-trial", ADD, "folfirinec", ONCE, "CT1-054"),
    ("nec-prognosis", AGREE, "nordic-nec-2", TWICE, "CT1-029"),
    ("bevacizumab-folfiri", AGREE, "bevanec-results", TWICE, "TGT-017"),
    ("avelumab", AGREE, "avelumab-results", ONCE, "IO-011"),
    ("dune-figures", AGREE, "dune-results", TWICE, "IO-017"),
    ("dart-figures", CONFLICT, "dart-results", ONCE, "D10"),
    ("dll3", ADD, "obrixtamig", TWICE, ""),
    ("no-stage-group", ADD, "ajcc-8-other-histologies", TWICE, "stage-groups"),
    ("post-neoadjuvant-groups", ADD, "ajcc-8-yp", GENERAL, ""),
    ("limited-and-extensive", ADD, "valsg", ONCE, "limited-extensive"),
    ("indices-disagree", ADD, "who-2019", TWICE, "counting-disagreement"),
    ("cisplatin-limits", CONFLICT, "cisplatin-eligibility", TWICE, "cisplatin-intolerance"),
]


def card(ref: str) -> str:
    text = section_text(Section(ref, "", evidence_card(ref, shipped())), folded=True)
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("id", "relation", "source", "mark", "retold"), POINTS, ids=[one[0] for one in POINTS]
)
def test_the_article_and_the_standard_stand_side_by_side(
    id: str, relation: Relation, source: str, mark: Verification, retold: str
) -> None:
    found = shipped().comparisons[id]
    assert found.relation is relation
    assert (source, mark) in {(side.source, side.verification) for side in found.sides}
    assert not retold or retold in {ref for side in found.sides for ref in side.refs}
    told = card(id)
    assert "Used here:" in told
    assert all(shipped().sources[side.source].short.casefold() in told.casefold() for side in found.sides)


def test_what_nobody_verified_says_so_on_its_row() -> None:
    assert "ESMO 2020 (not verified): /!\\ Up to 6" in card("cycles")


@pytest.mark.parametrize(
    ("id", "told"),
    [  # outside the article, as their abstracts print them
        ("first-line-immunotherapy", "ORR 56.8 %, n = 37, 21 of 37, 95 % interval 41-71 %"),
        ("dll3", "ORR 22 %, n = 60, 13 of 60, 95 % interval 13-34 %"),
        ("avelumab", "ORR 5 %, n = 60, 3 of 60, 95 % interval 2-14 %"),
        ("captem-and-folfiri", "DCR, FOLFIRI 39.1 % at 12 weeks, n not printed"),
        ("topic-nec-arms", "ORR, EP against IP 54.5 vs 52.5 %, n not printed"),
    ],
)
def test_a_figure_of_another_source_has_its_unit_its_patients_and_its_interval(id: str, told: str) -> None:
    assert told in card(id)


def test_a_comparison_is_on_the_card_of_its_claims_its_errors_and_its_options() -> None:
    for ref in ("CT1-022", "carboplatin-etoposide", "first-line-doublet/enets"):
        assert "Sources side by side: Which platinum doublet first" in card(ref)
    assert "Sources side by side: CAPTEM and FOLFIRI in one trial" in card("D102")


def test_the_card_of_an_option_shows_them_on_the_screen() -> None:
    sections = assessment_sections(assessed(VIGNETTES, "interval-5-months"), shipped())
    cards = {b.id.rpartition("/")[2]: b for one in sections for b in one.blocks if isinstance(b, Card)}
    told = section_text(Section("x", "", (cards["folfiri"],)), folded=True)
    assert "Which regimen second (the sources agree)" in " ".join(told.split())


def test_paper_prints_those_of_the_options_it_prints_as_cards_by_topic_and_relation() -> None:
    page = stored_page(VIGNETTES, "interval-5-months")
    told = " ".join(section_text(section(page, "compared"), folded=True).split())
    assert "Platinum again: after how long, by which clock: the sources conflict." in told
    assert "enets-2016" in told


def test_every_statement_of_another_source_carries_its_mark_and_its_words_are_plain() -> None:
    forbidden = ("best ", "must ", "proven", " safe ", "AI ")
    for one in shipped().comparisons.values():
        assert len({side.source for side in one.sides}) > 1 or one.relation is CONFLICT, one.id
        for side in one.sides:
            assert not [word for word in forbidden if word in f"{side.says} {one.used} "], side.id


def test_an_interval_stands_beside_the_claim_wherever_it_is_told() -> None:
    # mFOLFIRINOX: 27 of 35 = 77 %, 61-88 (CT1-051); FOLFIRI in the first line: 10 of 11 = 91 % (CT1-046).
    sections = assessment_sections(assessed(VIGNETTES, "female-mfolfirinox"), shipped())
    told = " ".join(" ".join(section_text(one, folded=True) for one in sections).split())
    assert "27 of 35, 95 % interval 61-88 %" in told
    assert "10 of 11, 95 % interval 62-98 %" in told
    assert "27 of 35, 95 % interval 61-88 %" in card("CT1-051")
    assert "no whole number of 8 patients gives 46 %" in card("CT1-048")


@pytest.mark.parametrize(
    ("id", "told"),
    [
        (
            "who-2019-classes/g2",
            "WHO 2019 (read in two sources): NET G2: well differentiated, 2 to 20",
        ),
        ("tnm-8-categories/n", "N1: 1 to 2; N2: 3 to 6; N3: 7 or more"),
        (
            "tnm-8-groups/yp",
            "AJCC 8, after neoadjuvant (not verified): After neoadjuvant treatment: I T0-2",
        ),
        ("junction-rules/siewert", "II: 1 cm above to 2 cm below"),
        ("formulas/cockcroft", "(140 - age) x kg / (72 x creatinine in mg/dL), x 0.85 in women"),
        ("formulas/mosteller", "170 cm and 75 kg give 1.882"),
        ("scales/g8", "14 or less is impaired"),
        ("labels/cisplatin-eu", "Cisplatin labels (read in one source)"),
    ],
)
def test_a_second_source_is_quoted_by_itself_with_its_mark(id: str, told: str) -> None:
    assert told in card(id)


def test_every_statement_of_a_second_source_has_a_mark_and_a_card() -> None:
    statements = [one for subject in shipped().background.values() for one in subject.statements]
    assert len(statements) > 80
    assert [one.id for one in statements if one.verification is ARTICLE] == []
    assert [one.id for one in statements if one.says.removesuffix(".") not in card(one.id)] == []
