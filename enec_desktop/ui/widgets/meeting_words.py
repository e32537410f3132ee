"""A meeting and its agenda in words: the same in the list, above the agenda and in the menus."""

from __future__ import annotations

from datetime import date

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.meeting import AgendaItem, ItemState, Meeting, MeetingKind, Presence
from enec_desktop.domain.since_board import since_board
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.entry_words import inside
from enec_desktop.ui.widgets.patient_words import patient_words


def day_words(kit: Kit, day: date) -> str:
    """A day as a reader of the language writes it."""
    return kit.date(PartialDate.of(day))


def meeting_title(kit: Kit, meeting: Meeting) -> str:
    """ "24-Nov-2026 14:00, Upper GI board"; an urgent decision says that it is one."""
    urgent = kit.words("meeting.urgent_one") if meeting.kind is MeetingKind.URGENT else ""
    when = f"{day_words(kit, meeting.day)} {meeting.time}".strip()
    return ", ".join(one for one in (when, meeting.board or urgent, urgent if meeting.board else "") if one)


def meeting_brief(kit: Kit, meeting: Meeting) -> str:
    """ "3 cases, 1 discussed"; for an over meeting that it is over."""
    done = sum(one.state is ItemState.DISCUSSED for one in meeting.items)
    words = kit.words("meeting.cases", count=len(meeting.items), done=done)
    return kit.words("meeting.over", cases=words) if meeting.closed else words


def discipline_words(kit: Kit, code: str) -> str:
    """The name of a discipline."""
    return kit.desk.vocabulary.field("position", "discipline").choices.get(code, code)


def meeting_lines(kit: Kit, meeting: Meeting) -> str:
    """Who leads, who writes, who is there: in one line above the agenda."""
    words, there = kit.words, meeting.present()
    told = [
        meeting.place,
        words("meeting.chair_is", name=meeting.chair or words("state.not_recorded")),
        words("meeting.recorder_is", name=meeting.recorder or words("state.not_recorded")),
        words("meeting.members_are", count=len(meeting.members), there=len(there)),
    ]
    began = any(one.presence is not Presence.EXPECTED for one in meeting.members)
    if meeting.lacking() and (began or not meeting.members):
        lacking = ", ".join(discipline_words(kit, one) for one in meeting.lacking())
        told.append(words("meeting.lacking", disciplines=lacking))
    return " · ".join(one for one in told if one)


def patient_line(kit: Kit, case: Case) -> str:
    """Name, age and sex of a patient; without a name the title, which says as much."""
    told = patient_words(kit, case, kit.today())[:3]
    named = any(one.fact("name").value is not None for one in case.of_kind("identity"))
    return ", ".join(told if named or not case.title or kit.names.hidden else told[:1])


def question_words(kit: Kit, case: Case, item: AgendaItem) -> str:
    """The question that a case comes with; that there is none is said."""
    entry = next((one for one in case.entries if one.id == item.question), None)
    asked = entry.fact("question").value if entry is not None else None
    if isinstance(asked, str) and asked.strip():
        return asked
    earlier = any(one.id != item.question for one in case.of_kind("question"))
    return kit.words("meeting.no_new_question" if earlier else "meeting.no_question")


def news_words(kit: Kit, case: Case, item: AgendaItem) -> str:
    """What came since the board decided last; a first discussion is called one."""
    decision, later = since_board(case, item.question)
    if decision is None:
        return kit.words("meeting.first_time")
    if not later:
        return kit.words("meeting.no_news")
    kinds = kit.desk.vocabulary.kinds
    names = dict.fromkeys(inside(kinds[entry.kind].label) for entry in later)
    return kit.words("meeting.news_are", what=", ".join(names))


def state_of_item(kit: Kit, item: AgendaItem) -> str:
    """How far a case is, with the reason where it was put off."""
    said = kit.words(f"meeting.state_{item.state.value}")
    return f"{said}: {item.why}" if item.why else said


def rule_words(kit: Kit, rule: str) -> str:
    """The option that a row belongs to; the id itself where the knowledge has none of it any more."""
    option = kit.desk.knowledge.base.options.get(rule.partition("/")[0])
    return kit.said(option.title) if option is not None else rule


def read_day(kit: Kit, text: str) -> date:
    """A day of the calendar as typed, in the future or not. Raises FieldProblem with one sentence."""
    value = kit.desk.cases.parse_value("question", "board_date", text, None)
    if not isinstance(value, PartialDate) or value.earliest != value.latest:
        raise FieldProblem(kit.words("meeting.whole_day"))
    return value.earliest
