"""Changes of a case document: what a journal entry does, and what takes it back. Pure.

An edit and the rebuilding of an old revision go through the same ``applied``: what was shown then and
what is rebuilt now cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from enec_desktop.domain.case import Case
from enec_desktop.domain.history import Action, Step

Document = dict[str, Any]
"""A case as JSON values, in the form that ``case_document`` writes."""

_INVERSE = {Action.ADD: Action.REMOVE, Action.REMOVE: Action.ADD}


@dataclass(frozen=True, slots=True)
class Patch:
    """One change of a document, old and new as JSON values.

    FACT: the facts (None: not recorded). TIME: ``date`` and ``after`` of the entry, and its place ``at``
    where that changes too. ADD, REMOVE: the entries with their places, as ``[place, entry]``. MOVE: the
    places. OPINION: all opinions of the case (None: there are none), with the option and the row in
    question as entry and field. CONFIRM: nothing; ``new`` says version and hash of the record of the decision
    that is the entry. RENAME: the titles. CREATE: the document. IMPORT: all changes of one import
    or report as a list, and the list that takes them back; each is ``[action, entry, field, old, new]``; its
    ``field`` is the name of the whole, where it has one.
    """

    action: Action
    entry: str | None = None
    field: str | None = None
    old: Any = None
    new: Any = None

    def inverse(self) -> Patch:
        """The change that takes this one back."""
        action = _INVERSE.get(self.action, self.action)
        return Patch(action, self.entry, self.field, self.new, self.old)


class Misfit(Exception):
    """A change meets a document that it was not made for: the file is damaged."""


def applied(document: Document, patch: Patch) -> Document:
    """The document after a change; the one given stays as it is. Raises Misfit."""
    try:
        if patch.action is Action.CREATE:
            return dict(patch.new)
        if patch.action in (Action.ARCHIVE, Action.PLACE, Action.CONFIRM):
            return document
        if patch.action is Action.IMPORT:
            return _one_by_one(document, patch.new)
        if patch.action is Action.RENAME:
            _expect(document["title"] == patch.old)
            return {**document, "title": patch.new}
        if patch.action is Action.OPINION:
            _expect(document.get("opinions") == patch.old)
            rest = {key: part for key, part in document.items() if key != "opinions"}
            return rest if patch.new is None else {**rest, "opinions": patch.new}
        return {**document, "entries": _entries(document["entries"], patch)}
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Misfit(str(error)) from error


def together(changes: list[Patch], name: str = "") -> Patch:
    """Several changes as one that is written, undone and redone as a whole, under a name where it has one."""
    back = [change.inverse() for change in reversed(changes)]
    old, new = [_listed(one) for one in back], [_listed(one) for one in changes]
    return Patch(Action.IMPORT, None, name or None, old, new)


def parts_of(patch: Patch) -> list[Patch]:
    """The changes that were put together."""
    return [Patch(Action(action), *rest) for action, *rest in patch.new]


def settled(patch: Patch, document: Document) -> Patch:
    """The change with its new part as the document has it: units filled in, codes in order."""
    new = patch.new
    if patch.action is Action.FACT and patch.field is not None:
        new = document["entries"][place_of(document, patch.entry or "")]["facts"].get(patch.field)
    elif patch.action is Action.ADD:
        new = [[place, document["entries"][place]] for place, _ in patch.new]
    elif patch.action is Action.TIME:
        new = _time(document["entries"][place_of(document, patch.entry or "")]) | _at(new)
    elif patch.action is Action.OPINION:
        new = document.get("opinions")
    return replace(patch, new=new)


def opinion_change(document: Document, option: str, rule: str, new: list[Document]) -> Patch:
    """Give the case other opinions; ``option`` and ``rule`` are what they differ in."""
    return Patch(Action.OPINION, option, rule, document.get("opinions"), new or None)


def fact_change(document: Document, entry: str, field: str, new: Any) -> Patch:
    """Give a field another fact; None takes it out."""
    old = document["entries"][place_of(document, entry)]["facts"].get(field)
    return Patch(Action.FACT, entry, field, old, new)


def time_change(document: Document, entry: str, new: Document) -> Patch:
    """Give an entry the ``date`` and ``after`` of another form of it."""
    old = document["entries"][place_of(document, entry)]
    return Patch(Action.TIME, entry, None, _time(old), _time(new))


def time_and_place_change(document: Document, entry: str, new: Document, before: str | None) -> Patch:
    """Give an entry another time, and the place in the history that goes with it."""
    time, move = time_change(document, entry, new), moving(document, entry, before)
    return replace(time, old=time.old | {"at": move.old}, new=time.new | {"at": move.new})


def adding(document: Document, entry: Document, before: str | None) -> Patch:
    """Put in an entry before another one, or at the end."""
    place = len(document["entries"]) if before is None else place_of(document, before)
    return Patch(Action.ADD, entry["id"], None, None, [[place, entry]])


def removing(document: Document, entry: str) -> Patch:
    """Take out an entry and what belongs to it."""
    place_of(document, entry)
    gone = [[i, e] for i, e in enumerate(document["entries"]) if entry in (e["id"], e.get("of"))]
    return Patch(Action.REMOVE, entry, None, gone, None)


def moving(document: Document, entry: str, before: str | None) -> Patch:
    """Put an entry before another one, or at the end."""
    old = place_of(document, entry)
    new = len(document["entries"]) if before is None else place_of(document, before)
    # Places are counted without the entry that moves.
    return Patch(Action.MOVE, entry, None, old, new - 1 if new > old else new)


def place_of(document: Document, entry: str) -> int:
    """Where an entry stands in the history. Raises KeyError."""
    return _place(document["entries"], entry)


def told(patch: Patch, before: Case, after: Case) -> Step:
    """What a change does, as values of the domain."""
    entry, field = patch.entry or "", patch.field or ""
    there = {one.id: one for one in before.entries}
    then = {one.id: one for one in after.entries}
    if patch.action in (Action.RENAME, Action.IMPORT):
        return Step(patch.action, "", "", field, before.title, after.title)
    if patch.action is Action.OPINION:
        return Step(patch.action, entry, "", field, None, None)
    kind = (there.get(entry) or then[entry]).kind
    if patch.action is Action.FACT:
        return Step(patch.action, entry, kind, field, there[entry].fact(field), then[entry].fact(field))
    return Step(patch.action, entry, kind, field, there.get(entry), then.get(entry))


def _one_by_one(document: Document, changes: list[list[Any]]) -> Document:
    for action, *rest in changes:
        document = applied(document, Patch(Action(action), *rest))
    return document


def _listed(change: Patch) -> list[Any]:
    return [change.action.value, change.entry, change.field, change.old, change.new]


def _entries(entries: list[Document], patch: Patch) -> list[Document]:
    if patch.action is Action.ADD:
        return _put_in(entries, patch.new)
    if patch.action is Action.REMOVE:
        return _taken_out(entries, patch.old)
    place = patch.old if patch.action is Action.MOVE else _place(entries, patch.entry or "")
    entry, rest = entries[place], entries[:place] + entries[place + 1 :]
    if patch.action is Action.MOVE:
        _expect(entry["id"] == patch.entry)
        return [*rest[: patch.new], entry, *rest[patch.new :]]
    if patch.action is Action.FACT:
        return [*rest[:place], _with_fact(entry, patch), *rest[place:]]
    _expect(place == patch.old.get("at", place))
    place = patch.new.get("at", place)
    return [*rest[:place], _with_time(entry, patch), *rest[place:]]


def _put_in(entries: list[Document], added: list[tuple[int, Document]]) -> list[Document]:
    whole = list(entries)
    for place, entry in added:
        _expect(place <= len(whole))
        whole.insert(place, entry)
    return whole


def _taken_out(entries: list[Document], removed: list[tuple[int, Document]]) -> list[Document]:
    for place, entry in removed:
        _expect(entries[place] == entry)
    gone = {place for place, _ in removed}
    return [entry for place, entry in enumerate(entries) if place not in gone]


def _with_fact(entry: Document, patch: Patch) -> Document:
    facts = dict(entry["facts"])
    _expect(facts.pop(patch.field, None) == patch.old)
    if patch.new is not None:
        facts[patch.field] = patch.new
    return {**entry, "facts": dict(sorted(facts.items()))}


def _with_time(entry: Document, patch: Patch) -> Document:
    _expect(_time(entry) == _time(patch.old))
    rest = {key: part for key, part in entry.items() if key in ("of", "facts")}
    return {"id": entry["id"], "kind": entry["kind"], **_time(patch.new), **rest}


def _time(entry: Document) -> Document:
    return {key: entry[key] for key in ("date", "after") if key in entry}


def _at(time: Document) -> Document:
    return {"at": time["at"]} if "at" in time else {}


def _place(entries: list[Document], entry: str) -> int:
    for place, found in enumerate(entries):
        if found["id"] == entry:
            return place
    raise KeyError(entry)


def _expect(fits: bool) -> None:
    if not fits:
        raise ValueError("the document is not the one that was changed")
