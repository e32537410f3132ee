"""Stored patients who look like another one: few candidates by shared keys, judged by the domain."""

from __future__ import annotations

from enec_desktop.domain.alike import Alike, Likeness, Person, likeness, searched_keys
from enec_desktop.domain.case import Case
from enec_desktop.store.driver import Database
from enec_desktop.store.summary import person_of

MOST_CANDIDATES = 400
"""Of a name that hundreds bear no more are looked at; those with the same number or birth date come first."""


class Alikes:
    """Answers which stored patients resemble one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person_of(self, case: Case) -> Person:
        """What tells the patient of a case from others."""
        return person_of(case)

    def like_case(self, case: Case) -> tuple[Alike, ...]:
        """Patients who resemble the one of a case."""
        return self.like(person_of(case), case.id)

    def like(self, person: Person, but: str = "") -> tuple[Alike, ...]:
        """Patients who resemble this one, the likest first; never the case ``but`` itself, nor the bin."""
        found = list(dict.fromkeys(searched_keys(person)))
        if not found:
            return ()
        marks = ", ".join("?" * len(found))
        sql = f"""SELECT id, title, name, born, number, national_id FROM (
                SELECT case_nr, min(substr(key, 1, 1) NOT IN ('n', 'b')) AS late FROM alike
                WHERE key IN ({marks}) GROUP BY case_nr ORDER BY late, case_nr LIMIT ?
            ) JOIN cases ON nr = case_nr WHERE place < 2 AND id <> ?"""
        rows = self._database.rows(sql, *found, MOST_CANDIDATES, but)
        alike = []
        for case_id, title, *facts in rows:
            other = Person(*(text or "" for text in facts))
            how = likeness(person, other)
            if how is not None:
                alike.append(Alike(case_id, other, title or "", how))
        order = list(Likeness)
        return tuple(sorted(alike, key=lambda one: (order.index(one.likeness), one.case_id)))
