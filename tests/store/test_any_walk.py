"""Any walk of edits, undo, redo and restarts agrees with a plain model."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.time import PartialDate
from enec_desktop.store.store import open_store
from tests import builders
from tests.builders import vocabulary
from tests.conftest import LONG
from tests.store.playing import NOW

DATES = st.none() | st.builds(PartialDate, st.integers(1990, 2030), st.none() | st.integers(1, 12))


def settled(case: Case) -> Case:
    return from_document(to_document(case), vocabulary())


class AnyWalk(RuleBasedStateMachine):
    """The model: the case at each revision, and two stacks of cases for undo and redo."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.open()

    def open(self) -> None:
        self.store = open_store(Path(self.folder.name) / "data", vocabulary(), NOW)

    @initialize(case=builders.cases())
    def create(self, case: Case) -> None:
        self.case = settled(replace(case, id="case-1"))
        self.store.cases.create(self.case, "Li", NOW)
        self.revisions = [self.case]
        self.done: list[Case] = []
        self.undone: list[Case] = []

    def expect(self, after: Case, edit: Any, *arguments: Any, **more: Any) -> None:
        """Carry out an edit; the format may refuse it, and then nothing happened."""
        try:
            after = settled(after)
        except CaseRefused:
            after = self.case
            try:
                revision = edit("case-1", *arguments, who="Li", when=NOW, **more)
            except (CaseRefused, StoreRefused):
                return
            assert revision == len(self.revisions), "the store took what the format refuses"
            return
        revision = edit("case-1", *arguments, who="Li", when=NOW, **more)
        if after != self.case:
            self.done.append(self.case)
            self.undone.clear()
            self.case = after
            self.revisions.append(after)
        assert revision == len(self.revisions)

    @precondition(lambda self: self.case.entries)
    @rule(data=st.data())
    def change_fact(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.case.entries))
        field = data.draw(st.sampled_from(list(vocabulary().kinds[entry.kind].fields.values())))
        fact = data.draw(st.just(NOT_RECORDED) | builders.facts(field))
        after = self.case.with_fact(entry.id, field.name, fact)
        self.expect(after, self.store.cases.change_fact, entry.id, field.name, fact)

    @rule(data=st.data(), kind=st.sampled_from(list(vocabulary().kinds)))
    def add(self, data: st.DataObject, kind: str) -> None:
        entry = Entry(self.case.new_id(kind), kind)
        before = data.draw(st.sampled_from([None, *(one.id for one in self.case.entries)]))
        after = self.case.with_entry(entry, before=before)
        self.expect(after, self.store.cases.add_entry, entry, before=before)

    @precondition(lambda self: self.case.entries)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.case.entries)).id
        self.expect(self.case.without_entry(entry), self.store.cases.remove_entry, entry)

    @precondition(lambda self: len(self.case.entries) > 1)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        entry, before = data.draw(st.permutations([one.id for one in self.case.entries]))[:2]
        to = data.draw(st.sampled_from([None, before]))
        self.expect(self.case.moved(entry, before=to), self.store.cases.move_entry, entry, to)

    @precondition(lambda self: self.case.entries)
    @rule(data=st.data(), date=DATES)
    def change_time(self, data: st.DataObject, date: PartialDate | None) -> None:
        entry = data.draw(st.sampled_from(self.case.entries))
        after = self.case.with_entry(replace(entry, date=date, elapsed=None))
        self.expect(after, self.store.cases.change_time, entry.id, date, None)

    @precondition(lambda self: len(self.case.entries) > 1)
    @rule(data=st.data(), date=DATES)
    def change_time_and_place(self, data: st.DataObject, date: PartialDate | None) -> None:
        entry, to = data.draw(st.permutations([one.id for one in self.case.entries]))[:2]
        placed = self.case.with_entry(replace(self.case.entry(entry), date=date, elapsed=None))
        edit = self.store.cases.change_time_and_place
        self.expect(placed.moved(entry, before=to), edit, entry, date, None, to)

    @rule(title=st.sampled_from(["", "A", "乙", "%"]))
    def rename(self, title: str) -> None:
        self.expect(replace(self.case, title=title), self.store.cases.rename, title)

    @rule()
    def undo(self) -> None:
        if not self.done:
            assert self.store.cases.undo_name("case-1") is None
            return
        assert self.store.cases.undo_name("case-1") is not None
        self.store.cases.undo("case-1", "Li", NOW)
        self.undone.append(self.case)
        self.case = self.done.pop()
        self.revisions.append(self.case)

    @rule()
    def redo(self) -> None:
        if not self.undone:
            assert self.store.cases.redo_name("case-1") is None
            return
        assert self.store.cases.redo_name("case-1") is not None
        self.store.cases.redo("case-1", "Li", NOW)
        self.done.append(self.case)
        self.case = self.undone.pop()
        self.revisions.append(self.case)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.open()

    @invariant()
    def the_case_is_that_of_the_model(self) -> None:
        assert self.store.cases.get("case-1") == self.case
        assert self.store.cases.revision("case-1") == len(self.revisions)

    def teardown(self) -> None:
        for revision, then in enumerate(getattr(self, "revisions", ()), start=1):
            assert self.store.cases.at_revision("case-1", revision) == then
        assert self.store.verify() == ()
        self.store.close()
        self.folder.cleanup()


AnyWalk.TestCase.settings = settings(
    max_examples=400 if LONG else 25, stateful_step_count=60 if LONG else 30, deadline=None
)
TestAnyWalk = AnyWalk.TestCase
