"""What a decision rests on, as recorded: the patient, specimens, studies, stage, treatment so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enec_desktop.domain.case import Entry, FieldState
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.shown import show_fact
from enec_desktop.wording.board import Board
from enec_desktop.wording.court import court_section
from enec_desktop.wording.entries import lesions, title_of
from enec_desktop.wording.facts import (
    NOT_RECORDED,
    grouped_rows,
    latest_with,
    recorded_rows,
)
from enec_desktop.wording.measures import TITLE, measure_blocks
from enec_desktop.wording.pathway import pathway_picture
from enec_desktop.wording.summary_reviewed import images_rows, slides_rows
from enec_desktop.wording.summary_stage import stage_section
from enec_desktop.wording.summary_treatment import treatment_sections

_ALWAYS = {
    "presentation": ("symptoms", "dysphagia", "weight_loss_percent"),
    "fitness": (
        "ecog", "comorbidity", "weight", "creatinine_clearance", "neutrophils", "platelets", "bilirubin",
        "hearing_loss", "neuropathy", "heart_failure", "allergies", "medicines",
    ),
    "preferences": ("goals", "tumour_treatment", "knows", "social"),
    "specimen": (
        "type_as_stated", "cell_type", "differentiation", "ki67", "mitoses", "synaptophysin",
        "chromogranin", "expert_review",
    ),
}  # fmt: skip
_STUDIES = ("ct", "pet_ct", "eus", "sstr", "brain_mri")


def basis_sections(board: Board) -> tuple[Section, ...]:
    """The facts in the order of a referral; optional items that are not recorded are left out."""
    picture = pathway_picture(board.assessment, board.knowledge)
    sections = (
        court_section(board.assessment.court),
        Section("pathway", "Where on the pathway", (picture,) if picture else ()),
        Section("presentation", "Presentation", _merged(board, "presentation")),
        Section("complications", "Complications", _each(board, "complication")),
        Section("fitness", "Fitness and organ function", _merged(board, "fitness")),
        Section("medicines", "Medicines, allergies and reactions", _taken(board)),
        Section("measures", TITLE, measure_blocks(board.assessment.measures)),
        Section("wishes", "Wishes and goals", _merged(board, "preferences")),
        Section("endoscopy", "Endoscopy", _each(board, "endoscopy") or _nothing("No endoscopy is recorded.")),
        Section("pathology", "Pathology", _pathology(board)),
        Section("imaging", "Imaging", _imaging(board)),
        stage_section(board),
        *treatment_sections(board),
    )
    return tuple(section for section in sections if section.blocks)


def _taken(board: Board) -> tuple[Block, ...]:
    """Medicines and reactions entered one by one, each in a line."""
    items = tuple(
        Sentence("; ".join(f"{row.label}: {row.value.text}" for row in told), (entry.id,))
        for entry in (*board.of_kind("medicine"), *board.of_kind("reaction"))
        if (told := recorded_rows(entry, board.kind(entry.kind)))
    )
    return (Bullets(items),) if items else ()


def _nothing(words: str) -> tuple[Block, ...]:
    return (Paragraph((Sentence(words, mark=Mark.ASK),)),)


def _merged(board: Board, kind: str) -> tuple[Block, ...]:
    """The latest value of every field with its date; those always asked for are named where missing."""
    fields = board.kind(kind).fields
    stale = {seen.name for alert in board.alerts for seen in alert.seen if seen.stale}
    rows, missing = [], []
    for name, field in fields.items():
        entry = latest_with(board.known, kind, name)
        if entry is None or entry.fact(name).state is FieldState.NOT_RECORDED:
            missing += [name] if name in _ALWAYS[kind] else []
            continue
        fact = entry.fact(name)
        on = fact.on or entry.date
        details = [on.shown()] if on else []
        details += [text for text in (fact.source, fact.note) if text]
        details += ["too old to rely on"] if f"{kind}.{name}" in stale else []
        told = show_fact(field, fact) + (f" ({'; '.join(details)})" if details else "")
        mark = Mark.ASK if f"{kind}.{name}" in stale or fact.state is FieldState.PENDING else Mark.NONE
        rows.append(Row(field.label, Sentence(told, mark=mark), f"{entry.id}/{name}"))
    return (Rows((*rows, *_missing(board, kind, missing))),)


def _missing(board: Board, kind: str, names: Sequence[str]) -> tuple[Row, ...]:
    """The fields of a kind that are asked for and not recorded, by their labels."""
    told = "; ".join(board.kind(kind).fields[name].label for name in names)
    rests = tuple(f"{kind}.{name}" for name in names)
    return (Row(NOT_RECORDED.capitalize(), Sentence(told, mark=Mark.ASK, rests=rests)),) if told else ()


def _each(board: Board, kind: str) -> tuple[Block, ...]:
    return tuple(block for entry in board.of_kind(kind) for block in _entry(board, entry))


def _entry(board: Board, entry: Entry, number: str = "") -> Iterator[Block]:
    yield Heading(title_of(board, entry, number), 3)
    rows = grouped_rows(entry, board.kind(entry.kind))
    none = Sentence("Nothing recorded but that it took place.", rests=(entry.id,))
    yield Rows(tuple(rows)) if rows else Paragraph((none,))


def _pathology(board: Board) -> tuple[Block, ...]:
    specimens = board.of_kind("specimen")
    blocks: list[Block] = []
    for number, entry in enumerate(specimens, 1):
        blocks.append(Heading(title_of(board, entry, str(number)), 3))
        rows = grouped_rows(entry, board.kind("specimen"))
        blocks.append(Rows((*rows, *lacking_rows(board, entry))))
        blocks += lesions(board, board.case.parts_of(entry.id))
    found = [one for one in board.assessment.diagnosis if one.values]
    if found:
        worked_out = tuple(Row(one.label, Sentence(one.words, one.refs)) for one in found)
        blocks += [Heading("Worked out from the latest specimen", 3), Rows(worked_out)]
    seen = slides_rows(board)
    return (*(blocks or _nothing("No specimen is recorded.")), *((Rows(seen),) if seen else ()))


def lacking_rows(board: Board, entry: Entry) -> tuple[Row, ...]:
    """What the core data set asks for; an entry with molecular results only is no full report."""
    core = _ALWAYS["specimen"]
    lacks = [name for name in core if entry.fact(name).state is FieldState.NOT_RECORDED]
    return () if is_only_molecular(board, entry) else _missing(board, "specimen", lacks)


def is_only_molecular(board: Board, entry: Entry) -> bool:
    """Whether an entry of a specimen holds no more than molecular results."""
    fields = board.kind("specimen").fields
    return all(fields[name].group == "molecular" for name in entry.facts)


def _imaging(board: Board) -> tuple[Block, ...]:
    blocks: list[Block] = []
    studies = board.of_kind("study")
    for number, entry in enumerate(studies, 1):
        blocks += _entry(board, entry, str(number))
        blocks += lesions(board, board.case.parts_of(entry.id))
    loose = tuple(entry for entry in board.of_kind("lesion") if entry.of is None)
    if loose:
        blocks += [Heading("Lesions, study not named", 3), *lesions(board, loose)]
    seen = images_rows(board)
    return (*blocks, *missing_studies(board), *((Rows(seen),) if seen else ()))


def missing_studies(board: Board) -> tuple[Block, ...]:
    """The usual studies that are not on record, by name; none where all are."""
    done = {code for entry in board.of_kind("study") for code in _codes(entry)}
    labels = board.kind("study").fields["modality"].choices
    lacks = [labels[code] for code in _STUDIES if code not in done]
    if "brain_ct" in done and labels["brain_mri"] in lacks:
        lacks.remove(labels["brain_mri"])
    if not lacks:
        return ()
    return (Rows((Row("No study recorded", Sentence("; ".join(lacks), mark=Mark.ASK), "study/modality"),)),)


def _codes(entry: Entry) -> frozenset[str]:
    value = entry.fact("modality").value
    return value if isinstance(value, frozenset) and len(value) == 1 else frozenset()
