"""Whatever is edited, undone, confirmed and amended: records stay byte for byte, and versions follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import NOT_RECORDED, Case, Entry
from enec_desktop.domain.decision import amended, question_before
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.history import Action
from enec_desktop.domain.time import PartialDate
from enec_desktop.store.store import open_store
from tests.builders import case, codes, entry, value, vocabulary
from tests.conftest import LONG
from tests.store.playing import NOW
from tests.store.recording import record_of

PARTS = ("action", "condition", "position")
FIELDS = {
    "decision": ("why", "regimen", "carried_reason"),
    "action": ("what", "outcome"),
    "condition": ("words",),
    "position": ("words",),
    "question": ("question",),
    "study": ("opinion",),
}
AFTERWARDS = frozenset({"carried_reason", "outcome"})
START = case(
    entry("question"), entry("decision", why="Fit"), entry("action", of="decision", what="EP"), id="c"
)


def frozen_of(found: Case, decision: str) -> object:
    """What a record must keep of the case, told without the store's own means."""
    asked, whole = "", []
    for one in found.entries:
        if one.kind == "question" and not whole:
            asked = one.id
        if decision in (one.id, one.of):
            facts = {name: fact for name, fact in one.facts.items() if name not in AFTERWARDS}
            whole.append((one.id, one.kind, one.of, one.date, one.elapsed, facts))
    return asked, whole


class AnyDecisionWalk(RuleBasedStateMachine):
    """Beside the store: each record as it came, and what it froze."""

    @initialize()
    def create(self) -> None:
        self.folder = TemporaryDirectory()
        self.open()
        self.store.cases.create(START, "Li", NOW)
        self.records: list[BoardRecord] = []
        self.froze: dict[str, object] = {}

    def open(self) -> None:
        self.store = open_store(Path(self.folder.name) / "data", vocabulary(), NOW)

    @property
    def case(self) -> Case:
        return self.store.cases.get("c")

    def attempt(self, edit: Callable[[], object]) -> None:
        """An edit may be refused, and then nothing happened."""
        before = self.store.cases.revision("c")
        try:
            edit()
        except (CaseRefused, StoreRefused):
            assert self.store.cases.revision("c") == before

    @rule(data=st.data(), words=st.sampled_from(["a", "b", ""]))
    def change_fact(self, data: st.DataObject, words: str) -> None:
        one = data.draw(st.sampled_from(self.case.entries))
        field = data.draw(st.sampled_from(FIELDS[one.kind]))
        new = codes("other") if field == "carried_reason" else value(words or "c")
        fact = new if words else NOT_RECORDED
        self.attempt(lambda: self.store.cases.change_fact("c", one.id, field, fact, "Li", NOW))

    @rule(data=st.data(), kind=st.sampled_from(["question", "decision", "study", *PARTS]))
    def add(self, data: st.DataObject, kind: str) -> None:
        decisions = [one.id for one in self.case.of_kind("decision")]
        of = data.draw(st.sampled_from(decisions)) if kind in PARTS and decisions else None
        before = data.draw(st.sampled_from([None, None, *(one.id for one in self.case.entries)]))
        made = Entry(self.case.new_id(kind), kind, of=of)
        self.attempt(lambda: self.store.cases.add_entry("c", made, "Li", NOW, before=before))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if len(self.case.entries) > 1:
            gone = data.draw(st.sampled_from(self.case.entries)).id
            self.attempt(lambda: self.store.cases.remove_entry("c", gone, "Li", NOW))

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        if len(self.case.entries) > 1:
            one, before = data.draw(st.permutations([one.id for one in self.case.entries]))[:2]
            to = data.draw(st.sampled_from([None, before]))
            self.attempt(lambda: self.store.cases.move_entry("c", one, to, "Li", NOW))

    @rule(data=st.data(), year=st.integers(2025, 2027))
    def change_time(self, data: st.DataObject, year: int) -> None:
        one = data.draw(st.sampled_from(self.case.entries)).id
        self.attempt(lambda: self.store.cases.change_time("c", one, PartialDate(year), None, "Li", NOW))

    @rule(back=st.booleans())
    def undo_or_redo(self, back: bool) -> None:
        cases = self.store.cases
        self.attempt(lambda: cases.undo("c", "Li", NOW) if back else cases.redo("c", "Li", NOW))

    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        found = [one for one in self.case.of_kind("decision") if one.id not in self.froze]
        if found:
            decision = data.draw(st.sampled_from(found)).id
            over = self.newest(question_before(self.case, decision))
            made = self.store.records.confirm(record_of(self.store, "c", decision, over=over))
            self.records.append(made)
            self.froze[decision] = frozen_of(self.case, decision)
            assert self.store.cases.undo_name("c") is None

    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        if self.records:
            record = data.draw(st.sampled_from(self.records))
            told, _ = amended(self.case, record.decision, "reason", vocabulary())
            revision = self.store.cases.revision("c")
            self.attempt(lambda: self.store.cases.take_over(told, revision, "Amendment", "Li", NOW))

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.open()

    def newest(self, question: str) -> BoardRecord | None:
        chain = [one for one in self.records if question_before(self.case, one.decision) == question]
        return chain[-1] if chain else None

    @invariant()
    def every_record_stays_and_the_case_keeps_what_it_froze(self) -> None:
        if hasattr(self, "records"):
            assert list(reversed(self.store.records.of_case("c"))) == self.records
            for decision, then in self.froze.items():
                assert frozen_of(self.case, decision) == then

    @invariant()
    def versions_have_no_gap_and_one_of_each_chain_is_current(self) -> None:
        if hasattr(self, "records"):
            chains: dict[str, list[BoardRecord]] = {}
            for one in self.records:
                chains.setdefault(question_before(self.case, one.decision), []).append(one)
            assert all([one.version for one in c] == [*range(1, len(c) + 1)] for c in chains.values())
            assert {one.number for one in self.store.records.current()} == {
                c[-1].number for c in chains.values()
            }

    def teardown(self) -> None:
        if hasattr(self, "records"):
            lines = self.store.cases.journal("c")
            confirmed = [line.entry for line in lines if line.action == Action.CONFIRM]
            assert confirmed == [one.decision for one in self.records]
            assert self.store.verify() == ()
            self.store.close()
            self.folder.cleanup()


TestAnyDecisionWalk = AnyDecisionWalk.TestCase
TestAnyDecisionWalk.settings = settings(
    max_examples=300 if LONG else 20, stateful_step_count=40 if LONG else 25, deadline=None
)
