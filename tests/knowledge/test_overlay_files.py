"""Chinese labels by id: nothing that names nothing, nothing that is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.labels import is_word, knowledge_labels, localised, vocabulary_labels
from enec_desktop.knowledge.fingerprint import content_hash
from enec_desktop.knowledge.overlay_files import missing_labels, read_overlay, read_vocabulary_overlay
from enec_desktop.paths import resources
from tests.assessing import shipped

FOLDER = resources() / "knowledge"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the knowledge that may be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "knowledge"))


def test_every_label_has_a_chinese_one() -> None:
    assert missing_labels(shipped(), read_overlay(FOLDER, "zh", shipped())) == ()


def test_every_question_put_to_a_reader_has_a_chinese_one() -> None:
    texts = read_overlay(FOLDER, "zh", shipped())
    asks = {key for key in knowledge_labels(shipped()) if key.endswith("/ask")}
    assert asks - set(texts) == set()


def test_codes_and_abbreviations_stay_as_they_are() -> None:
    texts, english = read_overlay(FOLDER, "zh", shipped()), knowledge_labels(shipped())
    codes = {key for key, label in english.items() if not is_word(label) and label != "To"}
    assert {key: texts[key] for key in codes if texts.get(key, english[key]) != english[key]} == {}


def test_one_english_label_reads_the_same_wherever_it_stands() -> None:
    english = knowledge_labels(shipped())
    told: dict[str, set[str]] = {}
    for key, text in read_overlay(FOLDER, "zh", shipped()).items():
        if is_word(english[key]) and not key.startswith("map/"):
            told.setdefault(english[key], set()).add(text)
    names = {"Name"}  # of a patient, and of a medicine
    assert {label: texts for label, texts in told.items() if len(texts) > 1 and label not in names} == {}


def test_fields_read_chinese_and_keep_their_codes() -> None:
    vocabulary = shipped().vocabulary
    chinese = localised(vocabulary, read_vocabulary_overlay(FOLDER, "zh", vocabulary))
    cell_type = chinese.field("specimen", "cell_type")
    assert (cell_type.label, cell_type.choices["small"]) == ("细胞类型", "小细胞")
    assert vocabulary_labels(chinese).keys() == vocabulary_labels(vocabulary).keys()


def test_an_id_that_names_nothing_is_refused(copied: Path) -> None:
    path = copied / "zh" / "names.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("captem =", "captain =", 1), encoding="utf-8")
    with pytest.raises(KnowledgeRefused, match="option/captain names nothing"):
        read_overlay(copied, "zh", shipped())


def test_a_label_that_is_missing_stays_english_and_is_counted(copied: Path) -> None:
    path = copied / "zh" / "names.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("captem =")), encoding="utf-8")
    texts = read_overlay(copied, "zh", shipped())
    assert missing_labels(shipped(), texts) == ("option/captem",)


def test_the_edition_does_not_hang_on_the_labels_of_another_language(copied: Path) -> None:
    before = content_hash(copied)
    (copied / "zh" / "names.toml").write_text("", encoding="utf-8")
    assert content_hash(copied) == before
