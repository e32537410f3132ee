"""Every version of a meeting stays; a document that fits no meeting is refused with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.errors import CaseRefused, StoreRefused
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
from enec_desktop.domain.meeting_document import from_document, to_document
from enec_desktop.store.driver import Database
from enec_desktop.store.store import STORE_NAME, Store, open_store
from tests.builders import vocabulary
from tests.store.playing import NOW

CODES = tuple(vocabulary().field("position", "discipline").choices)
LINE = st.text("ABc äß王", max_size=8).map(str.strip)
WORDS = LINE.filter(bool)
ITEMS = st.builds(
    AgendaItem,
    WORDS,
    LINE,
    st.sampled_from(ItemState),
    LINE,
    st.integers(0, 9999),
    st.lists(WORDS, max_size=2).map(tuple),
    st.none() | st.builds(Commitment, LINE, LINE, LINE),
    st.none() | st.builds(Lifted, LINE, st.datetimes(timezones=st.just(UTC)), LINE),
)
MEETINGS = st.builds(
    Meeting,
    WORDS,
    st.dates(),
    st.sampled_from(MeetingKind),
    LINE,
    LINE,
    LINE,
    LINE,
    LINE,
    st.lists(st.builds(Member, WORDS, st.sampled_from(CODES), st.sampled_from(Presence)), max_size=3).map(
        tuple
    ),
    st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
    st.lists(ITEMS, max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
    LINE,
)
MEETING = Meeting("m-1", date(2026, 11, 24), board="Upper GI board")


@given(MEETINGS)
def test_a_meeting_survives_the_way_through_its_document(meeting: Meeting) -> None:
    assert from_document(to_document(meeting), CODES) == meeting


def test_a_meeting_that_was_kept_before_advice_could_be_lifted_is_read() -> None:
    meeting = replace(MEETING, items=(AgendaItem("case-1", "question"),))
    older = to_document(meeting)
    del older["items"][0]["lifted"]
    assert from_document(older, CODES) == meeting


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("day", "24.11.2026", "is no day"),
        ("kind", "party", 'kind: "party" is not known'),
        ("closed", "no", "closed: "),
        ("quorum", ["astrology"], '"astrology" is no discipline'),
        ("items", [{"case": "a"}], 'items[0]: "question" is missing'),
        ("members", "all", "is not a list"),
        ("format", "enec-meeting-9", 'write "enec-meeting-1"'),
    ],
)
def test_what_fits_no_meeting_is_refused_with_its_place(key: str, wrong: object, said: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        from_document({**to_document(MEETING), key: wrong}, CODES)
    assert said in str(refused.value)


def test_every_version_stays_and_the_same_again_is_none(store: Store) -> None:
    later = replace(MEETING, chair="Dr Lee")
    for one in (MEETING, MEETING, later):
        store.meetings.save(one, "roy", NOW)
    store.meetings.remove("m-1", "roy", NOW)
    assert [found for _, _, found in store.meetings.versions("m-1")] == [MEETING, later, None]
    assert store.meetings.all() == ()


@pytest.mark.parametrize("wish", ["UPDATE meeting_versions SET who = 'x'", "DELETE FROM meeting_versions"])
def test_a_version_is_never_changed_or_cut(folder: Path, wish: str) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.meetings.save(MEETING, "roy", NOW)
    database = Database(folder / STORE_NAME)
    with pytest.raises(StoreRefused, match="never"):
        database.run(wish)
    database.close()


def test_meetings_come_back_with_a_backup(store: Store) -> None:
    store.meetings.save(MEETING, "roy", NOW)
    copy = store.backups.make(NOW).path
    store.meetings.remove("m-1", "roy", NOW)
    store.restore(copy, NOW)
    assert store.meetings.all() == (MEETING,)
