"""What an import would do, worked out row by row; pure, so that it can run beside the window."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import CaseRefused, EnecError
from enec_desktop.domain.intake import Fate, FieldLine, Planned, Trouble
from enec_desktop.domain.shown import show_fact, shown_interval
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.domain.worklist import Where, WorklistRow
from enec_desktop.exchange.case_rows import RowSays
from enec_desktop.exchange.merging import file_over, row_over, says_nothing

Tell = Callable[[int, int], None]
"""Hears how many rows of how many are done; may raise ImportStopped."""

NOT_STORED = "not stored yet"


class ImportStopped(EnecError):
    """The user stopped an import; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The import was stopped; nothing was written.")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file that was read, or the sentence why not."""

    name: str
    case: Case | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A stored case as the matching sees it."""

    id: str
    name: str
    number: str
    born: str
    archived: bool


@dataclass(frozen=True)
class Index:
    """All stored cases, to be found by id, hospital number, and name with birth date."""

    by_id: Mapping[str, Known]
    by_number: Mapping[str, tuple[Known, ...]]
    by_person: Mapping[tuple[str, str], tuple[Known, ...]]

    @classmethod
    def of(cls, rows: Iterable[WorklistRow]) -> Index:
        """The index of the rows of a worklist."""
        known = [Known(r.case_id, r.name, r.number, r.born, r.where is not Where.LIST) for r in rows]
        numbers: defaultdict[str, list[Known]] = defaultdict(list)
        persons: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        for one in known:
            if one.number:
                numbers[_folded(one.number)].append(one)
            if one.name and one.born:
                persons[_folded(one.name), one.born].append(one)
        by_id = {one.id: one for one in known}
        by_number = {key: tuple(found) for key, found in numbers.items()}
        return cls(by_id, by_number, {key: tuple(found) for key, found in persons.items()})


@dataclass(frozen=True, slots=True)
class Match:
    """Which stored case a row or file means, if any; ``refused`` why it cannot be told."""

    known: Known | None = None
    refused: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matched:
    """The rows and files with the stored cases they mean, read with their revisions."""

    matches: tuple[Match, ...]
    stored: Mapping[str, tuple[Case, int]] = field(default_factory=dict)


def match_row(says: RowSays, index: Index) -> Match:
    """The stored case a row means: by its id, else by the hospital number; a likeness is only told."""
    case_id, number = says.case.get("id", "").strip(), says.text("identity", "hospital_number")
    name, born = says.text("identity", "name"), says.text("identity", "birth_date")
    if not (case_id or number or name):
        return Match(refused="Nothing says which patient this is: no case id, hospital number or name.")
    return _match(case_id, number, name, born, index)


def match_file(case: Case, index: Index) -> Match:
    """The stored case a case file means: that of its id."""
    number, name, born = (_identity(case, part) for part in ("hospital_number", "name", "birth_date"))
    found = _match(case.id, number, name, born, index)
    if found.known is not None and found.known.id != case.id:
        other = f"The hospital number {number} belongs to the stored case {found.known.id}"
        return Match(refused=f"{other}; give the file that id, or correct the number.")
    return found


def _match(case_id: str, number: str, name: str, born: str, index: Index) -> Match:
    by_id = index.by_id.get(case_id)
    of_number = index.by_number.get(_folded(number), ()) if number else ()
    if by_id is None and len(of_number) > 1:
        ids = ", ".join(one.id for one in of_number)
        return Match(refused=f"Several stored cases have the number {number}: {ids}. State the case id.")
    if by_id is not None and any(one.id != case_id for one in of_number):
        other = next(one.id for one in of_number if one.id != case_id)
        return Match(refused=f"The id is that of one stored case, the number {number} that of {other}.")
    known = by_id or (of_number[0] if of_number else None)
    if known is not None:
        return _same_person(known, name, born)
    alike = index.by_person.get((_folded(name), born), ()) if name and born else ()
    doubts = tuple(f"Looks like the stored case {one.id}: {one.name}, born {one.born}." for one in alike)
    return Match(doubts=doubts)


def _same_person(known: Known, name: str, born: str) -> Match:
    """Refused where both name and birth date are another's; one of them is only told."""
    other_name = bool(name and known.name and _folded(name) != _folded(known.name))
    other_birth = bool(born and known.born and not _agree(born, known.born))
    if other_name and other_birth:
        who = f"{known.name}, born {known.born}"
        return Match(refused=f"The stored case {known.id} is another patient: {who}. Correct the number.")
    doubts = []
    if other_name:
        doubts.append(f"The stored case {known.id} has another name: {known.name}.")
    if other_birth:
        doubts.append(f"The stored case {known.id} has another birth date: {known.born}.")
    if known.archived:
        doubts.append(f"The case {known.id} lies in the archive; it comes back.")
    return Match(known, doubts=tuple(doubts))


def _agree(one: str, other: str) -> bool:
    """Whether one date in ISO form is the other, as far as both are known."""
    return one.startswith(other) or other.startswith(one)


def plan_rows(
    rows: Sequence[RowSays], matched: Matched, stem: str, vocabulary: Vocabulary, tell: Tell
) -> Iterator[Planned]:
    """Each row with what would happen; a patient who stands twice is refused from the second row on."""
    seen: dict[str, int] = {}
    people: dict[tuple[str, str], int] = {}
    for at, (says, match) in enumerate(zip(rows, matched.matches, strict=True)):
        tell(at, len(rows))
        source = f"row {says.number}"
        person = (_folded(says.text("identity", "name")), says.text("identity", "birth_date"))
        patient = _patient(says.text("identity", "name"), says.text("identity", "hospital_number"))
        troubles = list(says.troubles)
        if match.refused:
            troubles.insert(0, Trouble("", match.refused))
        for key in _keys(says, match):
            if key in seen:
                troubles.append(Trouble("", f"Row {seen[key]} is about the same case; make them one row."))
                break
            seen[key] = says.number
        doubts = list(match.doubts)
        if all(person) and match.known is None and person in people:
            doubts.append(f"Looks like row {people[person]}: the same name and birth date.")
        people.setdefault(person, says.number)
        made = Planned(source, patient, Fate.REFUSED, troubles=tuple(troubles), doubts=tuple(doubts))
        yield made if troubles else _with_row(made, says, match, matched, f"{stem}-{says.number}", vocabulary)


def plan_files(
    files: Sequence[CaseFile], matched: Matched, vocabulary: Vocabulary, tell: Tell
) -> Iterator[Planned]:
    """Each case file with what would happen."""
    seen: set[str] = set()
    for at, (file, match) in enumerate(zip(files, matched.matches, strict=True)):
        tell(at, len(files))
        refused = file.refused or match.refused
        if not refused and file.case is not None and file.case.id in seen:
            refused = f"Another file of this import is about the case {file.case.id}, too."
        if refused or file.case is None:
            yield Planned(file.name, "", Fate.REFUSED, troubles=(Trouble("", refused),))
            continue
        seen.add(file.case.id)
        patient = _patient(_identity(file.case, "name"), _identity(file.case, "hospital_number"))
        made = Planned(file.name, patient or file.case.title, Fate.NEW, doubts=match.doubts)
        before = matched.stored.get(file.case.id)
        try:
            case = file_over(file.case, before[0] if before else None, vocabulary)
        except CaseRefused as error:
            yield replace(made, fate=Fate.REFUSED, troubles=(Trouble("", str(error)),))
            continue
        yield _compared(made, case, before, match, vocabulary)


def _with_row(
    made: Planned, says: RowSays, match: Match, matched: Matched, new_id: str, vocabulary: Vocabulary
) -> Planned:
    before = matched.stored.get(match.known.id) if match.known else None
    try:
        case = row_over(says, before[0] if before else None, new_id, vocabulary)
    except CaseRefused as error:
        return replace(made, troubles=(Trouble("", str(error)),))
    if before is None and says_nothing(case) and "id" not in says.case:
        return replace(made, troubles=(Trouble("", "The row fills no field; there is nothing to take in."),))
    return _compared(made, case, before, match, vocabulary)


def _compared(
    made: Planned, case: Case, before: tuple[Case, int] | None, match: Match, vocabulary: Vocabulary
) -> Planned:
    if before is None:
        lines = tuple(changes_between(None, case, vocabulary))
        return replace(made, fate=Fate.NEW, case=case, lines=lines)
    old, revision = before
    restores = bool(match.known and match.known.archived)
    lines = tuple(changes_between(old, case, vocabulary))
    fate = Fate.CHANGED if restores or to_document(old) != to_document(case) else Fate.SAME
    return replace(made, fate=fate, case=case, before=old, revision=revision, restores=restores, lines=lines)


def changes_between(old: Case | None, new: Case, vocabulary: Vocabulary) -> Iterator[FieldLine]:
    """Every part of a case that is another one now, in words."""
    if (old.title if old else "") != new.title:
        yield FieldLine("Title", old.title if old else "", new.title)
    before = {entry.id: entry for entry in old.entries} if old else {}
    seen: Counter[str] = Counter()
    many = Counter(entry.kind for entry in new.entries)
    for entry in new.entries:
        seen[entry.kind] += 1
        label = vocabulary.kinds[entry.kind].label
        name = f"{label} {seen[entry.kind]}" if many[entry.kind] > 1 else label
        yield from _entry_lines(before.get(entry.id), entry, name, vocabulary)


def _entry_lines(old: Entry | None, new: Entry, name: str, vocabulary: Vocabulary) -> Iterator[FieldLine]:
    when = (_when(old) if old else "", _when(new))
    if when[0] != when[1]:
        yield FieldLine(f"{name} · date", *when)
    for field_name, field_ in vocabulary.kinds[new.kind].fields.items():
        was, now = old.fact(field_name) if old else NOT_RECORDED, new.fact(field_name)
        if was != now:
            remarked = _remarks(was) != _remarks(now)
            told = [f"{show_fact(field_, one)}{_remarks(one) if remarked else ''}" for one in (was, now)]
            yield FieldLine(f"{name} · {field_.label}", *told)


def _when(entry: Entry) -> str:
    parts = [entry.date.shown()] if entry.date else []
    if entry.elapsed:
        parts.append(f"{shown_interval(entry.elapsed.months)} months after {entry.elapsed.event}")
    if entry.of:
        parts.append(f"of {entry.of}")
    return ", ".join(parts)


def _remarks(fact: Fact) -> str:
    parts = [fact.on.shown()] if fact.on else []
    parts += [text for text in (fact.source, fact.note) if text]
    return f" ({'; '.join(parts)})" if parts else ""


def _keys(says: RowSays, match: Match) -> list[str]:
    """What makes two rows of a file the same case."""
    number, case_id = says.text("identity", "hospital_number"), says.case.get("id", "")
    keys = [f"number {_folded(number)}"] if number else []
    if match.known is not None or case_id:
        keys.append(f"id {match.known.id if match.known else case_id}")
    return keys


def _identity(case: Case, name: str) -> str:
    for entry in case.of_kind("identity"):
        value = entry.fact(name).value
        return value if isinstance(value, str) else getattr(value, "iso", str)() if value else ""
    return ""


def _patient(name: str, number: str) -> str:
    return " · ".join(text for text in (name, number) if text)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
