"""Whatever is typed finds what a plain reading of all cases finds, and does no harm."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.worklist import WorklistQuery
from enec_desktop.store.driver import Database
from enec_desktop.store.search import folded
from enec_desktop.store.store import Store, open_store
from tests import builders
from tests.builders import case, codes, entry, value, vocabulary
from tests.store.plain_scan import holds, texts_read
from tests.store.playing import NOW

LETTERS = "张王李陈小梅明华病例肝々aAbBéÉñłß7"
NAMES = st.text(st.sampled_from(LETTERS + "7 -,·%_*\"'()^:¦&.-'"), max_size=12)


MOST = 300
"""A store of many made cases is opened anew: every search would read all of them."""


@pytest.fixture(scope="module")
def filled() -> Iterator[Callable[[], Store]]:
    """The store that cases are put into."""
    with ExitStack() as opened:
        stores: list[Store] = []

        def current() -> Store:
            if not stores or len(stores[-1].cases.ids()) >= MOST:
                opened.close()
                place = Path(opened.enter_context(TemporaryDirectory()))
                stores.append(opened.enter_context(open_store(place / "data", vocabulary(), NOW)))
            return stores[-1]

        yield current


def found(store: Store, text: str) -> set[str]:
    return {row.case_id for row in store.worklist.rows(WorklistQuery(text=text, limit=10_000))}


@given(st.lists(NAMES, min_size=1, max_size=6), st.lists(NAMES, min_size=1, max_size=8))
def test_a_search_finds_what_a_plain_scan_finds(
    filled: Callable[[], Store], names: list[str], queries: list[str]
) -> None:
    store, texts = filled(), {}
    start = len(store.cases.ids())
    for number, name in enumerate(names, start=start):
        store.cases.create(Case(f"c{number}", name), "Li", NOW)
        texts[f"c{number}"] = [name, f"c{number}"]
    for query in [*queries, *names, *(name[:2] for name in names), *(name[1:] for name in names)]:
        wanted = {name for name, said in texts.items() if not query.strip() or holds(said, query)}
        assert found(store, query) & set(texts) == wanted, query


@pytest.fixture
def named(store: Store) -> Store:
    names = [
        "陈小梅",
        "陈大文",
        "梅兰芳",
        "Łódź Müller-Lüdenscheidt",
        "O'Brien",
        "Ｆｕｌｌ width",
        "山田たろう",
        "김철수",
    ]
    for number, name in enumerate(names):
        store.cases.create(
            case(entry("identity", "patient", name=name), id=f"n{number}", title=""), "Li", NOW
        )
    return store


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("陈", {0, 1}), ("梅", {0, 2}), ("小梅", {0}), ("梅小", set()), ("陈梅", set()), ("陈 梅", {0}),
        ("mull", {3}), ("MÜLLER", {3}), ("lud", {3}), ("łód", {3}), ("uller", set()), ("brien", {4}),
        ("o'b", {4}), ("full", {5}), ("ｗｉｄ", {5}), ("たろ", {6}), ("철수", {7}), ("n4", {4}),
        ("mü lü", {3}), ("mü 陈", set()), ("obrien", {4}), ("mullerl", {3}), ("müller-lüd", {3}),
        ("lüdenscheidt-müller", set()),
    ],
)  # fmt: skip
def test_names_are_found_as_people_type_them(named: Store, text: str, numbers: set[int]) -> None:
    assert found(named, text) == {f"n{number}" for number in numbers}


@pytest.mark.parametrize("text", ["%", "_", "*", '"', "'", "''", "-", "()", "^", "\\", ";--", "¦", "\u0301"])
def test_signs_alone_find_nothing(named: Store, text: str) -> None:
    assert found(named, text) == set()
    assert named.worklist.counts(WorklistQuery(text=text)).shown == 0


@pytest.mark.parametrize(
    "text",
    [
        "mull OR 陈",
        "mull NOT lud",
        "words: mull",
        'mull" OR "x',
        "NEAR(mull lud)",
        "mull*",
        "{words} : mull",
        "mu% le_",
    ],
)
def test_operators_mean_nothing(named: Store, text: str) -> None:
    words = set(re.findall(r"\w+", folded(text)))
    texts = {f"n{n}": [row.name] for n in range(8) for row in rows(named, f"n{n}")}
    assert found(named, text) == {name for name, said in texts.items() if holds(said, " ".join(words))}


def rows(store: Store, case_id: str):  # type: ignore[no-untyped-def]
    return [row for row in store.worklist.rows(WorklistQuery()) if row.case_id == case_id]


@pytest.mark.parametrize("text", ["陈 " * 3000, "mull " * 3000, "x" * 100_000, "陈" * 50_000, "\x00mull\x00"])
def test_a_pasted_page_is_no_trouble(named: Store, text: str) -> None:
    assert found(named, text) <= {f"n{n}" for n in range(8)}


def test_blank_text_finds_all(named: Store) -> None:
    assert len(found(named, "  ")) == 8


def test_a_search_follows_the_changes(store: Store) -> None:
    store.cases.create(case(entry("identity", "patient", name="Müller")), "Li", NOW)
    store.cases.change_fact("case-1", "patient", "name", value("陈小梅"), "Li", NOW)
    assert (found(store, "mull"), found(store, "小梅")) == (set(), {"case-1"})
    store.cases.undo("case-1", "Li", NOW)
    assert (found(store, "mull"), found(store, "小梅")) == ({"case-1"}, set())
    course = Entry(
        "ep", "course", {"regimen": replace(codes("FOLFIRI"), source="Report 77", note="dose lowered")}
    )
    store.cases.add_entry("case-1", course, "Li", NOW)
    for text in ("folfiri", "report 77", "lowered"):
        assert found(store, text) == {"case-1"}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Yıldız", "YILDIZ"),
        ("İnönü", "inonu"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Ðurđa Bjørn", "durda"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("ſenf", "Senf"),
        ("Ù\U000233c4Xā", "\U000233c4"),
        ("Ù\U000233c4Xā", "XĀ"),
    ],
)
def test_letters_are_alike_however_they_are_typed(store: Store, name: str, typed: str) -> None:
    store.cases.create(case(entry("identity", name=name), title=""), "Li", NOW)
    assert found(store, typed) == {"case-1"} and holds([name], typed)


def test_no_phrase_is_found_across_two_texts(store: Store) -> None:
    store.cases.create(
        case(entry("identity", "patient", name="陈", hospital_number="梅"), title=""), "Li", NOW
    )
    assert found(store, "陈梅") == found(store, "梅陈") == set()


@pytest.fixture
def patient(store: Store) -> Store:
    store.cases.create(
        case(
            entry(
                "identity", "patient", name="Sample", hospital_number="HN 0042317", birth_date="1945-07-14"
            ),
            entry("specimen", "biopsy", date="2026-03-12", cell_type="small", ki67={"value": {"above": 90}}),
            entry("study", "ct", date="2026-04"),
            entry("lesion", "spot", of="ct", organ="liver", size={"value": 12.5, "unit": "mm"}),
            entry("fitness", "now", ecog={"state": "pending"}),
            id="p",
            title="",
        ),
        "Li",
        NOW,
    )
    return store


@pytest.mark.parametrize(
    "text",
    [
        "small cell", "small", "liver", "12-Mar-2026", "mar 2026", "12-mar", "2026-03", "14-jul-1945",
        "HN0042317", "hn 0042317", "0042317", "00423", "> 90 %", "90", "12.5", "12.5 mm", "pending",
        "HN-0042317",
    ],
)  # fmt: skip
def test_what_is_read_on_the_screen_is_found(patient: Store, text: str) -> None:
    assert found(patient, text) == {"p"}


@pytest.mark.parametrize("text", ["large cell", "mall", "iver", "042317", "2.5 x", "mar-12", "brain"])
def test_what_is_not_read_there_is_not_found(patient: Store, text: str) -> None:
    assert found(patient, text) == set()


def test_what_the_list_says_of_the_assessment_is_found(patient: Store) -> None:
    patient.worklist.set_summary("p", moment="Relapse", diagnosis="NEC", stage="T3 N1 M1", missing=1)
    for text in ("relapse", "nec", "t3 n1", "T3"):
        assert found(patient, text) == {"p"}
    patient.worklist.set_summary("p", moment="Follow-up", diagnosis="NEC", stage="", missing=1)
    assert found(patient, "relapse") == set()


@given(builders.cases(), st.data())
def test_every_text_of_any_case_finds_what_a_plain_scan_finds(
    filled: Callable[[], Store], any_case: Case, data: st.DataObject
) -> None:
    store = filled()
    case_id = f"any-{len(store.cases.ids()):04}"
    store.cases.create(replace(any_case, id=case_id), "Li", NOW)
    said = [text for text in texts_read(store.cases.get(case_id), vocabulary()) if text.strip()]
    text = data.draw(st.sampled_from(said))
    start = data.draw(st.integers(0, len(text) - 1))
    for query in (text, text[start:], text[:start], text.swapcase()):
        if query.strip():
            assert (case_id in found(store, query)) == holds(said, query), query


def test_an_older_list_is_read_anew_a_little_at_a_time(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        for number in range(5):
            store.cases.create(case(entry("lesion", organ="liver"), id=f"n{number}"), "Li", NOW)
    database = Database(folder / "cases.db")
    database.run("UPDATE derived SET mark = 1")
    database.run("DELETE FROM search")
    database.run("UPDATE cases SET entered = 77")
    database.close()
    with open_store(folder, vocabulary(), NOW) as store:
        assert [store.worklist.catch_up(2) for _ in range(4)] == [3, 1, 0, 0]
        assert found(store, "liver") == {f"n{number}" for number in range(5)}
        assert store.verify() == ()
