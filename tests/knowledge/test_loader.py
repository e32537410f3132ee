"""The whole knowledge: what ships has no fault, and every fault of a broken copy is told at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.knowledge.fingerprint import content_hash
from enec_desktop.knowledge.loader import load_knowledge
from enec_desktop.paths import resources
from tests.knowledge.planted_evidence import EVIDENCE
from tests.knowledge.planted_faults import OF_RULES, Planted

SHIPPED = resources() / "knowledge"
PLANTED = [*OF_RULES, *EVIDENCE]


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """What is said of one copy with every planted fault in it."""
    folder = copied(tmp_path_factory.mktemp("broken"))
    for one in PLANTED:
        one.plant(folder)
    return refused(folder)


def copied(to: Path) -> Path:
    """A copy of the shipped knowledge."""
    return Path(shutil.copytree(SHIPPED, to / "knowledge"))


def refused(folder: Path) -> tuple[str, ...]:
    with pytest.raises(KnowledgeRefused) as found:
        load_knowledge(folder)
    return found.value.faults


def test_the_shipped_knowledge_loads_with_no_fault() -> None:
    assert load_knowledge(SHIPPED).options


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.what)
def test_each_fault_is_told_with_its_place_and_what_to_write(
    planted: Planted, faults: tuple[str, ...]
) -> None:
    assert [fault for fault in faults if planted.told in fault], "\n".join(faults)


def test_all_faults_are_told_at_once_and_nothing_else(faults: tuple[str, ...]) -> None:
    strange = [fault for fault in faults if not any(one.told in fault for one in PLANTED)]
    assert not strange, "\n".join(strange)
    assert len(set(faults)) == len(faults)


def test_no_fault_tells_the_path_of_the_machine(faults: tuple[str, ...], tmp_path: Path) -> None:
    assert not [fault for fault in faults if str(tmp_path.parent.parent) in fault]


def test_the_refusal_lists_every_fault_on_a_line_of_its_own(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "silences.toml").unlink()
    with pytest.raises(KnowledgeRefused) as found:
        load_knowledge(folder)
    assert str(found.value).splitlines()[1:] == list(found.value.faults)
    assert "knowledge/silences.toml: cannot be read: No such file" in found.value.faults[0]


def test_a_broken_vocabulary_is_told_before_what_rests_on_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "vocabulary" / "staging.toml").write_text("label = 3", encoding="utf-8")
    found = refused(folder)
    assert all(fault.startswith("vocabulary/staging.toml") for fault in found)


def test_equal_files_give_an_equal_hash_wherever_they_lie(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "notes.txt").write_text("not knowledge", encoding="utf-8")
    assert content_hash(folder) == content_hash(SHIPPED)
    assert load_knowledge(folder).edition.hash == load_knowledge(SHIPPED).edition.hash


def test_one_letter_a_renamed_or_a_new_file_give_another_hash(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    seen = {content_hash(folder)}
    silences = folder / "silences.toml"
    silences.write_bytes(silences.read_bytes() + b"\n")
    seen.add(content_hash(folder))
    (folder / "options" / "net" / "prrt-net.toml").rename(folder / "options" / "net" / "prrt.net.toml")
    seen.add(content_hash(folder))
    (folder / "options" / "net" / "empty.toml").touch()
    seen.add(content_hash(folder))
    assert len(seen) == 4
