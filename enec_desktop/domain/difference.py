"""What two assessments of one patient say differently: the question of the day, options, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enec_desktop.domain.assessment import (
    Assessment,
    Certainty,
    Clearance,
    Derived,
    Explanation,
    OptionView,
    Seen,
)
from enec_desktop.domain.knowledge_base import OptionKind, Standing

_MOST_FACTS = 4


@dataclass(frozen=True, slots=True)
class Stance:
    """How an option stands at a moment: what a board reads off its card at a glance."""

    standing: Standing
    certainty: Certainty
    clearance: Clearance
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class OptionChange:
    """An option on both sides, under each candidate question; an empty side: not for this situation."""

    id: str
    title: str
    kind: OptionKind
    before: tuple[Stance, ...]
    after: tuple[Stance, ...]

    @property
    def is_changed(self) -> bool:
        """Whether standing, certainty or clearance differ anywhere."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A line of both sides in words: the question of the day, a diagnosis, a stage.

    ``refs``: its rule or options first, then the facts behind it that differ, then its sources.
    """

    label: str
    before: str
    after: str
    refs: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the words differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or question that only one side has; ``refs``: its own id first, then its sources."""

    text: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Both sides line by line; ``options`` are those that stand on at least one side.

    ``answered`` are the questions only the first assessment asks, ``asked`` those only the second one asks;
    ``said`` are contradictions and cautions only the second one finds, ``unsaid`` those only the first did.
    """

    values: tuple[ValueChange, ...]
    options: tuple[OptionChange, ...]
    answered: tuple[Told, ...]
    asked: tuple[Told, ...]
    said: tuple[Told, ...]
    unsaid: tuple[Told, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both assessments say the same."""
        values = any(one.is_changed for one in self.values)
        options = any(one.is_changed for one in self.options)
        return not (values or options or self.answered or self.asked or self.said or self.unsaid)


def difference(before: Assessment, after: Assessment) -> Difference:
    """What the second assessment says other than the first, in the order of the first, then of the second."""
    mine, other = _findings(before), _findings(after)
    earlier, later = _questions(before), _questions(after)
    return Difference(
        (_question_of_the_day(before, after), _leading(before, after), *_values(before, after)),
        _options(before, after),
        tuple(told for name, told in earlier.items() if name not in later),
        tuple(told for name, told in later.items() if name not in earlier),
        tuple(told for id, told in other.items() if id not in mine),
        tuple(told for id, told in mine.items() if id not in other),
    )


def moments_words(assessment: Assessment) -> str:
    """The question of the day, or every candidate."""
    labels = [view.label for view in assessment.moments]
    if assessment.first is not None:
        return "; beside it ".join(labels)
    return f"not known which: {'; '.join(labels)}"


def _question_of_the_day(before: Assessment, after: Assessment) -> ValueChange:
    views = (*after.moments, *before.moments)
    rules = (f"moment/{view.moment}" for view in views)
    refs = tuple(dict.fromkeys((*rules, *_recorded_otherwise(before, after))))
    return ValueChange("Question of the day", moments_words(before), moments_words(after), refs)


def _leading(before: Assessment, after: Assessment) -> ValueChange:
    """The leading tumour treatments of each candidate question; without any, the questions themselves."""
    options = (one.id for side in (after, before) for one in _leaders(side))
    rules = tuple(dict.fromkeys(options)) or tuple(f"moment/{view.moment}" for view in after.moments)
    refs = (*rules, *_recorded_otherwise(before, after))
    words = (_leading_words(before), _leading_words(after))
    return ValueChange("Tumour treatment that leads", *words, refs)


def _leaders(assessment: Assessment) -> Iterator[OptionView]:
    for view in assessment.moments:
        group = view.leading(OptionKind.TREATMENT)
        yield from group.options if group else ()


def _leading_words(assessment: Assessment) -> str:
    groups = (view.leading(OptionKind.TREATMENT) for view in assessment.moments)
    told = ("; ".join(one.title for one in group.options) if group else "none" for group in groups)
    return " / ".join(dict.fromkeys(told))


def _values(before: Assessment, after: Assessment) -> Iterator[ValueChange]:
    mine = {one.name: one for one in (*before.diagnosis, *before.staging)}
    other = {one.name: one for one in (*after.diagnosis, *after.staging)}
    for name, one in {**mine, **other}.items():
        sides = [[side[name]] if name in side else [] for side in (mine, other)]
        facts = _changed_facts(*([derived.explanation for derived in side] for side in sides))
        sources = (ref for side in reversed(sides) for derived in side for ref in derived.refs)
        refs = tuple(dict.fromkeys((f"table/{name}", *facts, *sources)))
        yield ValueChange(one.label, _words(mine.get(name)), _words(other.get(name)), refs)


def _words(one: Derived | None) -> str:
    return one.words if one is not None and one.values else "cannot say"


def _recorded_otherwise(before: Assessment, after: Assessment) -> list[str]:
    """The first of the facts that are recorded on one side only, or otherwise."""
    then, now = ({one.name: one.values for one in side.facts} for side in (before, after))
    return [name for name in {**now, **then} if then.get(name) != now.get(name)][:_MOST_FACTS]


def _changed_facts(before: Iterable[Explanation], after: Iterable[Explanation]) -> Iterator[str]:
    """The facts that the reasons of both sides look at and do not see alike."""
    then, now = (
        {seen.name: seen.values for reason in side for seen in _looked_at(reason)} for side in (before, after)
    )
    yield from (name for name, values in now.items() if name in then and then[name] != values)


def _looked_at(reason: Explanation) -> Iterator[Seen]:
    if reason.seen is not None:
        yield reason.seen
    for part in reason.parts:
        yield from _looked_at(part)


def _options(before: Assessment, after: Assessment) -> tuple[OptionChange, ...]:
    mine, other = _stances(before), _stances(after)
    views = {**_views(after), **_views(before)}
    order = dict.fromkeys((*mine, *other))
    return tuple(
        OptionChange(id, views[id].title, views[id].kind, mine.get(id, ()), other.get(id, ())) for id in order
    )


def _stances(assessment: Assessment) -> dict[str, tuple[Stance, ...]]:
    """Each option with its different stances, in the order of the candidate questions."""
    found: dict[str, dict[Stance, None]] = {}
    for view in assessment.moments:
        for group in view.groups:
            for one in group.options:
                stance = Stance(one.standing, one.certainty, one.clearance, one.is_behind)
                found.setdefault(one.id, {})[stance] = None
    return {id: tuple(stances) for id, stances in found.items()}


def _views(assessment: Assessment) -> dict[str, OptionView]:
    return {one.id: one for view in assessment.moments for group in view.groups for one in group.options}


def _questions(assessment: Assessment) -> dict[str, Told]:
    return {one.name: Told(one.ask, (one.name,)) for one in assessment.questions}


def _findings(assessment: Assessment) -> dict[str, Told]:
    said = (*assessment.contradictions, *assessment.findings)
    return {say.id: Told(say.text, tuple(dict.fromkeys((say.id, *say.refs)))) for say in said}
