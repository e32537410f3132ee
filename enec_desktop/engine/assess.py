"""``assess(case, knowledge, at)``: everything the program says of a case, as one frozen value."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from enec_desktop.domain.assessment import (
    Assessment,
    Certainty,
    Clearance,
    Explanation,
    MomentView,
    OptionView,
    Say,
    Seen,
    Verdict,
)
from enec_desktop.domain.case import Case, FieldState
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.evidence import Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase, Option, Standing
from enec_desktop.domain.progress import Wanted, always, leave_off
from enec_desktop.domain.rule import Or
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate, PartialDate
from enec_desktop.engine.ages import impossible_age
from enec_desktop.engine.clearance import alerts_of, clearance_of
from enec_desktop.engine.completions import LIMIT, MOMENT, Completions
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.court import court_of
from enec_desktop.engine.derived import derived
from enec_desktop.engine.diagrams import Diagrams
from enec_desktop.engine.earlier import Memory, Resumed
from enec_desktop.engine.environment import Environment, narrowing
from enec_desktop.engine.known import known_then, point_of
from enec_desktop.engine.measures import measures
from enec_desktop.engine.moments import Candidate, moments_of
from enec_desktop.engine.phrases import explain, see
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.questions import questions
from enec_desktop.engine.ranking import groups
from enec_desktop.engine.readings import Readings
from enec_desktop.engine.search import Space
from enec_desktop.engine.sensitivity import sensitivity_of
from enec_desktop.engine.to_do import labels_of, to_do
from enec_desktop.engine.verdicts import checks, leading, said, verdicts
from enec_desktop.engine.way import way_of
from enec_desktop.engine.work_up import work_up

Step = Callable[[], Assessment]
"""What is left to be done of an assessment."""


def assess(
    case: Case, knowledge: KnowledgeBase, at: At, *, turning: bool = False, wanted: Wanted = always
) -> Assessment:
    """The assessment of a case as known at a point in time; with ``turning``, also what could change it.

    Pure: the same case, knowledge and point give the same value. Raises KeyError for an event the case
    does not have, Cancelled soon after it is not ``wanted`` any more.
    """
    found, rest = assess_in_steps(case, knowledge, at, wanted=wanted)
    return rest() if turning else found


def assess_in_steps(
    case: Case, knowledge: KnowledgeBase, at: At, memory: Memory | None = None, wanted: Wanted = always
) -> tuple[Assessment, Step]:
    """The assessment without what could change it, and the step that adds that: the longer half.

    ``memory`` makes it quicker where the last assessment was of nearly the same case, and never another one.
    Raises KeyError for an event the case does not have, Cancelled, in either step, soon after it is not
    ``wanted`` any more.
    """
    point = point_of(case, at)
    entries = known_then(case, knowledge.vocabulary, at)
    env = Environment(prepare(knowledge), Readings(knowledge, entries, point.latest if point else None))
    resumed = (memory or Memory()).resume(env, point)
    case_space = Space(Completions(env, Diagrams(LIMIT, wanted)), env)
    moments = moments_of(case_space)
    views = tuple(_moment_view(candidate, point, resumed, wanted) for candidate in moments.candidates)
    findings = said(knowledge.findings, case_space)
    contradictions = (*_told(findings, knowledge, True), *_excluding(env), *impossible_age(env))
    doubts = _doubts(findings, env)
    found = Assessment(
        case.id,
        at_words(at),
        knowledge.edition.version,
        knowledge.edition.hash,
        input_hash(case, at),
        court_of(contradictions, env),
        contradictions,
        _told(findings, knowledge, False),
        derived("diagnosis", env),
        derived("staging", env),
        work_up(env),
        measures(env, point),
        views,
        questions(views, moments.separating, doubts, env),
        _recorded(env),
        way_of(entries, knowledge, frozenset(view.moment for view in views)),
    )
    resumed.end()

    def turned() -> Assessment:
        pairs = zip(views, moments.candidates, strict=True)
        return replace(found, moments=tuple(_turning(*pair, point) for pair in pairs))

    return found, turned


def at_words(at: At) -> str:
    """The point in time in words: "on 2026-11-24", "after relapse", "latest"."""
    if isinstance(at, OnDate):
        return f"on {at.day.isoformat()}"
    if isinstance(at, AfterEvent):
        return f"after {at.event}"
    return "latest"


def input_hash(case: Case, at: At) -> str:
    """A fingerprint of what an assessment rests on besides the knowledge."""
    day = at.day.isoformat() if isinstance(at, Latest) and at.day else ""
    facts = replace(case, opinions=())
    document = json.dumps([to_document(facts), at_words(at), day], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(document.encode()).hexdigest()


def _moment_view(
    candidate: Candidate, point: PartialDate | None, resumed: Resumed, wanted: Wanted
) -> MomentView:
    space = candidate.space
    knowledge = space.facts.prepared.knowledge
    kept = resumed.under(space.facts)
    standing: list[OptionView] = []
    not_here: list[OptionView] = []
    for option in knowledge.options.values():
        leave_off(wanted)
        view = kept.view(option, space, partial(_option_view, option, space, point))
        (not_here if view.standing is Standing.NOT_HERE else standing).append(view)
    return MomentView(
        candidate.code,
        knowledge.tables[MOMENT].outcomes[candidate.code],
        candidate.certainty,
        candidate.conditions,
        candidate.explanation,
        groups(standing),
        tuple(not_here),
    )


def _turning(view: MomentView, candidate: Candidate, point: PartialDate | None) -> MomentView:
    """The view with what could change it: last, so that many missing facts never cost it its verdicts."""
    options = candidate.space.facts.prepared.knowledge.options
    standing = (options[one.id] for group in view.groups for one in group.options)
    return replace(view, sensitivity=sensitivity_of(standing, candidate.space, point))


def _option_view(option: Option, space: Space, point: PartialDate | None) -> OptionView:
    found, env = verdicts(option, space), space.facts
    if not found:
        return _not_here(option, env)
    lead, certainty = leading(option, found, space)
    alerts = alerts_of(option, env, point)
    rest = tuple(one for one in found if one is not lead)
    return OptionView(
        option.id,
        option.title,
        option.kind,
        option.summary,
        lead.standing,
        certainty,
        (lead, *rest),
        clearance_of(alerts),
        alerts,
        said(option.reasons_for, space),
        said(option.reasons_against, space),
        checks(option.checks, env, point),
        option.expect,
        option.silences,
        _not_higher(option, (lead, *rest), env),
        to_do(option, env, point),
        option.toxicity,
        option.trials,
        labels_of(option, env),
        option.urgent,
    )


def _not_higher(option: Option, found: tuple[Verdict, ...], env: Environment) -> Explanation | None:
    """Why no stronger standing: the rows that would give it and do not hold; None where there is none."""
    order = list(Standing)
    here = {one.row for one in found}
    stronger = [row for row in option.verdicts if order.index(row.standing) < order.index(found[0].standing)]
    missed = tuple(row.when for row in stronger if row.id not in here)
    return explain(Or(missed), env) if missed else None


def _not_here(option: Option, env: Environment) -> OptionView:
    why = explain(Or(tuple(row.when for row in option.verdicts)), env)
    return OptionView(
        option.id, option.title, option.kind, option.summary, Standing.NOT_HERE, Certainty.CERTAIN,
        (), Clearance.CLEAR, (), (), (), (), option.expect, option.silences, why,
    )  # fmt: skip


def _told(findings: tuple[Say, ...], knowledge: KnowledgeBase, contradicting: bool) -> tuple[Say, ...]:
    kinds = {finding.id: finding.kind for finding in knowledge.findings}
    told = (say for say in findings if not say.open)
    return tuple(say for say in told if (kinds[say.id] == "contradiction") is contradicting)


def _doubts(findings: tuple[Say, ...], env: Environment) -> dict[str, Counter[str]]:
    """The missing facts that would settle what is said of the case, by the kind of finding."""
    by_id = {finding.id: finding for finding in env.prepared.knowledge.findings}
    doubts: dict[str, Counter[str]] = {}
    for finding in (by_id[say.id] for say in findings if not say.open):
        asked = (name for name in finding.asks if env.is_open(name))
        doubts.setdefault(finding.kind, Counter()).update(asked)
    return doubts


def _excluding(env: Environment) -> tuple[Say, ...]:
    """Tables whose sources exclude each other: said first, and everything they named stays open."""
    found = []
    for table in env.prepared.knowledge.tables.values():
        if table.policy == "narrow" and narrowing(table, env)[1]:
            rows = [row for row in table.rows if answer(row.when, env) is True]
            told = " ".join(row.say for row in rows if row.say)
            text = f"{table.label}: what is recorded excludes itself. {told}".strip()
            refs = tuple(dict.fromkeys(ref for row in rows for ref in row.refs))
            found.append(Say(f"table/{table.name}", text, refs, False, (), Verification.ARTICLE))
    return tuple(found)


def _recorded(env: Environment) -> tuple[Seen, ...]:
    facts = env.prepared.knowledge.facts
    found = (see(name, env) for name, one in facts.items() if not one.is_worked_out)
    return tuple(seen for seen in found if seen.state is not FieldState.NOT_RECORDED)
