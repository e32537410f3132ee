"""Copies are read from end to end; the result holds for a file as it is, and not for ever."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from enec_desktop.app.copy_checks import FILE, CopyChecks
from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.errors import Cancelled
from enec_desktop.domain.history import Backup, Health
from tests.store.spoiling import spoil

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path):
    opened = open_desk(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def copy(desk: Desk, tmp_path: Path) -> Backup:
    desk.cases.create("A case")
    made = desk.backups.make()
    (tmp_path / "store" / FILE).unlink()
    return made


def checks(folder: Path, when: datetime = NOON) -> CopyChecks:
    return CopyChecks(folder / "store", lambda: when)


def read(folder: Path, copy: Backup) -> Health:
    known = checks(folder)
    return known.keep(copy, known.work(copy)(lambda: True)).health


def test_a_copy_counts_as_checked_from_its_making_on(desk: Desk) -> None:
    desk.cases.create("A case")
    made = desk.backups.make()
    found = desk.backups.checks.of(made)
    assert found is not None and found.health is Health.WHOLE


def test_what_was_read_is_remembered_across_starts_for_a_week(copy: Backup, tmp_path: Path) -> None:
    assert checks(tmp_path).of(copy) is None
    assert read(tmp_path, copy) is Health.WHOLE
    found = checks(tmp_path, NOON + timedelta(days=6)).of(copy)
    assert found is not None and (found.when, found.health) == (NOON, Health.WHOLE)
    assert checks(tmp_path, NOON + timedelta(days=8)).of(copy) is None
    assert checks(tmp_path, NOON - timedelta(days=8)).of(copy) is None


def test_a_file_that_changed_counts_as_unchecked(copy: Backup, tmp_path: Path) -> None:
    read(tmp_path, copy)
    os.utime(copy.path, ns=(0, 1))
    assert checks(tmp_path).of(copy) is None


@pytest.mark.parametrize("spoilt", ['"whole"', '{"checks": 3}', '{"checks": {"x": 1}}'])
def test_a_spoilt_memory_only_means_that_copies_are_read_again(
    copy: Backup, tmp_path: Path, spoilt: str
) -> None:
    (tmp_path / "store" / FILE).write_text(spoilt.replace("x", str(copy.path)))
    assert checks(tmp_path).of(copy) is None
    assert read(tmp_path, copy) is Health.WHOLE


def test_damage_within_a_copy_is_found_and_leaves_it_as_it_is(copy: Backup, tmp_path: Path) -> None:
    spoil(copy.path)
    before = copy.path.read_bytes()
    assert read(tmp_path, copy) is Health.DAMAGED
    assert copy.path.read_bytes() == before
    assert [path.name for path in copy.path.parent.iterdir()] == [copy.path.name]


@pytest.mark.parametrize("keep", [0, 50, 5000])
def test_a_cut_off_copy_and_a_file_of_rubbish_are_damaged(copy: Backup, tmp_path: Path, keep: int) -> None:
    copy.path.write_bytes(copy.path.read_bytes()[:keep] if keep else b"x" * 5000)
    assert read(tmp_path, copy) is Health.DAMAGED


def test_a_copy_that_is_not_there_is_not_called_damaged_and_not_remembered(
    copy: Backup, tmp_path: Path
) -> None:
    aside = copy.path.rename(tmp_path / "aside.db")
    assert read(tmp_path, copy) is Health.UNREADABLE
    aside.rename(copy.path)
    assert checks(tmp_path).of(copy) is None


def test_reading_ends_as_soon_as_it_is_not_wanted(copy: Backup, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        checks(tmp_path).work(copy)(lambda: False)
    copy.path.unlink()


def test_a_check_is_no_change_that_would_call_for_another_copy(desk: Desk) -> None:
    desk.cases.create("A case")
    made = desk.backups.make()
    desk.backups.checks.keep(made, desk.backups.checks.work(made)(lambda: True))
    assert desk.backups.at_close() is None
