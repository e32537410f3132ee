"""The list of cases: search, filters, order, pages and counts, all done by the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.worklist import SortKey, WorklistCounts, WorklistQuery, WorklistRow
from enec_desktop.store.driver import Database

_SORTED_BY = {
    SortKey.TITLE: "title_key",
    SortKey.NAME: "name_key",
    SortKey.NUMBER: "number",
    SortKey.BORN: "born",
    SortKey.MOMENT: "moment",
    SortKey.DIAGNOSIS: "diagnosis",
    SortKey.STAGE: "stage",
    SortKey.MISSING: "missing",
    SortKey.BOARD_DATE: "board_date",
    SortKey.STATUS: "status",
    SortKey.UPDATED: "updated",
}
_SHOWN = """id, title, name, number, born, age, sex, moment, diagnosis, stage, board_date, status,
    missing, updated, archived, assessed IS revision, nr"""
_TEXTS = 12
"""The first columns of _SHOWN are texts."""


class Worklist:
    """Answers what the list of cases shows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, query: WorklistQuery) -> list[WorklistRow]:
        """The next page: up to ``limit`` rows after the key of the last one, blanks last either way."""
        found: list[WorklistRow] = []
        for blank in (False, True):
            in_blanks = query.after is not None and not query.after[0]
            if len(found) < query.limit and (blank or not in_blanks):
                found += self._section(query, blank, query.limit - len(found))
        return found

    def counts(self, query: WorklistQuery) -> WorklistCounts:
        """How many cases a query finds, whatever its page, and how many behind each filter value.

        The values of a filter are counted with the text and the other two filters on and their own off.
        """
        where, values = _conditions(query)
        # In the order of the index cases_counted, which alone is read.
        sql = f"SELECT status, moment, diagnosis, count(*) FROM cases WHERE {where} GROUP BY 1, 2, 3"
        wanted = (query.status, query.moment, query.diagnosis)
        shown = 0
        facets: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
        for *keys, number in self._database.rows(sql, *values):
            names = [key or "" for key in keys]
            misses = {i for i, name in enumerate(names) if wanted[i] not in (None, name)}
            shown += 0 if misses else number
            for i, facet in enumerate(facets):
                if misses <= {i}:
                    facet[names[i]] += number
        everything = "SELECT count(*) FROM cases WHERE archived = ?"
        (total,) = self._database.rows(everything, int(query.archived))[0]
        by_status, by_moment, by_diagnosis = (dict(facet) for facet in facets)
        return WorklistCounts(total, shown, by_moment, by_diagnosis, by_status)

    def set_summary(
        self,
        case_id: str,
        *,
        moment: str,
        diagnosis: str,
        stage: str,
        missing: int | None,
        revision: int | None = None,
    ) -> None:
        """Show what an assessment of a revision (None: of the present one) found."""
        with self._database.transaction("The summary of the case"):
            found = self._database.row("SELECT nr, revision FROM cases WHERE id = ?", case_id)
            if found is None:
                raise StoreRefused(f"There is no case {case_id} here.")
            nr, present = found
            self._database.run(
                "UPDATE cases SET moment = ?, diagnosis = ?, stage = ?, missing = ?, assessed = ?"
                " WHERE nr = ?",
                moment or None,
                diagnosis or None,
                stage or None,
                missing,
                present if revision is None else revision,
                nr,
            )

    def _section(self, query: WorklistQuery, blank: bool, limit: int) -> Iterator[WorklistRow]:
        """The rows that have the sorted value, or those that have not."""
        key = _SORTED_BY[query.sort]
        where, values = _conditions(query)
        for column in ("moment", "diagnosis", "status"):
            wanted = getattr(query, column)
            if wanted is not None:
                where += f" AND {column} IS ?"
                values.append(wanted or None)
        where += f" AND {key} IS {'' if blank else 'NOT '}NULL"
        sign, way = ("<", "DESC") if query.descending else (">", "ASC")
        if query.after is not None and bool(query.after[0]) != blank:
            after, number = query.after
            where += f" AND nr {sign} ?" if blank else f" AND ({key}, nr) {sign} (?, ?)"
            last = int(after) if query.sort is SortKey.MISSING and after else after
            values += [int(number)] if blank else [last, int(number)]
        order = f"nr {way}" if blank else f"{key} {way}, nr {way}"
        sql = f"SELECT {_SHOWN}, {key} FROM cases WHERE {where} ORDER BY {order} LIMIT ?"
        return (_row(row) for row in self._database.rows(sql, *values, limit))


def _row(row: tuple[Any, ...]) -> WorklistRow:
    case_id, title, name, number, born, age, sex, moment, diagnosis, stage, board_date, status = (
        text or "" for text in row[:_TEXTS]
    )
    missing, updated, archived, assessed, nr, key = row[_TEXTS:]
    return WorklistRow(
        case_id=case_id,
        title=title,
        name=name,
        number=number,
        born=born,
        age=age,
        sex=sex,
        moment=moment,
        diagnosis=diagnosis,
        stage=stage,
        missing=missing,
        board_date=board_date,
        status=status,
        updated=updated,
        archived=bool(archived),
        key=("" if key is None else str(key), str(nr)),
        assessed=bool(assessed),
    )


def _conditions(query: WorklistQuery) -> tuple[str, list[object]]:
    """What rows and all counts share: the kind of case and the text, as SQL."""
    words = None
    if query.text:
        # Only for a search: its patterns take longer to make ready than the first page takes to read.
        from enec_desktop.store.search import expression

        words = expression(query.text)
    if words is not None:
        return "archived = ? AND nr IN (SELECT rowid FROM search WHERE search MATCH ?)", [
            int(query.archived),
            words,
        ]
    # A text without letters and digits, such as a single %, is found nowhere.
    return f"archived = ?{' AND 0' if query.text.strip() else ''}", [int(query.archived)]
