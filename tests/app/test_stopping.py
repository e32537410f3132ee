"""What is taken in, taken back or written out can be stopped after every step, and leaves nothing then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.errors import Cancelled
from enec_desktop.domain.intake import ImportPlan, TableFile
from enec_desktop.domain.worklist import Where, WorklistQuery

TABLE = "Hospital number,Name\n" + "".join(f"{at:04},Sample {at}\n" for at in range(5))


class Stopper:
    """Says stop at the step of that number."""

    def __init__(self, at: int) -> None:
        self.left, self.shares = at, [0.0]

    def __call__(self, share: float) -> bool:
        assert self.shares[-1] <= share <= 1
        self.shares.append(share)
        self.left -= 1
        return self.left > 0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def plan(desk: Desk, tmp_path: Path) -> ImportPlan:
    """Five new cases, checked and not yet written."""
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    source = desk.imports.read([path])
    assert isinstance(source, TableFile)
    return desk.imports.check(source, desk.imports.guess(source))


def listed(desk: Desk, where: Where = Where.LIST) -> int:
    return len(desk.worklist.rows(WorklistQuery(where=where, limit=1000)))


def stopped_after_every_step(work: Callable[[Stopper], object], check: Callable[[], object]) -> int:
    """Stop at the first step, the second and so on until the work runs through; how often it was stopped."""
    for at in range(1, 1000):
        stopper = Stopper(at)
        try:
            work(stopper)
        except Cancelled:
            check()
            continue
        assert stopper.left > 0, "a stop was not heard"
        return at - 1
    raise AssertionError("it never ran through")


def test_an_import_stopped_at_any_row_leaves_nothing(desk: Desk, plan: ImportPlan) -> None:
    def nothing() -> None:
        assert (listed(desk), desk.imports.last()) == (0, None)

    assert stopped_after_every_step(lambda tell: desk.imports.write(plan, tell), nothing) == 5
    assert listed(desk) == 5


def test_an_undo_stopped_at_any_line_takes_nothing_back(desk: Desk, plan: ImportPlan) -> None:
    desk.imports.write(plan)
    kept = desk.imports.last()
    assert kept is not None

    def all_there() -> None:
        assert (listed(desk), desk.imports.last()) == (5, kept)

    assert stopped_after_every_step(desk.imports.undo, all_there) == 5
    assert (listed(desk), listed(desk, Where.ARCHIVE), desk.imports.last()) == (0, 5, None)


@pytest.mark.parametrize("name", ["all.csv", "all.xlsx", "all"])
def test_an_export_stopped_at_any_step_writes_nothing(
    desk: Desk, plan: ImportPlan, tmp_path: Path, name: str
) -> None:
    desk.imports.write(plan)
    path = tmp_path / "out" / name
    path.parent.mkdir()

    def nothing() -> None:
        assert list(path.parent.iterdir()) == []

    assert stopped_after_every_step(lambda tell: desk.exports.write(None, path, tell), nothing) >= 10
    assert list(path.parent.iterdir()) == [path]
