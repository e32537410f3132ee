"""The evidence appendix of a dossier: claims with their figures, sources numbered, errors in full."""

from __future__ import annotations

from collections.abc import Mapping

from enec_desktop.domain.content import Block, Mark, Section, Sentence, Table
from enec_desktop.domain.evidence import Claim, Discrepancy, Source, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.evidence import severity_mark
from enec_desktop.wording.figures import patients_words

CLAIMS = ("Claim", "What it says", "Found in", "Patients, design", "Sources")
SOURCES = ("No.", "Source", "How it was checked")
ERRORS = ("Error", "Where, and what is printed", "What holds", "Reading used, and why")


def evidence_sections(ids: tuple[str, ...], knowledge: KnowledgeBase) -> tuple[Section, ...]:
    """Everything behind ``ids``: each claim with the numbers of its sources, each source and error once."""
    claims = [knowledge.claims[one] for one in ids if one in knowledge.claims]
    named = dict.fromkeys([*(one for claim in claims for one in claim.sources), *ids])
    sources = [knowledge.sources[one] for one in named if one in knowledge.sources]
    numbers = {one.id: number for number, one in enumerate(sources, 1)}
    wrong = dict.fromkeys([*(one for claim in claims for one in claim.discrepancies), *ids])
    errors = [knowledge.discrepancies[one] for one in sorted(wrong) if one in knowledge.discrepancies]
    tables = (
        ("claims", "Evidence used", _table(CLAIMS, [_claim(one, numbers) for one in claims])),
        ("sources", "Sources, numbered", _table(SOURCES, [_source(one, numbers) for one in sources])),
        ("errors", "Known errors of the sources used, in full", _table(ERRORS, [*map(_error, errors)])),
    )
    return tuple(Section(id, title, blocks) for id, title, blocks in tables if blocks)


def _table(header: tuple[str, ...], rows: list[tuple[Sentence, ...]]) -> tuple[Block, ...]:
    return (Table(header, tuple(rows)),) if rows else ()


def _claim(one: Claim, numbers: Mapping[str, int]) -> tuple[Sentence, ...]:
    sources = ", ".join(f"[{numbers[ref]}]" for ref in one.sources if ref in numbers)
    wrong = f"; see {', '.join(one.discrepancies)}" if one.discrepancies else ""
    design = f"{patients_words(one.n)}; {one.tier}{f': {one.study}' if one.study else ''}"
    return (
        *_told(one.id, one.id),
        Sentence(one.statement, mark=Mark.CAUTION if one.discrepancies else Mark.NONE, rests=(one.id,)),
        *_told(one.id, str(one.directness), design, f"{sources or 'none named'}{wrong}"),
    )


def _source(one: Source, numbers: Mapping[str, int]) -> tuple[Sentence, ...]:
    mark = Mark.CAUTION if one.verification is Verification.GENERAL else Mark.NONE
    number = f"; reference {one.number} of the article" if one.number else ""
    note = f" {one.note}" if one.note else ""
    return (
        *_told(one.id, f"[{numbers[one.id]}]"),
        Sentence(f"{one.citation}{note}", (one.id,)),
        Sentence(f"{one.kind}{number}; {one.verification}", mark=mark, rests=(one.id,)),
    )


def _error(one: Discrepancy) -> tuple[Sentence, ...]:
    return (
        Sentence(one.id, mark=severity_mark(one.severity), rests=(one.id,)),
        *_told(one.id, f"{one.where}. Printed: {one.printed}", one.holds, f"{one.used} {one.why}"),
    )


def _told(id: str, *cells: str) -> tuple[Sentence, ...]:
    """Cells of a row about one record, which is named once."""
    return tuple(Sentence(text, rests=(id,)) for text in cells)
