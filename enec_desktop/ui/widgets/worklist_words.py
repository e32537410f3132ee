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

    def _text(self, row: WorklistRow, column: Column) -> str:
        if column in (Column.NAME, Column.TITLED):
            name = row.title if column is Column.TITLED else row.name or row.title
            return self._kit.name(row.case_id, name) if name else ""
        if column is Column.NUMBER and self._kit.names.hidden:
            return self._kit.words("names.hidden")
        if column is Column.AGE:
            return age_of(row, self._kit.today())
        if column is Column.MISSING:
            return self._missing(row)
        if column is Column.SEX:
            return self._kit.desk.vocabulary.field("identity", "sex").choices.get(row.sex, "")
        if column is Column.MOMENT and row.missing is None:
            return self._kit.words("worklist.not_assessed")
        texts = {
            Column.NUMBER: row.number,
            Column.MOMENT: row.moment,
            Column.DIAGNOSIS: row.diagnosis,
            Column.STAGE: row.stage,
            Column.BOARD: PartialDate.parse(row.board_date).shown() if row.board_date else "",
            Column.STATUS: self._statuses.get(row.status, ""),
            Column.UPDATED: shown_day(row.updated),
        }
        text = texts.get(column, shown_day(row.placed))
        dated = column in (Column.BOARD, Column.UPDATED, Column.PLACED)
        return text.replace("-", NO_BREAK_HYPHEN) if dated else text

    def _missing(self, row: WorklistRow) -> str:
        if not row.entered:
            return self._kit.words("worklist.nothing_entered")
        if row.missing is None:
            return self._kit.words("worklist.not_assessed")
        return str(row.missing) if row.missing else ""


def shown_day(stamp: str) -> str:
    """The day of a time stamp where the user is; empty for none."""
    if not stamp:
        return ""
    return PartialDate.of(datetime.fromisoformat(stamp).astimezone().date()).shown()
