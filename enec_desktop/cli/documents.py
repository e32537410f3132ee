"""``verify``, ``meetings``, ``meeting``: whether a file or the store is whole; the papers of a meeting."""

from __future__ import annotations

import argparse
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.app.papers import MEETING_DOCUMENTS
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.backups import verify as verify_store
from enec_desktop.cli.types import Commands
from enec_desktop.cli.waiting import add_reveal, reveal, say_waiting
from enec_desktop.domain.board_record import BoardRecord, DocumentKind, Issued, Verified
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.meeting import AgendaItem, Meeting, MeetingKind


def add(commands: Commands) -> None:
    """The commands and their options."""
    told = "read the whole store and list every fault; or say of a PDF whether it is as this store issued it"
    verified = commands.add_parser("verify", help=told)
    verified.add_argument("file", type=Path, nargs="?", metavar="PDF")
    verified.set_defaults(run=verify)
    listed = commands.add_parser("meetings", help="list the meetings of the board with their agendas")
    listed.set_defaults(run=meetings)
    paper = commands.add_parser("meeting", help="write the agenda, the to-do or the pack of a meeting as PDF")
    paper.add_argument("day", metavar="DAY", help="its day (2026-11-24) or its id")
    paper.add_argument("-o", "--output", type=Path, required=True, metavar="PDF")
    kinds = [one.value for one in MEETING_DOCUMENTS]
    paper.add_argument("--kind", choices=kinds, default=kinds[0], help=f"which document (usual: {kinds[0]})")
    add_reveal(paper)
    paper.set_defaults(run=meeting_paper)


def verify(chosen: argparse.Namespace) -> int:
    """Print the verdict on a document and what is known of it; without a file, every fault of the store."""
    if chosen.file is None:
        return verify_store(chosen)
    desk = open_desk(chosen.data_dir)
    try:
        print("\n".join(_told(desk.documents.verify(chosen.file))))
        return 0
    finally:
        desk.close()


def meetings(chosen: argparse.Namespace) -> int:
    """One line for each meeting, the latest first, and one below it for each case on its agenda."""
    desk = open_desk(chosen.data_dir)
    try:
        for meeting in desk.meetings.all():
            print(" | ".join(one for one in _of_meeting(meeting) if one))
            for number, item in enumerate(meeting.items, start=1):
                print(f"  {number}. {_of_item(item, desk)}")
        return 0
    finally:
        desk.close()


def meeting_paper(chosen: argparse.Namespace) -> int:
    """Write a document of a meeting and tell where it is."""
    desk = open_desk(chosen.data_dir)
    try:
        found = [one for one in desk.meetings.all() if chosen.day in (one.id, one.day.isoformat())]
        if len(found) != 1:
            many = "There is no meeting" if not found else "There is more than one meeting"
            raise EnecError(f"{many} {chosen.day}; name the id of one that meetings lists.")
        kind, meeting = DocumentKind(chosen.kind), found[0]
        if kind is DocumentKind.PACK and chosen.reveal is not None:
            waiting = desk.papers.order_of_meeting(kind, meeting).waiting
            reveal(desk, waiting, chosen.reveal)
            meeting = desk.meetings.get(meeting.id)
        order = desk.papers.order_of_meeting(kind, meeting)
        pdf = desk.papers.made_of_meeting(order)
        desk.papers.leaves_of_meeting(order, pdf, chosen.output)
        print(chosen.output)
        say_waiting("summary", order.waiting, chosen.output)
        return 0
    finally:
        desk.close()


def _told(found: Verified) -> list[str]:
    lines = [found.verdict.value]
    if found.issued is not None:
        lines.append(_of_issued(found.issued))
    if found.newer is not None:
        lines += [_of_newer(one) for one in (found.newer, *found.more)]
    return lines


def _of_issued(issued: Issued) -> str:
    of = f"case {issued.case_id}" if issued.case_id else f"meeting {issued.meeting}"
    what = f"record {issued.record}" if issued.record else f"draft, revision {issued.revision}"
    return f"issued: {issued.kind} of {of} ({what}), {issued.at.astimezone():%Y-%m-%d %H:%M} by {issued.who}"


def _of_newer(newer: BoardRecord) -> str:
    day = f"{newer.confirmed:%Y-%m-%d %H:%M}"
    why = f": {newer.reason}" if newer.reason else ""
    which = f"record {newer.number} of case {newer.case_id}, version {newer.version}"
    return f"in force: {which}, confirmed {day} by {newer.chair}{why}"


def _of_meeting(meeting: Meeting) -> tuple[str, ...]:
    when = " ".join((meeting.day.isoformat(), meeting.time)).strip()
    urgent = "urgent" if meeting.kind is MeetingKind.URGENT else ""
    state = "over" if meeting.closed else "to come"
    return meeting.id, when, meeting.board, meeting.place, urgent, state


def _of_item(item: AgendaItem, desk: Desk) -> str:
    why = f": {item.why}" if item.why else ""
    title = desk.cases.open(item.case_id).title or "no title"
    return " | ".join((item.case_id, title, f"{item.state}{why}"))
