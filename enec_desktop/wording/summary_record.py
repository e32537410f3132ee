"""Who was there, and what was confirmed: attendance with quorum, version, history of amendments, sign-off."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.content import Block, Mark, Paragraph, Row, Rows, Seal, Section, Sentence, Table
from enec_desktop.domain.meeting import Meeting, Member, Presence
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.facts import NOT_RECORDED

HISTORY = ("Version", "Confirmed", "Chair", "Entered by", "Why amended")
_PRESENCE = {
    Presence.PRESENT: "Present",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
    Presence.EXPECTED: "Expected, presence not recorded",
}


def seal_of(stamp: Stamp) -> Seal:
    """Whether the page is a draft, what was confirmed, or what a later version replaced."""
    if stamp.record is None:
        return Seal.DRAFT
    return Seal.CONFIRMED if stamp.newest is None else Seal.SUPERSEDED


def status_words(board: Board, stamp: Stamp) -> str:
    """The mark of every page in words; a published patient is nobody's to sign for."""
    if stamp.record is None:
        return "DRAFT · FOR SIGNATURE" if board.is_decided and not board.case.published else "DRAFT"
    if stamp.newest is None:
        return f"CONFIRMED · version {stamp.record.version}"
    day = PartialDate.of(stamp.newest.confirmed.date()).shown()
    return f"SUPERSEDED BY version {stamp.newest.version} of {day}"


def quorum_row(board: Board) -> tuple[Row, ...]:
    """Said on page one where a discipline of the quorum was not there."""
    meeting = board.meeting
    lacking = meeting.lacking() if meeting is not None and meeting.present() else ()
    if not lacking:
        return ()
    told = f"not complete, nobody of: {', '.join(_disciplines(board, lacking))}"
    return (Row("Quorum", Sentence(told, mark=Mark.CAUTION), "meeting/quorum"),)


def attendance_section(board: Board) -> Section:
    """Who was there by discipline, apologies, quorum; the older free text where it is recorded."""
    free = board.text(board.decision, "decision", "attendance", "Present, by discipline")
    if board.meeting is None or not board.meeting.members:
        unsaid = Sentence(NOT_RECORDED, mark=Mark.ASK, rests=("meeting/members",))
        rows = (free, Row("Apologies", unsaid, "meeting/members"), Row("Quorum", unsaid, "meeting/quorum"))
        return Section("attendance", "Attendance", (Rows(rows),))
    said = [*_members(board, board.meeting), _quorum(board, board.meeting)]
    said += [] if free.value.text == NOT_RECORDED else [free]
    return Section("attendance", "Attendance", (Rows(tuple(said)),))


def intent_sections(board: Board) -> tuple[Section, ...]:
    """What the board meant to do before it saw the advice and after; nothing where it was not asked first."""
    meeting = board.meeting
    item = meeting.item(board.case.id) if meeting is not None and meeting.holds(board.case.id) else None
    if item is None:
        return ()
    said, lifted, rows = item.commitment, item.lifted, list[Row]()
    if said is not None:
        intent = board.kind("decision").fields["intent"].choices.get(said.intent, said.intent)
        after = Sentence(said.after or NOT_RECORDED, mark=Mark.NONE if said.after else Mark.ASK)
        rows.append(Row("Before the advice", Sentence(f"{intent}: {said.words}"), "meeting/commitment"))
        rows.append(Row("After the advice", after, "meeting/commitment"))
    if lifted is not None:
        when = f"{PartialDate.of(lifted.at.date()).shown()} {lifted.at:%H:%M}"
        told = f"{lifted.who or NOT_RECORDED}, {when}; why: {lifted.why or NOT_RECORDED}"
        rows.append(
            Row("Advice shown before the intent", Sentence(told, mark=Mark.CAUTION), "meeting/lifted")
        )
    return (Section("intent", "Intent before and after the advice", (Rows(tuple(rows)),)),) if rows else ()


def sign_off_section(board: Board, stamp: Stamp) -> Section:
    """Who confirmed it and its amendments; before that, the lines for a signature."""
    return Section("sign-off", "Sign-off", _confirmed(stamp) or _to_sign(board))


def _members(board: Board, meeting: Meeting) -> Iterator[Row]:
    for presence, label in _PRESENCE.items():
        found = [one for one in meeting.members if one.presence is presence]
        if found:
            yield Row(label, Sentence(_by_discipline(board, found)), "meeting/members")
    if not meeting.present():
        yield Row("Present", Sentence(NOT_RECORDED, mark=Mark.ASK), "meeting/members")


def _by_discipline(board: Board, members: list[Member]) -> str:
    labels = board.kind("position").fields["discipline"].choices
    groups = dict.fromkeys(one.discipline for one in members)
    return "; ".join(
        f"{labels[code]}: {', '.join(one.name for one in members if one.discipline == code)}"
        for code in groups
    )


def _quorum(board: Board, meeting: Meeting) -> Row:
    if not meeting.quorum:
        return Row("Quorum", Sentence("none set"), "meeting/quorum")
    if not meeting.present():
        return Row("Quorum", Sentence("presence not recorded", mark=Mark.ASK), "meeting/quorum")
    lacking = meeting.lacking()
    asked = ", ".join(_disciplines(board, meeting.quorum))
    told = f"not complete, nobody of: {', '.join(_disciplines(board, lacking))}" if lacking else "complete"
    return Row("Quorum", Sentence(f"{told} · asked for: {asked}", mark=_doubt(lacking)), "meeting/quorum")


def _doubt(lacking: tuple[str, ...]) -> Mark:
    return Mark.CAUTION if lacking else Mark.NONE


def _disciplines(board: Board, codes: tuple[str, ...]) -> list[str]:
    labels = board.kind("position").fields["discipline"].choices
    return [labels[code] for code in codes]


def _confirmed(stamp: Stamp) -> tuple[Block, ...]:
    record = stamp.record
    if record is None:
        return ()
    rows = (
        Row("Confirmed by the chair", Sentence(record.chair or NOT_RECORDED), "record/chair"),
        Row("Confirmed", Sentence(_when(record)), "record/confirmed"),
        Row("Entered by", Sentence(record.who or NOT_RECORDED), "record/who"),
        Row("Version", Sentence(str(record.version)), "record/version"),
        Row("Hash of the record", Sentence(record.sha256), "record/sha256"),
    )
    lines = tuple(tuple(Sentence(text, rests=(one.sha256,)) for text in _line(one)) for one in stamp.versions)
    blocks: tuple[Block, ...] = (Rows(rows), Table(HISTORY, lines))
    if stamp.newest is None:
        return blocks
    told = f"A later version supersedes this one: version {stamp.newest.version}, {_when(stamp.newest)}."
    return (Paragraph((Sentence(told, mark=Mark.STOP, strong=True),)), *blocks)


def _line(one: BoardRecord) -> Iterator[str]:
    yield str(one.version)
    yield _when(one)
    yield one.chair or NOT_RECORDED
    yield one.who or NOT_RECORDED
    yield one.reason or ("first version" if one.version == 1 else NOT_RECORDED)


def _when(one: BoardRecord) -> str:
    return f"{PartialDate.of(one.confirmed.date()).shown()} {one.confirmed:%H:%M}"


def _to_sign(board: Board) -> tuple[Block, ...]:
    if not board.is_decided or board.case.published:
        return (Paragraph((Sentence("A draft: nothing is signed."),)),)
    chair = board.text(board.question, "question", "chair", "Chair")
    if board.meeting is not None and board.meeting.chair:
        chair = Row(chair.label, Sentence(board.meeting.chair), "meeting/chair")
    line = Sentence("_" * 40)
    return (Rows((chair, Row("Signature", line), Row("Date", line))),)
