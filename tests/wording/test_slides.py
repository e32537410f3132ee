"""The slides of a case: a fixed order, facts before advice, nothing cut and nothing without its ids."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Bullets, Heading, Paragraph, Picture, Rows, Section, Sentence
from enec_desktop.domain.drawing import Label
from enec_desktop.domain.shown_patient import without_names
from enec_desktop.domain.slides import OPTIONS, PATHOLOGY, QUESTION, TIMELINE, Slide, SlideSet
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.wording.board import Board
from enec_desktop.wording.slides import slide_set
from enec_desktop.wording.summary_sources import sentences_of
from enec_desktop.wording.translated import own_texts
from tests.assessing import DEMOS, shipped, stored
from tests.builders import case, entry
from tests.wording.test_phrasebook import book, lacking

PATIENTS = [path.stem for path in sorted(DEMOS.glob("*.json"))]
FLOOR, WIDE = 18.0, 896.0
"""The smallest type on a slide and the room across it, in points of a slide 960 wide."""


def slides_of(told: Case, *, turning: bool = True) -> SlideSet:
    """The slides with everything recorded and no earlier decision."""
    found = assess(told, shipped(), Latest(), turning=turning)
    return slide_set(Board(told, known_then(told, shipped().vocabulary, Latest()), found, shipped()), None)


@cache
def demo(name: str) -> SlideSet:
    """The slides of a published patient."""
    return slides_of(stored(DEMOS, name))


def of_case(*entries: dict[str, Any]) -> SlideSet:
    """The slides of a case of these entries."""
    return slides_of(case(*entries), turning=False)


def sentences(slides: tuple[Slide, ...]) -> list[Sentence]:
    """Every sentence of these slides."""
    return [one for slide in slides for block in slide.section.blocks for one in sentences_of(block)]


def text(slides: tuple[Slide, ...]) -> str:
    """All sentences, one a line."""
    return "\n".join(one.text for one in sentences(slides))


def section(found: SlideSet, id: str) -> Section:
    """The slide with this id."""
    return next(one.section for one in found.slides if one.section.id == id)


@pytest.mark.parametrize("name", PATIENTS)
def test_slides_stand_in_the_order_of_their_number_keys(name: str) -> None:
    places = [one.place for one in demo(name).slides]
    assert places == sorted(places)
    assert set(range(1, 9)) <= set(places)


@pytest.mark.parametrize("name", PATIENTS)
def test_of_each_option_facts_and_figures_come_before_where_the_sources_place_it(name: str) -> None:
    ids = [one.section.id for one in demo(name).slides if one.place == OPTIONS]
    assert ids[0] == "fitness" and ids[-2:] == ["options", "options/full"]
    for option in (id.removeprefix("standing/") for id in ids if id.startswith("standing/")):
        figures = max(
            at for at, id in enumerate(ids) if id.startswith((f"chart/{option}/", f"evidence/{option}"))
        )
        assert figures < ids.index(f"standing/{option}")
        blocks = section(demo(name), f"standing/{option}").blocks
        last = [block for block in blocks if isinstance(block, Heading)][-1]
        assert last.text == "Where the sources place it"


@pytest.mark.parametrize("name", PATIENTS)
def test_every_sentence_on_evidence_and_options_keeps_its_ids(name: str) -> None:
    told = tuple(one for one in demo(name).slides if one.place == OPTIONS and one.section.id != "fitness")
    bare = [one.text for one in sentences(told) if one.text and not one.refs]
    assert bare == []


@pytest.mark.parametrize("name", PATIENTS)
def test_no_picture_needs_smaller_type_than_the_floor(name: str) -> None:
    pictures = [b for one in demo(name).slides for b in one.section.blocks if isinstance(b, Picture)]
    assert pictures
    for picture in pictures:
        labels = [one for one in picture.drawing.shapes if isinstance(one, Label)]
        scale = FLOOR / min(one.size for one in labels)
        assert picture.drawing.width * scale <= WIDE + 0.5
        assert not any("…" in one.text for one in labels)


@pytest.mark.parametrize("name", PATIENTS)
def test_every_heading_and_label_has_a_chinese_text(name: str) -> None:
    told = stored(DEMOS, name)
    assert lacking(tuple(one.section for one in demo(name).slides), book().reader(own_texts(told))) == set()


def test_where_the_question_is_open_the_leading_treatment_of_each_question_has_its_slides() -> None:
    # Takeshita 2000: a mucosal tumour after resection, M not stated. The question after resection stands
    # first, and under it surveillance; only then what leads if there were metastasis.
    shown = [one.section.id for one in demo("takeshita-2000-emr-m3").slides]
    assert shown.index("evidence/surveillance") < shown.index("evidence/cisplatin-etoposide")
    asked = text((Slide(6, section(demo("takeshita-2000-emr-m3"), "standing/cisplatin-etoposide")),))
    assert "B: first-line systemic treatment, possible." in asked


def test_an_empty_case_says_what_is_not_recorded_and_has_no_decision() -> None:
    found = of_case(entry("identity"), entry("question"))
    assert "No specimen is recorded." in text(found.slides)
    assert "No study is recorded." in text(found.slides)
    assert "No event of the history is recorded." in text(found.slides)
    assert 9 not in found.places
    assert all(one.section.blocks for one in found.slides)


def test_the_decision_has_a_slide_once_it_is_recorded_with_its_actions() -> None:
    found = of_case(
        entry("question", "q", question="First line?"),
        entry("decision", "d", intent="palliative", why="Wants treatment"),
        entry("action", "a", of="d", what="CT of the chest", owner="Dr Lee", due="2026-12-01"),
    )
    told = text(tuple(one for one in found.slides if one.place == 9))
    assert "palliative" in told and "CT of the chest" in told and "Dr Lee" in told and "01-Dec-2026" in told


def test_each_event_of_a_long_history_is_numbered_once_a_few_of_them_a_slide() -> None:
    studies = [entry("study", f"s{at}", date=f"2025-{at:02}-01", modality="ct") for at in range(1, 13)]
    found = of_case(*studies)
    slides = [one.section for one in found.slides if one.place == TIMELINE]
    labels = [
        row.label for one in slides for block in one.blocks if isinstance(block, Rows) for row in block.rows
    ]
    assert [label.partition(" ")[0] for label in labels] == [str(at) for at in range(1, 13)]
    assert len(slides) == 2 and "events 1-6 of 12" in slides[0].title


def test_the_slide_of_pathology_shows_the_latest_full_report_and_the_others_as_detail() -> None:
    found = of_case(
        entry("specimen", "old", date="2025-01-10", specimen="biopsy", ki67=30),
        entry("specimen", "new", date="2026-01-10", specimen="surgical", ki67=80),
    )
    first, *rest = [one for one in found.slides if one.place == PATHOLOGY]
    assert "80 %" in text((first,)) and "30 %" not in text((first,))
    assert "30 %" in text(tuple(one for one in rest if one.detail))


def test_what_contradicts_itself_stands_right_after_the_question() -> None:
    found = of_case(
        entry("specimen", "s", stated_class="nec", ki67=5, differentiation="well"),
    )
    second = found.slides[1]
    assert second.place == QUESTION and second.section.title == "What does not fit together"


def test_without_names_touches_free_texts_alone() -> None:
    told = case(
        entry("identity", "p", name="May, Anna", birth_date="1950-05-12"),
        entry("specimen", "s", date="2026-05-12", type_as_stated="As Ms May was told, NEC", ki67=90),
    )
    hidden = without_names(told, ["May, Anna"], "patient 1")
    found = slides_of(hidden, turning=False)
    assert "As Ms patient 1 was told" in text(found.slides)
    headings = [block.text for block in blocks_of(found) if isinstance(block, Heading)]
    assert "Specimen · 12-May-2026" in headings


def blocks_of(found: SlideSet) -> list[Block]:
    """Every block of every slide."""
    return [block for one in found.slides for block in one.section.blocks]


def test_no_slide_stands_empty_and_no_list_is_without_items() -> None:
    for name in PATIENTS:
        for block in blocks_of(demo(name)):
            if isinstance(block, Bullets):
                assert block.items
            if isinstance(block, Rows):
                assert block.rows
            if isinstance(block, Paragraph):
                assert block.sentences
