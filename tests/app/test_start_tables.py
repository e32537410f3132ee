"""The tables every start reads are taken from the cache only where their file is still the same."""

from pathlib import Path

import pytest

from enec_desktop.app.start_tables import FILE, StartTables, Table
from enec_desktop.domain.errors import EnecError
from enec_desktop.wording.texts import read_texts


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A file of words."""
    file = tmp_path / "en.toml"
    file.write_text('[list]\ntitle = "Worklist – 名单"\n', encoding="utf-8")
    return file


def not_again(file: Path) -> Table:
    """Fails the test where a file is read that need not be."""
    raise AssertionError(f"{file} was read again")


def test_a_table_is_read_once_and_known_at_the_next_start(words: Path, tmp_path: Path) -> None:
    read = StartTables(tmp_path / "cache").of(words, read_texts)
    assert read == {"list.title": "Worklist – 名单"}
    assert StartTables(tmp_path / "cache").of(words, not_again) == read


def test_a_changed_file_is_read_again_though_its_date_and_length_are_the_same(
    words: Path, tmp_path: Path
) -> None:
    tables = StartTables(tmp_path / "cache")
    tables.of(words, read_texts)
    words.write_text(words.read_text(encoding="utf-8").replace("Worklist", "Waitlist"), encoding="utf-8")
    for again in (tables, StartTables(tmp_path / "cache")):
        assert again.of(words, read_texts) == {"list.title": "Waitlist – 名单"}


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"en.toml": 7}', b'{"en.toml": {"text": ""', b"\xff"])
def test_a_damaged_cache_only_costs_time(words: Path, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert StartTables(tmp_path).of(words, read_texts) == {"list.title": "Worklist – 名单"}
    assert StartTables(tmp_path).of(words, not_again) == {"list.title": "Worklist – 名单"}


def test_a_cache_that_cannot_be_written_only_costs_time(words: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be")
    assert StartTables(tmp_path / "cache").of(words, read_texts) == {"list.title": "Worklist – 名单"}


def test_a_file_that_cannot_be_read_is_refused_as_without_a_cache(words: Path, tmp_path: Path) -> None:
    StartTables(tmp_path).of(words, read_texts)
    words.unlink()
    with pytest.raises(EnecError, match="Install the program again"):
        StartTables(tmp_path).of(words, read_texts)
