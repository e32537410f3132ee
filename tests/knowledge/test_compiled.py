"""The compiled knowledge says what the files say; a cache that cannot be trusted only costs time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from enec_desktop.knowledge.compiled import load_compiled
from enec_desktop.knowledge.compiled_vocabulary import load_vocabulary
from enec_desktop.knowledge.loader import load_knowledge
from enec_desktop.knowledge.vocabulary_files import read_vocabulary
from enec_desktop.paths import resources
from tests.assessing import DEMOS, stored

SMALL = {
    "edition.toml": 'version = "1"\ndate = "2026-01-01"\nreview_by = "2027-01-01"\n',
    "questions.toml": "order = []\n",
    "findings.toml": '[[finding]]\nid = "note"\nwhen = "thing.size >= 3"\nsay = "Large."\nrefs = ["doses"]\n',
    "silences.toml": '[doses]\nsays = "No dose is printed."\n',
    "discrepancies.toml": "",
    "trials.toml": "",
    "background.toml": "",
    "standards.toml": "",
    "court.toml": "",
    "work-up.toml": "",
    "vocabulary/chapters.toml": 'things = "Things"\n',
    "vocabulary/choices.toml": 'yes_no = {yes = "yes", no = "no"}\n',
    "vocabulary/thing.toml": 'label = "Thing"\nplural = "Things"\nchapter = "things"\nlatest = "entry"\n'
    '[groups]\nall = "All"\n[fields]\n'
    'size = {label = "Size", type = "number", group = "all", hard = [0, 9]}\n',
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of small knowledge, quick to read."""
    folder = tmp_path / "knowledge"
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def kept(small: Path, tmp_path: Path) -> Path:
    """The cache folder after the small knowledge was read."""
    load_compiled(small, tmp_path / "cache")
    return tmp_path / "cache"


def only_file(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def marked(path: Path) -> None:
    """Another version in the cache than in the files: who reads it has read the cache."""
    text = path.read_text(encoding="utf-8")
    assert text.count('"1","2026-01-01"') == 1
    path.write_text(text.replace('"1","2026-01-01"', '"from the cache","2026-01-01"'), encoding="utf-8")


def test_the_second_load_comes_from_the_cache(small: Path, kept: Path) -> None:
    marked(only_file(kept))
    assert load_compiled(small, kept).edition.version == "from the cache"


DAMAGES: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "cut off": lambda text: text[: len(text) // 2],
    "one letter short": lambda text: text[:-1],
    "no JSON": lambda _: "compiled",
    "another value": lambda _: "null",
    "a list of nothing": lambda _: "[]",
    "a list in a list": lambda _: "[[[]]]",
    "a part of it only": lambda _: '["d", "Silence", ["a", "b"]]',
    "an unknown class": lambda text: text.replace('"KnowledgeBase"', '"Knowledge"', 1),
    "a class of another kind": lambda text: text.replace('"KnowledgeBase"', '"Edition"', 1),
    "an unknown word": lambda text: text.replace('["e","FieldType","number"]', '["e","FieldType","many"]', 1),
    "members missing": lambda _: '["d", "KnowledgeBase", [1, 2]]',
    "members of a scalar": lambda _: '["d", "KnowledgeBase", 3]',
    "nested without end": lambda _: "[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_passed_over_and_written_anew(damage: str, small: Path, kept: Path) -> None:
    path = only_file(kept)
    whole = path.read_text(encoding="utf-8")
    path.write_text(DAMAGES[damage](whole), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != whole
    assert load_compiled(small, kept).edition.version == "1"
    assert only_file(kept).read_text(encoding="utf-8") == whole


def test_bytes_that_are_no_text_are_passed_over(small: Path, kept: Path) -> None:
    only_file(kept).write_bytes(b"\xff\xfe\x00")
    assert load_compiled(small, kept).edition.version == "1"


def test_an_edited_file_is_read_and_leads_to_a_new_cache_in_place_of_the_old_one(
    small: Path, kept: Path
) -> None:
    old, before = only_file(kept), load_compiled(small, kept)
    silences = small / "silences.toml"
    silences.write_text(
        silences.read_text(encoding="utf-8").replace("No dose", "No figure"), encoding="utf-8"
    )
    found = load_compiled(small, kept)
    assert found.silences["doses"].says == "No figure is printed."
    assert found.edition.hash != before.edition.hash
    assert only_file(kept) != old


def test_the_same_files_elsewhere_are_read_from_the_same_cache(
    small: Path, kept: Path, tmp_path: Path
) -> None:
    marked(only_file(kept))
    moved = small.rename(tmp_path / "moved")
    assert load_compiled(moved, kept).edition.version == "from the cache"


def test_knowledge_with_a_fault_is_refused_and_nothing_is_kept_of_it(small: Path, tmp_path: Path) -> None:
    (small / "findings.toml").write_text("[[finding]]\n", encoding="utf-8")
    with pytest.raises(KnowledgeRefused):
        load_compiled(small, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("place", ["a-file", "a-file/below"])
def test_a_cache_folder_that_cannot_be_written_is_passed_over(
    tmp_path: Path, small: Path, place: str
) -> None:
    (tmp_path / "a-file").write_text("taken", encoding="utf-8")
    assert load_compiled(small, tmp_path / place).edition.version == "1"
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "taken"


def test_a_folder_in_the_place_of_the_cache_file_is_passed_over(small: Path, kept: Path) -> None:
    path = only_file(kept)
    path.unlink()
    path.mkdir()
    (path / "something").touch()
    assert load_compiled(small, kept).edition.version == "1"
    assert [one.name for one in kept.iterdir()] == [path.name]


@dataclass(frozen=True)
class Both:
    """The shipped knowledge as its files say it and as it comes back from the cache."""

    read: KnowledgeBase
    compiled: KnowledgeBase
    cached: Path
    written: int


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    place = tmp_path_factory.mktemp("shipped")
    folder = Path(shutil.copytree(resources() / "knowledge", place / "knowledge"))
    load_compiled(folder, place / "cache")
    cached = only_file(place / "cache")
    written = cached.stat().st_mtime_ns
    return Both(load_knowledge(folder), load_compiled(folder, place / "cache"), cached, written)


def same(one: Any, other: Any) -> bool:
    """Equal, and mappings in the same order: the order of codes and options is part of what is said."""
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one):
        told = [part.name for part in fields(one)]
        return type(one) is type(other) and all(same(getattr(one, t), getattr(other, t)) for t in told)
    return bool(one == other) and type(one) is type(other)


def test_the_shipped_knowledge_is_read_from_the_cache_the_second_time(both: Both) -> None:
    assert both.cached.stat().st_mtime_ns == both.written


@pytest.mark.parametrize("part", [part.name for part in fields(KnowledgeBase)])
def test_each_part_is_the_same_from_the_cache_and_from_the_files(part: str, both: Both) -> None:
    compiled, read = getattr(both.compiled, part), getattr(both.read, part)
    assert compiled == read
    assert same(compiled, read)


@pytest.mark.parametrize("name", sorted(path.stem for path in DEMOS.glob("*.json")))
def test_a_published_patient_is_assessed_alike(name: str, both: Both) -> None:
    case = stored(DEMOS, name)
    at = AfterEvent(case.of_kind("question")[-1].id)
    assert assess(case, both.compiled, at) == assess(case, both.read, at)


def test_the_vocabulary_comes_from_a_cache_of_its_own_as_its_files_say_it(tmp_path: Path) -> None:
    folder, cache = resources() / "knowledge" / "vocabulary", tmp_path / "cache"
    read, first, again = (
        read_vocabulary(folder),
        load_vocabulary(folder, cache),
        load_vocabulary(folder, cache),
    )
    assert same(read, first)
    assert same(read, again)
    assert again is not first


def test_an_edited_vocabulary_is_read_anew_and_a_faulty_one_is_refused(small: Path, tmp_path: Path) -> None:
    folder, cache = small / "vocabulary", tmp_path / "cache"
    assert load_vocabulary(folder, cache).kinds["thing"].label == "Thing"
    path = only_file(cache)
    path.write_text(path.read_text(encoding="utf-8").replace('"Thing"', '"From the cache"'), encoding="utf-8")
    assert load_vocabulary(folder, cache).kinds["thing"].label == "From the cache"
    thing = folder / "thing.toml"
    thing.write_text(thing.read_text(encoding="utf-8").replace('"Thing"', '"Matter"'), encoding="utf-8")
    assert load_vocabulary(folder, cache).kinds["thing"].label == "Matter"
    thing.write_text("label = 3", encoding="utf-8")
    with pytest.raises(KnowledgeRefused):
        load_vocabulary(folder, cache)
