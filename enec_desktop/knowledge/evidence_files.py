"""Reads what the advice rests on: claims, sources, discrepancies, silences and named trials.

Every reader returns what it could read and every fault, in the order of the files; raising is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from enec_desktop.domain.evidence import (
    Claim,
    Directness,
    Discrepancy,
    Silence,
    Source,
    Tier,
    Trial,
    TrialState,
    Verification,
)
from enec_desktop.knowledge.records import Record, read_records

DIRECTIONS = ("supports", "against", "neutral", "caution")
LINES = ("", "local", "perioperative", "1", "2", "3+", "any")
SEVERITIES = ("A", "B", "C")

_PATIENTS = re.compile(r"\d+(-\d+)?")


def read_claims(folder: Path) -> tuple[dict[str, Claim], list[str]]:
    """The claims of every ``evidence/<family>.toml`` by id, and the faults."""
    claims: dict[str, Claim] = {}
    faults: list[str] = []
    for record in _records(folder.glob("*.toml"), faults):
        family = record.path.stem.upper()
        if not re.fullmatch(rf"{re.escape(family)}-\d{{3}}", record.id):
            record.fault(f'an id of this file reads "{family}-001"; rename it.')
        claims[record.id] = _claim(record)
        faults += record.done()
    return claims, faults


def read_sources(folder: Path) -> tuple[dict[str, Source], list[str]]:
    """The sources of every file of the folder by id, and the faults."""
    sources: dict[str, Source] = {}
    faults: list[str] = []
    numbers: dict[int, str] = {}
    for record in _records(folder.glob("*.toml"), faults):
        if record.id in sources:
            record.fault("another file has a source of this id; rename one.")
        printed = record.wholes("numbers") if record.has("numbers") else ()
        if record.has("number"):
            printed = (record.whole("number"), *printed)
        for number in printed:
            if number in numbers:
                record.fault(f"number {number} belongs to {numbers[number]}; keep one.")
            numbers[number] = record.id
        sources[record.id] = Source(
            record.id,
            record.text("citation"),
            record.text("kind"),
            printed[0] if printed else None,
            record.code("verification", Verification, Verification.ARTICLE),
            record.text("note", ""),
            record.text("short", ""),
        )
        faults += record.done()
    return sources, faults


def read_discrepancies(path: Path) -> tuple[dict[str, Discrepancy], list[str]]:
    """The discrepancies by id, and the faults."""
    discrepancies: dict[str, Discrepancy] = {}
    faults: list[str] = []
    for record in _records([path], faults):
        discrepancies[record.id] = Discrepancy(
            record.id,
            _one_of(record, "severity", SEVERITIES),
            record.text("where"),
            record.text("printed"),
            record.text("holds"),
            record.text("used"),
            record.text("why"),
            record.texts("claims"),
            record.texts("arithmetic", ()),
        )
        faults += record.done()
    return discrepancies, faults


def read_silences(path: Path) -> tuple[dict[str, Silence], list[str]]:
    """The silences by id, and the faults."""
    silences: dict[str, Silence] = {}
    faults: list[str] = []
    for record in _records([path], faults):
        silences[record.id] = Silence(record.id, record.text("says"))
        faults += record.done()
    return silences, faults


def read_trials(path: Path) -> tuple[dict[str, Trial], list[str]]:
    """The trials that the article names by id, and the faults."""
    trials: dict[str, Trial] = {}
    faults: list[str] = []
    for record in _records([path], faults):
        trials[record.id] = Trial(
            record.id,
            record.text("identifier"),
            record.text("content"),
            record.code("state", TrialState),
            record.text("as_of"),
            record.texts("claims"),
            record.text("note", ""),
        )
        faults += record.done()
    return trials, faults


def link_faults(
    claims: Mapping[str, Claim],
    sources: Mapping[str, Source],
    discrepancies: Mapping[str, Discrepancy],
    trials: Mapping[str, Trial],
) -> list[str]:
    """Ids that lead nowhere, and claims and discrepancies that do not name each other."""
    faults: list[str] = []
    for claim in claims.values():
        spot = _spot(claim.id)
        faults += _dangling(spot, "sources", claim.sources, sources)
        faults += _dangling(spot, "discrepancies", claim.discrepancies, discrepancies)
        for id in claim.discrepancies:
            if id in discrepancies and claim.id not in discrepancies[id].claims:
                faults.append(f'{_spot(id)}: "claims" lacks {claim.id}, which names it; add it.')
    for discrepancy in discrepancies.values():
        faults += _dangling(_spot(discrepancy.id), "claims", discrepancy.claims, claims)
        faults += _dangling(_spot(discrepancy.id), "arithmetic", discrepancy.arithmetic, discrepancy.claims)
        for id in discrepancy.claims:
            if id in claims and discrepancy.id not in claims[id].discrepancies:
                faults.append(f'{_spot(id)}: "discrepancies" lacks {discrepancy.id}, which names it; add it.')
    for trial in trials.values():
        faults += _dangling(f"knowledge/trials.toml [{trial.id}]", "claims", trial.claims, claims)
    return faults


def _claim(record: Record) -> Claim:
    patients = record.text("n", "")
    if patients and not _PATIENTS.fullmatch(patients):
        record.fault(f'"n" is {patients!r}; write a number or a range, such as "35" or "8-72".')
    return Claim(
        record.id,
        record.text("statement"),
        record.text("population"),
        record.code("directness", Directness),
        record.code("tier", Tier),
        record.text("intervention", ""),
        record.text("comparator", ""),
        _one_of(record, "line", LINES),
        record.text("outcome", ""),
        record.text("value", ""),
        record.text("unit", ""),
        patients,
        record.text("study", ""),
        _one_of(record, "direction", DIRECTIONS),
        record.texts("sources"),
        record.texts("discrepancies", ()),
        record.text("where"),
        record.text("note", ""),
    )


def _records(paths: Iterable[Path], faults: list[str]) -> Iterator[Record]:
    """The tables of the files, by the names of the files; the faults of a file come before its tables."""
    for path in sorted(paths):
        records, unreadable = read_records(path)
        faults += unreadable
        yield from records


def _one_of(record: Record, key: str, known: tuple[str, ...]) -> str:
    """A text out of a few; left out only where the empty one is among them."""
    value = record.text(key, "" if "" in known else None)
    if value and value not in known:
        record.fault(f'"{key}" is {value!r}; write one of {", ".join(filter(None, known))}.')
    return value


def _spot(id: str) -> str:
    """The file and id of a claim or a discrepancy, as faults name them."""
    family, dash, _ = id.partition("-")
    return f"evidence/{family.lower()}.toml [{id}]" if dash else f"knowledge/discrepancies.toml [{id}]"


def _dangling(spot: str, key: str, ids: Iterable[str], known: Collection[str]) -> list[str]:
    return [f'{spot}: "{key}" names {id}, which is nowhere; mend the id.' for id in ids if id not in known]
