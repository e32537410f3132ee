"""Where a record of the knowledge is used: the way back from a claim to every rule that rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from enec_desktop.domain.content import Block, Bullets, Heading, Paragraph, Sentence
from enec_desktop.domain.knowledge_base import Check, KnowledgeBase, Option, Statement, VerdictRow
from enec_desktop.domain.rule import Condition, names
from enec_desktop.wording.titles import shortened, title_of

Use = tuple[str, str, str]
"""What rests on a record: the group it is listed in, its id, its words."""

GROUPS = (
    "Options",
    "Decision tables",
    "Safety limits",
    "Cautions and notes",
    "Claims",
    "Trials",
    "Known errors",
    "Sources side by side",
    "Background",
)


def uses_blocks(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Everything that rests on a record, by kind; that nothing does is said."""
    found = uses_of(ref, knowledge)
    if not found:
        return (Heading("Where it is used", 2), Paragraph((Sentence("No rule rests on it."),)))
    blocks: list[Block] = [Heading("Where it is used", 2)]
    for group in GROUPS:
        items = tuple(Sentence(words, (id,)) for name, id, words in found if name == group)
        if items:
            blocks += [Heading(group, 3), Bullets(items)]
    return tuple(blocks)


def uses_of(ref: str, knowledge: KnowledgeBase) -> tuple[Use, ...]:
    """What rests on a record directly, and the options that rest on it through a claim."""
    index = _index(knowledge)
    direct = index.get(ref, {})
    found = {(group, id): ", ".join(words) for (group, id), words in direct.items()}
    for _, claim in [key for key in direct if key[0] == "Claims"]:
        for (group, id), words in index.get(claim, {}).items():
            if group == "Options":
                found.setdefault((group, id), f"through {claim}: {', '.join(words)}")
    return tuple((group, id, _line(group, id, words, knowledge)) for (group, id), words in found.items())


def _line(group: str, id: str, words: str, knowledge: KnowledgeBase) -> str:
    if group == "Claims":
        return shortened(knowledge.claims[id].statement, 160)
    if group == "Known errors":
        return knowledge.discrepancies[id].where
    if group == "Trials":
        return knowledge.trials[id].identifier
    return f"{title_of(id, knowledge) or id}{': ' if words else ''}{words}"


Index = dict[str, dict[tuple[str, str], list[str]]]


@lru_cache(maxsize=2)
def _index(knowledge: KnowledgeBase) -> Index:
    index: Index = {}
    for ref, group, id, words in _all(knowledge):
        told = index.setdefault(ref, {}).setdefault((group, id), [])
        if words not in told:
            told.append(words)
    return index


def _all(knowledge: KnowledgeBase) -> Iterator[tuple[str, str, str, str]]:
    """Each use once: the record used, the group, the id and the part of what uses it."""
    for option in knowledge.options.values():
        yield from ((ref, "Options", option.id, words) for ref, words in _of_option(option))
    for table in knowledge.tables.values():
        place = ("Decision tables", f"table/{table.name}")
        yield from ((ref, *place, "the whole table") for ref in table.refs)
        for row in table.rows:
            words = f'row "{row.say or row.id}"'
            yield from ((ref, *place, words) for ref in (*row.refs, *_asked(row.when)))
    for agent in knowledge.agents.values():
        for limit in agent.rows:
            yield from ((ref, "Safety limits", limit.id, limit.say) for ref in limit.refs)
            yield from ((ref, "Safety limits", limit.id, "its condition") for ref in _asked(limit.when))
    for finding in knowledge.statements:
        refs = (*finding.refs, *_asked(finding.when))
        yield from ((ref, "Cautions and notes", finding.id, finding.say) for ref in refs)
    for claim in knowledge.claims.values():
        yield from ((ref, "Claims", claim.id, "") for ref in (*claim.sources, *claim.discrepancies))
        yield from ((claim.id, "Known errors", ref, "") for ref in claim.discrepancies)
    for trial in knowledge.trials.values():
        yield from ((ref, "Trials", trial.id, "") for ref in trial.claims)
    for one in knowledge.comparisons.values():
        place = ("Sources side by side", one.id)
        yield from ((ref, *place, "") for side in one.sides for ref in (side.source, *side.refs))
    for id, subject in knowledge.background.items():
        place = ("Background", f"background/{id}")
        yield from ((ref, *place, "") for ref in (*subject.claims, *subject.sources))
        yield from ((said.source, *place, "") for said in subject.statements)


def _of_option(option: Option) -> Iterator[tuple[str, str]]:
    for row in option.verdicts:
        yield from ((ref, f"standing {row.standing}") for ref in _refs(row))
    for words, said in (
        ("a reason for it", option.reasons_for),
        ("a reason against it", option.reasons_against),
        ("a check before it", option.checks),
    ):
        yield from ((ref, words) for one in said for ref in _refs(one))
    yield from ((ref, "what to expect") for ref in option.expect)
    yield from ((ref, "where the sources are silent") for ref in option.silences)
    yield from ((f"safety/{agent}", "its limits apply") for agent in option.agents)


def _refs(one: VerdictRow | Statement | Check) -> Iterable[str]:
    return (*one.refs, *_asked(one.when))


def _asked(condition: Condition) -> tuple[str, ...]:
    """The facts a condition names; one that a table works out also leads back to its table."""
    named = sorted(names(condition))
    return (*named, *(f"table/{name}" for name in named))
