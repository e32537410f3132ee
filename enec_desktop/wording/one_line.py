"""A case in one line: age, fitness, diagnosis, site, stage, treatment so far, line."""

from __future__ import annotations

from enec_desktop.domain.assessment import Derived
from enec_desktop.domain.case import Entry
from enec_desktop.domain.values import Codes
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import entry_name

_EVENTS = 6
_PREFIXES = {"c": "c", "p": "p", "yp": "yp"}


def one_line(board: Board) -> str:
    """The case as a referrer says it; a range stays a range and what is missing is named."""
    parts = (_person(board), _ecog(board), _tumour(board), _stage(board), _history(board), _line(board))
    return "; ".join(part for part in parts if part) + "."


def _person(board: Board) -> str:
    sex, age = board.seen("identity.sex"), board.seen("patient.age")
    person = {"male": "Man", "female": "Woman"}.get(sex.words if sex else "", "Patient, sex not recorded")
    return f"{person}, {age.words}" if age else f"{person}, age not recorded"


def _ecog(board: Board) -> str:
    ecog = board.seen("fitness.ecog")
    if ecog is None:
        return "ECOG not recorded"
    if isinstance(ecog.values, frozenset) and ecog.words != str(ecog.state) and len(ecog.values) < 5:
        return f"ECOG {' or '.join(sorted(ecog.values))}"
    return f"ECOG {ecog.words}"


def _tumour(board: Board) -> str:
    found = board.derived("histology.class")
    words = found.words if found and found.values else "diagnosis not established"
    cell = board.seen("specimen.cell_type")
    known = cell is not None and cell.words not in ("not known", str(cell.state))
    if cell is not None and known and found and {"NEC", "MiNEN"} & set(found.values):
        words = f"{words}, {cell.words}"
    site, depth = board.seen("endoscopy.site"), board.seen("endoscopy.cm_from_incisors")
    if site is None and depth is not None:
        return f"{words}, at {depth.words}"
    return f"{words}, {site.words}" if site else f"{words}, site not recorded"


def _stage(board: Board) -> str:
    prefix = board.seen("staging.prefix")
    before = ""
    if prefix is not None and isinstance(prefix.values, frozenset) and len(prefix.values) == 1:
        before = next(iter(prefix.values))
    told = [_category(board.derived(f"tumour.{one}"), one.upper()) for one in ("t", "n", "m")]
    extent = board.derived("extent")
    more = f" ({extent.words})" if extent and len(extent.values) == 1 else ""
    return f"{before}{' '.join(told)}{more}"


def _category(found: Derived | None, letter: str) -> str:
    if found is None or not found.values:
        return f"{letter}?"
    return found.values[0] if len(found.values) == 1 else f"({' or '.join(found.values)})"


def _history(board: Board) -> str:
    """Treatments and progressions in order, the last few."""
    events = [entry for entry in board.known if entry.kind in ("course", "progression")]
    if not events:
        listed = board.question.fact("treatments_listed").value if board.question else None
        return "no treatment so far" if listed == Codes({"yes"}) else "treatment so far not recorded"
    named = [_event(board, entry) for entry in events[-_EVENTS:]]
    earlier = len(events) - len(named)
    lead = f"{earlier} more, then " if earlier else ""
    return f"so far: {lead}{', '.join(named)}"


def _event(board: Board, entry: Entry) -> str:
    name = entry_name(entry, board.vocabulary)
    return name.lower() if name == board.kind(entry.kind).label else name.partition(" after ")[0]


def _line(board: Board) -> str:
    first = board.assessment.first
    if first is not None:
        return f"question of the day: {first.label}"
    return "question of the day open" if board.assessment.moments else "question of the day not known"
