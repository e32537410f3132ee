"""Copies are made at the end when something changed, kept in number, and a missed one is told."""

from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import Backup, Occasion
from tests.store.spoiling import spoil


@pytest.fixture
def desk(tmp_path: Path):
    opened = open_desk(tmp_path / "store")
    yield opened
    opened.close()


def test_an_empty_store_is_not_copied_at_the_end(desk: Desk) -> None:
    assert desk.backups.at_close() is None
    assert desk.backups.list() == ()


def test_a_copy_is_made_at_the_end_only_when_something_changed(desk: Desk) -> None:
    case_id = desk.cases.create("A case")
    made = desk.backups.at_close()
    assert made is not None and made.occasion is Occasion.CLOSE
    assert desk.backups.at_close() is None
    desk.cases.rename(case_id, "Another title")
    assert desk.backups.at_close() is not None
    assert len(desk.backups.list()) == 2


def test_copies_go_to_the_chosen_folder_and_beyond_the_rule_the_oldest_go(desk: Desk, tmp_path: Path) -> None:
    desk.cases.create("A case")
    desk.backups.choose_folder(tmp_path / "stick")
    desk.backups.choose_keeps(2, 0)
    made = [desk.backups.make() for _ in range(4)]
    assert desk.backups.list() == (made[3], made[2])
    assert made[3].path.parent == tmp_path / "stick"


def found_damaged(desk: Desk, copy: Backup) -> None:
    spoil(copy.path)
    desk.backups.checks.keep(copy, desk.backups.checks.work(copy)(lambda: True))


def test_a_copy_that_was_found_damaged_pushes_out_no_good_one_and_stays(desk: Desk) -> None:
    desk.cases.create("A case")
    desk.backups.choose_keeps(2, 0)
    good = [desk.backups.make(), desk.backups.make()]
    found_damaged(desk, good[1])
    newest = desk.backups.make()
    left = [one.path for one in desk.backups.list()]
    assert left == [newest.path, good[1].path, good[0].path]


def test_another_copy_is_made_at_the_end_where_the_newest_was_found_damaged(desk: Desk) -> None:
    desk.cases.create("A case")
    made = desk.backups.at_close()
    assert made is not None and desk.backups.at_close() is None
    found_damaged(desk, made)
    assert desk.backups.at_close() is not None


def test_the_end_is_never_held_up_and_the_next_start_tells_why_there_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    desk = open_desk(tmp_path / "store")
    desk.cases.create("A case")
    desk.backups.choose_folder(tmp_path / "file" / "folder")
    assert desk.backups.at_close() is None
    desk.close()
    desk = open_desk(tmp_path / "store")
    assert "cannot be written" in desk.backups.take_problem()
    assert desk.backups.take_problem() == ""
    desk.close()


def test_a_copy_that_is_called_off_at_the_end_is_no_problem(desk: Desk) -> None:
    desk.cases.create("A case")
    assert desk.backups.at_close(lambda share: False) is None
    assert desk.backups.take_problem() == ""
    assert desk.backups.list() == ()


def test_a_folder_that_is_no_longer_there_lists_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.backups.choose_folder(tmp_path / "gone")
    assert desk.backups.list() == ()
    with pytest.raises(StoreRefused):
        desk.backups.restore(tmp_path / "gone" / "enec-20260101T000000Z.db")
