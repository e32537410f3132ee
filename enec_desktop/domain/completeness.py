"""How full each chapter of a case is: the fields that matter, and those nobody has said anything of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.domain.vocabulary import EntryKind, Field, Vocabulary

CORE = frozenset({"question.question", "identity.name", "identity.hospital_number"})
"""Free texts that every case needs, though no condition looks at them."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How many fields of a chapter are recorded or explicitly stated, of how many that count.

    ``missing_that_matter``: those not recorded among the fields that conditions look at. ``of`` is 0
    where nothing of the chapter counts (no course was given yet).
    """

    filled: int
    of: int
    missing_that_matter: int


def completeness(case: Case, vocabulary: Vocabulary, matters: frozenset[str]) -> dict[str, Fill]:
    """For every chapter its fill; ``matters`` holds fact names such as ``specimen.ki67``.

    A field counts once for its kind, and is looked for where conditions look for it: in the latest
    entry of a course or study, in the latest specimen that speaks of the group, in any entry of
    laboratory values. An event that never was (a relapse) counts nothing.
    """
    counts = {chapter: [0, 0, 0] for chapter in vocabulary.chapters}
    for kind in vocabulary.kinds.values():
        count = counts[kind.chapter]
        for is_filled, does_matter in _counted(case, kind, matters):
            count[0] += is_filled
            count[1] += 1
            count[2] += does_matter and not is_filled
    return {chapter: Fill(*count) for chapter, count in counts.items()}


def _counted(case: Case, kind: EntryKind, matters: frozenset[str]) -> Iterator[tuple[bool, bool]]:
    """For each field that counts: whether it is filled, and whether it matters."""
    entries = case.of_kind(kind.name)
    latest_first = [entry for entry in reversed(entries) if entry.facts]
    is_expected = not kind.whole_entry or any(name.startswith(f"{kind.name}.") for name in CORE)
    for field in kind.fields.values():
        names = _names(kind, field)
        does_matter = bool(names & matters) and (is_expected or bool(entries))
        if does_matter or names & CORE:
            yield _is_filled(latest_first, kind, field), does_matter


def _names(kind: EntryKind, field: Field) -> frozenset[str]:
    """Every name conditions may use for a field: its own, its units apart, its properties."""
    parts = (field.name, *field.apart.values(), *(f"{field.name}_{part}" for part in field.properties))
    return frozenset(f"{kind.name}.{part}" for part in parts)


def _is_filled(entries: list[Entry], kind: EntryKind, field: Field) -> bool:
    for entry in entries:
        if entry.fact(field.name).state is not FieldState.NOT_RECORDED:
            return True
        if kind.whole_entry or _speaks(entry, kind, field):
            return False
    return False


def _speaks(entry: Entry, kind: EntryKind, field: Field) -> bool:
    """Whether an entry speaks for the whole group of a field because it records another field of it."""
    return kind.by_group and any(kind.fields[name].group == field.group for name in entry.facts)
