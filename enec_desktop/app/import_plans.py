"""What an import would do, worked out row by row; pure, so that it can run beside the window."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact
from enec_desktop.domain.errors import CaseRefused, EnecError
from enec_desktop.domain.intake import Fate, FieldLine, Known, Planned, Trouble, Unread
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.domain.shown import show_fact, shown_interval
from enec_desktop.domain.vocabulary import Field
from enec_desktop.exchange.case_rows import RowSays
from enec_desktop.exchange.merging import file_over, row_over, says_nothing

Tell = Callable[[int, int], None]
"""Hears how many rows of how many are done; may raise ImportStopped."""


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


@dataclass(frozen=True)
class Index:
    """All stored cases, to be found by id, hospital number, and name with birth date."""

    by_id: Mapping[str, Known]
    by_number: Mapping[str, tuple[Known, ...]]
    by_person: Mapping[tuple[str, str], tuple[Known, ...]]

    @classmethod
    def of(cls, known: Sequence[Known]) -> Index:
        """The index of all stored cases."""
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
class Stored:
    """The stored cases that are meant, and how they are read: each when it is compared."""

    unread: Mapping[str, Unread]
    many: ManyCases
    shown: dict[tuple[int, Fact], str] = field(default_factory=dict)

    def case(self, known: Known | None) -> tuple[Case, int] | None:
        """A stored case with its revision. Raises CaseRefused where it cannot be read."""
        found = self.unread.get(known.id) if known else None
        if found is None:
            return None
        try:
            return self.many.of_text(found.text), found.revision
        except (ValueError, CaseRefused) as error:
            raise CaseRefused(f"The stored case {found.id} cannot be read here: {error}") from error

    def words(self, field: Field, fact: Fact) -> str:
        """A fact in words; facts alike are put into words once."""
        if fact is NOT_RECORDED:
            return fact.state.value
        key = (id(field), fact)
        found = self.shown.get(key)
        if found is None:
            found = self.shown[key] = show_fact(field, fact)
        return found


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
    rows: Sequence[RowSays], matches: Sequence[Match], stored: Stored, stem: str, tell: Tell
) -> Iterator[Planned]:
    """Each row with what would happen; a patient who stands twice is refused from the second row on."""
    seen: dict[str, int] = {}
    people: dict[tuple[str, str], int] = {}
    for at, (says, match) in enumerate(zip(rows, matches, strict=True)):
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
        yield made if troubles else _with_row(made, says, match, stored, f"{stem}-{says.number}")


def plan_files(
    files: Sequence[CaseFile], matches: Sequence[Match], stored: Stored, tell: Tell
) -> Iterator[Planned]:
    """Each case file with what would happen."""
    seen: set[str] = set()
    for at, (file, match) in enumerate(zip(files, matches, strict=True)):
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
        try:
            before = stored.case(match.known)
            case = file_over(file.case, before[0] if before else None, stored.many)
        except CaseRefused as error:
            yield replace(made, fate=Fate.REFUSED, troubles=(Trouble("", str(error)),))
            continue
        yield _compared(made, case, before, match, stored)


def _with_row(made: Planned, says: RowSays, match: Match, stored: Stored, new_id: str) -> Planned:
    try:
        before = stored.case(match.known)
        case = row_over(says, before[0] if before else None, new_id, stored.many)
    except CaseRefused as error:
        return replace(made, troubles=(Trouble("", str(error)),))
    if before is None and says_nothing(case) and "id" not in says.case:
        return replace(made, troubles=(Trouble("", "The row fills no field; there is nothing to take in."),))
    return _compared(made, case, before, match, stored)


def _compared(
    made: Planned, case: Case, before: tuple[Case, int] | None, match: Match, stored: Stored
) -> Planned:
    old, revision = before or (None, 0)
    fields = count_changes(old, case)

    def tell() -> tuple[FieldLine, ...]:
        return tuple(changes_between(old, case, stored))

    if old is None:
        return replace(made, fate=Fate.NEW, case=case, fields=fields, tell=tell)
    restores = bool(match.known and match.known.archived)
    fate = Fate.CHANGED if restores or old != case else Fate.SAME
    found = replace(made, fate=fate, case=case, before=old, revision=revision)
    return replace(found, restores=restores, fields=fields, tell=tell)


def count_changes(old: Case | None, new: Case) -> int:
    """How many parts of a case are others now: so many as ``changes_between`` tells."""
    before = {entry.id: entry for entry in old.entries} if old else {}
    count = int((old.title if old else "") != new.title)
    for entry in new.entries:
        was = before.get(entry.id)
        if was is None:
            count += len(entry.facts) + int(bool(_when(entry)))
            continue
        count += int(_when(was) != _when(entry))
        if was.facts != entry.facts:
            said = was.facts.keys() | entry.facts.keys()
            count += sum(was.fact(name) != entry.fact(name) for name in said)
    return count


def changes_between(old: Case | None, new: Case, stored: Stored) -> Iterator[FieldLine]:
    """Every part of a case that is another one now, in words."""
    if (old.title if old else "") != new.title:
        yield FieldLine("Title", old.title if old else "", new.title)
    were = old.opinions if old else ()
    if were != new.opinions:
        yield FieldLine(
            "Opinions of the advice", *(str(len(one)) if one else "" for one in (were, new.opinions))
        )
    before = {entry.id: entry for entry in old.entries} if old else {}
    seen: Counter[str] = Counter()
    many = Counter(entry.kind for entry in new.entries)
    for entry in new.entries:
        seen[entry.kind] += 1
        label = stored.many.vocabulary.kinds[entry.kind].label
        name = f"{label} {seen[entry.kind]}" if many[entry.kind] > 1 else label
        yield from _entry_lines(before.get(entry.id), entry, name, stored)


def _entry_lines(old: Entry | None, new: Entry, name: str, stored: Stored) -> Iterator[FieldLine]:
    when = (_when(old) if old else "", _when(new))
    if when[0] != when[1]:
        yield FieldLine(f"{name} · date", *when)
    if old is not None and old.facts == new.facts:
        return
    said = new.facts.keys() | old.facts.keys() if old else new.facts.keys()
    for field_name, field_ in stored.many.vocabulary.kinds[new.kind].fields.items():
        if field_name not in said:
            continue
        was, now = old.fact(field_name) if old else NOT_RECORDED, new.fact(field_name)
        if was != now:
            remarks = _remarks(was), _remarks(now)
            if remarks[0] == remarks[1]:
                remarks = "", ""
            told = [stored.words(field_, one) + more for one, more in zip((was, now), remarks, strict=True)]
            yield FieldLine(f"{name} · {field_.label}", *told)


def _when(entry: Entry) -> str:
    parts = [entry.date.shown()] if entry.date else []
    if entry.elapsed:
        parts.append(f"{shown_interval(entry.elapsed.months)} months after {entry.elapsed.event}")
    if entry.of:
        parts.append(f"of {entry.of}")
    return ", ".join(parts)


def _remarks(fact: Fact) -> str:
    if not (fact.on or fact.source or fact.note):
        return ""
    parts = [fact.on.shown()] if fact.on else []
    parts += [text for text in (fact.source, fact.note) if text]
    return f" ({'; '.join(parts)})"


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
