"""A meeting as plain JSON values and back; what does not fit is refused with its place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from enec_desktop.domain.meeting import (
    AgendaItem,
    Commitment,
    ItemState,
    Lifted,
    Meeting,
    MeetingKind,
    Member,
    Presence,
)
from enec_desktop.domain.strict import as_list, as_object, as_text, refuse, shown

FORMAT = "enec-meeting-1"

_Code = TypeVar("_Code", bound=StrEnum)
_WORDS = ("board", "time", "place", "chair", "recorder")


def to_document(meeting: Meeting) -> dict[str, Any]:
    """The meeting as JSON values; every key is there, so that a reader need not know what is usual."""
    return {
        "format": FORMAT,
        "id": meeting.id,
        "day": meeting.day.isoformat(),
        "kind": meeting.kind.value,
        **{name: getattr(meeting, name) for name in _WORDS},
        "members": [
            {"name": one.name, "discipline": one.discipline, "presence": one.presence.value}
            for one in meeting.members
        ],
        "quorum": list(meeting.quorum),
        "items": [_item_document(one) for one in meeting.items],
        "commit_first": meeting.commit_first,
        "closed": meeting.closed,
        "note": meeting.note,
    }


def from_document(document: object, disciplines: Collection[str]) -> Meeting:
    """The meeting that JSON values stand for.

    ``disciplines`` are the codes that members may have. Raises CaseRefused with the place and what to write.
    """
    keys = ("format", "id", "day", "kind", *_WORDS, "members", "quorum", "items", "commit_first", "closed",
            "note")  # fmt: skip
    raw = as_object(document, "meeting", keys)
    if raw["format"] != FORMAT:
        refuse("meeting", f"the format is {shown(raw['format'])}", f'write "{FORMAT}"')

    def words(name: str) -> str:
        return as_text(raw[name], name, blank=True)

    members = tuple(_member(one, f"members[{i}]") for i, one in enumerate(as_list(raw["members"], "members")))
    quorum = tuple(as_text(one, "quorum") for one in as_list(raw["quorum"], "quorum"))
    for code in (*quorum, *(one.discipline for one in members)):
        if code not in disciplines:
            refuse("meeting", f"{shown(code)} is no discipline", f"write one of {', '.join(disciplines)}")
    return Meeting(
        as_text(raw["id"], "id"),
        _day(raw["day"]),
        _code(MeetingKind, raw["kind"], "kind"),
        words("board"),
        words("time"),
        words("place"),
        words("chair"),
        words("recorder"),
        members,
        quorum,
        tuple(_item(one, f"items[{i}]") for i, one in enumerate(as_list(raw["items"], "items"))),
        _flag(raw["commit_first"], "commit_first"),
        _flag(raw["closed"], "closed"),
        as_text(raw["note"], "note", lines=True, blank=True),
    )


def _item_document(item: AgendaItem) -> dict[str, Any]:
    said, lifted = item.commitment, item.lifted
    return {
        "case": item.case_id,
        "question": item.question,
        "state": item.state.value,
        "why": item.why,
        "seconds": item.seconds,
        "ticks": list(item.ticks),
        "commitment": said and {"intent": said.intent, "words": said.words, "after": said.after},
        "lifted": lifted and {"who": lifted.who, "at": lifted.at.isoformat(), "why": lifted.why},
    }


def _member(document: object, place: str) -> Member:
    raw = as_object(document, place, ("name", "discipline", "presence"))
    name, discipline = as_text(raw["name"], place), as_text(raw["discipline"], place)
    return Member(name, discipline, _code(Presence, raw["presence"], place))


def _item(document: object, place: str) -> AgendaItem:
    keys = ("case", "question", "state", "why", "seconds", "ticks", "commitment")
    # Meetings that were kept before advice could be lifted do not say whether it was.
    raw = as_object(document, place, keys, ("lifted",))
    seconds = raw["seconds"]
    if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 0:
        refuse(place, f"{shown(seconds)} is no number of seconds", "write a whole number from 0 on")
    return AgendaItem(
        as_text(raw["case"], place),
        as_text(raw["question"], place, blank=True),
        _code(ItemState, raw["state"], place),
        as_text(raw["why"], place, lines=True, blank=True),
        seconds,
        tuple(as_text(one, place) for one in as_list(raw["ticks"], place)),
        None if raw["commitment"] is None else _commitment(raw["commitment"], place),
        None if raw.get("lifted") is None else _lifted(raw["lifted"], place),
    )


def _commitment(document: object, place: str) -> Commitment:
    raw = as_object(document, place, ("intent", "words", "after"))
    said = {key: as_text(raw[key], place, lines=True, blank=True) for key in raw}
    return Commitment(**said)


def _lifted(document: object, place: str) -> Lifted:
    raw = as_object(document, place, ("who", "at", "why"))
    who, at, why = (as_text(raw[key], place, lines=True, blank=True) for key in ("who", "at", "why"))
    try:
        return Lifted(who, datetime.fromisoformat(at), why)
    except ValueError:
        refuse(place, f"{shown(at)} is no time", 'write it as "2026-11-24T14:00:00+00:00"')


def _day(raw: object) -> date:
    try:
        return date.fromisoformat(as_text(raw, "day"))
    except ValueError:
        refuse("day", f"{shown(raw)} is no day", 'write it as "2026-11-24"')


def _code(codes: type[_Code], raw: object, place: str) -> _Code:
    try:
        return codes(as_text(raw, place))
    except ValueError:
        refuse(place, f"{shown(raw)} is not known", f"write one of {', '.join(codes)}")


def _flag(raw: object, place: str) -> bool:
    if not isinstance(raw, bool):
        refuse(place, f"{shown(raw)} is neither true nor false", "write true or false")
    return raw
