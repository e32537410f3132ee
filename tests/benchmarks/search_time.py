"""A keystroke in the search of the worklist against a plain scan of the same texts, and its recall.

Run by hand: ``python tests/benchmarks/search_time.py [cases] [folder]``. The folder keeps the made store; one
that holds cases already is used as it is. A keystroke is the first page of 200 rows and how many there are;
the plain scan looks for the typed letters in every case's text by LIKE. Recall: the hits of each search,
held against a reading of ``looked`` cases without an index.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import Case, Fact, FieldState, Value
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import SortKey, WorklistQuery
from enec_desktop.store.search import folded
from enec_desktop.store.store import Store, open_store
from tests.benchmarks.timing import busy, ratio, told, turn_by_turn
from tests.builders import vocabulary
from tests.store.plain_scan import holds, texts_read
from tests.store.playing import NOW

FAMILIES = ["Chan", "Lee", "Smith", "García", "Müller", "O'Brien", "李", "王", "陈", "Kowalski", "Okafor"]
GIVEN = ["Anna", "Wei", "小明", "Peter", "Maria", "Jan", "建国", "Ada", "Ken", "Łukasz"]
TYPED = [
    "c",
    "ch",
    "cha",
    "chan",
    "small cell",
    "liver",
    "ki67",
    "1945",
    "14-jul",
    "0042",
    "李",
    "小明",
    "zzz",
]
BEFORE = "zzzz"
"""Typed before each keystroke, so that nothing of the last turn is put aside; its time is counted in."""

TURNS, LOOKED, LIMIT_MS = 9, 400, 30.0
PORTION = 1_000


def fact(value: Value) -> Fact:
    """A recorded fact."""
    return Fact(FieldState.VALUE, value)


def made(base: list[Case], number: int, random: Random) -> Case:
    """A sample patient under another name, number and birth date."""
    case = replace(base[number % len(base)], id=f"made-{number:07d}")
    patient = case.of_kind("identity")[0].id
    case = case.with_fact(patient, "name", fact(f"{random.choice(FAMILIES)}, {random.choice(GIVEN)}"))
    case = case.with_fact(patient, "hospital_number", fact(f"HN {number * 7919 % 10**7:07d}"))
    born = PartialDate(random.randint(1930, 1990), random.randint(1, 12), random.randint(1, 28))
    return case.with_fact(patient, "birth_date", fact(born))


def fill(store: Store, base: list[Case], count: int) -> None:
    """Write made cases, a portion in each transaction."""
    random = Random(4)
    for start in range(0, count, PORTION):
        cases = [made(base, number, random) for number in range(start, min(count, start + PORTION))]
        store.imports.write("made", cases, (), (), "bench", NOW)


def keystroke(store: Store, text: str) -> int:
    """What the window asks for at a key; how many cases are found."""
    query = WorklistQuery(text=text, sort=SortKey.NAME, descending=False, today="2026-11-24")
    store.worklist.rows(query)
    return store.worklist.found(query)[1]


def recall(store: Store, ids: tuple[str, ...]) -> tuple[int, int]:
    """How many answers of the search about some cases were held against a plain reading, how many differ."""
    looked = Random(7).sample(ids, min(LOOKED, len(ids)))
    listed = {row.case_id: row for row in store.worklist.rows(WorklistQuery(limit=len(ids) + 1))}
    texts = {case_id: list(texts_read(store.cases.get(case_id), vocabulary())) for case_id in looked}
    for case_id, said in texts.items():
        # What the list says of the last assessment is found, too.
        said += [listed[case_id].moment, listed[case_id].diagnosis, listed[case_id].stage]
    held = differ = 0
    for typed in TYPED:
        every = WorklistQuery(text=typed, limit=len(ids) + 1)
        found = {row.case_id for row in store.worklist.rows(every)}
        for case_id, said in texts.items():
            held += 1
            differ += (case_id in found) != holds(said, typed)
    return held, differ


def scans(store: Store, ids: tuple[str, ...]) -> None:
    """The texts of every case in one column, for the plain scan."""
    database = store.worklist._database
    database.run("CREATE TEMP TABLE plain (text TEXT NOT NULL)")
    for case_id in ids:
        said = "\n".join(folded(text) for text in texts_read(store.cases.get(case_id), vocabulary()))
        database.run("INSERT INTO plain VALUES (?)", said)


def main(count: int, folder: Path) -> None:
    """Print each keystroke, the scan, and the recall."""
    desk = open_desk(folder)
    samples = Path(__file__).parents[2] / "resources" / "demo"
    base = [desk.cases.read_file(path) for path in sorted(samples.glob("*.json"))]
    desk.close()
    with open_store(folder, vocabulary(), NOW) as store:
        if not store.cases.ids():
            fill(store, base, count)
        while store.worklist.catch_up(PORTION):
            pass
        ids = store.cases.ids()
        print(f"{len(ids)} cases; {busy()}")
        scans(store, ids)
        database = store.worklist._database
        slowest = 0.0
        for typed in TYPED:
            wanted = f"%{folded(typed)}%"
            sides = {
                "search": lambda turn, typed=typed: (keystroke(store, BEFORE), keystroke(store, typed)),
                "scan": lambda turn, wanted=wanted: database.rows(
                    "SELECT count(*) FROM plain WHERE text LIKE ?", wanted
                ),
            }
            times = turn_by_turn(sides, TURNS)
            slowest = max(slowest, sorted(times["search"])[TURNS // 2] * 1000)
            print(told(f"{typed!r}: {keystroke(store, typed)} found", times["search"]), end="")
            print(f"   plain scan {ratio(times['scan'], times['search']):6.1f} times as long")
        held, differ = recall(store, ids)
        print(f"slowest keystroke {slowest:.1f} ms (wanted: at most {LIMIT_MS:.0f})")
        print(f"recall: {held} answers held against a plain reading, {differ} differ")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    if len(sys.argv) > 2:
        main(wanted, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made_for:
            main(wanted, Path(made_for) / "data")
