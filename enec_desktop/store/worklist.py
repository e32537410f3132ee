"""The list of cases: search, filters, order, pages and counts, all done by the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.worklist import (
    Facet,
    Outlook,
    SortKey,
    Where,
    WorklistCounts,
    WorklistQuery,
    WorklistRow,
)
from enec_desktop.store import facets
from enec_desktop.store.driver import Database

if TYPE_CHECKING:
    from enec_desktop.store.shelf import Shelf

_SORTED_BY = {
    SortKey.TITLE: "title_key",
    SortKey.NAME: "name_key",
    SortKey.NUMBER: "number",
    SortKey.SEX: "sex",
    SortKey.MOMENT: "moment",
    SortKey.DIAGNOSIS: "diagnosis",
    SortKey.STAGE: "stage",
    SortKey.MISSING: "missing",
    SortKey.BOARD_DATE: "board_date",
    SortKey.STATUS: "status",
    SortKey.UPDATED: "updated",
}
_NUMBERS = (SortKey.MISSING, SortKey.AGE)
_SHOWN = """id, title, name, number, born, age, sex, moment, diagnosis, stage, board_date, status, placed,
    missing, updated, place, assessed IS revision, entered, nr"""
_TEXTS = 13
"""The first columns of _SHOWN are texts."""

FEW = 1_000
"""So many hits are fetched and sorted; of more the list is read in its order."""

Values = dict[str, object]


class Worklist:
    """Answers what the list of cases shows."""

    def __init__(self, database: Database, shelf: Callable[[], Shelf]) -> None:
        self._database = database
        self._shelf = shelf
        self._looked: tuple[str, int, int] | None = None
        self._totals: tuple[int, dict[Where, int]] = (-1, {})
        self._put_aside = 0

    def forget(self) -> None:
        """Everything may be another now: a backup was restored."""
        self._looked, self._totals = None, (-1, {})

    def catch_up(self, limit: int) -> int:
        """Read cases anew that an older program listed, at most ``limit``; how many are left."""
        return self._shelf().listing.catch_up(limit)

    def rows(self, query: WorklistQuery) -> list[WorklistRow]:
        """The next page: up to ``limit`` rows after the key of the last one, blanks last either way."""
        hits = self._look(query)
        found: list[WorklistRow] = []
        for blank in (False, True):
            in_blanks = query.after is not None and not query.after[0]
            if len(found) < query.limit and (blank or not in_blanks):
                section = _blank_section if blank else _age_section if query.sort is SortKey.AGE else _section
                sql, values = section(query, hits)
                values["limit"] = query.limit - len(found)
                found += (_row(row) for row in self._database.rows(sql, values))
        return found

    def found(self, query: WorklistQuery) -> tuple[int, int]:
        """How many cases there are where a query looks, and how many it finds, whatever its page."""
        total, hits = self._total(query.where), self._look(query)
        if hits is None and not query.chosen and not query.text.strip():
            return total, total
        where, values = _conditions(query, query.chosen)
        if hits is not None and not query.chosen:
            # What lies in the other two places is less to look through than a long list of hits.
            others = [int(where) for where in Where if where is not query.where]
            source = "cases INDEXED BY cases_counted WHERE place IN (?, ?) AND nr IN hits"
            (elsewhere,) = self._database.rows(f"SELECT count(*) FROM {source}", *others)[0]
            return total, hits - int(elsewhere)
        (shown,) = self._database.rows(f"SELECT count(*) FROM cases WHERE {where}", values)[0]
        return total, int(shown)

    def counts(self, query: WorklistQuery) -> WorklistCounts:
        """The same, and how many cases stand behind each value of each facet.

        The values of a facet are counted with the text and the other facets on and its own off.
        """
        self._look(query)
        where, values = _conditions(query, ())
        told = ", ".join(facets.EXPRESSIONS[facet] for facet in Facet)
        places = ", ".join(str(number) for number in range(1, len(Facet) + 1))
        # Everything asked for lies in this index, which alone is read, in its order; only the few groups
        # of equal columns are then told by their facets.
        like = f"FROM cases INDEXED BY cases_counted WHERE {where} GROUP BY {facets.COUNTED}"
        groups = f"SELECT {facets.COUNTED}, count(*) AS alike {like}"
        sql = f"SELECT {told}, sum(alike) FROM ({groups}) GROUP BY {places}"
        by: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
        shown = 0
        for *group, number in self._database.rows(sql, values):
            pairs = list(zip(Facet, group, strict=True))
            misses = [facet for facet, value in pairs if query.chosen.get(facet, value) != value]
            shown += 0 if misses else number
            for facet, value in pairs:
                if not misses or misses == [facet]:
                    by[facet][value] += number
        return WorklistCounts(self._total(query.where), shown, by)

    def places(self) -> dict[Where, int]:
        """How many cases lie in each place."""
        return {where: self._total(where) for where in Where}

    def where(self, case_id: str) -> Where:
        """Where a case lies. Raises StoreRefused when there is none."""
        found = self._database.row("SELECT place FROM cases WHERE id = ?", case_id)
        if found is None:
            raise StoreRefused(f"There is no case {case_id} here.")
        return Where(found[0])

    def unassessed(self, limit: int) -> tuple[str, ...]:
        """The newest cases of the list that changed since they were assessed, or never were."""
        sql = "SELECT id FROM cases WHERE place = ? AND assessed IS NOT revision ORDER BY nr DESC LIMIT ?"
        return tuple(case_id for (case_id,) in self._database.rows(sql, int(Where.LIST), limit))

    def outlook(self, case_id: str) -> Outlook | None:
        """What the assessment of a case said; None before its first one."""
        sql = "SELECT line, asks FROM outlooks JOIN cases ON nr = case_nr WHERE id = ?"
        found = self._database.row(sql, case_id)
        return None if found is None else Outlook(found[0], tuple(json.loads(found[1])))

    def set_summary(
        self,
        case_id: str,
        *,
        moment: str,
        diagnosis: str,
        stage: str,
        missing: int | None,
        revision: int | None = None,
        outlook: Outlook | None = None,
    ) -> None:
        """Show what an assessment of a revision (None: of the present one) found."""
        said = (moment or None, diagnosis or None, stage or None)
        with self._database.transaction("The summary of the case"):
            shelf = self._shelf()
            held = shelf.held(case_id)
            before = self._database.row("SELECT moment, diagnosis, stage FROM cases WHERE nr = ?", held.nr)
            self._database.run(
                "UPDATE cases SET moment = ?, diagnosis = ?, stage = ?, missing = ?, assessed = ?"
                " WHERE nr = ?",
                *said,
                missing,
                held.revision if revision is None else revision,
                held.nr,
            )
            if outlook is not None:
                asks = json.dumps(outlook.asks, ensure_ascii=False)
                put = "INSERT OR REPLACE INTO outlooks VALUES (?, ?, ?)"
                self._database.run(put, held.nr, outlook.line, asks)
            if before != said:
                shelf.listing.find_by(held.nr, shelf.present(held))

    def _total(self, where: Where) -> int:
        if self._totals[0] != self._changes:
            self._totals = (self._changes, {})
        known = self._totals[1]
        if where not in known:
            counted = self._database.rows("SELECT count(*) FROM cases WHERE place = ?", int(where))
            known[where] = int(counted[0][0])
        return known[where]

    @property
    def _changes(self) -> int:
        """Rows changed since the store was opened, but for the hits put aside here."""
        return int(self._database.connection.total_changes) - self._put_aside

    def _look(self, query: WorklistQuery) -> int | None:
        """Find the cases that hold the text, for all that is asked of them next; how many; None: no text.

        They are kept aside by their number: a long list is then read in its order until a page is full,
        a short one is fetched, and neither asks the index of words again.
        """
        words = _expression(query.text)
        if words is None:
            return None
        if self._looked is None or self._looked[:2] != (words, self._changes):
            changes = self._changes
            self._database.run("CREATE TEMP TABLE IF NOT EXISTS hits (nr INTEGER PRIMARY KEY)")
            self._database.run("DELETE FROM hits")
            self._database.run("INSERT INTO hits SELECT rowid FROM search WHERE search MATCH ?", words)
            (number,) = self._database.rows("SELECT count(*) FROM hits")[0]
            self._put_aside += self._changes - changes
            self._looked = (words, changes, int(number))
        return self._looked[2]


def _section(query: WorklistQuery, hits: int | None) -> tuple[str, Values]:
    """The rows that have the sorted value."""
    key = _SORTED_BY[query.sort]
    where, values = _conditions(query, query.chosen)
    sign, way = ("<", "DESC") if query.descending else (">", "ASC")
    where += f" AND {key} IS NOT NULL"
    if query.after is not None:
        where += f" AND ({key}, nr) {sign} (:after, :nr)"
        values |= _after(query)
    order = f"ORDER BY {key} {way}, nr {way} LIMIT :limit"
    return f"SELECT {_SHOWN}, {key} FROM {_source(key, hits)} WHERE {where} {order}", values


def _blank_section(query: WorklistQuery, hits: int | None) -> tuple[str, Values]:
    """The rows that have not the sorted value."""
    keys = ("born_day", "stated_days") if query.sort is SortKey.AGE else (_SORTED_BY[query.sort],)
    where, values = _conditions(query, query.chosen)
    sign, way = ("<", "DESC") if query.descending else (">", "ASC")
    where += "".join(f" AND {key} IS NULL" for key in keys)
    if query.after is not None and not query.after[0]:
        where += f" AND nr {sign} :nr"
        values["nr"] = int(query.after[1])
    order = f"ORDER BY nr {way} LIMIT :limit"
    return f"SELECT {_SHOWN}, NULL FROM {_source(keys[0], hits)} WHERE {where} {order}", values


def _age_section(query: WorklistQuery, hits: int | None) -> tuple[str, Values]:
    """The rows with an age: one worked out for today from the birth date, or the one stated.

    Each kind comes by its own index in the order of age; the two are merged.
    """
    where, values = _conditions(query, query.chosen)
    values["now"] = date.fromisoformat(query.today).toordinal()
    sign, way = ("<", "DESC") if query.descending else (">", "ASC")
    # The younger, the later born.
    born_sign, born_way = (">", "ASC") if query.descending else ("<", "DESC")
    born, stated = f"{where} AND born_day IS NOT NULL", f"{where} AND stated_days IS NOT NULL"
    if query.after is not None:
        values |= _after(query)
        later = f"born_day {born_sign} :now - :after OR born_day = :now - :after AND nr {sign} :nr"
        # The first condition alone can be looked up in the index.
        born += f" AND born_day {born_sign}= :now - :after AND ({later})"
        stated += f" AND (stated_days, nr) {sign} (:after, :nr)"
    sql = f"""SELECT * FROM (
        SELECT * FROM (SELECT {_SHOWN}, :now - born_day AS days FROM {_source("born_day", hits)} WHERE {born}
            ORDER BY born_day {born_way}, nr {way} LIMIT :limit)
        UNION ALL
        SELECT * FROM (SELECT {_SHOWN}, stated_days AS days FROM {_source("stated_days", hits)} WHERE {stated}
            ORDER BY stated_days {way}, nr {way} LIMIT :limit)
        ) ORDER BY days {way}, nr {way} LIMIT :limit"""
    return sql, values


def _source(key: str, hits: int | None) -> str:
    """Which way to read: few hits one by one, many in the order of the list; without a text as it comes."""
    if hits is None:
        return "cases"
    return "cases NOT INDEXED" if hits <= FEW else f"cases INDEXED BY cases_by_{key}"


def _expression(text: str) -> str | None:
    if not text.strip():
        return None
    # Only for a search: its patterns take longer to make ready than the first page takes to read.
    from enec_desktop.store.search import expression

    return expression(text)


def _after(query: WorklistQuery) -> Values:
    assert query.after is not None
    after, number = query.after
    return {"after": int(after) if query.sort in _NUMBERS else after, "nr": int(number)}


def _row(row: tuple[Any, ...]) -> WorklistRow:
    texts = [text or "" for text in row[:_TEXTS]]
    case_id, title, name, number, born, age, sex, moment, diagnosis, stage, board_date, status, placed = texts
    missing, updated, place, assessed, entered, nr, key = row[_TEXTS:]
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
        where=Where(place),
        key=("" if key is None else str(key), str(nr)),
        assessed=bool(assessed),
        entered=entered or 0,
        placed=placed,
    )


def _conditions(query: WorklistQuery, chosen: Iterable[Facet]) -> tuple[str, Values]:
    """What rows and counts share: the place, the text and these facets, as SQL with named values."""
    words = _expression(query.text)
    values: Values = {"place": int(query.where), **facets.days(query.today), **facets.chosen_values(query)}
    where = ["place = :place", *(facets.condition(facet) for facet in chosen)]
    if words is not None:
        where.append("nr IN hits")
    elif query.text.strip():
        # A text without letters and digits, such as a single %, is found nowhere.
        where.append("0")
    return " AND ".join(where), values
