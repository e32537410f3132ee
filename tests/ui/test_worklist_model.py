"""The rows of the worklist for a table, without a window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import Where, WorklistQuery, WorklistRow
from enec_desktop.ui.columns import Column, age_of
from enec_desktop.ui.models.worklist_model import WorklistModel


def row(number: int, **members: object) -> WorklistRow:
    blank = dict.fromkeys(("title", "number", "born", "age", "sex", "moment", "diagnosis", "stage"), "")
    blank |= dict.fromkeys(("board_date", "status", "updated"), "")
    known = {"case_id": f"case-{number}", "name": f"Name {number}", "missing": None, "where": Where.LIST}
    return WorklistRow(**{**blank, **known, "key": (f"{number:03d}", str(number)), **members})  # type: ignore[arg-type]


def pages(query: WorklistQuery) -> list[WorklistRow]:
    """A store of 25 cases, by keyset."""
    after = int(query.after[1]) if query.after else -1
    return [row(number) for number in range(25) if number > after][: query.limit]


def test_pages_follow_each_other_until_the_last_one() -> None:
    model = WorklistModel(dict.fromkeys(Column, ""), lambda one, _: one.name)
    query = WorklistQuery(limit=10)
    model.show_rows(pages(query), query, pages)
    sizes = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        sizes.append(model.rowCount())
    assert sizes == [10, 20, 25]
    assert [model.row(line).case_id for line in (0, 24)] == ["case-0", "case-24"]


def test_a_short_page_is_the_last_one() -> None:
    model = WorklistModel(dict.fromkeys(Column, ""), lambda one, _: one.name)
    query = WorklistQuery(limit=100)
    model.show_rows(pages(query), query, pages)
    assert not model.canFetchMore(QModelIndex())


def test_an_age_comes_from_the_birth_date_as_precisely_as_it_is_known() -> None:
    today = PartialDate(2026, 11, 22)
    assert age_of(row(1, born="1945-07-14"), today) == "81"
    assert age_of(row(1, born="1945"), today) == "80-81"
    assert age_of(row(1, age="70-79"), today) == "70-79"
    assert age_of(row(1), today) == ""
