"""An option on paper: why, what stops it, what to do before it, reasons, figures, harm, trials, labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from enec_desktop.domain.assessment import Alert, Conditions, Done, OptionView, ToDo, Verdict
from enec_desktop.domain.content import Block, Card, Mark, Paragraph, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase, Label, LabelState, OptionKind, SafetyLevel
from enec_desktop.wording.before import no_figure_of_harm, trial_sentences
from enec_desktop.wording.considered import Considered
from enec_desktop.wording.options import (
    CLEARANCE,
    alert_sentence,
    because_sentence,
    check_first,
    claim_sentence,
    evidence_words,
    limit_in_short,
    say_sentence,
)
from enec_desktop.wording.phrases import first_capital, seen_words

_CLAIMS, _HARMS = 3, 3
_BEFORE = {
    Done.STALE: "Too old",
    Done.MISSING: "Missing",
    Done.TO_DO: "To do",
    Done.DONE: "Done",
}


def paper_card(one: Considered, knowledge: KnowledgeBase) -> Card:
    """A leading option with everything a board asks of it, each kind of statement in one paragraph."""
    option, lead = one.option, one.option.verdicts[0]
    words, mark = CLEARANCE[option.clearance]
    tags = (
        Sentence(one.standing, strong=True, rests=(lead.row,)),
        Sentence(evidence_words(lead.tier, lead.directness), rests=(lead.row,)),
        Sentence(words, mark=mark, rests=(option.id,)),
    )
    claims = [knowledge.claims[claim] for claim in option.expect[:_CLAIMS]]
    first = check_first(option.alerts)
    parts = (
        ("Blocked or adjusted by", _limits(option)),
        ("", [first] if first else []),
        ("Before it", before_on_paper(option)),
        ("For", [say_sentence(say) for say in option.reasons_for]),
        ("Against", [say_sentence(say) for say in option.reasons_against]),
        ("Evidence", [claim_sentence(claim) for claim in claims]),
        *_of_a_treatment(option, knowledge),
    )
    body: list[Block] = [Paragraph(tuple(_because(verdict, knowledge) for verdict in one.verdicts))]
    body += [_run_on(option.id, title, said, knowledge) for title, said in parts if said]
    return Card(option.id, option.title, tags, tuple(body))


def in_safety(alert: Alert) -> bool:
    """Whether the section on safety prints a limit, with the value it rests on."""
    return bool(alert.fires and alert.level != SafetyLevel.WATCH and alert.seen)


def _limits(option: OptionView) -> list[Sentence]:
    """Limits the section on safety prints by their value only, those that rest on no value in full."""
    found = [one for one in option.alerts if one.fires and one.level != SafetyLevel.WATCH]
    return [_by_value(one) if in_safety(one) else alert_sentence(one) for one in found]


def _by_value(alert: Alert) -> Sentence:
    mark = Mark.STOP if alert.level == SafetyLevel.STOP else Mark.CAUTION
    return Sentence(f"{limit_in_short(alert)}.", (*alert.refs, alert.id), mark)


def before_on_paper(option: OptionView) -> list[Sentence]:
    """The checks before it, a sentence a state; what a limit waits for is named with "check first"."""
    named = {seen.name for one in option.alerts if one.fires is None and one.moves for seen in one.seen}
    told = []
    for state, words in _BEFORE.items():
        found = [one for one in option.to_do if one.state is state]
        if state in (Done.STALE, Done.MISSING):
            found = [one for one in found if not {seen.name for seen in one.seen} <= named or not one.seen]
        if found:
            names = dict.fromkeys(name for one in found for name in _names(one))
            mark = Mark.ASK if state in (Done.STALE, Done.MISSING) else Mark.NONE
            refs = dict.fromkeys(ref for one in found for ref in one.refs)
            rests = (option.id, *(seen.name for one in found for seen in one.seen))
            told.append(Sentence(f"{words}: {'; '.join(names)}.", tuple(refs), mark, rests=rests))
    return told


def _names(one: ToDo) -> list[str]:
    if one.state is Done.TO_DO or not one.seen:
        return [one.text.removesuffix(".")]
    if one.state is Done.MISSING:
        return [seen.label for seen in one.seen]
    return [seen_words(seen) for seen in one.seen]


def _of_a_treatment(option: OptionView, knowledge: KnowledgeBase) -> tuple[tuple[str, list[Sentence]], ...]:
    """Harm, monitoring, trials and label states; figures printed as evidence are not said twice."""
    if option.kind is not OptionKind.TREATMENT:
        return ()
    new = [one for one in option.toxicity if one not in option.expect[:_CLAIMS]]
    harm = [claim_sentence(knowledge.claims[one]) for one in new[:_HARMS]]
    watched = [one for one in option.alerts if one.level == SafetyLevel.WATCH and one.fires]
    return (
        ("Toxicity", [*harm, *no_figure_of_harm(option), *_more(new[_HARMS:])]),
        ("Monitoring", [replace(alert_sentence(one), mark=Mark.NONE) for one in watched]),
        ("Trials", [replace(one, mark=Mark.NONE) for one in trial_sentences(option, knowledge)]),
        ("Label", [_label(one) for one in option.labels]),
    )


def _label(one: Label) -> Sentence:
    """Region, state and date of the text; what was not read in it needs no second sentence."""
    said = f": {one.say}" if one.state is not LabelState.NOT_READ else "."
    return Sentence(
        f"{first_capital(one.region)}, {one.state} (text of {one.dated}; {one.verification}){said}", one.refs
    )


def _more(claims: Sequence[str]) -> list[Sentence]:
    figures = "figure" if len(claims) == 1 else "figures"
    return [Sentence(f"{len(claims)} more {figures} on the screen.", rests=tuple(claims))] if claims else []


def _run_on(option: str, title: str, said: Iterable[Sentence], knowledge: KnowledgeBase) -> Paragraph:
    """Sentences after their title in one paragraph: paper is short of room."""
    lead = (Sentence(f"{title}:", strong=True, rests=(option,)),) if title else ()
    return Paragraph((*lead, *(with_statements(one, knowledge) for one in said)))


def _because(verdict: Verdict, knowledge: KnowledgeBase) -> Sentence:
    """With the first way to bring it about; the others are counted."""
    short = replace(verdict, conditions=first_way(verdict.conditions))
    return with_statements(because_sentence(short), knowledge)


def first_way(conditions: Conditions) -> Conditions:
    """The first way to bring a verdict about; the others are counted."""
    more = len(conditions.sets) - 1 + conditions.more if conditions.sets else 0
    return replace(conditions, sets=conditions.sets[:1], more=more)


def with_statements(sentence: Sentence, knowledge: KnowledgeBase) -> Sentence:
    """With ids of statements only, where there are any: the list of sources says whose they are."""
    for named in ((knowledge.claims, knowledge.discrepancies), (knowledge.sources,)):
        kept = tuple(ref for ref in sentence.refs if any(ref in one for one in named))
        if kept:
            return replace(sentence, refs=kept)
    return sentence
