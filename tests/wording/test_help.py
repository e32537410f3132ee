"""The help says what holds of the knowledge in force: its figures follow the knowledge, not a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from enec_desktop.domain.content import Mark, Section
from enec_desktop.domain.evidence import Silence, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.help import found_section, help_sections
from enec_desktop.wording.help_gaps import background_claims, unverified_said
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import shipped

TODAY = date(2026, 11, 22)


def texts(section: Section) -> str:
    return "\n".join(one.text for block in section.blocks for one in sentences_of(block))


def chapter(id: str, knowledge: KnowledgeBase) -> str:
    return next(texts(one) for one in help_sections(knowledge, TODAY) if one.id == id)


def test_every_silence_stands_in_the_help_and_one_more_is_counted() -> None:
    base = shipped()
    more = replace(base, silences={**base.silences, "new": Silence("new", "Nobody says this.")})
    for knowledge in (base, more):
        told = chapter("gaps", knowledge)
        assert f"{len(knowledge.silences)} decisions" in told
        assert all(one.says in told for one in knowledge.silences.values())


def test_every_limit_that_is_general_knowledge_is_listed_as_not_verified() -> None:
    rows = [row for agent in shipped().agents.values() for row in agent.rows]
    general = {row.id for row in rows if row.verification is Verification.GENERAL}
    listed = {id for id, _, _ in unverified_said(shipped())}
    assert general
    assert general <= listed
    assert not {row.id for row in rows if row.verification is not Verification.GENERAL} & listed


def test_no_claim_that_an_option_rests_on_is_counted_as_background_only() -> None:
    _, idle = background_claims(shipped())
    resting = {ref for one in shipped().options.values() for row in one.verdicts for ref in row.refs}
    assert not idle & resting


def test_fewer_sources_give_other_figures() -> None:
    base = shipped()
    second = [id for id, one in base.sources.items() if one.verification is not Verification.ARTICLE]
    fewer = replace(base, sources={id: one for id, one in base.sources.items() if id != second[0]})
    assert f"{len(second)} second sources" in chapter("sources", base)
    assert f"{len(second) - 1} second sources" in chapter("sources", fewer)


def test_the_edition_is_named_whole_and_overdue_knowledge_is_a_caution() -> None:
    edition = shipped().edition
    told = chapter("edition", shipped())
    assert edition.hash in told
    assert all(change in told for change in edition.changes)
    late = help_sections(shipped(), date(int(edition.review_by[:4]) + 1, 12, 31))
    marks = {one.id: [s.mark for block in one.blocks for s in sentences_of(block)] for one in late}
    assert Mark.CAUTION in marks["edition"]
    assert Mark.CAUTION in marks["limits"]


@pytest.mark.parametrize(("text", "finds"), [("missing fact never", True), ("xylophone", False)])
def test_a_search_finds_the_sentences_with_every_word_or_says_that_there_are_none(
    text: str, finds: bool
) -> None:
    found = texts(found_section(help_sections(shipped(), TODAY), text))
    assert ("A missing fact is never a no" in found) is finds
    assert ("No sentence" in found) is not finds
