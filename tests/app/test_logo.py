"""The logo of the hospital is kept as a picture: it outlives its file, an older setting and a lost folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from enec_desktop.app.desk import Desk
from enec_desktop.app.paper import keep_logo
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.errors import EnecError
from tests.app.deciding import decided, listed


def picture(at: Path, size: tuple[int, int] = (60, 20), kind: str = "PNG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (0, 60, 120)).save(buffer, kind)
    at.write_bytes(buffer.getvalue())
    return buffer.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def test_a_record_gives_the_same_bytes_after_the_picture_moved(desk: Desk, tmp_path: Path) -> None:
    at = tmp_path / "logo.png"
    picture(at)
    keep_logo(desk.settings, at)
    meeting = desk.meetings.save(replace(desk.meetings.create(date(2026, 11, 24)), chair="Dr Lee"))
    case_id = listed(desk, meeting)
    decided(desk, case_id)
    desk.decisions.confirm(case_id, meeting.id)

    def printed() -> bytes:
        return desk.papers.made(desk.papers.order(DocumentKind.LETTER, *desk.cases.stored(case_id)))

    first = printed()
    at.unlink()
    assert printed() == first
    desk.close()
    desk = open_desk(tmp_path / "store")
    assert printed() == first


def test_a_logo_of_which_only_the_place_was_kept_is_taken_over(desk: Desk, tmp_path: Path) -> None:
    kept = picture(tmp_path / "logo.jpg", kind="JPEG")
    desk.settings.set("paper.logo", str(tmp_path / "logo.jpg"))
    assert desk.reports.settings().logo == kept
    (tmp_path / "logo.jpg").unlink()
    assert desk.reports.settings().logo == kept


def test_a_place_without_its_picture_is_told_once_and_stops_no_paper_after(
    desk: Desk, tmp_path: Path
) -> None:
    desk.settings.set("paper.logo", str(tmp_path / "gone.png"))
    with pytest.raises(EnecError, match=r"gone\.png cannot be read"):
        desk.reports.settings()
    assert desk.reports.settings().logo == b""


@pytest.mark.parametrize(("size", "kind"), [((4001, 10), "PNG"), ((10, 4001), "JPEG"), ((10, 10), "GIF")])
def test_a_picture_that_is_refused_leaves_the_one_that_was_kept(
    desk: Desk, tmp_path: Path, size: tuple[int, int], kind: str
) -> None:
    kept = picture(tmp_path / "logo.png")
    keep_logo(desk.settings, tmp_path / "logo.png")
    picture(tmp_path / "other", size, kind)
    with pytest.raises(EnecError, match="Choose"):
        keep_logo(desk.settings, tmp_path / "other")
    assert desk.reports.settings().logo == kept


def test_a_backup_brings_the_logo_back_where_there_is_none(desk: Desk, tmp_path: Path) -> None:
    kept = picture(tmp_path / "logo.png")
    keep_logo(desk.settings, tmp_path / "logo.png")
    desk.cases.create("A case")
    copy = desk.backups.make()
    keep_logo(desk.settings, None)
    assert desk.reports.settings().logo == b""
    assert "logo" in desk.backups.restore(copy.path).beside
    assert desk.reports.settings().logo == kept
