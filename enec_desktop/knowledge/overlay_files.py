"""Reads the labels of the knowledge in another language (``resources/knowledge/<language>/*.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.labels import (
    Labels,
    is_optional,
    is_word,
    knowledge_labels,
    vocabulary_labels,
)
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.knowledge.records import read_toml

VOCABULARY, FACTS, TABLES, NAMES = "vocabulary.toml", "facts.toml", "tables.toml", "names.toml"
_NAMED = {"options": "option", "agents": "agent", "studies": "study"}

Texts = dict[str, str]


def read_vocabulary_overlay(knowledge: Path, language: str, vocabulary: Vocabulary) -> Labels:
    """The labels of the fields of a case; raises KnowledgeRefused with every fault."""
    texts, faults = _vocabulary(knowledge, language)
    return _checked(texts, faults, vocabulary_labels(vocabulary), knowledge, language)


def read_overlay(knowledge: Path, language: str, base: KnowledgeBase) -> Labels:
    """All labels of a language; raises KnowledgeRefused with every fault, such as an id that is none.

    A label the files lack is taken from an equal one elsewhere: a fact is called what its field is called.
    """
    folder = knowledge / language
    texts, faults = _vocabulary(knowledge, language)
    for read, name in ((_facts, FACTS), (_tables, TABLES), (_names, NAMES)):
        content, unreadable = read_toml(folder / name)
        faults += unreadable
        texts |= dict(read(content))
    english = knowledge_labels(base)
    found = dict(_checked(texts, faults, english, knowledge, language))
    alike: Texts = {}
    for key, text in found.items():
        alike.setdefault(english[key], text)
    for key in english.keys() - found.keys():
        own = found.get(key.replace("fact/", "field/", 1).replace("fact-choice/", "choice/", 1))
        if own or english[key] in alike:
            found[key] = own or alike[english[key]]
    return found


def missing_labels(base: KnowledgeBase, texts: Labels) -> tuple[str, ...]:
    """The keys of labels with words in them that a language lacks; questions and helps may be lacking."""
    return tuple(
        key
        for key, label in knowledge_labels(base).items()
        if key not in texts and is_word(label) and not is_optional(key)
    )


def _checked(texts: Texts, faults: list[str], english: Labels, folder: Path, language: str) -> Labels:
    place = f"{folder.name}/{language}"
    faults += [
        f"{place}: {key} names nothing of the knowledge; mend the id." for key in texts.keys() - english
    ]
    faults += [f"{place}: {key} is empty." for key, text in texts.items() if not text.strip()]
    if faults:
        raise KnowledgeRefused(tuple(faults))
    return texts


def _vocabulary(knowledge: Path, language: str) -> tuple[Texts, list[str]]:
    content, unreadable = read_toml(knowledge / language / VOCABULARY)
    shared, more = read_toml(knowledge / "vocabulary" / "choices.toml")
    kinds, others = _fields_with(knowledge / "vocabulary", shared)
    texts = {f"chapter/{name}": text for name, text in _texts(content.pop("chapters", {}))}
    lists = _tables_of(content.pop("choices", {}))
    for place, name in kinds.items():
        texts |= {f"choice/{place}/{code}": text for code, text in _texts(lists.get(name, {}))}
    for kind, table in _tables_of(content).items():
        texts |= dict(_kind(kind, table))
    return texts, [*unreadable, *more, *others]


def _fields_with(folder: Path, shared: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """The fields whose choices are one of the shared lists, with its name."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        content, unreadable = read_toml(path)
        faults += unreadable
        for name, field in _tables_of(content.get("fields", {})).items():
            choices = field.get("choices")
            if isinstance(choices, str) and choices in shared:
                found[f"{path.stem}.{name}"] = choices
    return found, faults


def _kind(kind: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if key == "groups":
            yield from ((f"group/{kind}/{name}", text) for name, text in _texts(value))
        elif key == "fields":
            for name, field in _tables_of(value).items():
                yield from _field(f"{kind}.{name}", field)
        else:
            yield f"kind/{kind}/{key}", _text(value)


def _field(name: str, field: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in field.items():
        if key == "choices":
            yield from ((f"choice/{name}/{code}", text) for code, text in _texts(value))
        else:
            yield f"field/{name}/{key}", _text(value)


def _facts(content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, fact in _tables_of(content).items():
        for key, value in fact.items():
            if key == "choices":
                yield from ((f"fact-choice/{name}/{code}", text) for code, text in _texts(value))
            else:
                yield f"fact/{name}/{key}", _text(value)


def _tables(content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, table in _tables_of(content).items():
        for key, value in table.items():
            if key == "outcomes":
                yield from ((f"outcome/{name}/{code}", text) for code, text in _texts(value))
            else:
                yield f"table/{name}" if key == "label" else f"table/{name}/{key}", _text(value)


def _names(content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for part, table in _tables_of(content).items():
        for id, value in table.items():
            if part == "scales":
                yield from ((f"scale/{id}/{item}", text) for item, text in _texts(value))
            elif part == "pathway":
                lines = value if isinstance(value, list) else [value]
                yield from ((f"map/{id}/{line}", _text(text)) for line, text in enumerate(lines))
            else:
                yield f"{_NAMED.get(part, part)}/{id}", _text(value)


def _tables_of(value: object) -> dict[str, dict[str, object]]:
    found = value if isinstance(value, dict) else {}
    return {name: table for name, table in found.items() if isinstance(table, dict)}


def _texts(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from ((name, _text(text)) for name, text in value.items())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
