"""Every label of the knowledge under one key each, so that another language can name them by id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from enec_desktop.domain.vocabulary import EntryKind, Field, Vocabulary

if TYPE_CHECKING:
    from enec_desktop.domain.knowledge_base import KnowledgeBase

Labels = Mapping[str, str]
"""Texts by key: ``field/specimen.ki67/label``, ``choice/specimen.cell_type/small``, ``option/captem``."""

_WORD = re.compile(r"[a-z]{2}")


def is_word(text: str) -> bool:
    """Whether a label has words in it; codes and abbreviations (T2, IIB, PD-L1) read alike everywhere."""
    return bool(_WORD.search(text))


def is_optional(key: str) -> bool:
    """Whether a label may stay in English without being missed: the questions put to a reader, and helps."""
    return key.endswith(("/ask", "/help"))


def vocabulary_labels(vocabulary: Vocabulary) -> dict[str, str]:
    """The labels of the fields of a case, by key."""
    found = {f"chapter/{name}": label for name, label in vocabulary.chapters.items()}
    for kind in vocabulary.kinds.values():
        found |= {f"kind/{kind.name}/label": kind.label, f"kind/{kind.name}/plural": kind.plural}
        found |= {f"group/{kind.name}/{name}": label for name, label in kind.groups.items()}
        for field in kind.fields.values():
            found |= dict(_of_field(f"{kind.name}.{field.name}", field))
    return found


def _of_field(name: str, field: Field) -> Iterator[tuple[str, str]]:
    yield f"field/{name}/label", field.label
    for part, text in (("ask", field.ask), ("help", field.help)):
        if text:
            yield f"field/{name}/{part}", text
    for code, label in field.choices.items():
        yield f"choice/{name}/{code}", label


def knowledge_labels(knowledge: KnowledgeBase) -> dict[str, str]:
    """The labels of the whole knowledge, by key; sentences of advice are none of them."""
    found = vocabulary_labels(knowledge.vocabulary)
    for fact in knowledge.facts.values():
        found[f"fact/{fact.name}/label"] = fact.label
        if fact.ask:
            found[f"fact/{fact.name}/ask"] = fact.ask
        found |= {f"fact-choice/{fact.name}/{code}": label for code, label in (fact.choices or {}).items()}
    for table in knowledge.tables.values():
        found[f"table/{table.name}"] = table.label
        found |= {f"outcome/{table.name}/{code}": label for code, label in table.outcomes.items()}
    found |= {f"option/{option.id}": option.title for option in knowledge.options.values()}
    found |= {f"agent/{agent.id}": agent.label for agent in knowledge.agents.values()}
    found |= {f"study/{study.id}": study.label for study in knowledge.studies}
    for scale in knowledge.scales.values():
        found |= {f"scale/{scale.name}/{item.id}": item.label for item in scale.items}
    for node in knowledge.pathway.nodes:
        found |= {f"map/{node.moment}/{line}": text for line, text in enumerate(node.label)}
    return found


def localised(vocabulary: Vocabulary, texts: Labels) -> Vocabulary:
    """The same fields under other labels; what the texts lack stays as it is."""
    chapters = {name: texts.get(f"chapter/{name}", label) for name, label in vocabulary.chapters.items()}
    return replace(
        vocabulary,
        chapters=chapters,
        kinds={name: _localised_kind(kind, texts) for name, kind in vocabulary.kinds.items()},
    )


def _localised_kind(kind: EntryKind, texts: Labels) -> EntryKind:
    return replace(
        kind,
        label=texts.get(f"kind/{kind.name}/label", kind.label),
        plural=texts.get(f"kind/{kind.name}/plural", kind.plural),
        groups={name: texts.get(f"group/{kind.name}/{name}", label) for name, label in kind.groups.items()},
        fields={
            name: _localised_field(f"{kind.name}.{name}", field, texts) for name, field in kind.fields.items()
        },
    )


def _localised_field(name: str, field: Field, texts: Labels) -> Field:
    choices = {code: texts.get(f"choice/{name}/{code}", label) for code, label in field.choices.items()}
    return replace(
        field,
        label=texts.get(f"field/{name}/label", field.label),
        ask=texts.get(f"field/{name}/ask", field.ask),
        help=texts.get(f"field/{name}/help", field.help),
        choices=choices,
    )
