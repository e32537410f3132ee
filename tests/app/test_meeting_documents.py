"""The papers of a meeting: the agenda, what is to do by discipline, and the pack with all summaries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.app.reports import Subject
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.assessment import Place
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.mattering import Reason
from enec_desktop.domain.meeting import AgendaItem, ItemState, Meeting
from enec_desktop.domain.readiness import Readiness, Task
from enec_desktop.wording.agenda import Listed, agenda_page, to_do_page
from enec_desktop.wording.board import Board
from enec_desktop.wording.translated import own_texts
from tests.app.test_case_documents import HIDDEN, pages_of, text_of
from tests.assessing import judged, shipped
from tests.builders import case, entry
from tests.report.paper import squeezed, texts
from tests.wording.boards import STAMP
from tests.wording.decided import MEETING, decided
from tests.wording.test_phrasebook import book, lacking

PRINTED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
BARE = case(entry("question", "q", question="What is it?"), id="case-2", title="Second")
SHORT = (("staging", "m"), ("progression", "type"), ("fitness", "neutrophils"))
WITHDRAWN = AgendaItem("case-2", "q", ItemState.WITHDRAWN, "moved to another hospital")
TWO = MEETING.with_item(WITHDRAWN)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("store"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ready(desk: Desk) -> Mapping[str, Readiness]:
    return {one.id: desk.readiness.of(one) for one in (decided(), BARE)}


def made(desk: Desk, kind: DocumentKind, ready: Mapping[str, Readiness], **other: Any) -> bytes:
    cases = [Subject(one, 3, printed=PRINTED, **other) for one in (decided(), BARE)]
    return desk.reports.meeting_document(kind, TWO, cases, ready)


def test_the_agenda_names_each_case_in_order_with_its_question_and_how_far_it_is(
    desk: Desk, ready: Mapping[str, Readiness]
) -> None:
    text = text_of(made(desk, DocumentKind.AGENDA, ready))
    told = ("SAMPLE, Patient · 14-Jul-1945 · HN 0042317", "First-line treatment?", "What is it?")
    places = [text.index(squeezed(words)) for words in told]
    assert places == sorted(places)
    for words in ("Upper GI board", "14:00", "Room 3", "Dr Roe (apologies)", "asked for: surgery"):
        assert squeezed(words) in text
    assert squeezed("[withdrawn: moved to another hospital]") in text
    assert squeezed("open: Goals") in text


def test_what_is_to_do_stands_under_the_discipline_that_sees_to_it(
    desk: Desk, ready: Mapping[str, Readiness]
) -> None:
    text = text_of(made(desk, DocumentKind.TO_DO, ready))
    labels = desk.vocabulary.field("position", "discipline").choices
    for discipline in {*ready["case-1"].to_do, *ready["case-2"].to_do}:
        assert squeezed(labels[discipline].capitalize()) in text
    assert squeezed("Needed before the board") in text and squeezed("Platelets") in text


def test_a_short_label_of_what_is_to_do_says_of_what_it_is(ready: Mapping[str, Readiness]) -> None:
    tasks = [Task(Place("", kind, field), reason=Reason.ASKED) for kind, field in SHORT]
    found = replace(ready["case-2"], to_do={"radiology": tuple(tasks)})
    listed = Listed(Board(BARE, BARE.entries, judged(), shipped(), TWO), STAMP, readiness=found)
    page = to_do_page(TWO, [listed], shipped(), STAMP)
    told = "M (TNM statement); Type (progression or relapse); Neutrophils"
    assert squeezed(told) in squeezed("".join(texts(page)))
    assert lacking(page.rest, book().reader(own_texts(BARE))) == set()


def test_the_agenda_says_which_discipline_of_the_quorum_sent_only_apologies(
    desk: Desk, ready: Mapping[str, Readiness]
) -> None:
    asked = replace(TWO, quorum=("surgery", "pathology"))
    text = text_of(desk.reports.meeting_document(DocumentKind.AGENDA, asked, [], ready))
    assert squeezed("asked for: surgery, pathology · only apologies of: pathology") in text


def test_the_pack_is_the_agenda_with_every_summary_one_bookmark_each(
    desk: Desk, ready: Mapping[str, Readiness]
) -> None:
    pdf = made(desk, DocumentKind.PACK, ready)
    reader = pypdf.PdfReader(BytesIO(pdf))
    titles = [one.title.partition(" · ")[0] for one in reader.outline if not isinstance(one, list)]
    assert titles == ["Agenda", "Board summary", "Board summary"]
    count = len(reader.pages)
    for number, page in enumerate(pages_of(pdf), 1):
        assert f"sheet{number}of{count}" in squeezed(page)
    ((kept,),) = reader.attachments.values()
    assert [one["case"]["id"] for one in json.loads(kept)["cases"]] == ["case-1", "case-2"]
    assert made(desk, DocumentKind.PACK, ready) == pdf


def test_the_pack_holds_no_summary_while_the_board_says_its_intent_first(
    desk: Desk, ready: Mapping[str, Readiness]
) -> None:
    asked = replace(TWO, commit_first=True).with_item(AgendaItem("case-2", "q"))
    pdf = desk.reports.meeting_document(DocumentKind.PACK, asked, [Subject(BARE, 3, printed=PRINTED)], ready)
    ((kept,),) = pypdf.PdfReader(BytesIO(pdf)).attachments.values()
    assert json.loads(kept)["cases"] == []
    assert squeezed("Board summary") not in text_of(pdf)
    assert squeezed("[the board says its intent before it sees the advice]") in text_of(pdf)


@pytest.mark.parametrize("kind", [DocumentKind.AGENDA, DocumentKind.TO_DO, DocumentKind.PACK])
def test_no_paper_of_a_meeting_names_a_patient_under_a_pseudonym(
    desk: Desk, ready: Mapping[str, Readiness], kind: DocumentKind
) -> None:
    pdf = made(desk, kind, ready, hidden=True)
    ((kept,),) = pypdf.PdfReader(BytesIO(pdf)).attachments.values()
    text = text_of(pdf)
    for word in HIDDEN:
        assert squeezed(word) not in text and word not in kept.decode()
    assert squeezed("[withdrawn: moved to another hospital]") in text or kind is DocumentKind.TO_DO
    assert '"case-1"' not in kept.decode()


def test_an_agenda_without_cases_says_so(desk: Desk) -> None:
    empty = Meeting("m", TWO.day)
    text = text_of(desk.reports.meeting_document(DocumentKind.AGENDA, empty, [], {}))
    assert squeezed("No case is on the agenda.") in text
    to_do = text_of(desk.reports.meeting_document(DocumentKind.TO_DO, empty, [], {}))
    assert squeezed("Nothing is open for any discipline.") in to_do


def test_headings_and_labels_of_a_meeting_s_papers_have_chinese_words(ready: Mapping[str, Readiness]) -> None:
    board = Board(BARE, BARE.entries, judged(entry("question", "q", question="What is it?")), shipped(), TWO)
    listed = Listed(board, STAMP, WITHDRAWN, ready["case-2"])
    reader = book().reader(own_texts(BARE))
    for make in (agenda_page, to_do_page):
        page = make(TWO, [listed], shipped(), STAMP)
        assert lacking(page.rest, reader) == set()
        assert reader.known(page.title) is not None
