"""Whatever is typed finds what a plain reading of all cases finds, and does no harm."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.worklist import WorklistQuery
from enec_desktop.store.search import folded, texts_of
from enec_desktop.store.store import Store, open_store
from tests import builders
from tests.builders import case, codes, entry, value, vocabulary
from tests.store.playing import NOW

HAN = "张王李陈小梅明华病例肝々"
LATIN = "aAbBéÉñłß7"
NAMES = st.text(st.sampled_from(HAN + LATIN + " -,·%_*\"'()^:¦&"), max_size=12)
IS_HAN = f"[{HAN}]"


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    with TemporaryDirectory() as place, open_store(Path(place) / "data", vocabulary(), NOW) as store:
        yield store


def found(store: Store, text: str) -> set[str]:
    return {row.case_id for row in store.worklist.rows(WorklistQuery(text=text, limit=10_000))}


def scanned(texts: dict[str, list[str]], query: str) -> set[str]:
    """The oracle: no index, no cutting into words; each part of the query is looked for in each text."""
    parts = re.findall(rf"{IS_HAN}+|(?:(?!{IS_HAN})[^\W_])+", folded(query))
    return {name for name, said in texts.items() if parts and all(holds(said, part) for part in parts)}


def holds(said: list[str], part: str) -> bool:
    """Han anywhere (signs between them do not count); other words at the beginning of a word."""
    if re.match(IS_HAN, part):
        return any(part in re.sub(r"[\W_]", "", folded(text)) for text in said)
    return any(re.search(rf"(?:^|[\W_]|{IS_HAN}){re.escape(part)}", folded(text)) for text in said)


@given(st.lists(NAMES, min_size=1, max_size=6), st.lists(NAMES, min_size=1, max_size=8))
def test_a_search_finds_what_a_plain_scan_finds(filled: Store, names: list[str], queries: list[str]) -> None:
    texts = {}
    start = len(filled.cases.ids())
    for number, name in enumerate(names, start=start):
        filled.cases.create(Case(f"c{number}", name), "Li", NOW)
        texts[f"c{number}"] = [name, f"c{number}"]
    for query in [*queries, *names, *(name[:2] for name in names), *(name[1:] for name in names)]:
        wanted = scanned(texts, query) if query.strip() else set(texts)
        assert found(filled, query) & set(texts) == wanted, query


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
        ("mü lü", {3}), ("mü 陈", set()),
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
    assert found(named, text) == scanned(texts, " ".join(words))


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


def test_no_phrase_is_found_across_two_texts(store: Store) -> None:
    store.cases.create(
        case(entry("identity", "patient", name="陈", hospital_number="梅"), title=""), "Li", NOW
    )
    assert found(store, "陈梅") == found(store, "梅陈") == set()


@given(builders.cases(), st.data())
def test_every_word_of_any_case_finds_it(filled: Store, any_case: Case, data: st.DataObject) -> None:
    case_id = f"any-{len(filled.cases.ids())}"
    filled.cases.create(replace(any_case, id=case_id), "Li", NOW)
    text = data.draw(st.sampled_from(list(texts_of(any_case))))
    if re.search(r"[^\W_]", folded(text)) and text != any_case.id:
        assert case_id in found(filled, text)
