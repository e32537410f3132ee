"""No paper says a sentence that stands on nothing: each has the id of what it tells, or is a fixed phrase."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pypdfium2 import PdfDocument

from enec_desktop import paths
from enec_desktop.app.desk import Desk
from enec_desktop.app.papers import MEETING_DOCUMENTS
from enec_desktop.app.reports import CASE_DOCUMENTS, Subject
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Page,
    Paragraph,
    Picture,
    Rows,
    Section,
    Sentence,
    Table,
)
from tests.builders import cases
from tests.report.paper import decoded, squeezed, texts
from tests.wording.decided import MEETING, decided

HOW_MANY = 500 if os.environ.get("ENEC_LONG") == "1" else 2
PRINTED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ALONE = Case("case-2", "")


# What the marks are called aloud, and how they are written for a search.
MARKS = ("toask:", "note:", "caution:", "stop:", "[?]", "[i]", "[!]", "[!!]")


@cache
def desk() -> Desk:
    """The public door; nothing is stored behind it."""
    return open_desk(Path("nothing-is-stored-here"))


@cache
def phrases() -> frozenset[str]:
    """The fixed phrases of the resources, in both languages: of the content, and of the patient's sheet."""
    resources = paths.resources()
    content = tomllib.loads((resources / "text" / "content-zh.toml").read_text(encoding="utf-8"))
    plain = tomllib.loads((resources / "board" / "plain.toml").read_text(encoding="utf-8"))
    found = [content["note"], *content["phrases"], *content["phrases"].values()]
    found += [*plain["say"].values(), *plain["ask"].values()]
    return frozenset(one.rstrip(".。") for one in found)


def sentences(page: Page) -> Iterator[tuple[Sentence, str]]:
    """Every sentence with the place of the record that its row tells."""
    for section in (*page.first, *page.rest):
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[tuple[Sentence, str]]:
    match block:
        case Paragraph(sentences=told) | Bullets(items=told):
            yield from ((one, "") for one in told)
        case Rows():
            yield from ((row.value, row.field) for row in block.rows)
        case Table():
            yield from ((cell, "") for line in block.rows for cell in line)
        case Picture():
            yield block.words, ""
        case Card():
            yield from ((one, "") for one in block.tags)
            for part in (*block.body, *block.folded):
                yield from _of_block(part)


def unfounded(page: Page) -> list[str]:
    """The sentences with a word in them that rest on nothing and are no fixed phrase."""
    return [
        told.text
        for told, place in sentences(page)
        if not (told.refs or told.rests or place or told.text.rstrip(".。") in phrases())
        and any(letter.isalnum() for letter in told.text)
    ]


def subject(told: Case) -> Subject:
    return Subject(told, 7, meeting=MEETING, printed=PRINTED)


def bare(text: str) -> str:
    """Letters and figures alone: what a reader of PDF makes of a hyphen at the end of a line differs."""
    text = squeezed(decoded(text))
    for mark in MARKS:
        text = text.replace(mark, "")
    return "".join(letter for letter in text if letter.isalnum())


def body_of(pdf: bytes, page: Page) -> str:
    """What stands on the sheets without head and foot, which hold whose paper it is."""
    told = [one.get_textpage().get_text_range() for one in PdfDocument(pdf)]
    found = ""
    for number, text in enumerate(told, 1):
        head = bare(f"{page.title}{page.status}{page.identity}page {number} of {len(told)}·{page.footer}")
        assert bare(text).startswith(head), text[: len(head)]
        found += bare(text).removeprefix(head)
    return found


def headers(page: Page) -> Iterator[str]:
    """The heads of tables, and the titles of frames, which come again on every sheet."""
    for section in (*page.first, *page.rest):
        yield bare(f"{section.title} (continued)")
        yield from _heads(section.blocks)


def _heads(blocks: Iterable[Block]) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, Table):
            yield bare("".join(one.header))
        if isinstance(one, Card):
            yield bare(f"{one.title} (continued)")
            yield from _heads((*one.body, *one.folded))


def check(kind: DocumentKind, told: Case) -> None:
    """Page and file say the same, and nothing of it is unfounded."""
    page = desk().reports.page(kind, subject(told))
    assert unfounded(page) == []
    body, said = body_of(desk().reports.document(kind, subject(told)), page), bare(texts(page))
    body = body.partition(bare("Characters that could not be printed"))[0]
    for head in sorted(set(headers(page)), key=len, reverse=True):
        body, said = body.replace(head, ""), said.replace(head, "")
    # A cell that two sheets share is read in two parts: every letter is counted, in whatever order.
    assert Counter(body) == Counter(said), page.title


@pytest.mark.parametrize("kind", CASE_DOCUMENTS)
@pytest.mark.parametrize("told", [decided(), ALONE], ids=["decided", "empty"])
def test_every_sentence_of_a_case_s_papers_tells_a_record(kind: DocumentKind, told: Case) -> None:
    check(kind, told)


@pytest.mark.parametrize("kind", MEETING_DOCUMENTS)
def test_every_sentence_of_a_meeting_s_papers_tells_a_record(kind: DocumentKind) -> None:
    listed = [subject(decided()), subject(ALONE)]
    ready = {one.case.id: desk().readiness.of(one.case) for one in listed}
    for agenda in ((listed, ready), (listed, {}), ([], {})):
        pages = desk().reports.meeting_pages(kind, MEETING, *agenda)
        pdf = desk().reports.meeting_document(kind, MEETING, *agenda)
        body = Counter(bare("".join(one.get_textpage().get_text_range() for one in PdfDocument(pdf))))
        for page in pages:
            assert unfounded(page) == []
            body.subtract(bare(texts(page)))
        # Nothing is lost; what is left over are the heads and feet of the sheets and the names of marks.
        assert min(body.values()) >= 0


def test_a_chinese_paper_tells_what_its_english_one_does(tmp_path: Path) -> None:
    opened = open_desk(tmp_path, "zh")
    note = opened.words.blocks((Paragraph((Sentence("An English sentence."),)),))[0]
    for kind in CASE_DOCUMENTS:
        english, chinese = (one.reports.page(kind, subject(decided())) for one in (desk(), opened))
        told = [
            one for one in sentences(chinese) if isinstance(note, Paragraph) and one[0] != note.sentences[0]
        ]
        rests = [
            [(one.refs, one.rests, place) for one, place in found] for found in (told, sentences(english))
        ]
        assert rests[0] == rests[1]
    opened.close()


def test_a_sentence_that_stands_on_nothing_is_found() -> None:
    told = (Sentence("Ki-67 is 90 %."), Sentence("Ki-67 is 80 %.", rests=("specimen.ki67",)))
    page = Page("A", "", "", "", (), ())
    assert unfounded(page) == []

    assert unfounded(Page("A", "", "", "", (Section("x", "X", (Paragraph(told),)),))) == ["Ki-67 is 90 %."]


@settings(
    max_examples=HOW_MANY,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
@given(cases())
def test_whatever_a_case_holds_no_sentence_of_its_papers_is_unfounded(told: Case) -> None:
    for kind in CASE_DOCUMENTS:
        check(kind, told)
