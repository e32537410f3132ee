"""What a reader looks for first: the diagnosis, the question of the day, what leads, and the hard stops."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import (
    Alert,
    Assessment,
    Certainty,
    MomentView,
    OptionGroup,
    OptionView,
)
from enec_desktop.domain.content import Bullets, Mark, Section, Sentence
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing
from enec_desktop.wording.court import verdict_sentence
from enec_desktop.wording.facts import either
from enec_desktop.wording.options import alert_sentence
from enec_desktop.wording.phrases import beside_words, inside_words
from enec_desktop.wording.sensitivity import gives_way

TITLE = "At a glance"
HARD_STOPS = 3
"""Told in full at the top of a case; more are read past (design rule on alert fatigue: PMC5908177)."""
_NAMED = 3


def glance_section(assessment: Assessment) -> Section:
    """The first lines of an assessment; everything in them is told in full below."""
    items = (
        verdict_sentence(assessment.court),
        _question(assessment),
        *_leading(assessment),
        *hard_stops(assessment),
    )
    return Section("glance", TITLE, (Bullets(items),))


def _question(assessment: Assessment) -> Sentence:
    views, first = assessment.moments, assessment.first
    refs = tuple(f"moment/{view.moment}" for view in views)
    if first is not None:
        beside = f"; {beside_words([view.label for view in views[1:]])}" if len(views) > 1 else ""
        return Sentence(f"Question of the day: {first.label}{beside}.", refs, strong=True)
    told = either([inside_words(view.label) for view in views])
    return Sentence(f"The question of the day is open: {told}.", refs, Mark.ASK, strong=True)


def _leading(assessment: Assessment) -> Iterator[Sentence]:
    """The leading tumour treatment under each question; questions that share it share a line."""
    lines: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for view in assessment.moments:
        lines.setdefault(_lead_of(view, assessment), []).append(inside_words(view.label))
    several = len(assessment.moments) > 1
    for (told, refs), labels in lines.items():
        under = f" under {either(labels)}" if several else ""
        yield Sentence(f"Tumour treatment that leads{under}: {told}", refs)


def _lead_of(view: MomentView, assessment: Assessment) -> tuple[str, tuple[str, ...]]:
    group = view.leading(OptionKind.TREATMENT)
    if group is None or group.standing is Standing.AGAINST:
        standing = (one for one in view.groups if one.kind is OptionKind.TREATMENT)
        stopped = any(one.standing is not Standing.AGAINST for one in standing)
        told = "none stands free." if stopped else "none under this question."
        return told, (f"moment/{view.moment}",)
    certain = "certain" if group.certainty is Certainty.CERTAIN else "possible if …"
    names = "; ".join(option.title for option in group.options)
    tie = " The sources do not separate them." if len(group.options) > 1 else ""
    after = f"{gives_way(view, group)}{_not_cleared(group, assessment)}"
    told = f"{names} ({group.standing}, {certain}).{tie}{after}"
    return told, tuple(one.verdicts[0].row for one in group.options)


def _not_cleared(group: OptionGroup, assessment: Assessment) -> str:
    """What the limits of the leading options still wait for, the first to ask for first."""
    labels = {
        seen.name: seen.label
        for option in group.options
        for alert in option.alerts
        if alert.fires is None and alert.moves
        for seen in alert.seen
    }
    asked = [one.name for one in assessment.questions if one.name in labels]
    names = [labels[name] for name in dict.fromkeys([*asked, *labels])]
    if not names:
        return ""
    rest = len(names) - _NAMED
    told = f"{', '.join(names[:_NAMED])} and {rest} more" if rest > 0 else ", ".join(names)
    return f" Not cleared for this patient: needs {told}."


def hard_stops(assessment: Assessment) -> list[Sentence]:
    """The stops that apply, those of the options that stand highest first; the others are counted."""
    found: dict[str, tuple[Alert, list[OptionView]]] = {}
    for view in assessment.moments:
        for group in view.groups:
            for option in group.options:
                for alert in option.alerts:
                    if alert.fires and alert.level == SafetyLevel.STOP:
                        found.setdefault(alert.id, (alert, []))[1].append(option)
    ordered = sorted(found.values(), key=lambda one: _weight(one[1]))
    told = [_stop(alert, options) for alert, options in ordered[:HARD_STOPS]]
    rest = ordered[HARD_STOPS:]
    if rest:
        refs = tuple(alert.id for alert, _ in rest)
        words, whose = ("stop", "its options") if len(rest) == 1 else ("stops", "their options")
        told.append(Sentence(f"And {len(rest)} more hard {words}, told with {whose}.", refs, Mark.CAUTION))
    return told


def _weight(options: list[OptionView]) -> tuple[bool, int, int]:
    order = list(Standing)
    treatment = any(one.kind is OptionKind.TREATMENT for one in options)
    return not treatment, min(order.index(one.standing) for one in options), -len(options)


def _stop(alert: Alert, options: list[OptionView]) -> Sentence:
    titles = list(dict.fromkeys(one.title for one in options))
    more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    whole = alert_sentence(alert)
    return Sentence(f"{whole.text} Stops: {'; '.join(titles[:_NAMED])}{more}.", whole.refs, Mark.STOP)
