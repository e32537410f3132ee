"""Two editions of the knowledge: which rows differ, and what that changes in an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from enec_desktop.domain.assessment import Assessment, MomentView, OptionView, Say
from enec_desktop.domain.knowledge_base import KnowledgeBase, Option
from enec_desktop.domain.replay import AdviceChange
from enec_desktop.domain.rule import names
from enec_desktop.engine.completions import MOMENT
from enec_desktop.engine.prepared import prepare


def edited(before: KnowledgeBase, after: KnowledgeBase) -> tuple[str, ...]:
    """The ids of all rows, tables, facts, options and findings that one edition has and the other has not
    in the same words, in order of their ids."""
    old, new = _parts(before), _parts(after)
    return tuple(sorted(id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)))


def reads_alike(one: Assessment, other: Assessment) -> bool:
    """Whether two assessments say the same, whatever edition said it."""
    return replace(one, edition="", knowledge_hash="") == replace(other, edition="", knowledge_hash="")


def only_touched(
    knowledge: KnowledgeBase, other: KnowledgeBase, changed: tuple[str, ...]
) -> KnowledgeBase | None:
    """The knowledge with none but the options an edit can touch; None where it may touch every option.

    What is left out stands alike in both editions: an option is judged by its own rows, its limits and
    the facts alone.
    """
    whole = {*knowledge.tables, *other.tables, *knowledge.facts, *other.facts, "questions", "vocabulary"}
    if any(id_ in whole or id_.rpartition("/")[0] in whole for id_ in changed):
        return None
    return replace(
        knowledge,
        options=MappingProxyType(
            {id_: one for id_, one in knowledge.options.items() if _is_touched(one, changed)}
        ),
    )


def _is_touched(option: Option, changed: tuple[str, ...]) -> bool:
    own = (option.id, *(f"safety/{agent}" for agent in option.agents))
    return any(id_ in own or id_.startswith(tuple(f"{one}/" for one in own)) for id_ in changed)


def _parts(knowledge: KnowledgeBase) -> dict[str, Any]:
    found: dict[str, Any] = {"questions": knowledge.questions, "vocabulary": knowledge.vocabulary}
    found |= dict(knowledge.facts)
    for table in knowledge.tables.values():
        found[table.name] = (replace(table, rows=()), tuple(row.id for row in table.rows))
        found |= {f"{table.name}/{row.id}": row for row in table.rows}
    for option in knowledge.options.values():
        bare = replace(option, verdicts=(), reasons_for=(), reasons_against=(), checks=())
        found[option.id] = (bare, tuple(row.id for row in option.verdicts))
        found |= {row.id: row for row in option.verdicts}
        found |= {one.id: one for one in (*option.reasons_for, *option.reasons_against)}
        found |= {one.id: one for one in option.checks}
    for agent in knowledge.agents.values():
        found[f"safety/{agent.id}"] = (agent.label, tuple(row.id for row in agent.rows))
        found |= {row.id: row for row in agent.rows}
        found |= {one.id: one for one in agent.checks}
    return found | {one.id: one for one in knowledge.statements}


class Comparing:
    """Holds assessments of one case by two editions against each other."""

    def __init__(self, before: KnowledgeBase, after: KnowledgeBase) -> None:
        self.before, self.after = before, after
        self.edited = edited(before, after)
        self._rests_on = (prepare(before).rests_on, prepare(after).rests_on)

    def changes(self, old: Assessment, new: Assessment) -> tuple[AdviceChange, ...]:
        """What reads otherwise: the question of the day, options, findings, questions, what is worked out."""
        return tuple(self._changes(old, new))

    def _changes(self, old: Assessment, new: Assessment) -> Iterator[AdviceChange]:
        yield from self._derived(old, new)
        moments = [{view.moment: view for view in one.moments} for one in (old, new)]
        told = ["; ".join(f"{view.label} ({view.certainty})" for view in one.moments) for one in (old, new)]
        if told[0] != told[1]:
            rows = self._behind([MOMENT])
            what = "question of the day"
            yield AdviceChange("", MOMENT, what.capitalize(), what, told[0], told[1], rows)
        for code in moments[0]:
            if code in moments[1]:
                yield from self._options(moments[0][code], moments[1][code])
        yield from self._said(old, new)
        yield from self._questions(old, new)

    def _derived(self, old: Assessment, new: Assessment) -> Iterator[AdviceChange]:
        told = [
            {one.name: one for one in (each.court.verdict, *each.diagnosis, *each.staging)}
            for each in (old, new)
        ]
        for name in told[0] | told[1]:
            words = [each[name].words if name in each else "not shown" for each in told]
            if words[0] != words[1]:
                label = (told[0] | told[1])[name].label
                yield AdviceChange("", name, label, "worked out", words[0], words[1], self._behind([name]))

    def _options(self, old: MomentView, new: MomentView) -> Iterator[AdviceChange]:
        views = [{view.id: view for view in _views(each)} for each in (old, new)]
        for id_ in views[0] | views[1]:
            one, two = (each.get(id_) for each in views)
            title = (views[0] | views[1])[id_].title
            for what, was, now in _facets(one, two):
                if was != now:
                    yield AdviceChange(new.moment, id_, title, what, was, now, self._of_option(id_))

    def _said(self, old: Assessment, new: Assessment) -> Iterator[AdviceChange]:
        told = [{say.id: say for say in _sentences(one)} for one in (old, new)]
        for id_ in told[0].keys() ^ told[1].keys():
            words = ["said" if id_ in each else "not said" for each in told]
            text = (told[0] | told[1])[id_].text
            yield AdviceChange("", id_, text, "finding", words[0], words[1], self._of_rows([id_]))

    def _questions(self, old: Assessment, new: Assessment) -> Iterator[AdviceChange]:
        asked = [{one.name: one for one in each.questions} for each in (old, new)]
        for name in sorted(asked[0].keys() ^ asked[1].keys()):
            was, now = ("asked" if name in each else "not asked" for each in asked)
            yield AdviceChange("", name, (asked[0] | asked[1])[name].ask, "question", was, now, self.edited)
        first = [next(iter(each), "none") for each in asked]
        if first[0] != first[1]:
            yield AdviceChange("", first[1], "First question", "question", first[0], first[1], self.edited)

    def _of_option(self, id_: str) -> tuple[str, ...]:
        options = [base.options[id_] for base in (self.before, self.after) if id_ in base.options]
        agents = [
            base.agents[agent]
            for base in (self.before, self.after)
            for option in options
            for agent in option.agents
            if agent in base.agents
        ]
        rows = [(row.id, row.when) for one in options for row in one.verdicts]
        rows += [(row.id, row.when) for one in agents for row in one.rows]
        own = self._of_rows([id_, *(one for one, _ in rows)])
        return own or self._behind(name for _, when in rows for name in names(when))

    def _of_rows(self, ids: Iterable[str]) -> tuple[str, ...]:
        wanted = set(ids)
        told = (*self.before.statements, *self.after.statements)
        asked = [name for one in told if one.id in wanted for name in names(one.when)]
        return tuple(one for one in self.edited if one in wanted) or self._behind(asked)

    def _behind(self, told: Iterable[str]) -> tuple[str, ...]:
        """The edited tables, their rows and the facts that some facts rest on."""
        asked = set(told)
        deep = {one for each in self._rests_on for name in asked for one in each.get(name, ())}
        tables = _tables_of(deep, self.before) | _tables_of(deep, self.after)
        return tuple(
            one for one in self.edited if one in deep or one in tables or one.rpartition("/")[0] in tables
        )


def _tables_of(facts: set[str], knowledge: KnowledgeBase) -> set[str]:
    return {knowledge.facts[name].table for name in facts if name in knowledge.facts} - {""}


def _sentences(one: Assessment) -> Iterator[Say]:
    """What is said beside the options: of the case, and of its diagnosis."""
    yield from (*one.contradictions, *one.findings)
    court = one.court
    yield from (*court.speaks_for, *court.speaks_against, *court.mimics, *court.next_steps)


def _views(moment: MomentView) -> Iterator[OptionView]:
    for group in moment.groups:
        yield from group.options
    yield from moment.not_here


def _facets(one: OptionView | None, two: OptionView | None) -> Iterator[tuple[str, str, str]]:
    gone = "not in this edition"
    yield "standing", one.standing if one else gone, two.standing if two else gone
    if one and two and one.verdicts and two.verdicts:
        yield "certainty", one.certainty, two.certainty
        yield "clearance", one.clearance, two.clearance
