"""The card behind an id: what a claim, rule or source says, whom it was found in, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enec_desktop.domain.content import Block, Bullets, Card, Mark, Paragraph, Row, Rows, Sentence
from enec_desktop.domain.evidence import Background, Claim, Discrepancy, Silence, Source, Trial, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.comparisons import comparison_cards, side_sentence
from enec_desktop.wording.figures import certainty_words, patients_words
from enec_desktop.wording.options import claim_sentence
from enec_desktop.wording.rule_cards import (
    agent_cards,
    argument_cards,
    fact_cards,
    finding_cards,
    moment_cards,
    option_cards,
    safety_cards,
    table_cards,
    verdict_cards,
)


def evidence_card(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Every card an id leads to (one id may name a trial and its report), or a sentence that says none."""
    cards = tuple(card for find in _FINDERS for card in find(ref, knowledge))
    return cards or (Paragraph((Sentence(f'The knowledge has nothing under "{ref}".', mark=Mark.ASK),)),)


def has_card(ref: str, knowledge: KnowledgeBase) -> bool:
    """Whether an id leads to a card."""
    return any(True for find in _FINDERS for _ in find(ref, knowledge))


def ids_of_rules(knowledge: KnowledgeBase) -> frozenset[str]:
    """The ids of the program's own rows, limits, facts and questions of the day."""
    options = knowledge.options.values()
    found = {row.id for option in options for row in option.verdicts}
    found |= {one.id for option in options for one in option.checks}
    found |= {one.id for option in options for one in (*option.reasons_for, *option.reasons_against)}
    found |= {f"safety/{agent}" for agent in knowledge.agents} | set(knowledge.facts)
    found |= {row.id for agent in knowledge.agents.values() for row in agent.rows}
    for table in knowledge.tables.values():
        found |= {table.name, f"table/{table.name}", *(f"{table.name}/{row.id}" for row in table.rows)}
        found |= {f"moment/{code}" for code in table.outcomes} if table.name == "moment" else set()
    return frozenset(found | {one.id for one in knowledge.statements})


def cited(ids: tuple[str, ...], knowledge: KnowledgeBase) -> str:
    """Sources with their citation, one after the other; "none named" without any."""
    told = [_citation(knowledge.sources[one]) if one in knowledge.sources else one for one in ids]
    return "; ".join(told) or "none named"


def _claims(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    claim = knowledge.claims.get(ref)
    if claim is None:
        return
    refs = (claim.id, *claim.sources)
    said = Sentence(claim.statement, refs, strong=True)
    rows = [
        Row("Figures", Sentence(_figures(claim))),
        Row("Found in", Sentence(claim.population)),
        Row("Population tag", Sentence(str(claim.directness), mark=Mark.NOTE)),
        Row("Patients", Sentence(patients_words(claim.n))),
        *_optional(("How sure", "; ".join(certainty_words(claim)))),
        Row("Design", Sentence(str(claim.tier) + (f": {claim.study}" if claim.study else ""))),
        *_optional(("Treatment", claim.intervention), ("Compared with", claim.comparator)),
        *_optional(("Line", claim.line)),
        Row("Source", Sentence(cited(claim.sources, knowledge), claim.sources)),
        *_optional(
            ("Printed in", claim.where), ("Remark", claim.note), ("Trial", _trial_ids(ref, knowledge))
        ),
    ]
    known = [knowledge.discrepancies[one] for one in claim.discrepancies if one in knowledge.discrepancies]
    wrong = tuple(_discrepancy_card(one) for one in known)
    yield Card(claim.id, f"Claim {claim.id}", (Sentence(str(claim.directness), mark=Mark.NOTE),),
               (Paragraph((said,)), Rows(tuple(rows)), *wrong))  # fmt: skip


def _figures(claim: Claim) -> str:
    if not claim.value:
        return "no figure printed"
    parts = [one.split("; ") for one in (claim.outcome, claim.value, claim.unit)]
    if len({len(one) for one in parts}) > 1:
        parts = [[claim.outcome], [claim.value], [claim.unit]]
    return "; ".join(" ".join(word for word in told if word) for told in zip(*parts, strict=True))


def _discrepancies(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    if ref in knowledge.discrepancies:
        yield _discrepancy_card(knowledge.discrepancies[ref])


def _discrepancy_card(one: Discrepancy) -> Card:
    mark = severity_mark(one.severity)
    rows = (
        Row("Printed", Sentence(one.printed)),
        Row("What holds", Sentence(one.holds)),
        Row("Reading used", Sentence(one.used, strong=True)),
        Row("Why", Sentence(one.why)),
        *_optional(("Claims it touches", ", ".join(one.claims))),
    )
    tag = Sentence(f"severity {one.severity}: {SEVERITIES.get(one.severity, '')}", (one.id,), mark=mark)
    return Card(one.id, f"Known error {one.id}: {one.where}", (tag,), (Rows(rows),))


SEVERITIES = {
    "A": "may change a clinical reading",
    "B": "a wrong attribution or a contradiction",
    "C": "a matter of form",
}


def severity_mark(severity: str) -> Mark:
    """The mark of a discrepancy: only those that may change a reading carry the octagon."""
    return {"A": Mark.STOP, "B": Mark.CAUTION}.get(severity, Mark.NOTE)


def _sources(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    source = knowledge.sources.get(ref)
    if source is None:
        return
    used = [claim.id for claim in knowledge.claims.values() if ref in claim.sources]
    compared = [id for id, one in knowledge.comparisons.items() if any(ref == s.source for s in one.sides)]
    number = f"reference {source.number} of the article" if source.number else ""
    rows = (
        Row("Citation", Sentence(source.citation, (source.id,))),
        Row("Kind", Sentence(source.kind)),
        Row("How it was checked", Sentence(str(source.verification), mark=_checked(source))),
        *_optional(("In the article", number), ("Remark", source.note), ("Claims", ", ".join(used))),
        *_optional(("Compared with other sources", ", ".join(compared))),
    )
    yield Card(source.id, f"Source {source.id}", (Sentence(source.kind),), (Rows(rows),))


def _checked(source: Source) -> Mark:
    return Mark.CAUTION if source.verification is Verification.GENERAL else Mark.NONE


def _citation(source: Source) -> str:
    unsure = " (not read; general knowledge)" if source.verification is Verification.GENERAL else ""
    return f"{source.citation}{unsure}"


def _silences(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    silence: Silence | None = knowledge.silences.get(ref)
    if silence is not None:
        tag = Sentence("the sources are silent", mark=Mark.NOTE)
        said = Paragraph((Sentence(silence.says, (silence.id,)),))
        yield Card(silence.id, f"Silence {silence.id}", (tag,), (said,))


def _trials(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    trial: Trial | None = knowledge.trials.get(ref)
    if trial is not None:
        rows = (
            Row("Content", Sentence(trial.content, (trial.id,))),
            Row("State", Sentence(f"{trial.state} in {trial.as_of}; ask the registry for today's state")),
            *_optional(("Claims", ", ".join(trial.claims)), ("Remark", trial.note)),
        )
        yield Card(trial.id, f"Trial {trial.identifier}", (Sentence(str(trial.state)),), (Rows(rows),))


def _trial_ids(claim: str, knowledge: KnowledgeBase) -> str:
    return ", ".join(one.id for one in knowledge.trials.values() if claim in one.claims)


BACKGROUND = "background"
"""The id of the page of all subjects that no rule rests on; one subject is ``background/<id>``."""


def _background(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    name, _, wanted = ref.partition("/")
    for id, one in knowledge.background.items():
        is_meant = name == BACKGROUND and wanted in ("", id)
        if is_meant or any(ref == statement.id for statement in one.statements):
            yield _subject(id, one, knowledge)


def _subject(id: str, one: Background, knowledge: KnowledgeBase) -> Card:
    ref = f"{BACKGROUND}/{id}"
    said = (Paragraph((Sentence(one.says, (ref,)),)),) if one.says else ()
    items = [claim_sentence(knowledge.claims[claim]) for claim in one.claims]
    items += [side_sentence(statement, knowledge) for statement in one.statements]
    items += [_named(knowledge.sources[source]) for source in one.sources]
    tag = Sentence("to be read: no rule rests on the page itself", mark=Mark.NOTE)
    return Card(ref, one.title, (tag,), (*said, Bullets(tuple(items))))


def _named(source: Source) -> Sentence:
    return Sentence(f"{_citation(source)} [{source.verification}]", (source.id,), _checked(source))


def _optional(*pairs: tuple[str, str]) -> tuple[Row, ...]:
    return tuple(Row(label, Sentence(text)) for label, text in pairs if text)


_FINDERS: tuple[Callable[[str, KnowledgeBase], Iterator[Card]], ...] = (
    _claims,
    _discrepancies,
    _sources,
    _silences,
    _trials,
    option_cards,
    verdict_cards,
    argument_cards,
    finding_cards,
    agent_cards,
    safety_cards,
    table_cards,
    moment_cards,
    fact_cards,
    _background,
    comparison_cards,
)
