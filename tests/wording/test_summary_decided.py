"""A decision with actions, conditions and positions; its meeting; the confirmed version and its history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from enec_desktop.domain.content import Heading, Mark, Page, Rows, Seal, Sentence, Table
from enec_desktop.domain.meeting import AgendaItem, Commitment, Lifted, MeetingKind
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.wording.dossier import dossier
from enec_desktop.wording.letter import letter
from enec_desktop.wording.translated import own_texts
from tests.assessing import shipped
from tests.builders import entry
from tests.wording.boards import page_of, rows, section, sentences, text
from tests.wording.decided import MEETING, decided, decided_page, record, stamped
from tests.wording.test_phrasebook import book, lacking
from tests.wording.test_summary import DECISION
from tests.wording.test_summary_paper import outcome_is_one_sheet


def table(blocks: tuple[object, ...]) -> tuple[tuple[Sentence, ...], ...]:
    """The lines of the one table among these blocks."""
    (found,) = [one for one in blocks if isinstance(one, Table)]
    return found.rows


def test_actions_are_numbered_with_owner_and_day_and_a_missing_day_is_asked_for() -> None:
    lines = table(section(decided_page(), "decision").blocks)
    assert [cell.text for cell in lines[0]] == ["1. Port", "Dr Adeyemi", "27-Nov-2026"]
    assert [cell.text for cell in lines[1]] == ["2. First cycle of EC", "Dr Okafor", "not recorded"]
    assert lines[1][2].mark is Mark.ASK


def test_a_condition_says_what_the_program_checks_and_what_follows_either_way() -> None:
    assert rows(decided_page().first)["Condition"] == (
        "EP only if the kidney recovers · checked as: Creatinine clearance ≥ 60"
        " · if it holds: EP · if it does not hold: EC · back on the agenda if it holds"
    )


def test_who_dissents_is_named_with_its_words_and_apart_from_who_agrees() -> None:
    told = rows(decided_page().first)
    assert told["Dissent, uncertainty"] == "surgery dissents: A node first."
    assert told["In agreement"] == "medical oncology"
    with_words = rows(decided_page(decided(dissent="Some doubt.")).first)
    assert with_words["Dissent, uncertainty"] == "Some doubt.; surgery dissents: A node first."


def test_the_stance_names_the_advice_it_speaks_of_and_the_coded_reason() -> None:
    told = rows(decided_page().first)
    assert told["Beside the assessment"] == (
        "deviates from it: Carboplatin and etoposide (EC): recommended (reason: comorbidity or fitness)"
    )
    assert "Deviation" not in told


def test_older_free_texts_are_printed_beside_the_lists_and_never_asked_for_with_them() -> None:
    told = rows(decided_page().first)
    assert not {"Actions, in order", "What, who, by when", "Conditions, alternatives"} & set(told)
    older = rows(decided_page(decided(actions="1. EC.", tasks="Port: Dr A.", conditions="None.")).first)
    assert older["Actions, in order"] == "1. EC."
    assert older["What, who, by when"] == "Port: Dr A."
    assert older["Conditions, alternatives"] == "None."


def test_alternatives_that_nobody_said_are_asked_for_beside_the_conditions() -> None:
    assert rows(decided_page().first)["Alternatives"] == "not recorded"


def test_intent_before_and_after_the_advice_and_who_lifted_it_stand_beside_the_attendance() -> None:
    said = Commitment("palliative", "Chemotherapy", "The same, with EC")
    lifted = Lifted("Dr Lee", datetime(2026, 11, 24, 13, 5), "asked for by phone")
    item = AgendaItem("case-1", "q", commitment=said, lifted=lifted)
    told = rows([section(decided_page(meeting=MEETING.with_item(item)), "intent")])
    assert told == {
        "Before the advice": "palliative: Chemotherapy",
        "After the advice": "The same, with EC",
        "Advice shown before the intent": "Dr Lee, 24-Nov-2026 13:05; why: asked for by phone",
    }
    assert "intent" not in {one.id for one in decided_page().rest}


def test_the_minutes_stand_in_the_basis() -> None:
    page = decided_page()
    assert "Radiology showed the node again." in text([section(page, "minutes")])
    assert "Radiology showed the node again." not in text(page.first)


def test_the_meeting_is_named_with_attendance_by_discipline_apologies_and_quorum() -> None:
    page = decided_page()
    told = rows([section(page, "attendance")])
    assert told["Present"] == "surgery: Dr Lee; medical oncology: Dr Okafor"
    assert told["Apologies"] == "pathology: Dr Roe"
    assert told["Expected, presence not recorded"] == "radiology: Dr Sato"
    asked = "asked for: surgery, medical oncology, pathology"
    assert told["Quorum"] == f"not complete, nobody of: pathology · {asked}"
    assert rows(page.first)["Quorum"] == "not complete, nobody of: pathology"
    assert rows(page.first)["Meeting"].startswith("24-Nov-2026 14:00 · Upper GI board · site Room 3")


def test_a_complete_quorum_takes_no_room_on_page_one() -> None:
    page = decided_page(meeting=replace(MEETING, quorum=("surgery",)))
    assert "Quorum" not in rows(page.first)
    assert rows([section(page, "attendance")])["Quorum"] == "complete · asked for: surgery"


def test_an_urgent_decision_is_called_so() -> None:
    page = decided_page(meeting=replace(MEETING, kind=MeetingKind.URGENT))
    assert "urgent decision between meetings" in rows(page.first)["Meeting"]


def test_a_decision_without_an_action_in_words_is_still_a_draft() -> None:
    page = page_of(
        entry("question", "q"), entry("decision"), entry("action", "a", of="decision", owner="Dr A")
    )
    assert (page.status, page.seal) == ("DRAFT", Seal.DRAFT)
    assert decided_page().status == "DRAFT · FOR SIGNATURE"


@pytest.mark.parametrize(
    ("version", "status", "seal"),
    [
        (2, "CONFIRMED · version 2", Seal.CONFIRMED),
        (1, "SUPERSEDED BY version 2 of 25-Nov-2026", Seal.SUPERSEDED),
    ],
)
def test_a_confirmed_version_says_in_words_whether_it_counts(version: int, status: str, seal: Seal) -> None:
    page = decided_page(stamp=stamped(version, versions=2))
    assert (page.status, page.seal) == (status, seal)
    assert page.footer.startswith(f"record version {version} · case revision 41 · ")
    told = rows([section(page, "sign-off")])
    assert told["Confirmed by the chair"] == "Dr Lee" and told["Version"] == str(version)
    history = [[cell.text for cell in line] for line in table(section(page, "sign-off").blocks)]
    assert history[1] == ["2", "25-Nov-2026 14:35", "Dr Lee", "anna", "The pathologist corrected the report."]
    assert history[0][4] == "first version"


def test_what_became_of_the_decision_stands_in_the_basis() -> None:
    done = entry("action", "a-3", of="decision", what="MRI", state="changed", reason="wish")
    page = decided_page(decided(done, carried_out="changed", carried_reason="toxicity"))
    told = section(page, "afterwards")
    assert [one.text for one in told.blocks if isinstance(one, Heading)] == ["MRI"]
    assert "done otherwise" in text([told]) and "toxicity" in text([told])


def test_a_decision_on_an_earlier_question_keeps_its_actions_and_positions() -> None:
    page = decided_page(decided(entry("question", "q-2", question="And now?")))
    told = text([section(page, "earlier")])
    assert "1. Port" in told and "surgery dissents: A node first." in told


def test_medicines_reactions_and_follow_up_are_printed() -> None:
    more = (
        entry("medicine", what="phenytoin", name="Phenhydan"),
        entry("reaction", to="contrast", severity="mild"),
        entry("follow_up", date="2027-01-10", alive="alive"),
    )
    page = page_of(*more)
    assert "Phenhydan" in text([section(page, "medicines")])
    assert "contrast medium" in text([section(page, "medicines")])
    assert "alive" in text([section(page, "follow-up")])


def test_the_outcome_of_a_full_decision_is_one_sheet() -> None:
    assert outcome_is_one_sheet(decided_page(stamp=stamped(1, versions=2)))


def test_no_sentence_of_a_decided_case_is_blank() -> None:
    page = decided_page(stamp=stamped(2, versions=2))
    assert all(one.text.strip() for one in sentences((*page.first, *page.rest)))


def test_headings_and_labels_of_a_decided_case_have_chinese_words() -> None:
    said = decided(entry("question", "q-2"), entry("decision", "d-2", **DECISION))
    for told, stamp in ((decided(), stamped(1, versions=2)), (said, stamped())):
        page = decided_page(told, stamp)
        reader = book().reader(own_texts(told))
        assert lacking((*page.first, *page.rest), reader) == set()
        assert reader.known(page.status) is not None


@pytest.mark.parametrize("make", [dossier, letter])
def test_headings_and_labels_of_every_document_have_chinese_words(make: Callable[..., Page]) -> None:
    told = decided()
    known = known_then(told, shipped().vocabulary, Latest())
    found = assess(told, shipped(), Latest(), turning=True)
    page = make(told, known, found, shipped(), stamped(1, versions=2), meeting=MEETING)
    reader = book().reader(own_texts(told))
    assert lacking((*page.first, *page.rest), reader) == set()
    assert reader.known(page.title) is not None


def test_what_an_amendment_replaces_is_called_an_earlier_version_and_its_reason_stands_on_page_one() -> None:
    later = entry("decision", "d-2", **{**DECISION, "amendment": "The scan was read again."})
    page = decided_page(decided(later))
    headings = [one.text for one in section(page, "earlier").blocks if isinstance(one, Heading)]
    assert headings == ["Earlier version of this decision · no date"]
    assert rows(page.first)["Why amended"] == "The scan was read again."


def test_a_record_of_another_edition_says_that_the_assessment_is_of_today_s_knowledge() -> None:
    other = replace(stamped(), record=record(knowledge_hash="a1b2c3d4"))
    told = text([section(decided_page(stamp=other), "assessment")])
    assert "Confirmed with knowledge 2026.1 (a1b2c3);" in told
    assert "Confirmed with" not in text([section(decided_page(stamp=stamped()), "assessment")])


def test_the_basis_says_who_reviewed_images_and_slides_and_how_the_board_left_the_stage() -> None:
    said = {"images": "reviewed", "images_by": "Dr Sato", "slides": "reviewed", "slides_by": "Dr Roe"}
    stage = {"stage_left": "provisional", "stage_changed": "yes", "stage_held": "cT3 N1 M1 (liver)"}
    told = rows(decided_page(decided(**said, **stage)).rest)
    assert told["Images at the meeting"] == "reviewed · by Dr Sato"
    assert told["Slides at the meeting"] == "reviewed · by Dr Roe"
    assert told["Stage after the meeting"] == (
        "provisional · changed by the board: yes · held now: cT3 N1 M1 (liver)"
    )
    bare = rows(decided_page(decided(stage_changed="yes")).rest)
    assert bare["Slides at the meeting"] == "not recorded"
    assert bare["Stage after the meeting"] == (
        "changed by the board: yes · not recorded: provisional or final, held now"
    )


def test_a_decision_that_does_not_say_how_it_stands_to_the_assessment_is_never_read_as_agreement() -> None:
    unsaid = {name: {"state": "not recorded", "note": "asked"} for name in ("stance", "deviation_reason")}
    told = rows(decided_page(decided(**unsaid)).first)
    assert told["Beside the assessment"] == "not recorded: whether it agrees or deviates"
    assert "Deviation" not in told


def test_what_a_tnm_statement_lacks_stands_below_it_and_not_below_the_judgement() -> None:
    judged = entry("judgement", judged_by="the board")
    headings = [
        "lacks" if isinstance(block, Rows) and block.rows[0].label == "Not recorded" else block.text
        for block in section(decided_page(decided(judged)), "stage").blocks
        if isinstance(block, Heading) or (isinstance(block, Rows) and block.rows[0].label == "Not recorded")
    ]
    assert headings[0].startswith("TNM statement") and headings[1] == "lacks"
    assert headings[2].startswith("Resectability")
