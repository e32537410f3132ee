"""The chapter of the help on what the knowledge does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Paragraph,
    Row,
    Rows,
    Section,
    Sentence,
)
from enec_desktop.domain.evidence import Directness, Verification
from enec_desktop.domain.knowledge_base import Check, KnowledgeBase, Label, SafetyRow, Statement, StudyRule
from enec_desktop.wording.phrases import first_capital
from enec_desktop.wording.uses import uses_of

RULES = ("Options", "Decision tables", "Safety limits", "Cautions and notes")
"""The groups of uses in which a claim moves something."""

Said = tuple[str, str, Verification]
"""An id, what is said under it, and how well that was checked."""


def gaps_section(knowledge: KnowledgeBase) -> Section:
    """What no source answers, what was not verified, whose patients it is from, what moves nothing."""
    blocks = (
        *_silences(knowledge),
        *_unverified(knowledge),
        *_borrowed(knowledge),
        *_background(knowledge),
    )
    return Section("gaps", "What it does not know", blocks)


def unverified_said(knowledge: KnowledgeBase) -> tuple[Said, ...]:
    """Everything said under a condition that rests on general knowledge alone."""
    return tuple(one for one in _all_said(knowledge) if one[2] is Verification.GENERAL)


def background_claims(knowledge: KnowledgeBase) -> tuple[frozenset[str], frozenset[str]]:
    """The claims listed as background, and those of them that stand behind no rule."""
    listed = frozenset(id for one in knowledge.background.values() for id in one.claims)
    idle = {id for id in listed if not any(use[0] in RULES for use in uses_of(id, knowledge))}
    return listed, frozenset(idle)


def _silences(knowledge: KnowledgeBase) -> Iterator[Block]:
    count = len(knowledge.silences)
    told = f"{count} decisions on record have no answer in the sources. They are said where they matter, "
    told += "and never filled in:"
    yield Heading(f"Where the sources are silent: {count}", 2)
    yield Paragraph((Sentence(told),))
    yield Bullets(tuple(Sentence(one.says, (one.id,)) for one in knowledge.silences.values()))


def _unverified(knowledge: KnowledgeBase) -> Iterator[Block]:
    every, found = tuple(_all_said(knowledge)), unverified_said(knowledge)
    told = (
        f"{len(found)} of {len(every)} limits, checks, reasons and notes are general knowledge that was "
        "not read in a source. They carry this mark wherever they appear, and have to be checked against "
        "the current label or guideline before use. They can add a question, a caution or a stop; they "
        "never remove one."
    )
    yield Heading(f"Not verified: {len(found)}", 2)
    yield Paragraph((Sentence(told, mark=Mark.CAUTION),))
    items = tuple(Sentence(first_capital(said), (id,)) for id, said, _ in found)
    yield Card("help/unverified", "Each of them", (), (), (Bullets(items),))


def _borrowed(knowledge: KnowledgeBase) -> Iterator[Block]:
    counts = Counter(claim.directness for claim in knowledge.claims.values())
    own = counts[Directness.ENEC]
    told = (
        f"{own} of {len(knowledge.claims)} claims were found in esophageal neuroendocrine carcinoma "
        "itself. The others are borrowed; the population stands beside each figure."
    )
    yield Heading("Whose patients the evidence is from", 2)
    yield Paragraph((Sentence(told),))
    yield Rows(
        tuple(
            Row(first_capital(str(one)), Sentence(f"{counts[one]} claims"))
            for one in Directness
            if counts[one]
        )
    )


def _background(knowledge: KnowledgeBase) -> Iterator[Block]:
    listed, idle = background_claims(knowledge)
    told = (
        f"{len(knowledge.background)} subjects are there to be read and move nothing. They list "
        f"{len(listed)} claims; {len(idle)} of these stand behind no option, table, limit or caution."
    )
    yield Heading("Background, to be read only", 2)
    yield Paragraph((Sentence(told),))
    subjects = (Sentence(one.title, (f"background/{id}",)) for id, one in knowledge.background.items())
    yield Card("help/background", "The subjects", (), (), (Bullets(tuple(subjects)),))


def _all_said(knowledge: KnowledgeBase) -> Iterator[Said]:
    for agent in knowledge.agents.values():
        limits: tuple[SafetyRow | Check | Label, ...] = (*agent.rows, *agent.checks, *agent.labels)
        yield from ((one.id, f"{agent.label}: {one.say}", one.verification) for one in limits)
    for option in knowledge.options.values():
        reasons: tuple[Statement | Check, ...]
        reasons = (*option.reasons_for, *option.reasons_against, *option.checks)
        yield from ((one.id, f"{option.title}: {one.say}", one.verification) for one in reasons)
    said: tuple[Statement | StudyRule, ...] = (*knowledge.statements, *knowledge.studies)
    yield from ((one.id, one.say, one.verification) for one in said)
