"""The list of cases: columns, filters, order, pages and counts agree with a plain sort of everything."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import BoardTime, Facet, Gaps, SortKey, Where, WorklistQuery, WorklistRow
from enec_desktop.store.search import folded
from enec_desktop.store.store import Store, open_store
from tests.builders import case, codes, entry, quantity, value, vocabulary
from tests.store.playing import NOW

NAMES = ["", "陈小梅", "Ángel", "angel", "Zoë", "陈大文", "Bruun"]
STATUSES = [None, "preparing", "ready", "discussed"]
MOMENTS = ["", "first_line", "relapse"]
BOARDS = [
    "",
    "2026-11-24",
    "2026-11-26",
    "2026-12-01",
    "2026-11",
    "2027",
    "2026-12-20",
    "2026-10",
    "2026-11-30",
]
BOARDS += ["2026-11-22", ""]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("list") / "data"
    with open_store(folder, vocabulary(), NOW) as store:
        for number in range(60):
            fill(store, number)
        yield store


def fill(store: Store, number: int) -> None:
    """Sixty cases whose columns repeat with different periods, some blank."""
    name, status = NAMES[number % 7], STATUSES[number % 4]
    identity: dict[str, object] = {"name": name} if name else {}
    if number % 3:
        identity["birth_date"] = f"19{40 + number % 11}-0{1 + number % 9}-11"
    elif number % 2:
        identity["age"] = {"value": {"from": 70 + number % 13, "to": 90}}
    if number % 5 == 1:
        identity["sex"] = "female"
    question = {"status": status} if status else {}
    if BOARDS[number % 11]:
        question["board_date"] = BOARDS[number % 11]
    case_id, when = f"c{number}", NOW + timedelta(minutes=number * 7 % 60)
    fitness = {"ecog": "1"} if number % 6 else {}
    parts = (
        entry("identity", "patient", **identity),
        entry("question", "q", **question),
        entry("fitness", "f", **fitness),
    )
    store.cases.create(case(*parts, id=case_id, title=f"T{number % 5}"), "Li", when)
    if number % 5:
        moment = MOMENTS[number % 3]
        store.worklist.set_summary(
            case_id, moment=moment, diagnosis=f"D{number % 2}", stage="", missing=number % 4
        )
    if number % 10 in (8, 9):
        store.cases.place(case_id, Where.ARCHIVE if number % 10 == 9 else Where.BIN, "Li", when)


def all_rows(store: Store) -> list[WorklistRow]:
    return [row for where in Where for row in store.worklist.rows(WorklistQuery(where=where, limit=1000))]


def paged(store: Store, query: WorklistQuery, size: int) -> list[WorklistRow]:
    found: list[WorklistRow] = []
    after = None
    while True:
        page = store.worklist.rows(replace(query, limit=size, after=after))
        assert len(page) <= size and len(found) < 100, "the pages go round in a circle"
        found += page
        if len(page) < size:
            return found
        after = page[-1].key


def value_of(row: WorklistRow, key: SortKey) -> object:
    """What a reader sees in the column: a title where there is no name, an age from either source."""
    if key is SortKey.NAME:
        return folded(row.name or row.title) or None
    if key is SortKey.TITLE:
        return folded(row.title) or None
    if key is SortKey.AGE:
        return age_in_days(row)
    found = getattr(row, key)
    return None if found == "" else found


def age_in_days(row: WorklistRow) -> int | None:
    if row.born:
        born = PartialDate.parse(row.born)
        middle = (born.earliest.toordinal() + born.latest.toordinal()) // 2
        return date.fromisoformat(TODAY).toordinal() - middle
    return round(float(row.age.split("-")[0].strip("<>≥≤")) * 365.2425) if row.age else None


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", list(SortKey))
def test_every_order_is_whole_sorted_and_has_blanks_last(
    filled: Store, key: SortKey, descending: bool
) -> None:
    query = WorklistQuery(sort=key, descending=descending, today=TODAY)
    whole = filled.worklist.rows(query)
    assert sorted(row.case_id for row in whole) == sorted(
        r.case_id for r in all_rows(filled) if r.where is Where.LIST
    )
    values = [value_of(row, key) for row in whole]
    present = [found for found in values if found is not None]
    assert values == present + [None] * (len(values) - len(present))
    assert present == sorted(present, reverse=descending)  # type: ignore[type-var]


@pytest.mark.parametrize("size", [1, 7, 48, 49])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", list(SortKey))
def test_pages_join_to_the_whole_list(filled: Store, key: SortKey, descending: bool, size: int) -> None:
    query = WorklistQuery(sort=key, descending=descending, today=TODAY)
    assert paged(filled, query, size) == filled.worklist.rows(query)


TODAY = "2026-11-25"  # a Wednesday

FILTERS = list(
    product(["", "angel", "陈", "%"], [None, *MOMENTS], [None, "", "D1"], [None, "", "ready"], Where)
)


def passes(row: WorklistRow, text: str, chosen: Mapping[Facet, str]) -> bool:
    """The filters by hand; a text here is a name or nothing."""
    if text and not (folded(text) in folded(row.name) and text != "%"):
        return False
    return all(value_in(row, facet) == wanted for facet, wanted in chosen.items())


def value_in(row: WorklistRow, facet: Facet) -> str:
    """What a row has of a facet, worked out by calendar and not by the database."""
    if facet is Facet.MISSING:
        if not row.entered:
            return "nothing"
        return "open" if row.missing is None else "some" if row.missing else "none"
    if facet is not Facet.BOARD:
        return str(getattr(row, facet.value))
    if not row.board_date:
        return "none"
    day, today = PartialDate.parse(row.board_date), date.fromisoformat(TODAY)
    weeks = (day.earliest - date(2026, 11, 23)).days // 7
    exact = len(row.board_date) == 10
    if day.latest < today and row.status not in ("discussed", "follow_up", "closed"):
        return "overdue"
    if exact and weeks in (0, 1):
        return ("week", "next")[weeks]
    return "past" if day.latest < today else "later"


def test_filters_and_counts_agree_with_a_plain_reading(filled: Store) -> None:
    rows = all_rows(filled)
    for text, moment, diagnosis, status, where in FILTERS:
        wanted = {Facet.MOMENT: moment, Facet.DIAGNOSIS: diagnosis, Facet.STATUS: status}
        agree(filled, rows, text, {f: value for f, value in wanted.items() if value is not None}, where)


def test_board_dates_and_gaps_agree_with_a_plain_reading(filled: Store) -> None:
    rows = all_rows(filled)
    for board, missing, status in product([None, *BoardTime], [None, *Gaps], [None, "ready"]):
        wanted = {Facet.BOARD: board, Facet.MISSING: missing, Facet.STATUS: status}
        agree(filled, rows, "", {f: value for f, value in wanted.items() if value is not None}, Where.LIST)
    found = {value_in(row, Facet.BOARD) for row in rows}
    assert found == set(BoardTime), "every kind of board date occurs"


def agree(
    store: Store, rows: list[WorklistRow], text: str, chosen: Mapping[Facet, str], where: Where
) -> None:
    query = WorklistQuery(text, chosen, where, today=TODAY)
    mine = [row for row in rows if row.where is where]
    wanted = [row for row in mine if passes(row, text, chosen)]
    assert {row.case_id for row in store.worklist.rows(query)} == {row.case_id for row in wanted}
    counts = store.worklist.counts(query)
    assert (counts.total, counts.shown) == store.worklist.found(query) == (len(mine), len(wanted))
    for facet in Facet:
        others = {other: value for other, value in chosen.items() if other is not facet}
        plain = Counter(value_in(row, facet) for row in mine if passes(row, text, others))
        assert counts.by[facet] == plain, (facet, chosen)


def test_a_row_shows_what_the_case_says(store: Store) -> None:
    parts = (
        entry("identity", "patient", name="陈小梅", hospital_number="HN 0042317", sex="male",
              age={"value": {"from": 70, "to": 79}}, birth_date="1945-07"),
        entry("question", "first", status="discussed", board_date="2026-11-10"),
        entry("question", "second", board_date="2026-11-24"),
    )  # fmt: skip
    store.cases.create(case(*parts), "Li", NOW)
    (row,) = store.worklist.rows(WorklistQuery())
    assert (row.name, row.number, row.born, row.age, row.sex) == (
        "陈小梅",
        "HN 0042317",
        "1945-07",
        "70-79",
        "male",
    )
    assert (row.status, row.board_date, row.title) == ("discussed", "2026-11-24", "A case")
    assert (row.moment, row.missing, row.assessed, row.where) == ("", None, False, Where.LIST)
    assert row.updated == "2026-11-24T10:42:00.000+00:00"


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        (81, "81"),
        ({"above": 90}, ">90"),
        ({"at_least": 90}, "≥90"),
        ({"below": 50}, "<50"),
        ({"at_most": 50}, "≤50"),
    ],
)
def test_an_age_is_shown_as_stated(store: Store, age: object, shown: str) -> None:
    store.cases.create(case(entry("identity", "patient", age={"value": age})), "Li", NOW)
    assert store.worklist.rows(WorklistQuery())[0].age == shown


def test_the_row_follows_each_change_and_says_when_its_assessment_is_old(store: Store) -> None:
    store.cases.create(case(entry("identity", "patient", name="A")), "Li", NOW)
    store.worklist.set_summary("case-1", moment="relapse", diagnosis="small", stage="IVB", missing=2)
    (row,) = store.worklist.rows(WorklistQuery())
    assert (row.moment, row.diagnosis, row.stage, row.missing, row.assessed) == (
        "relapse",
        "small",
        "IVB",
        2,
        True,
    )
    later = NOW + timedelta(hours=1)
    store.cases.change_fact("case-1", "patient", "name", value("B"), "Li", later)
    (row,) = store.worklist.rows(WorklistQuery())
    assert (row.name, row.moment, row.assessed) == ("B", "relapse", False)
    assert row.updated.startswith("2026-11-24T11:42")
    store.cases.undo("case-1", "Li", later)
    assert store.worklist.rows(WorklistQuery())[0].name == "A"
    store.worklist.set_summary("case-1", moment="", diagnosis="", stage="", missing=None, revision=3)
    (row,) = store.worklist.rows(WorklistQuery())
    assert (row.moment, row.missing, row.assessed) == ("", None, True)


def test_several_codes_or_no_value_are_no_status(store: Store) -> None:
    store.cases.create(case(entry("question", "q", status="ready"), entry("identity", "patient")), "Li", NOW)
    store.cases.change_fact("case-1", "q", "status", codes("ready", "closed"), "Li", NOW)
    assert store.worklist.rows(WorklistQuery())[0].status == ""
    store.cases.change_fact("case-1", "patient", "age", quantity(70), "Li", NOW)
    assert store.verify() == ()


def test_a_summary_of_no_case_is_refused(store: Store) -> None:
    with pytest.raises(StoreRefused, match="There is no case nobody here"):
        store.worklist.set_summary("nobody", moment="", diagnosis="", stage="", missing=0)


def test_an_empty_store_has_an_empty_list(store: Store) -> None:
    assert store.worklist.rows(WorklistQuery()) == []
    assert store.worklist.counts(WorklistQuery()).total == 0
