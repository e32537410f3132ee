"""Is the diagnosis consistent? The first block of an assessment, before any treatment."""

from __future__ import annotations

from enec_desktop.domain.assessment import Court, Say, Seen
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.wording.phrases import first_capital, marked

TITLE = "Is the diagnosis consistent?"
_SURE = ("consistent",)
_MISSING = 5


def court_section(court: Court, specimen: Seen | None = None) -> Section:
    """The verdict and its specimen, contradictions, what speaks for and against, the next stain or step."""
    blocks: list[Block] = [Paragraph(_verdict(court))]
    if specimen is not None and specimen.state is FieldState.VALUE:
        when = f", {specimen.on.shown()}" if specimen.on else ""
        told = f"Read from the latest specimen alone: {specimen.words}{when}."
        blocks.append(Paragraph((Sentence(told, (f"table/{court.verdict.name}",)),)))
    blocks += _list("Contradictions", court.contradictions, Mark.STOP)
    blocks += _list("Speaks for it", court.speaks_for, Mark.NONE)
    blocks += _list("Speaks against it, or leaves a doubt", court.speaks_against, Mark.CAUTION)
    blocks += _list("What it may be mistaken for", court.mimics, Mark.NOTE)
    blocks += _list("Next stain or step", court.next_steps, Mark.ASK)
    return Section("court", TITLE, tuple(blocks))


def court_in_short(court: Court) -> tuple[Block, ...]:
    """The verdict, what contradicts itself, what it may be mistaken for, and the next stain or step."""
    blocks: list[Block] = [Paragraph(_verdict(court))]
    blocks += _list("Contradictions", court.contradictions, Mark.STOP)
    blocks += _list("What it may be mistaken for", court.mimics, Mark.NOTE)
    blocks += _list("Next stain or step", court.next_steps, Mark.ASK)
    return tuple(blocks)


def verdict_sentence(court: Court) -> Sentence:
    """The verdict in one sentence, for a page that has no room for the reasons."""
    lead, *_ = _verdict(court)
    first = f" {court.next_steps[0].text}" if court.next_steps and lead.mark else ""
    return Sentence(f"Diagnosis: {lead.text}{first}", lead.refs, lead.mark)


def _verdict(court: Court) -> tuple[Sentence, ...]:
    verdict = court.verdict
    refs = (f"table/{verdict.name}", *verdict.refs[:4])
    if len(verdict.values) == 1:
        mark = Mark.NONE if verdict.values == _SURE else Mark.CAUTION
        return (Sentence(first_capital(verdict.words) + ".", refs, mark, strong=True),)
    lead = Sentence(f"Not settled yet; still possible: {verdict.words}.", refs, Mark.ASK, strong=True)
    labels = list(dict.fromkeys(seen.label for seen in court.missing))
    more = f" and {len(labels) - _MISSING} more" if len(labels) > _MISSING else ""
    rests = tuple(dict.fromkeys(seen.name for seen in court.missing))
    waits = Sentence(f"It waits for: {'; '.join(labels[:_MISSING])}{more}.", rests=rests) if labels else None
    return (lead, waits) if waits else (lead,)


def _list(title: str, says: tuple[Say, ...], mark: Mark) -> list[Block]:
    items = tuple(Sentence(marked(say.text, say.verification), (*say.refs, say.id), mark) for say in says)
    return [Heading(title, 3), Bullets(items)] if items else []
