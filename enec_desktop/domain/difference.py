"""What two assessments of one patient say differently: the question of the day, options, what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from enec_desktop.domain.assessment import Assessment, Certainty, Clearance, Derived, OptionView
from enec_desktop.domain.knowledge_base import OptionKind, Standing


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
    """A line of both sides in words: the question of the day, a diagnosis, a stage."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the words differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Difference:
    """Both sides line by line; ``options`` are those that stand on at least one side.

    ``answered`` are the questions only the first assessment asks, ``asked`` those only the second one asks;
    ``said`` are contradictions and cautions only the second one finds, ``unsaid`` those only the first did.
    """

    values: tuple[ValueChange, ...]
    options: tuple[OptionChange, ...]
    answered: tuple[str, ...]
    asked: tuple[str, ...]
    said: tuple[str, ...]
    unsaid: tuple[str, ...]

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
        (
            ValueChange("Question of the day", moments_words(before), moments_words(after)),
            ValueChange("Tumour treatment that leads", _leading_words(before), _leading_words(after)),
            *_values(before, after),
        ),
        _options(before, after),
        tuple(ask for name, ask in earlier.items() if name not in later),
        tuple(ask for name, ask in later.items() if name not in earlier),
        tuple(text for id, text in other.items() if id not in mine),
        tuple(text for id, text in mine.items() if id not in other),
    )


def moments_words(assessment: Assessment) -> str:
    """The question of the day, or every candidate."""
    labels = [view.label for view in assessment.moments]
    if assessment.first is not None:
        return "; beside it ".join(labels)
    return f"not known which: {'; '.join(labels)}"


def _leading_words(assessment: Assessment) -> str:
    """The leading tumour treatments of each candidate question."""
    groups = (view.leading(OptionKind.TREATMENT) for view in assessment.moments)
    told = ("; ".join(one.title for one in group.options) if group else "none" for group in groups)
    return " / ".join(dict.fromkeys(told))


def _values(before: Assessment, after: Assessment) -> tuple[ValueChange, ...]:
    mine = {one.name: one for one in (*before.diagnosis, *before.staging)}
    other = {one.name: one for one in (*after.diagnosis, *after.staging)}
    return tuple(
        ValueChange(one.label, _words(mine.get(name)), _words(other.get(name)))
        for name, one in {**mine, **other}.items()
    )


def _words(one: Derived | None) -> str:
    return one.words if one is not None and one.values else "cannot say"


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


def _questions(assessment: Assessment) -> dict[str, str]:
    return {question.name: question.ask for question in assessment.questions}


def _findings(assessment: Assessment) -> dict[str, str]:
    return {say.id: say.text for say in (*assessment.contradictions, *assessment.findings)}
