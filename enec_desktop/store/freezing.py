"""What a confirmed decision keeps from being changed: itself, its parts, its place and its question. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from enec_desktop.domain.board_record import OPEN_GROUP
from enec_desktop.domain.history import Action
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.store.changes import Document, Patch, parts_of


def breaks(
    before: Document, after: Document, patch: Patch, decisions: Collection[str], vocabulary: Vocabulary
) -> bool:
    """Whether a change touches what belongs to one of the confirmed decisions."""
    if not decisions:
        return False
    if any(_kept(before, one, vocabulary) != _kept(after, one, vocabulary) for one in decisions):
        return True
    frozen = {name for one in decisions for name in _belongs(before, one)}
    return any(name in frozen for name in _moved(patch))


def _kept(document: Document, decision: str, vocabulary: Vocabulary) -> list[Any]:
    """The question that a decision answers, by its id, and decision and parts without what stays open."""
    kept: list[Any] = [question_of(document, decision)]
    for entry in document["entries"]:
        if decision in (entry["id"], entry.get("of")):
            fields = vocabulary.kinds[entry["kind"]].fields
            still = {
                name: fact
                for name, fact in entry["facts"].items()
                if name not in fields or fields[name].group != OPEN_GROUP
            }
            kept.append({**entry, "facts": still})
    return kept


def question_of(document: Document, decision: str) -> str:
    """The id of the question before a decision; empty where there is none."""
    asked = ""
    for entry in document["entries"]:
        if entry["id"] == decision:
            return asked
        if entry["kind"] == "question":
            asked = entry["id"]
    return ""


def _belongs(document: Document, decision: str) -> Iterator[str]:
    yield question_of(document, decision)
    for entry in document["entries"]:
        if decision in (entry["id"], entry.get("of")):
            yield entry["id"]


def _moved(patch: Patch) -> Iterator[str]:
    if patch.action is Action.IMPORT:
        for part in parts_of(patch):
            yield from _moved(part)
    elif patch.action is Action.MOVE or (patch.action is Action.TIME and "at" in patch.new):
        yield patch.entry or ""
