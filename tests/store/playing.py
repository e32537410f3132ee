"""Plays edits through a real store, and says what is found of them afterwards.

python -m tests.store.playing write FOLDER NUMBER [LIMIT]   edits (0: until killed), "ACK e7" after each
python -m tests.store.playing check FOLDER                  "OK" and every edit found, or "BAD why"

Every edit carries its token as the author's name, every tenth is followed by a draft
with one of its own. LIMIT: no file may grow beyond so many bytes.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Quantity, Value
from enec_desktop.domain.draft import Spot
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.domain.worklist import Where
from enec_desktop.knowledge.vocabulary_files import read_vocabulary
from enec_desktop.paths import resources
from enec_desktop.store.store import Store, open_store

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


# Not from tests.builders: a process that is killed many times starts faster without hypothesis.
@cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(resources() / "knowledge" / "vocabulary")


def value(found: Value) -> Fact:
    return Fact(FieldState.VALUE, found)


def write(folder: Path, number: int) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        start = sum(len(store.cases.journal(case_id)) for case_id in store.cases.ids())
        for step in count(start) if number == 0 else range(start, start + number):
            token = f"e{step + 1}"
            play(store, step, token)
            # One write: a kill in the middle of a line would look like an edit never acknowledged.
            os.write(1, f"ACK {token}\n".encode())
            if step % 10 == 2:
                # A draft of a field of its own, which no later fact takes away.
                spot = Spot(f"case-{step // 50}", "patient", "identity", "patient", f"field-{step}")
                store.drafts.keep(spot, f"d{step + 1}", NOW)
                os.write(1, f"ACK d{step + 1}\n".encode())


def play(store: Store, step: int, who: str) -> None:
    """One edit of a case; every fiftieth edit begins a new case."""
    number, turn = divmod(step, 50)
    case_id, when = f"case-{number}", NOW + timedelta(seconds=step)
    cases = store.cases
    if turn == 0:
        biopsy = Entry("biopsy", "specimen", {"ki67": value(Quantity(Interval.point(72), "%"))})
        cases.create(Case(case_id, "陈 小梅", (Entry("patient", "identity"), biopsy)), who, when)
    elif turn % 10 == 3:
        cases.undo(case_id, who, when)
    elif turn % 10 == 4:
        cases.redo(case_id, who, when)
    elif turn % 10 == 5:
        cases.add_entry(case_id, Entry(f"study-{turn}", "study"), who, when)
    elif turn % 10 == 6:
        cases.remove_entry(case_id, f"study-{turn - 1}", who, when)
    elif turn % 10 == 7:
        cases.rename(case_id, f"Case {step}", who, when)
    elif turn % 10 == 8:
        cell_type = value(frozenset({("small", "large")[turn // 10 % 2]}))
        cases.change_fact(case_id, "biopsy", "cell_type", cell_type, who, when)
    elif turn % 10 == 9:
        cases.place(case_id, Where.ARCHIVE if turn % 20 == 9 else Where.LIST, who, when)
    else:
        name = value(f"name {step} " + "x" * (step * 37 % 3000))
        cases.change_fact(case_id, "patient", "name", name, who, when)


def look(folder: Path) -> tuple[tuple[str, ...], list[str]]:
    """The faults of a store, and the tokens of its edits."""
    with open_store(folder, vocabulary(), NOW) as store:
        ids = store.cases.ids()
        found = [line.who for case_id in ids for line in store.cases.journal(case_id)]
        drafts = [draft.text for case_id in ids for draft in store.drafts.of_case(case_id)]
        faults = store.verify()
    if sorted(found) != sorted(f"e{i + 1}" for i in range(len(found))):
        faults += ("The edits have a gap.",)
    return faults, found + drafts


def check(folder: Path) -> None:
    try:
        faults, found = look(folder)
    except EnecError as error:
        faults, found = (str(error),), []
    print(f"BAD {faults[0]}" if faults else "\n".join(["OK", *found]))


def limit_files(size: int) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    what, place, *numbers = sys.argv[1:]
    if what == "check":
        check(Path(place))
    else:
        if len(numbers) > 1:
            limit_files(int(numbers[1]))
        write(Path(place), int(numbers[0]))
