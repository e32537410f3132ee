"""The end of the paper: attendance, sources with their known errors, limits of use, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Row,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.domain.evidence import Claim, Discrepancy, Source, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.entries import title_of
from enec_desktop.wording.evidence import severity_mark
from enec_desktop.wording.limits import edition_rows, limits_blocks
from enec_desktop.wording.phrases import first_capital
from enec_desktop.wording.summary_record import attendance_section, intent_sections, sign_off_section

# "Who A, et al. Title of the paper. Journal 2022;8:1447-1455."
_CITATION = re.compile(
    r"(?P<who>[^.]*? et al\.|[^.]*?\w,? [A-Z]{1,3}\.) .*[.?!] (?P<where>[^.?!]*(?:19|20)\d\d[;:].*)"
)

_HASH = 16


def closing_sections(board: Board, ids: tuple[str, ...], stamp: Stamp) -> tuple[Section, ...]:
    """Attendance, sources and errors behind ``ids``, the edition, its limits and the sign-off."""
    knowledge = board.knowledge
    claims = [knowledge.claims[one] for one in ids if one in knowledge.claims]
    sources = dict.fromkeys([*(one for claim in claims for one in claim.sources), *ids])
    wrong = dict.fromkeys([*(one for claim in claims for one in claim.discrepancies), *ids])
    sections = (
        attendance_section(board),
        *intent_sections(board),
        Section("sources", "Sources used", _sources(sources, _by_source(claims), knowledge)),
        Section("errors", "Known errors of the sources used", _errors(wrong, knowledge)),
        edition_section(board, stamp),
        sign_off_section(board, stamp),
    )
    return tuple(section for section in sections if section.blocks)


def edition_section(board: Board, stamp: Stamp) -> Section:
    """The edition of the knowledge, what was assessed, and the limits of use."""
    return Section("limits", "Edition and limits of use", _limits(board, stamp))


def ids_of(sections: Iterable[Section]) -> tuple[str, ...]:
    """Every id that sentences of these sections rest on, in order, once."""
    return tuple(dict.fromkeys(ref for one in sections for ref in _refs(one.blocks)))


def _refs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        for sentence in sentences_of(block):
            yield from sentence.refs


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Every sentence of a block, also those inside cards and tables."""
    match block:
        case Paragraph(sentences):
            yield from sentences
        case Bullets(items):
            yield from items
        case Rows(rows):
            yield from (row.value for row in rows)
        case Table(_, lines):
            yield from (cell for line in lines for cell in line)
        case Card():
            yield from block.tags
            for part in (*block.body, *block.folded):
                yield from sentences_of(part)
        case Picture(_, words):
            yield words


def _by_source(claims: Iterable[Claim]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in claims:
        for source in claim.sources:
            found.setdefault(source, []).append(claim.id)
    return found


def _numbered(claims: list[str]) -> str:
    """Ids in order, a series named once: "CT2-003, 017, 018; IMG-004"."""
    series: dict[str, list[str]] = {}
    for claim in sorted(claims):
        name, _, number = claim.rpartition("-")
        series.setdefault(name, []).append(number)
    return "; ".join(f"{name}-{', '.join(numbers)}" for name, numbers in series.items())


def short_citation(citation: str) -> str:
    """Authors, journal, year and pages; the whole citation where it has another form."""
    found = _CITATION.fullmatch(citation)
    return f"{found['who']} {found['where']}" if found else citation


def _sources(ids: Iterable[str], used: dict[str, list[str]], knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Grouped by how well they were checked, which is then said once."""
    found = [knowledge.sources[one] for one in ids if one in knowledge.sources]
    blocks: list[Block] = []
    for verification in sorted(Verification, key=lambda one: one is not Verification.ARTICLE):
        items = tuple(_source(one, used) for one in found if one.verification is verification)
        title = "The article and what it cites" if verification is Verification.ARTICLE else verification
        blocks += [Heading(first_capital(title), 3), Bullets(items)] if items else []
    return tuple(blocks)


def _source(source: Source, used: dict[str, list[str]]) -> Sentence:
    claims = f" For {_numbered(used[source.id])}." if source.id in used else ""
    mark = Mark.CAUTION if source.verification is Verification.GENERAL else Mark.NONE
    return Sentence(f"{short_citation(source.citation)}{claims}", (source.id,), mark)


def _errors(ids: Iterable[str], knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Those that may change a reading in full, wrong attributions by place, matters of form by id."""
    found = sorted((knowledge.discrepancies[one] for one in ids if one in knowledge.discrepancies), key=_id)
    grave = tuple(
        Sentence(f"{one.where}. Printed: {one.printed} Used here: {one.used}", (one.id,), severity_mark("A"))
        for one in found
        if one.severity == "A"
    )
    wrong = [f"{one.id} ({one.where})" for one in found if one.severity == "B"]
    form = [one.id for one in found if one.severity == "C"]
    blocks: list[Block] = [Bullets(grave)] if grave else []
    if wrong:
        told = f"Wrong attributions and contradictions, read as the screen says: {'; '.join(wrong)}."
        rests = tuple(one.id for one in found if one.severity == "B")
        blocks.append(Paragraph((Sentence(told, mark=severity_mark("B"), rests=rests),)))
    if form:
        blocks.append(Paragraph((Sentence(f"Matters of form: {', '.join(form)}.", rests=tuple(form)),)))
    return tuple(blocks)


def _id(one: Discrepancy) -> str:
    return one.id


def _limits(board: Board, stamp: Stamp) -> tuple[Block, ...]:
    edition = board.knowledge.edition
    rows = (
        *edition_rows(edition, stamp.printed.date()),
        Row(
            "Assessed",
            Sentence(f"{_point(board)} · input {board.assessment.input_hash[:_HASH]}"),
            f"{board.case.id}/",
        ),
        Row("Program", Sentence(f"ENEC Board {stamp.version}"), "stamp/version"),
    )
    return (Rows(rows), *limits_blocks(edition))


def _point(board: Board) -> str:
    """The point of the assessment, an event by the name a reader gives it."""
    word, _, id = board.assessment.at.partition(" ")
    entry = next((one for one in board.known if word == "after" and one.id == id), None)
    return f"after {title_of(board, entry)}" if entry else board.assessment.at
