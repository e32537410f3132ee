"""What belongs to carrying an option out: to-do, toxicity, trials with their date, label states."""

from __future__ import annotations

from enec_desktop.domain.assessment import Done, OptionView, ToDo
from enec_desktop.domain.content import Mark, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase, Label, LabelState
from enec_desktop.wording.phrases import marked, seen_words

_NO_HARM = "The sources print no figure of toxicity for this option."
_NO_TRIAL = "The article names no trial of this option."


def to_do_sentences(option: OptionView) -> list[Sentence]:
    """The checks before it: what is missing or too old first, then what is to be done, then what is done."""
    order = [Done.STALE, Done.MISSING, Done.TO_DO, Done.DONE]
    return [_to_do(one) for one in sorted(option.to_do, key=lambda one: order.index(one.state))]


def _to_do(one: ToDo) -> Sentence:
    mark = Mark.ASK if one.state in (Done.MISSING, Done.STALE) else Mark.NOTE
    seen = "; ".join(seen_words(seen) for seen in one.seen) if one.state is not Done.MISSING else ""
    told = f"{one.state.capitalize()}: {marked(one.text, one.verification)}"
    return Sentence(f"{told} {seen}.".replace(" .", "") if seen else told, one.refs, mark=mark)


def trial_sentences(option: OptionView, knowledge: KnowledgeBase) -> list[Sentence]:
    """The trials of an option with their state and the date of that state."""
    if not option.trials:
        return [Sentence(_NO_TRIAL, (option.id,), mark=Mark.NOTE)]
    found = (knowledge.trials[one] for one in option.trials)
    return [
        Sentence(
            f"{one.identifier}: {one.content}; {one.state} as of {one.as_of}."
            + (f" {one.note}" if one.note else ""),
            one.claims,
        )
        for one in found
    ]


def label_sentences(option: OptionView) -> list[Sentence]:
    """What the labels say of this disease, with the date of the text and how well it was checked."""
    return [_label(one) for one in option.labels]


def _label(one: Label) -> Sentence:
    told = f"{one.region}, {one.state}: {one.say} Text of {one.dated}; {one.verification}."
    return Sentence(told, one.refs, mark=Mark.CAUTION if one.state is LabelState.OFF_LABEL else Mark.NOTE)


def no_figure_of_harm(option: OptionView) -> list[Sentence]:
    """Said where the sources print no figure of toxicity."""
    return [] if option.toxicity else [Sentence(_NO_HARM, (option.id,), mark=Mark.NOTE)]
