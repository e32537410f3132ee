"""One option as a card: its standing, what clears or blocks it, and, folded, every reason."""

from __future__ import annotations

from functools import lru_cache

from enec_desktop.domain.assessment import Alert, Certainty, Clearance, OptionView, Say, Seen, Verdict
from enec_desktop.domain.content import Block, Bullets, Card, Heading, Mark, Paragraph, Picture, Sentence
from enec_desktop.domain.evidence import Claim, Directness, Tier
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind, SafetyLevel
from enec_desktop.wording.before import label_sentences, no_figure_of_harm, to_do_sentences, trial_sentences
from enec_desktop.wording.comparisons import comparison_sentences
from enec_desktop.wording.errors import GRAVE, error_sentence, errors_of
from enec_desktop.wording.figures import certainty_words, patients_words
from enec_desktop.wording.interval_chart import interval_chart
from enec_desktop.wording.phrases import conditions_words, first_capital, marked, seen_words, told_seen
from enec_desktop.wording.why_not import failing

CLEARANCE = {
    Clearance.CLEAR: ("clear: no recorded value stands against it", Mark.NOTE),
    Clearance.CAUTION: ("caution", Mark.CAUTION),
    Clearance.UNKNOWN: ("not cleared: values missing or stale", Mark.ASK),
    Clearance.BLOCKED: ("blocked for this patient", Mark.STOP),
}

_GRAVE = "Errors of the sources that may change a reading"


@lru_cache(maxsize=1024)
def option_card(
    option: OptionView, moment: str, knowledge: KnowledgeBase, told: frozenset[str] = frozenset()
) -> Card:
    """The card of an option at a moment; everything it says leads to its rule, facts and sources.

    ``told``: errors of the sources that cards above it tell in full; they are only named here. Most changes
    of a case leave most cards as they are: those are not worded again.
    """
    lead = option.verdicts[0]
    words, mark = CLEARANCE[option.clearance]
    counts = f"for {len(option.reasons_for)} · against {len(option.reasons_against)}"
    tags = (
        Sentence(standing_words(option), (lead.row,), strong=True),
        Sentence(evidence_words(lead.tier, lead.directness), lead.refs),
        Sentence(counts, (option.id,)),
        Sentence(words, _clearance_refs(option), mark),
    )
    body: list[Block] = [Paragraph(tuple(because_sentence(one) for one in option.verdicts))]
    body += [Paragraph((one,)) for one in _in_short(option)]
    open_stops = check_first(option.alerts)
    if open_stops:
        body.append(Paragraph((open_stops,)))
    body += grave_errors(option, knowledge, told)
    rows = tuple(one.row for one in option.verdicts)
    return Card(f"{moment}/{option.id}", option.title, tags, tuple(body), _folded(option, knowledge), rows)


def grave_errors(
    option: OptionView, knowledge: KnowledgeBase, told: frozenset[str] = frozenset()
) -> list[Block]:
    """The errors that may change a reading: never folded away, those in ``told`` by their id alone."""
    grave = [one for one in errors_of(option, knowledge) if one.severity == GRAVE]
    items = [error_sentence(one) for one in grave if one.id not in told]
    again = [one for one in grave if one.id in told]
    blocks: list[Block] = [Heading(_GRAVE, 4), Bullets(tuple(items))] if items else []
    if again:
        above = f"Told in full above: errors of the sources {', '.join(one.id for one in again)}."
        blocks.append(Paragraph((Sentence(above, tuple(one.id for one in again), Mark.CAUTION),)))
    return blocks


def grave_ids(option: OptionView, knowledge: KnowledgeBase) -> frozenset[str]:
    """The errors that may change a reading of an option."""
    return frozenset(one.id for one in errors_of(option, knowledge) if one.severity == GRAVE)


_EXPECT = "What to expect"
COMPARED = "Sources side by side"
MINOR_ERRORS = "Other known errors of the sources used here"
_IN_SHORT = (
    ("Stopped by", SafetyLevel.STOP),
    ("After the others of its standing because of", SafetyLevel.BEHIND),
    ("Cautions", SafetyLevel.ADJUST),
)


def _fired(option: OptionView, level: SafetyLevel) -> list[Alert]:
    return [alert for alert in option.alerts if alert.fires and alert.level == level]


def _in_short(option: OptionView) -> list[Sentence]:
    """The limits that apply by their values; in full they are folded."""
    told = []
    for words, level in _IN_SHORT:
        fired = _fired(option, level)
        named = list(dict.fromkeys(limit_in_short(one) for one in fired if one.seen))
        rest = sum(not one.seen for one in fired)
        named += [f"{rest} that {'apply' if rest > 1 else 'applies'} to everybody"] if rest else []
        if named:
            told.append(Sentence(f"{words}: {'; '.join(named)}.", tuple(one.id for one in fired)))
    return told


def limit_in_short(alert: Alert) -> str:
    """A limit by its drug or procedure and the values it rests on."""
    return f"{first_capital(alert.agent)}, {'; '.join(seen_words(one) for one in alert.seen)}"


def _clearance_refs(option: OptionView) -> tuple[str, ...]:
    """The limits that made the clearance what it is; without any, the option itself."""
    moving = [one for one in option.alerts if one.moves]
    cautions = [one for one in option.alerts if one.cautions]
    resting = [one for one in moving if one.fires] or moving or cautions
    return tuple(one.id for one in resting) or (option.id,)


def standing_words(option: OptionView) -> str:
    """The standing of an option and whether it holds whatever is missing."""
    certain = option.certainty is Certainty.CERTAIN
    return f"{option.standing} · {'certain' if certain else 'possible if …'}"


def evidence_words(tier: Tier, directness: Directness) -> str:
    """The strongest design behind a verdict and whom it was found in."""
    if directness is Directness.NONE:
        return str(tier)
    return f"{tier}, in {directness}{' populations' if directness is Directness.MIXED else ''}"


def because_sentence(verdict: Verdict) -> Sentence:
    """Why a verdict stands, after the facts it would need."""
    certain = verdict.certainty is Certainty.CERTAIN
    under = "" if certain else f" {verdict.standing.capitalize()} if {conditions_words(verdict.conditions)}:"
    return Sentence(f"{under} {verdict.because}".strip(), (*verdict.refs, verdict.row))


def alert_sentence(alert: Alert) -> Sentence:
    """A limit that applies, with the values it looked at; some apply to everybody."""
    mark = Mark.STOP if alert.level == SafetyLevel.STOP else Mark.CAUTION
    seen = told_seen(alert.seen)
    text = f"{first_capital(alert.agent)}: {marked(alert.text, alert.verification)}"
    text += f" Limit: {alert.limit}." if alert.limit else ""
    text += f" {seen}" if seen else ""
    return Sentence(text, (*alert.refs, alert.id), mark=mark)


def check_first(alerts: tuple[Alert, ...]) -> Sentence | None:
    """The facts that moving limits hang on and that are missing or too old; None where all are judged."""
    waiting = [alert for alert in alerts if alert.fires is None and alert.moves]
    if not waiting:
        return None
    missing = dict.fromkeys(
        seen.label + (" (too old)" if seen.stale else "") for alert in waiting for seen in alert.seen
    )
    refs = tuple(alert.id for alert in waiting)
    stops = [alert for alert in waiting if alert.level == SafetyLevel.STOP]
    last = dict.fromkeys(
        f"{alert.agent}, {seen_words(seen)}" for alert in stops if alert.last_fires for seen in _old(alert)
    )
    by_last = f" By the last value it would be stopped: {'; '.join(last)}." if last else ""
    return Sentence(f"Check first: {', '.join(missing)}.{by_last}", refs, mark=Mark.ASK)


def _old(alert: Alert) -> list[Seen]:
    return [seen for seen in alert.seen if seen.stale]


def _folded(option: OptionView, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph((Sentence(option.summary, (option.id,)),))]
    minor = [error_sentence(one) for one in errors_of(option, knowledge) if one.severity != GRAVE]
    parts = (
        ("Limits that stop it", [alert_sentence(one) for one in _fired(option, SafetyLevel.STOP)]),
        ("Cautions in full", [alert_sentence(one) for one in option.alerts if one.cautions]),
        ("For", [say_sentence(say) for say in option.reasons_for]),
        ("Against", [say_sentence(say) for say in option.reasons_against]),
        ("Why it does not stand higher", _not_higher(option)),
        ("Before it", to_do_sentences(option)),
        (_EXPECT, _figures(option.expect, knowledge)),
        *_of_a_treatment(option, knowledge),
        (
            "Monitoring",
            [alert_sentence(one) for one in option.alerts if one.level == SafetyLevel.WATCH and one.fires],
        ),
        (
            "Limits that cannot be judged yet",
            [_open_alert(one) for one in option.alerts if one.fires is None],
        ),
        ("Where the sources are silent", _silences(option, knowledge)),
        (COMPARED, [*comparison_sentences(option.id, knowledge)]),
        (MINOR_ERRORS, minor),
    )
    chart = _chart(option.expect, knowledge)
    for title, sentences in parts:
        if sentences:
            drawn = [chart] if chart is not None and title == _EXPECT else []
            blocks += [Heading(title, 4), *drawn, Bullets(tuple(sentences))]
    return tuple(blocks)


@lru_cache(maxsize=512)
def _chart(ids: tuple[str, ...], knowledge: KnowledgeBase) -> Picture | None:
    """The chart of these claims; the same for every case."""
    return interval_chart([knowledge.claims[one] for one in ids])


def _figures(ids: tuple[str, ...], knowledge: KnowledgeBase) -> list[Sentence]:
    return [_figure(one, knowledge) for one in ids]


@lru_cache(maxsize=4096)
def _figure(id: str, knowledge: KnowledgeBase) -> Sentence:
    return claim_sentence(knowledge.claims[id])


def _of_a_treatment(option: OptionView, knowledge: KnowledgeBase) -> tuple[tuple[str, list[Sentence]], ...]:
    """Toxicity, trials and label states: said of tumour treatments only."""
    if option.kind is not OptionKind.TREATMENT:
        return ()
    return (
        ("Toxicity", [*_figures(option.toxicity, knowledge), *no_figure_of_harm(option)]),
        ("Trials", trial_sentences(option, knowledge)),
        ("Label", label_sentences(option)),
    )


def _not_higher(option: OptionView) -> list[Sentence]:
    return list(failing(option.why_not, option.id)) if option.why_not is not None else []


def say_sentence(say: Say) -> Sentence:
    """A reason or check; one that may not apply says so first, and names the fact it waits for.

    Behind it, the condition comes too late: "Vessel invasion is on record" was read before "if it applies".
    """
    missing = ", ".join(seen.label for seen in say.missing)
    may = f"Only if it applies, which is not known ({missing}): " if say.open and missing else ""
    mark = Mark.ASK if say.open else Mark.NONE
    return Sentence(may + marked(say.text, say.verification), (*say.refs, say.id), mark=mark)


def _open_alert(alert: Alert) -> Sentence:
    """A limit that nobody can judge yet: that, and the fact it needs, before what holds if it is met."""
    missing = ", ".join(seen.label + (" (too old)" if seen.stale else "") for seen in alert.seen)
    text = f"{first_capital(alert.agent)}, {alert.level}, cannot say yet: needs {missing}."
    text += f" If it is met: {marked(alert.text, alert.verification)}"
    text += f" Limit: {alert.limit}." if alert.limit else ""
    if alert.last_fires:
        old = "; ".join(seen_words(seen) for seen in _old(alert))
        text += f" The last value is beyond it: {old}."
    return Sentence(text, (*alert.refs, alert.id), mark=Mark.ASK)


def claim_sentence(claim: Claim) -> Sentence:
    """A claim with its figure, number of patients, design and population, as the source prints them."""
    study = f"{claim.study}, " if claim.study else ""
    worth = "".join(f"; {one}" for one in certainty_words(claim))
    population = f"population: {claim.directness}"
    text = f"{claim.statement} [{study}{patients_words(claim.n)}{worth}; {claim.tier}; {population}]"
    mark = Mark.CAUTION if claim.discrepancies else Mark.NONE
    return Sentence(text, (claim.id, *claim.discrepancies, *claim.sources), mark=mark)


def _silences(option: OptionView, knowledge: KnowledgeBase) -> list[Sentence]:
    found = (knowledge.silences[one] for one in option.silences)
    return [Sentence(one.says, (one.id,), mark=Mark.NOTE) for one in found]
