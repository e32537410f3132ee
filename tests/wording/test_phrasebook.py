"""Composed labels in Chinese: whole, or as they were; what the user wrote stays."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.content import Card, Paragraph, Section, Sentence
from enec_desktop.domain.labels import knowledge_labels
from enec_desktop.knowledge.overlay_files import read_overlay
from enec_desktop.paths import resources
from enec_desktop.wording.phrasebook import Phrasebook, Reader, iso_dates
from enec_desktop.wording.texts import read_phrasebook
from enec_desktop.wording.translated import own_texts, translated_sections, untold
from tests.assessing import DEMOS, VIGNETTES, shipped, stored
from tests.wording.boards import stored_page

CASES = [(folder, path.stem) for folder in (DEMOS, VIGNETTES) for path in sorted(folder.glob("*.json"))]


@cache
def book() -> Phrasebook:
    """The shipped phrasebook."""
    texts = read_overlay(resources() / "knowledge", "zh", shipped())
    return read_phrasebook(resources() / "text" / "content-zh.toml", knowledge_labels(shipped()), texts)


def say(text: str) -> str:
    """A text in Chinese, as far as it is known."""
    return book().common.say(text)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("second-line systemic treatment", "二线全身治疗"),
        ("small cell or large cell", "小细胞或大细胞"),
        ("N1 or N2 or N3", "N1 或 N2 或 N3"),
        ("T category is T1a or T1b and M category is M0", "T 分期为 T1a 或 T1b，且 M 分期为 M0"),
        ("Creatinine clearance: 85 mL/min (03-May-2026)", "肌酐清除率：85 mL/min（2026-05-03）"),
        ("option", "可选"),
        ("Option", "方案"),
        ("open: more than one question", "未定：不止一个问题"),
        ("about 30 mm", "约 30 mm"),
        ("at most 6 months", "至多 6 个月"),
        ("12-Mar-2026", "2026-03-12"),
        ("IIB", "IIB"),
        ("pT2 N1 M1 (metastatic)", "pT2 N1 M1（转移性）"),
        ("cT? N? M1 (metastatic)", "cT? N? M1（转移性）"),
    ],
)
def test_labels_and_what_is_put_together_from_them_are_said(english: str, chinese: str) -> None:
    assert say(english) == chinese


@pytest.mark.parametrize(
    "sentence",
    [
        "The article gives no dose, schedule or number of cycles for any regimen.",
        "Synaptophysin is positive: sensitive, above 95 %, for a neuroendocrine neoplasm of any grade.",
    ],
)
def test_a_sentence_of_advice_stays_as_it_is(sentence: str) -> None:
    assert say(sentence) == sentence


def test_the_label_that_leads_a_sentence_is_said() -> None:
    assert say("Missing: Feeding route, and weight, as the team sees it.").startswith("缺：")
    told = say("Recommended if M category is M1: The sources speak for it at this extent.")
    assert told == "推荐，条件为 M 分期为 M1：The sources speak for it at this extent."


def test_a_name_that_holds_and_is_never_taken_for_the_count_of_the_rest() -> None:
    told = say("Stops: Bevacizumab and temozolomide; Capecitabine and temozolomide (CAPTEM) and 7 more.")
    assert "贝伐珠单抗联合替莫唑胺" in told and told.endswith("另有 7 项。")


def test_what_the_user_wrote_stays_even_where_it_is_a_label() -> None:
    reader = book().reader(frozenset({"biopsy of the primary", "Smith"}))
    assert reader.say("biopsy of the primary") == "biopsy of the primary"
    assert reader.say("not recorded; Smith") == "未记录；Smith"
    assert say("biopsy of the primary") == "原发灶活检"


def test_partly_known_dates_become_iso() -> None:
    assert iso_dates("May-2026 and 03-May-2026") == "2026-05 and 2026-05-03"


def test_sentences_that_stay_are_marked_once_in_a_section() -> None:
    prose = Sentence("The article gives no dose for any regimen.")
    card = Card("a", "FOLFOX", (), (Paragraph((prose, prose)),))
    (section,) = translated_sections((Section("x", "Stage", (card, Paragraph((prose,)))),), book().common)
    marks = [
        block for block in section.blocks if isinstance(block, Paragraph) and block.sentences[0] != prose
    ]
    assert section.title == "分期"
    assert [block.sentences[0].text for block in marks] == [book().note]


def test_a_section_without_such_sentences_carries_no_mark() -> None:
    plain = Section("x", "Stage", (Paragraph((Sentence("not recorded"),)),))
    assert translated_sections((plain,), book().common)[0].blocks == (Paragraph((Sentence("未记录"),)),)


@pytest.mark.parametrize("known", CASES, ids=lambda one: one[1])
def test_every_heading_label_and_tag_has_a_chinese_text(known: tuple[Path, str], tmp_path: Path) -> None:
    folder, name = known
    case = stored(folder, name)
    reader = book().reader(own_texts(case))
    desk = open_desk(tmp_path)
    last = desk.assessments.assess(stored(DEMOS, CASES[0][1]))
    sections = desk.assessments.read(case, before=last)[1]
    desk.close()
    page = stored_page(folder, name)
    assert lacking((*sections, *page.first, *page.rest), reader) == set()


def lacking(sections: tuple[Section, ...], reader: Reader) -> set[str]:
    """Titles, headings, labels and tags without a Chinese text."""
    titles = {section.title for section in sections if reader.known(section.title) is None}
    return titles.union(*(untold(section.blocks, reader) for section in sections))


def test_what_cannot_be_said_yet_leads_in_chinese_too() -> None:
    reader = book().reader({})
    told = "Cisplatin, stop, cannot say yet: needs Creatinine clearance. If it is met: Look at carboplatin."
    assert reader.say(told).startswith("顺铂，停止，尚不能判断：需要肌酐清除率。若满足：")
    open_reason = (
        "Only if it applies, which is not known (Lymphovascular invasion): Vessel invasion is on record."
    )
    assert reader.say(open_reason).startswith("仅在适用时（尚不知：")
