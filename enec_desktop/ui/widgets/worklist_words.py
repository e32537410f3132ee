"""What the cells of the worklist read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import WorklistRow
from enec_desktop.ui.columns import Column, age_of
from enec_desktop.ui.kit import Kit

NO_BREAK_HYPHEN = "\u2011"


class WorklistWords:
    """Words for each cell; what is not recorded is said, never left empty."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._statuses: Mapping[str, str] = kit.desk.worklist.statuses

    def headers(self) -> dict[Column, str]:
        """The titles of the columns."""
        return {column: self._kit.words(f"worklist.{column.name.lower()}") for column in Column}

    def cell(self, row: WorklistRow, column: Column) -> str:
        """What a cell reads."""
        return self._text(row, column) or self._kit.words(f"worklist.no_{column.name.lower()}")

    def in_one_line(self, row: WorklistRow, line: str) -> str:
        """Where no preview has room: what the columns may have shortened, in full."""
        told = [self.cell(row, Column.NAME), line or self.cell(row, Column.DIAGNOSIS)]
        return "  ·  ".join([*told, self.cell(row, Column.MOMENT)])

    def _text(self, row: WorklistRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return self._name(row, row.name or row.title)
            case Column.TITLED:
                return self._name(row, row.title)
            case Column.NUMBER:
                return self._kit.words("names.hidden") if self._kit.names.hidden else row.number
            case Column.AGE:
                return self._kit.said(age_of(row, self._kit.today()))
            case Column.SEX:
                return self._kit.desk.vocabulary.field("identity", "sex").choices.get(row.sex, "")
            case Column.MISSING:
                return self._missing(row)
            case Column.STATUS:
                return self._kit.said(self._statuses.get(row.status, ""))
            case Column.BOARD | Column.UPDATED | Column.PLACED:
                return self._day(row, column).replace("-", NO_BREAK_HYPHEN)
        return self._advice(row, column)

    def _name(self, row: WorklistRow, name: str) -> str:
        return self._kit.name(row.case_id, name) if name else ""

    def _advice(self, row: WorklistRow, column: Column) -> str:
        if column is Column.MOMENT:
            return (
                self._kit.words("worklist.not_assessed")
                if row.missing is None
                else self._kit.said(row.moment)
            )
        return self._kit.said(row.diagnosis if column is Column.DIAGNOSIS else row.stage)

    def _day(self, row: WorklistRow, column: Column) -> str:
        if column is Column.BOARD:
            return self._kit.date(PartialDate.parse(row.board_date)) if row.board_date else ""
        return shown_day(self._kit, row.updated if column is Column.UPDATED else row.placed)

    def _missing(self, row: WorklistRow) -> str:
        if not row.entered:
            return self._kit.words("worklist.nothing_entered")
        if row.missing is None:
            return self._kit.words("worklist.not_assessed")
        return str(row.missing) if row.missing else ""


def shown_day(kit: Kit, stamp: str) -> str:
    """The day of a time stamp where the user is; empty for none."""
    if not stamp:
        return ""
    return kit.date(PartialDate.of(datetime.fromisoformat(stamp).astimezone().date()))
