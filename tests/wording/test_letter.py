"""The letter to the family doctor: the decision in the words of the record; what is missing is said."""

from dataclasses import replace

import pytest

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Bullets, Mark, Page, Rows, Section
from enec_desktop.domain.meeting import Meeting, MeetingKind
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.letter import letter, letter_sections
from enec_desktop.wording.translated import own_texts
from tests.assessing import listed, nec, shipped
from tests.builders import case, entry
from tests.wording.boards import STAMP, rows, section, sentences, text
from tests.wording.decided import MEETING, PATIENT, decided, stamped
from tests.wording.test_phrasebook import book, lacking

NONE = "No action of the record names the family doctor or the referrer as the one who sees to it."


def written(told: Case | None = None, stamp: Stamp = STAMP, meeting: Meeting | None = MEETING) -> Page:
    """The letter of a decided case, by default with its meeting and as a draft."""
    told = told or decided()
    known = known_then(told, shipped().vocabulary, Latest())
    return letter(told, known, assess(told, shipped(), Latest()), shipped(), stamp, meeting)


def uncited(told: Case) -> tuple[Section, ...]:
    """The parts of the letter with all their ids."""
    known = known_then(told, shipped().vocabulary, Latest())
    return letter_sections(Board(told, known, assess(told, shipped(), Latest()), shipped(), MEETING), STAMP)


def asked(owner: str, **other: str) -> str:
    """What the letter asks for, where one more action has this owner."""
    action = entry("action", "a-3", of="decision", what="Stop the diuretic", owner=owner, **other)
    return text([section(written(decided(action)), "asked")])


def test_addressees_patient_meeting_and_question_head_the_letter() -> None:
    told = rows([section(written(), "head")])
    assert told["Family doctor"] == "Dr Hill, High Street" and told["Referrer"] == "Dr Hill"
    assert told["Patient"].startswith("SAMPLE, Patient · born 14-Jul-1945")
    assert told["Meeting"] == "24-Nov-2026 · Upper GI board · chair Dr Lee"
    assert told["Question"] == "First-line treatment?"


def test_an_addressee_who_is_not_recorded_is_said_in_words() -> None:
    bare = case(entry("identity", "p"), nec(), listed(), entry("decision", "decision", intent="palliative"))
    told = rows([section(written(bare, meeting=None), "head")])
    assert told["Family doctor"] == told["Referrer"] == "not recorded"
    assert told["Meeting"] == "not recorded: date, board, chair"


def test_the_line_of_the_case_holds_no_question_of_the_program() -> None:
    told = rows([section(written(), "head")])["In one line"]
    assert "small cell" in told and "question of the day" not in told


def test_decision_reason_and_what_follows_are_those_of_the_record() -> None:
    told = rows(written().first)
    assert told["Intent"] == "palliative"
    assert told["Regimen"] == "Carboplatin and etoposide, every three weeks"
    assert told["Condition"].startswith("EP only if the kidney recovers")
    assert told["Patient and GP told"].startswith("Dr Okafor tells the patient today")
    assert told["Tests outstanding"] == "Brain MRI."
    assert told["Trial considered"] == "None open here; the centre was asked."
    assert "1. Port" in text([section(written(), "decision")])


def test_what_was_looked_at_and_how_the_stage_was_left_is_told_or_said_not_to_be_recorded() -> None:
    told = rows(written().first)
    assert told["Slides at the meeting"] == told["Stage after the meeting"] == "not recorded"
    assert "Images at the meeting" not in told, "no study is recorded, and nothing said of one"
    said = {"images": "not_reviewed", "slides": "reviewed", "stage_left": "final", "stage_changed": "no"}
    told = rows(written(decided(**said)).first)
    assert told["Images at the meeting"] == "not reviewed"
    assert told["Slides at the meeting"] == "reviewed · not recorded: by whom"
    assert told["Stage after the meeting"] == "final · changed by the board: no"


@pytest.mark.parametrize(
    "owner", ["Dr Hill", "GP", "the family doctor", "Referrer", "Hill or Okafor", "dr. hill"]
)
def test_an_action_of_the_reader_is_asked_for_with_its_owner_as_written(owner: str) -> None:
    assert asked(owner, due="2026-11-30") == f"Stop the diuretic ({owner}); by 30-Nov-2026"
    assert asked(owner) == f"Stop the diuretic ({owner}); by when: not recorded"


@pytest.mark.parametrize("owner", ["Dr Hillman", "surgery", "Dr Okafor", "Highfield team"])
def test_an_action_of_somebody_else_is_not_asked_for(owner: str) -> None:
    assert asked(owner) == NONE


def test_a_doctor_of_whom_only_the_family_name_is_written_is_still_the_reader() -> None:
    patient = entry("identity", "patient", family_doctor="Dr Anna Hill, High Street")
    action = entry("action", "a", of="decision", what="Stop the diuretic", owner="Dr Hill", due="2026-11-30")
    told = case(patient, nec(), listed(), entry("decision", "decision", intent="palliative"), action)
    assert "Stop the diuretic (Dr Hill)" in text([section(written(told), "asked")])


def test_that_nothing_is_asked_is_said_only_where_every_action_has_an_owner() -> None:
    nobody = entry("action", "a-3", of="decision", what="Stop the diuretic")
    told = list(sentences([section(written(decided(nobody)), "asked")]))
    assert [one.text for one in told] == ["Not recorded: who sees to some of the actions."]
    assert told[0].mark is Mark.ASK
    none = case(PATIENT, nec(), listed(), entry("decision", "decision", intent="palliative"))
    (only,) = sentences([section(written(none), "asked")])
    assert only.text == "Not recorded: no action is listed with the one who sees to it."


def test_nobody_is_asked_for_what_is_done() -> None:
    assert asked("Dr Hill", due="2026-11-30", state="done").endswith("by 30-Nov-2026; since then: done")


def test_a_draft_says_so_and_a_superseded_letter_names_the_later_version() -> None:
    assert "Draft: the board has not confirmed this decision" in text(written().first)
    assert written().status.startswith("DRAFT")
    confirmed = written(stamp=stamped())
    assert "Draft" not in text(confirmed.first)
    assert rows(confirmed.first)["Confirmed by the chair"] == "Dr Lee, 24-Nov-2026 14:35"
    older = text(written(stamp=stamped(1, versions=2)).first)
    assert "A later version supersedes this one: version 2, 25-Nov-2026." in older


@pytest.mark.parametrize("more", [{}, {"minutes": "Talked of it."}])
def test_without_a_decision_there_is_one_sentence_and_no_empty_rows(more: dict[str, str]) -> None:
    later = [entry("question", "q-2", question="And now?")]
    later += [entry("decision", "d-2", **more)] if more else []
    page = written(decided(*later))
    (only,) = sentences(page.first)
    assert only.text.startswith("The board has recorded no decision on its question")
    assert not any(isinstance(block, Rows) for one in page.first for block in one.blocks)


def test_dissent_minutes_and_the_stance_stay_out() -> None:
    told = text(written(decided(dissent="Some doubt.")).first)
    for words in ("Some doubt", "A node first", "Radiology showed", "deviates", "comorbidity"):
        assert words not in told


def test_an_urgent_decision_is_called_so() -> None:
    page = written(meeting=replace(MEETING, kind=MeetingKind.URGENT))
    assert "urgent decision between meetings" in rows(page.first)["Meeting"]


def test_hostile_and_long_texts_are_kept_whole() -> None:
    hostile = "<b>&amp;{0} %s \u202eabc\u202c 食管 \U0001f9ea ' OR 1=1; -- \\n"
    long = "word " * 800 + "end"
    told = text(written(decided(why=hostile, told=long)).first)
    assert hostile in told and long in told


def test_every_row_and_every_action_leads_to_its_field() -> None:
    action = entry("action", "a-3", of="decision", what="Stop the diuretic", owner="GP", due="2026-11-30")
    told = decided(action)
    found = {one.id: one for one in told.entries}
    parts = uncited(told)
    every = [row for one in parts for block in one.blocks if isinstance(block, Rows) for row in block.rows]
    elsewhere = {"Date", "In one line"}
    for row in every:
        place, _, name = row.field.partition("/")
        assert row.label in elsewhere or name in shipped().vocabulary.kinds[found[place].kind].fields
    (bullet,) = [
        one for part in parts for block in part.blocks if isinstance(block, Bullets) for one in block.items
    ]
    assert bullet.refs == ("a-3/what", "a-3/owner", "a-3/due")


def test_titles_and_sentences_of_the_letter_itself_have_chinese_words() -> None:
    reader = book().reader(own_texts(decided()))
    for page in (written(), written(stamp=stamped()), written(decided(entry("question", "q-2")))):
        assert lacking(page.first, reader) == set()
        assert reader.known(next(sentences(page.first)).text) is not None
