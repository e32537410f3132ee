"""Checks what advice rests on as a whole: comparisons, printed shares, and that everything is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from enec_desktop.domain.evidence import Comparison, Side, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.proportion import Share, shares

ARTICLE = "shi-2025"
"""The source article; every other source of a comparison says how its statement was checked."""

_ORDER = (Verification.GENERAL, Verification.ONCE, Verification.TWICE)


def evidence_faults(knowledge: KnowledgeBase) -> list[str]:
    """Every fault of the evidence that no single file can show, each with what to mend."""
    faults = [fault for one in knowledge.comparisons.values() for fault in _comparison(one, knowledge)]
    faults += [fault for one in impossible_shares(knowledge) for fault in _unexplained(*one, knowledge)]
    for id, subject in knowledge.background.items():
        faults += _nowhere(f"background/{id}", "claims", subject.claims, knowledge.claims)
        faults += _nowhere(f"background/{id}", "sources", subject.sources, knowledge.sources)
        faults += [fault for one in subject.statements for fault in _side(one, knowledge)]
    return faults


def side_ids(knowledge: KnowledgeBase) -> dict[str, Side]:
    """Every side of a comparison and every statement of a standard by its whole id."""
    sides = [side for one in knowledge.comparisons.values() for side in one.sides]
    sides += [side for one in knowledge.background.values() for side in one.statements]
    return {side.id: side for side in sides}


def impossible_shares(knowledge: KnowledgeBase) -> Iterator[tuple[str, Share]]:
    """The claims and sides that print a share no whole number of their patients gives."""
    for claim in knowledge.claims.values():
        for share in shares(claim.value, claim.unit, claim.n, claim.outcome):
            if not share.is_possible:
                yield claim.id, share
    for id, side in side_ids(knowledge).items():
        for one in side.figures:
            for share in shares(one.value, one.unit, one.n, one.measure):
                if not share.is_possible:
                    yield id, share


def explained_by(id: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The discrepancies that say why a printed share cannot be."""
    return tuple(one.id for one in knowledge.discrepancies.values() if id in one.arithmetic)


def _unexplained(id: str, share: Share, knowledge: KnowledgeBase) -> Iterator[str]:
    if not explained_by(id, knowledge):
        yield (
            f"{id}: {share.printed} % of {share.patients} patients is no whole number of patients; mend the"
            ' figure, or name the claim under "arithmetic" of the discrepancy that explains it'
        )


def _comparison(one: Comparison, knowledge: KnowledgeBase) -> Iterator[str]:
    where = f"comparisons [{one.id}]"
    yield from _nowhere(where, "options", one.options, knowledge.options)
    yield from _nowhere(where, "tables", one.tables, knowledge.tables)
    named = (knowledge.options, knowledge.silences, knowledge.sources, knowledge.trials, knowledge.facts)
    if any(one.id in known for known in named):
        yield f"{where}: another record has this id; rename one"
    claims = [ref for side in one.sides for ref in side.refs if ref in knowledge.claims]
    if not (one.options or one.tables or claims):
        yield f"{where}: concerns no option, table or claim, so nothing would show it; name one"
    for side in one.sides:
        yield from _side(side, knowledge)


def _side(side: Side, knowledge: KnowledgeBase) -> Iterator[str]:
    source = knowledge.sources.get(side.source)
    if source is None:
        yield f'{side.id}: "source" names {side.source}, which is nowhere; mend the id'
        return
    if side.figures and not side.population:
        yield f'{side.id}: figures without "population"; say whom they were found in'
    if not source.short:
        yield f'{side.id}: its source {source.id} has no "short" name to stand in a sentence; write one'
    known = knowledge.claims.keys() | knowledge.discrepancies.keys() | knowledge.silences.keys()
    yield from (
        f'{side.id}: "refs" names {ref}, which is no claim, discrepancy or silence; mend the id'
        for ref in side.refs
        if ref not in known
    )
    is_article = source.verification is Verification.ARTICLE
    if is_article != (side.verification is Verification.ARTICLE):
        yield f"{side.id}: only what the article or its references print goes without a verification mark"
    elif not is_article and _ORDER.index(side.verification) > _ORDER.index(source.verification):
        yield f"{side.id}: marked as checked better than its source {source.id}; lower the mark"


def _nowhere(where: str, key: str, named: Iterable[str], known: Collection[str]) -> list[str]:
    return [f'{where}: "{key}" names {id}, which is nowhere; mend the id' for id in named if id not in known]
