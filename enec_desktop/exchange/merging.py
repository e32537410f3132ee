"""What a row or a case file says, laid over a stored case: what it leaves out stays as it is."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact, FieldState, Published
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.domain.strict import shown
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.exchange.case_rows import EntrySays, FactSays, RowSays, Which

COMMON_FIRST = ("identity", "question")
"""The entries a new case has, whatever the row says."""


def row_over(says: RowSays, base: Case | None, new_id: str, many: ManyCases) -> Case:
    """The case of a row. Raises CaseRefused where it contradicts itself or the stored case."""
    case = base or _started(says, new_id)
    ids: dict[Which, str] = {}
    for which in _in_order(says):
        case = _with_entry(case, which, says.entries.get(which, EntrySays()), ids)
    for which, entry in says.entries.items():
        case = _with_links(case, ids[which], entry, ids)
    if title := says.case.get("title"):
        case = replace(case, title=title)
    return many.again(case)


def file_over(file: Case, base: Case | None, many: ManyCases) -> Case:
    """The stored case with all that a case file says, matched by the ids of the entries."""
    if base is None:
        return file
    case = base
    there = {entry.id: entry for entry in base.entries}
    for entry in file.entries:
        old = there.get(entry.id)
        if old is None:
            case = _placed(case, entry)
            continue
        if (old.kind, old.of) != (entry.kind, entry.of):
            raise CaseRefused(f"The entry {entry.id} is another one in the stored case; give it another id.")
        facts = MappingProxyType({**old.facts, **entry.facts})
        date, elapsed = entry.date or old.date, entry.elapsed or old.elapsed
        case = _moved_if_needed(case, replace(old, facts=facts, date=date, elapsed=elapsed), old)
    new = tuple(one for one in file.opinions if one not in base.opinions)
    return many.again(replace(case, title=file.title or base.title, opinions=(*base.opinions, *new)))


def _started(says: RowSays, new_id: str) -> Case:
    entries = () if says.history is not None else tuple(Entry(f"{kind}-1", kind) for kind in COMMON_FIRST)
    published = None
    if citation := says.case.get("citation"):
        published = Published(citation, says.case.get("doi"), says.case.get("url"))
    return Case(says.case.get("id") or new_id, "", entries, published)


def _in_order(says: RowSays) -> list[Which]:
    history = says.history or ()
    return [*history, *(which for which in says.entries if which not in history)]


def _with_entry(case: Case, which: Which, says: EntrySays, ids: dict[Which, str]) -> Case:
    """The case with the entry a row means, found or new, and what the row says of it but its links."""
    old = _found(case, which, says, set(ids.values()))
    kind = which[0]
    if old is None:
        old = Entry(says.id or case.new_id(kind), kind)
        ids[which] = old.id
        return _placed(case, _said(old, says))
    if old.kind != kind:
        raise CaseRefused(f"The entry {old.id} is a {old.kind} in the stored case, not a {kind}.")
    ids[which] = old.id
    return _moved_if_needed(case, _said(old, says), old)


def _found(case: Case, which: Which, says: EntrySays, used: set[str]) -> Entry | None:
    """The entry a row means: by its id, else by its date, else by its place among those of its kind.

    A dated entry of the table is never laid over one of another date: that would give one biopsy the
    findings of another.
    """
    kind, nth = which
    if says.id:
        return next((entry for entry in case.entries if entry.id == says.id), None)
    of_kind = case.of_kind(kind)
    if says.date is not None and kind not in COMMON_FIRST:
        same = [entry for entry in of_kind if entry.date == says.date and entry.id not in used]
        if same:
            return same[0]
    if len(of_kind) < nth:
        return None
    old = of_kind[nth - 1]
    other_date = says.date is not None and old.date not in (None, says.date)
    return None if old.id in used or (other_date and kind not in COMMON_FIRST) else old


def _said(old: Entry, says: EntrySays) -> Entry:
    if not says.facts:
        return old if says.date in (None, old.date) else replace(old, date=says.date)
    facts = dict(old.facts)
    for name, fact in says.facts.items():
        facts[name] = _fact_over(old.fact(name), fact)
    told = {name: facts[name] for name in sorted(facts) if facts[name] != NOT_RECORDED}
    return replace(old, date=says.date or old.date, facts=MappingProxyType(told))


def _fact_over(old: Fact, says: FactSays) -> Fact:
    """The new fact; remarks on another value are not carried over to it."""
    fact = says.fact or old
    if (fact.state, fact.value) == (old.state, old.value) and fact != NOT_RECORDED:
        fact = old
    if says.on is None and says.source is None and says.note is None:
        return fact
    on, source, note = says.on or fact.on, says.source or fact.source, says.note or fact.note
    return replace(fact, on=on, source=source, note=note)


def _with_links(case: Case, entry_id: str, says: EntrySays, ids: dict[Which, str]) -> Case:
    """The case with the entries that an entry belongs to or is counted from."""
    entry = case.entry(entry_id)
    changed = entry
    if says.of:
        changed = replace(changed, of=_named(says.of, case, ids))
    if says.after is not None:
        changed = replace(changed, elapsed=Elapsed(_named(says.after[1], case, ids), says.after[0]))
    return case if changed == entry else case.with_entry(changed)


def _named(name: str, case: Case, ids: dict[Which, str]) -> str:
    """The id of an entry that a cell names, by its id or as ``course 2``."""
    if any(entry.id == name for entry in case.entries):
        return name
    kind, _, number = name.casefold().rpartition(" ")
    which = (kind, int(number)) if kind and number.isdecimal() else (name.casefold(), 1)
    if which in ids:
        return ids[which]
    raise CaseRefused(f"{shown(name)} is no entry of this row or case; write its id, or course 2.")


def _placed(case: Case, entry: Entry) -> Case:
    """The case with a new entry at its place in time: before the first that is surely later."""
    return case.with_entry(entry, before=_later(case, entry))


def _moved_if_needed(case: Case, entry: Entry, old: Entry) -> Case:
    """The case with an entry changed; one with a new date goes to its place in time."""
    case = case.with_entry(entry)
    if entry.date is None or entry.date == old.date or _fits(case, entry.id):
        return case
    return case.moved(entry.id, before=_later(case, entry))


def _later(case: Case, entry: Entry) -> str | None:
    for other in case.entries:
        if other.id != entry.id and not _not_after(other.date, entry.date):
            return other.id
    return None


def _fits(case: Case, entry_id: str) -> bool:
    """Whether no dated entry before it is later, and none after it earlier."""
    place = next(at for at, entry in enumerate(case.entries) if entry.id == entry_id)
    date = case.entries[place].date
    assert date is not None
    before = all(_not_after(entry.date, date) for entry in case.entries[:place])
    return before and all(_not_after(date, entry.date) for entry in case.entries[place + 1 :])


def _not_after(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or one.earliest <= other.latest


def says_nothing(case: Case) -> bool:
    """Whether no field of a case is filled: there is no patient in the row."""
    return not any(
        fact.state is not FieldState.NOT_RECORDED for entry in case.entries for fact in entry.facts.values()
    )
