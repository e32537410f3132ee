"""The rules for reading reports: whole as shipped, and refused with every fault when they are not."""

import shutil
from pathlib import Path

import pytest

from enec_desktop import paths
from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.knowledge.reading_files import read_reading_rules
from enec_desktop.knowledge.vocabulary_files import read_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(paths.resources() / "knowledge" / "vocabulary")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(paths.resources() / "reading", tmp_path / "reading")


def test_the_rules_as_shipped_name_fields_and_codes_that_exist(vocabulary: Vocabulary) -> None:
    rules = read_reading_rules(paths.resources() / "reading", vocabulary)
    assert len(rules.rules) > 100
    assert {stain.field for stain in rules.stains.stains} >= {"synaptophysin", "chromogranin", "cd56", "rb1"}


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "specimen.toml",
            'fact = "specimen.tmb"',
            'fact = "specimen.nothing"',
            "specimen.nothing is no field",
        ),
        ("specimen.toml", 'value = "surgical"', 'value = "knife"', "knife is no code of specimen.specimen"),
        ("staging.toml", "(?P<p>yp|c|p)t<<tcat>>", "(?P<p>yp|c|p t<<tcat>>", "is no pattern"),
        ("imaging.toml", "near = ", "nearby = ", "unknown nearby"),
        ("specimen.toml", "<<pct>>", "<<percent>>", "<<percent>> is no named pattern"),
        ("panels.toml", 'value = "past"', 'value = "gone"', "gone is no code of fitness.hepatitis_b"),
        ("stains.toml", "[stains.cd56]", "[stains.cd999]", "cd999 is no field"),
        ("laboratory.toml", "[analytes.sodium]", "[analytes.salt]", "salt is no field"),
    ],
)
def test_a_fault_of_the_rules_is_refused_and_named(
    folder: Path, vocabulary: Vocabulary, file: str, old: str, new: str, fault: str
) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeRefused) as refused:
        read_reading_rules(folder, vocabulary)
    assert fault in str(refused.value)
