"""Whatever a record holds, its documents tell the same facts and numbers, and none is lost on paper."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.wording.dossier import dossier
from enec_desktop.wording.letter import letter
from enec_desktop.wording.summary import board_summary
from tests.assessing import shipped
from tests.builders import cases, entry
from tests.report.paper import body_of, decoded, plain, squeezed
from tests.wording.boards import STAMP
from tests.wording.decided import MEETING, decided

HOW_MANY = 500 if os.environ.get("ENEC_LONG") == "1" else 2
BASIS = ("specimen", "study", "endoscopy", "complication", "staging", "judgement", "follow_up")
DECIDED = ("decision", "action", "condition", "position")
HOSTILE = "tumour <i10 mm & node >5</para> שלום 食管 \U00020bb7 x<b>y</b>"


def told_of(entries: tuple[Entry, ...], kinds: tuple[str, ...]) -> Iterator[str]:
    """What is recorded in entries of some kinds, in words; the program's own ids are told by other words."""
    for one in entries:
        for name, fact in one.facts.items():
            recorded = fact.state is not FieldState.NOT_RECORDED
            if one.kind in kinds and recorded and name not in ("rule", "relist", "when"):
                yield show_fact(shipped().vocabulary.kinds[one.kind].fields[name], fact)


@settings(
    max_examples=HOW_MANY,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)
@given(cases())
def test_summary_and_dossier_tell_every_fact_of_any_case(told: Case) -> None:
    known = known_then(told, shipped().vocabulary, Latest())
    found = assess(told, shipped(), Latest())
    pages = [make(told, known, found, shipped(), STAMP) for make in (board_summary, dossier)]
    for page in pages:
        body = body_of(page)
        for words in told_of(known, BASIS):
            assert plain(words) in body, (page.title, words)


@pytest.mark.parametrize("make", [board_summary, dossier, letter])
def test_every_document_keeps_hostile_and_long_words_of_the_decision(make: object) -> None:
    long = " ".join(f"word{number}" for number in range(2300))
    assert len(long) > 19_000
    words = {"why": HOSTILE, "outstanding": long, "told": "N" * 300, "trial": "×" * 300}
    action = entry("action", "a-9", of="decision", what=HOSTILE, owner="O" * 300)
    told = decided(action, **words)
    known = known_then(told, shipped().vocabulary, Latest())
    page = make(told, known, assess(told, shipped(), Latest()), shipped(), STAMP, meeting=MEETING)  # type: ignore[operator]
    body = decoded(body_of(page))
    for text in words.values():
        assert squeezed(text) in body, text[:40]
    assert body.count(squeezed(HOSTILE)) >= 2


def test_the_letter_tells_the_decision_in_the_words_of_the_summary() -> None:
    told = decided()
    known = known_then(told, shipped().vocabulary, Latest())
    found = assess(told, shipped(), Latest())
    both = [make(told, known, found, shipped(), STAMP, meeting=MEETING) for make in (board_summary, letter)]
    decisions = [next(one for one in page.first if one.id == "decision").blocks for page in both]
    assert decisions[0] == decisions[1]


def test_a_document_says_every_word_of_the_decision_and_its_parts() -> None:
    told = decided()
    known = known_then(told, shipped().vocabulary, Latest())
    found = assess(told, shipped(), Latest())
    for make in (board_summary, dossier):
        body = body_of(make(told, known, found, shipped(), STAMP, meeting=MEETING))
        for words in told_of(known, DECIDED):
            assert squeezed(words) in body or words == "agrees", words
