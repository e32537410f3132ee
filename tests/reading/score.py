"""Measures the reader on a folder of reports with annotations: ``python tests/reading/score.py FOLDER``.

Each NN-name.txt has a NN-name.toml beside it: ``[[value]]`` with fact, value, words and perhaps ``specimen``;
``optional = true`` leaves a value out of both figures; ``[[trap]]`` are words that give no value. An offer is
right where an annotation of the same fact has the same value (free text: half of its words), each annotation
once (one without specimen holds for every part of its report), and it stands with the other offers of the
same annotated specimen or lesion.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from enec_desktop import paths
from enec_desktop.domain.case import Quantity
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.reading.offers import Offer, Reading
from enec_desktop.domain.reading.reader import Reader
from enec_desktop.domain.typed.values import read_typed
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.knowledge.reading_files import read_reading_rules
from enec_desktop.knowledge.vocabulary_files import read_vocabulary

TODAY = date(2026, 11, 22)
_CLOSE = 0.015
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]", re.A)


@dataclass
class Score:
    """What was right, wrong and missed, with the lines that say where; reports that got another day."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)
    traps: int = 0
    trap_count: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the offers that are right."""
        offered = self.right.total() + self.false.total()
        return self.right.total() / offered if offered else 1.0

    @property
    def recall(self) -> float:
        """The share of the annotated values that are offered."""
        wanted = self.right.total() + self.missed.total()
        return self.right.total() / wanted if wanted else 1.0


def reader() -> tuple[Reader, Vocabulary]:
    """The reader with the rules of this checkout."""
    vocabulary = read_vocabulary(paths.resources() / "knowledge" / "vocabulary")
    return Reader(read_reading_rules(paths.resources() / "reading", vocabulary), vocabulary), vocabulary


def score(files: Iterable[Path]) -> Score:
    """The reader measured on these report texts."""
    made, vocabulary = reader()
    total = Score()
    for path in sorted(files):
        told = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
        reading = made.read(path.read_text(encoding="utf-8"), TODAY)
        day = reading.reports[0].date
        if day is not None and told.get("date", day.iso()) != day.iso():
            total.days.append(path.stem)
        _one(total, path.stem, reading, told, vocabulary)
    return total


def _one(total: Score, name: str, reading: Reading, told: dict[str, Any], vocabulary: Vocabulary) -> None:
    values = told.get("value", [])
    open_values = list(values)
    matched: list[tuple[Offer, dict[str, Any]]] = []
    unmatched: list[Offer] = []
    for offer in reading.offers:
        found = _match(offer, open_values, reading.text, vocabulary)
        if found is None:
            unmatched.append(offer)
            continue
        open_values.remove(found)
        matched.append((offer, found))
    astray = _astray(matched)
    for offer, found in matched:
        fact = found["fact"]
        if id(offer) in astray:
            total.false[fact] += 1
            total.lines.append(f"{name}: ASTRAY {_said(offer, reading.text)}")
        elif not found.get("optional"):
            total.right[fact] += 1
    unmatched = [one for one in unmatched if not _holds_for_all(one, matched)]
    for offer in unmatched:
        total.false[f"{offer.kind}.{offer.field}"] += 1
        total.lines.append(f"{name}: FALSE {_said(offer, reading.text)}")
    for value in open_values:
        if not value.get("optional"):
            total.missed[value["fact"]] += 1
            total.lines.append(f"{name}: missed {value['fact']} = {value['value']} <{value['words']}>")
    _traps(total, name, unmatched, reading.text, told.get("trap", []))


def _holds_for_all(offer: Offer, matched: list[tuple[Offer, dict[str, Any]]]) -> bool:
    """Whether the same value was right for another part, and the annotation names no part."""
    return any(
        (o.kind, o.field, o.value) == (offer.kind, offer.field, offer.value)
        and o.target != offer.target
        and "specimen" not in found
        for o, found in matched
    )


def _match(
    offer: Offer, values: list[dict[str, Any]], text: str, vocabulary: Vocabulary
) -> dict[str, Any] | None:
    """The annotation an offer fulfils; one whose words it shares comes before others."""
    fact = f"{offer.kind}.{offer.field}"
    same = [one for one in values if one["fact"] == fact and _is_same(offer, one["value"], vocabulary)]
    same.sort(key=lambda one: (not _touches(offer, one["words"], text), bool(one.get("optional"))))
    return same[0] if same else None


def _is_same(offer: Offer, annotated: str, vocabulary: Vocabulary) -> bool:
    value = offer.value
    try:
        wanted = read_typed(vocabulary.field(offer.kind, offer.field), annotated, None, TODAY)
    except FieldProblem:
        return False
    if isinstance(value, Quantity) and isinstance(wanted, Quantity):
        units = vocabulary.field(offer.kind, offer.field).units
        one = value.interval.scaled(units.get(value.unit or "") or 1)
        other = wanted.interval.scaled(units.get(wanted.unit or "") or 1)
        alike = (units.get(value.unit or "") is None) <= (value.unit == wanted.unit)
        return alike and all(
            a == b or abs(a - b) <= _CLOSE * abs(b) for a, b in ((one.low, other.low), (one.high, other.high))
        )
    if isinstance(value, str) and isinstance(wanted, str):
        return _share(value, wanted) >= 0.5
    return value == wanted


def _share(one: str, other: str) -> float:
    """How many of the words of two texts they have in common."""
    first, second = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    return (first & second).total() / max(1, (first | second).total())


def _touches(offer: Offer, words: str, text: str) -> bool:
    at = text.find(words)
    while at >= 0:
        if offer.span.start < at + len(words) and at < offer.span.end:
            return True
        at = text.find(words, at + 1)
    return False


def _astray(matched: list[tuple[Offer, dict[str, Any]]]) -> set[int]:
    """Offers that stand with another specimen or lesion than most of the same annotated one."""
    homes: dict[tuple[str, str], Counter[str]] = {}
    for offer, found in matched:
        if "specimen" in found:
            homes.setdefault((offer.kind, found["specimen"]), Counter())[offer.target] += 1
    return {
        id(offer)
        for offer, found in matched
        if "specimen" in found and offer.target != homes[offer.kind, found["specimen"]].most_common(1)[0][0]
    }


def _traps(total: Score, name: str, unmatched: list[Offer], text: str, traps: list[dict[str, Any]]) -> None:
    for trap in traps:
        total.trap_count += 1
        hit = [
            o for o in unmatched if f"{o.kind}.{o.field}" == trap["fact"] and _touches(o, trap["words"], text)
        ]
        if hit:
            total.traps += 1
            total.lines.append(f"{name}: TRAP {trap['fact']} <{trap['words']}>: {trap['why']}")


def _said(offer: Offer, text: str) -> str:
    words = " ".join(offer.span.of(text).split())
    return f"{offer.kind}.{offer.field} = {offer.value} [{offer.target}] <{words}>"


def main(folder: str, names: list[str]) -> None:
    """Print the figures of a folder, field by field, and every false offer."""
    files = [one for one in Path(folder).glob("*.txt") if not names or one.name[:2] in names]
    found = score(files)
    for line in found.lines:
        print(line)
    print()
    for fact in sorted({*found.right, *found.false, *found.missed}):
        print(
            f"{fact:36} right {found.right[fact]:3} false {found.false[fact]:3} missed {found.missed[fact]:3}"
        )
    print(f"{len(files)} reports: precision {found.precision:.3f}, recall {found.recall:.3f}")
    print(f"right {found.right.total()}, false {found.false.total()}, missed {found.missed.total()}")
    print(f"traps hit {found.traps} of {found.trap_count}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
