"""What a reader looks for first: the diagnosis, the question of the day, what leads, and the hard stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.assessment import (
    Alert,
    Assessment,
    Certainty,
    MomentView,
    OptionGroup,
    OptionView,
    Seen,
)
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.content import Bullets, Mark, Section, Sentence
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing
from enec_desktop.wording.facts import either
from enec_desktop.wording.patient_state import (
    derived_value,
    ecog_words,
    known_words,
    seen_fact,
    stage_is_settled,
    stage_words,
    tumour_words,
)
from enec_desktop.wording.phrases import beside_words, ended, first_capital, inside_words, marked, told_seen
from enec_desktop.wording.sensitivity import gives_way
from enec_desktop.wording.work_up import rests_on

TITLE = "At a glance"
HARD_STOPS = 3
"""Told in full at the top of a case; more are read past (design rule on alert fatigue: PMC5908177)."""
_NAMED = 3
_SURE = "consistent"
_ACCEPTED = (frozenset({"yes"}), frozenset({"accepts"}), frozenset({"none"}))
_KIDNEY = "fitness.creatinine_clearance"
_NO = frozenset({"no"})
_SEPARATES = "the question of the day"
"""What a question of the engine names among the things it decides where it separates the moments."""
TO_COME = Sentence("What would change the leading treatment is still being worked out.", mark=Mark.ASK)
"""Stands where that will be told: an outcome without it is not yet the whole one."""


def glance_section(assessment: Assessment) -> Section:
    """The first lines of an assessment; everything in them is told in full below."""
    care = _care(assessment)
    named = [_named("Support", care)] if care else []
    urgent = any(option.urgent for option in care)
    items = (
        _diagnosis(assessment),
        _stage(assessment),
        Sentence(_fitness(assessment)),
        _question(assessment),
        *_asked_first(assessment),
        *(named if urgent else ()),
        *_clarify_first(assessment),
        *_leading(assessment, urgent=urgent),
        *(() if urgent else named),
        *_not_cleared(assessment),
        *hard_stops(assessment),
    )
    return Section("glance", TITLE, (Bullets(items),))


def _diagnosis(assessment: Assessment) -> Sentence:
    """What the tumour is called, then whether that is consistent, or the facts it waits for."""
    verdict, (ki67, grade) = assessment.court.verdict, _proliferation(assessment)
    ref = (f"table/{verdict.name}",)
    named = f"Diagnosis: {tumour_words(assessment).removeprefix('diagnosis ')}{grade}{ki67}."
    labels = list(dict.fromkeys(seen.label for seen in assessment.court.missing))
    if len(verdict.values) == 1:
        mark = Mark.NONE if verdict.values == (_SURE,) else Mark.CAUTION
        next_step = next((f" {one.text}" for one in assessment.court.next_steps if mark), "")
        return Sentence(f"{named} {first_capital(verdict.words)}.{next_step}", ref, mark, strong=True)
    told = "Not settled yet." if _SURE in verdict.values else f"{first_capital(verdict.words)}."
    waits = f" It waits for: {_few(labels, '; ')}." if labels else ""
    return Sentence(f"{named} {told}{waits}", ref, Mark.ASK, strong=True)


def _proliferation(assessment: Assessment) -> tuple[str, str]:
    grade = derived_value(assessment, "histology.grade")
    ki67 = known_words(assessment, "specimen.ki67")
    told = f", {grade.words}" if grade is not None and grade.values else ""
    return (f", Ki-67 {ki67}" if ki67 else ""), told


def _stage(assessment: Assessment) -> Sentence:
    """T, N and M with the studies they rest on."""
    rests = rests_on(assessment)
    mark = rests.mark if stage_is_settled(assessment) else Mark.ASK
    return Sentence(f"Stage: {stage_words(assessment)}. {rests.text}", ("table/extent",), mark)


def _fitness(assessment: Assessment) -> str:
    """Fitness, kidney function and what the patient wants, as far as recorded."""
    kidney = known_words(assessment, _KIDNEY) or "not recorded"
    told = [
        f"{ecog_words(assessment)}{_dated(assessment, 'fitness.ecog')}",
        f"creatinine clearance {kidney}{_dated(assessment, _KIDNEY)}",
    ]
    wishes = [f"{one.label}: {one.words}" for one in assessment.facts if _is_wish(one)]
    return f"Fitness: {'; '.join(told)}." + (f" Wishes: {'; '.join(wishes)}." if wishes else "")


def _dated(assessment: Assessment, name: str) -> str:
    """The day of a value in brackets, and whether what it rests on is too old."""
    seen = seen_fact(assessment, name)
    worked_out = [part for one in assessment.measures if one.name == name for part in one.rests_on]
    asked_again = any(one.name == name and one.seen.stale for one in assessment.questions)
    old = asked_again or any(one.stale for one in worked_out)
    told = [seen.on.shown()] if seen is not None and seen.on is not None else []
    told += ["too old"] if old else []
    return f" ({', '.join(told)})" if told else ""


def _is_wish(seen: Seen) -> bool:
    """Whether the patient wants something less than it is: who accepts treatment needs no line here."""
    there = seen.name.startswith("preferences.") and seen.state is FieldState.VALUE
    return there and seen.values not in _ACCEPTED


def with_more_to_come(section: Section) -> Section:
    """The first lines, with the word that one thing is still to come."""
    return replace(section, blocks=(*section.blocks, Bullets((TO_COME,))))


def _question(assessment: Assessment) -> Sentence:
    views, first = assessment.moments, assessment.first
    refs = tuple(f"moment/{view.moment}" for view in views)
    if first is not None:
        beside = f"; {beside_words([view.label for view in views[1:]])}" if len(views) > 1 else ""
        return Sentence(ended(f"Question of the day: {first.label}{beside}"), refs, strong=True)
    told = either([inside_words(view.label) for view in views])
    return Sentence(f"The question of the day is open: {told}.", refs, Mark.ASK, strong=True)


def _asked_first(assessment: Assessment) -> Iterator[Sentence]:
    """The missing facts that separate the questions of the day, where more than one is left."""
    if assessment.first is not None:
        return
    told = [one for one in assessment.questions if one.matters and _SEPARATES in one.decides][:_NAMED]
    if told:
        asked = " ".join(one.ask for one in told)
        yield Sentence(f"Asked first, since it decides the question: {asked}", (told[0].name,), Mark.ASK)


def _care(assessment: Assessment) -> tuple[OptionView, ...]:
    """The care that surely comes, in its order, where no tumour treatment leads under the first question."""
    for view in assessment.moments[:1]:
        if view.leading(OptionKind.TREATMENT) is None:
            groups = [one for one in view.groups if one.kind is OptionKind.SUPPORT]
            sure = [one for one in groups if one.certainty is Certainty.CERTAIN]
            return tuple(o for one in sure if one.standing is not Standing.AGAINST for o in one.options)
    return ()


def _leading(assessment: Assessment, *, urgent: bool) -> Iterator[Sentence]:
    """The treatment that leads under each question; questions that share it share a line."""
    lines: dict[str, tuple[list[str], list[str]]] = {}
    for view in assessment.moments[1:] if urgent else assessment.moments:
        told, refs = _treatment_of(view)
        labels, ids = lines.setdefault(told, ([], []))
        labels.append(inside_words(view.label))
        ids.extend(refs)
    for told, (labels, ids) in lines.items():
        under = f" under {either(labels)}" if len(labels) < len(assessment.moments) else ""
        yield Sentence(f"Tumour treatment that leads{under}: {told}", tuple(dict.fromkeys(ids)))


def _clarify_first(assessment: Assessment) -> Iterator[Sentence]:
    """What is surely asked for before any treatment, under one question of the day or another."""
    groups = [group for view in assessment.moments for group in view.groups]
    sure = [group for group in groups if group.kind is OptionKind.CLARIFY and _is_sure(group)]
    found = {option.id: option for group in sure for option in group.options}
    if found:
        yield _named("Clarify first", tuple(found.values()))


def _is_sure(group: OptionGroup) -> bool:
    return group.standing is Standing.RECOMMENDED and group.certainty is Certainty.CERTAIN


def _named(kind: str, options: tuple[OptionView, ...]) -> Sentence:
    titles = [option.title for option in options]
    return Sentence(f"{kind}: {_few(titles, '; ')}.", tuple(one.verdicts[0].row for one in options))


def _few(words: list[str], joint: str) -> str:
    """The first few by name, the others counted."""
    rest = len(words) - _NAMED
    named = joint.join(words[:_NAMED])
    return f"{named} and {rest} more" if rest > 0 else named


def _treatment_of(view: MomentView) -> tuple[str, tuple[str, ...]]:
    group = view.leading(OptionKind.TREATMENT)
    if group is None or group.standing is Standing.AGAINST:
        standing = (one for one in view.groups if one.kind is OptionKind.TREATMENT)
        stopped = any(one.standing is not Standing.AGAINST for one in standing)
        told = "none stands free." if stopped else "none under this question."
        return told, (f"moment/{view.moment}",)
    certain = "certain" if group.certainty is Certainty.CERTAIN else "possible if …"
    if group.certainty is Certainty.CERTAIN and view.certainty is Certainty.POSSIBLE:
        certain = "certain if this is the question"
    names = "; ".join(option.title for option in group.options)
    tie = " The sources do not separate them." if len(group.options) > 1 else ""
    told = f"{names} ({group.standing}, {certain}).{tie}{gives_way(view, group)}"
    return told, tuple(one.verdicts[0].row for one in group.options)


def _not_cleared(assessment: Assessment) -> Iterator[Sentence]:
    """What the limits of the leading treatments still wait for, the first to ask for first."""
    groups = (view.leading(OptionKind.TREATMENT) for view in assessment.moments)
    options = [option for group in groups if group is not None for option in group.options]
    waiting = [one for option in options for one in option.alerts if one.fires is None and one.moves]
    labels: dict[str, str] = {}
    for seen in (seen for alert in waiting for seen in alert.seen):
        if seen.stale or seen.name not in labels:
            labels[seen.name] = seen.label + (" (too old)" if seen.stale else "")
    asked = [one.name for one in assessment.questions if one.name in labels]
    names = [labels[name] for name in dict.fromkeys([*asked, *labels])]
    if names:
        refs = tuple(dict.fromkeys(alert.id for alert in waiting))
        told = f"Not cleared for this patient: needs {_few(names, ', ')}."
        yield Sentence(told, refs, Mark.ASK)


def hard_stops(assessment: Assessment) -> list[Sentence]:
    """The stops that apply, those of the options that stand highest first; the others are counted.

    A stop of nothing but options that the sources advise against is no news here and only counted.
    """
    found: dict[str, tuple[Alert, list[OptionView]]] = {}
    for view in assessment.moments:
        for group in view.groups:
            for option in group.options:
                for alert in option.alerts:
                    if alert.fires and alert.level == SafetyLevel.STOP:
                        found.setdefault(alert.id, (alert, []))[1].append(option)
    ordered = sorted(found.values(), key=lambda one: _weight(one[1]))
    news = [one for one in ordered if any(option.standing is not Standing.AGAINST for option in one[1])]
    told = [_stop(alert, options) for alert, options in news[:HARD_STOPS]]
    rest = [one for one in ordered if one not in news[:HARD_STOPS]]
    if rest:
        refs = tuple(alert.id for alert, _ in rest)
        stops, whose = ("stop", "its options") if len(rest) == 1 else ("stops", "their options")
        more = f"And {len(rest)} more hard {stops}, told with {whose}."
        alone = f"{len(rest)} hard {stops} on options that the sources advise against; told with them below."
        told.append(Sentence(more if told else alone, refs, Mark.CAUTION))
    return told


def _weight(options: list[OptionView]) -> tuple[bool, int, int]:
    order = list(Standing)
    treatment = any(one.kind is OptionKind.TREATMENT for one in options)
    return not treatment, min(order.index(one.standing) for one in options), -len(options)


def _stop(alert: Alert, options: list[OptionView]) -> Sentence:
    """What stops, the values it saw, and what it stops; the limit in full stands with the options."""
    titles = list(dict.fromkeys(one.title for one in options))
    reason, _, more = alert.text.partition(". ")
    text = f"{first_capital(alert.agent)}: {ended(reason)}"
    text = marked(text, alert.verification) if "not verified" not in more.lower() else f"{text} Not verified."
    said = [one for one in alert.seen if one.values != _NO] or list(alert.seen)
    seen = f" {told_seen(said)}" if said else ""
    return Sentence(f"{text}{seen} Stops: {_few(titles, '; ')}.", (alert.id,), Mark.STOP)
