"""Reads what the proof is told beside the knowledge (``proof/*.toml``): reasons, each for what it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.knowledge_base import OptionKind
from enec_desktop.domain.proof import Answering, Clash, ClosedLists, Guards, ProofNotes, Quiet, Silent, Worse
from enec_desktop.knowledge.records import Record, read_toml

Part = TypeVar("Part")


def read_proof_notes(folder: Path) -> ProofNotes:
    """The notes of a folder; raises KnowledgeRefused with every fault."""
    faults: list[str] = []
    guards, answers, clashes, worse, quiet = (
        _record(folder / f"{name}.toml", faults)
        for name in ("guards", "answers", "clashes", "monotony", "quiet")
    )
    notes = ProofNotes(
        _all(guards, "guard", _guards),
        _all(guards, "closed", lambda one: ClosedLists(one.texts("facts"), one.text("why"))),
        _all(answers, "answering", _answering),
        _all(answers, "silent", lambda one: Silent(one.text("finding"), one.texts("moments"))),
        _all(
            clashes, "clash", lambda one: Clash(one.texts("options"), one.text("why"), one.texts("refs", ()))
        ),
        _all(worse, "worse", _worse),
        _all(quiet, "quiet", _quiet),
    )
    for record in (guards, answers, clashes, worse, quiet):
        faults += record.done()
    if faults:
        raise KnowledgeRefused(tuple(faults))
    return notes


def _record(path: Path, faults: list[str]) -> Record:
    content, unreadable = read_toml(path)
    faults += unreadable
    return Record(path, path.stem, content)


def _all(record: Record, key: str, read: Callable[[Record], Part]) -> tuple[Part, ...]:
    return tuple(read(part) for part in record.parts(key))


def _guards(record: Record) -> Guards:
    effects = {"nothing": False, "answers": True}
    leaves_out = record.text("leaves_out")
    if leaves_out and leaves_out not in effects:
        record.fault(f'"leaves_out" is {leaves_out!r}; write one of {", ".join(effects)}.')
    return Guards(
        record.text("place"), record.texts("facts"), effects.get(leaves_out, False), record.text("why")
    )


def _answering(record: Record) -> Answering:
    kinds = {kind.name.lower(): kind.value for kind in OptionKind}
    named = record.texts("kinds")
    for one in named:
        if one not in kinds:
            record.fault(f'"kinds" names {one}; write some of {", ".join(kinds)}.')
    return Answering(record.texts("moments"), tuple(kinds[one] for one in named if one in kinds))


def _worse(record: Record) -> Worse:
    kinds = {kind.name.lower(): kind.value for kind in OptionKind}
    named = record.texts("kinds", ())
    for one in named:
        if one not in kinds:
            record.fault(f'"kinds" names {one}; write some of {", ".join(kinds)}.')
    worse = record.text("worse", "-").strip("-")
    order = record.texts("order", ())
    if (worse in ("higher", "lower")) is bool(order):
        record.fault('say either "order" (codes, better first) or "worse" ("higher" or "lower").')
    return Worse(
        record.text("id"),
        record.text("fact"),
        order,
        worse,
        tuple(kinds[one] for one in named if one in kinds),
        record.texts("options", ()),
        record.texts("agents", ()),
        record.text("why"),
    )


def _quiet(record: Record) -> Quiet:
    return Quiet(record.text("table"), record.text("fact"), record.texts("values"), record.text("why"))
