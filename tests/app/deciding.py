"""Cases on an agenda and complete decisions, as several tests of the board need them."""

from __future__ import annotations

from enec_desktop.app.desk import Desk
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.time import PartialDate
from tests.builders import codes, value


def listed(desk: Desk, meeting: Meeting) -> str:
    case_id = desk.cases.create("A case")
    desk.cases.set_fact(case_id, "question-1", "question", value("Which treatment first?"))
    desk.meetings.add_case(meeting.id, case_id)
    return case_id


def decided(desk: Desk, case_id: str) -> str:
    """A complete decision; its entry."""
    case, decision = desk.decisions.begin(case_id)
    said = {"why": "Fit, limited disease", "told": "Dr Lee on Friday; letter to the GP", "trial": "none open"}
    desk.cases.set_fact(case_id, decision, "intent", codes("curative"))
    for field, words in said.items():
        desk.cases.set_fact(case_id, decision, field, value(words))
    case, action = desk.cases.add_entry(case_id, "action", of=decision)
    for field, words in {"what": "EP, first cycle", "owner": "Dr Ortiz"}.items():
        desk.cases.set_fact(case_id, action, field, value(words))
    desk.cases.set_fact(case_id, action, "due", value(PartialDate(2026, 12, 1)))
    return decision
