"""The knowledge as frozen values: what the files under ``resources/knowledge`` say, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from enec_desktop.domain.evidence import (
    Background,
    Claim,
    Comparison,
    Directness,
    Discrepancy,
    Silence,
    Source,
    Tier,
    Trial,
    Verification,
)
from enec_desktop.domain.measures import Scale
from enec_desktop.domain.pathway import Pathway
from enec_desktop.domain.rule import ALWAYS, Condition
from enec_desktop.domain.standing import SafetyLevel as SafetyLevel
from enec_desktop.domain.standing import Standing as Standing
from enec_desktop.domain.values import ValueSet
from enec_desktop.domain.vocabulary import Vocabulary


class OptionKind(StrEnum):
    """The four kinds of option; kinds never compete with each other."""

    CLARIFY = "clarify first"
    TREATMENT = "tumour treatment"
    SUPPORT = "support"
    REFERRAL = "trial or referral"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence shown to a clinician under a condition, with the ids it rests on.

    ``kind`` of a finding: contradiction (listed first), caution, note; of a statement on the diagnosis:
    for, against, mimic, next. ``asks`` are the facts that would settle it; ``about`` names the part of the
    assessment a finding also belongs to.
    """

    id: str
    say: str
    when: Condition
    refs: tuple[str, ...]
    verification: Verification = Verification.ARTICLE
    kind: str = "note"
    asks: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class StudyRule:
    """A study that the work-up asks for ``when`` this holds; ``fact`` says whether it is on record."""

    id: str
    label: str
    fact: str
    when: Condition
    say: str
    refs: tuple[str, ...]
    verification: Verification = Verification.ARTICLE


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a decision table; an empty ``then`` means the sources leave it open.

    ``beside``: its answer comes first, and what the table says without it is asked as well. ``first_when``:
    where this holds, its answers come before the others that are left; it decides nothing else. ``asks`` are
    the facts that end what the row says because nobody recorded them.
    """

    id: str
    when: Condition
    then: tuple[str, ...]
    refs: tuple[str, ...]
    say: str = ""
    beside: bool = False
    first_when: Condition | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Rows that turn facts into one of ``outcomes`` (code to words, in order of the pathway).

    Hit policy ``first``: read from the top, the first row that holds decides. Hit policy ``narrow``:
    every row that holds, and every fact in ``take`` (same codes), narrows what is left; where nothing is
    left the sources contradict each other and everything they named stays open. ``place`` orders the
    tables of a chapter for a reader.
    """

    name: str
    label: str
    policy: str
    outcomes: Mapping[str, str]
    rows: tuple[TableRow, ...]
    take: tuple[str, ...] = ()
    chapter: str = ""
    note: str = ""
    refs: tuple[str, ...] = ()
    shown_when: Condition = ALWAYS
    place: int = 0


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """How a fact that conditions name is found in a case.

    ``how``: ``latest`` (a field of the latest entry that speaks), ``any`` and ``count`` (entries of a kind
    where a condition over their own fields holds), ``last_of`` (which of ``kinds`` came last; entries of
    ``kind`` count only where the condition may hold), ``clock`` (months between two dates, or as stated),
    ``age``, ``cockcroft_gault`` (a clearance, as recorded or worked out), ``differs`` (a table gives
    entries of a kind different answers), ``formula`` (a number from ``inputs``), ``scale`` (the sum of a
    scale's items), ``recist`` (read off target lesions), ``table``. ``closed`` is the condition under which
    "none recorded" means "none"; ``since`` leaves out entries before the last one of another kind; ``per``
    names a field of which only the last entry of each code counts; ``within`` names a clock that this one is
    never longer than. ``ask`` is the question put to a reader while the fact is missing.
    """

    name: str
    label: str
    how: str
    domain: ValueSet
    kind: str = ""
    source_field: str = ""
    where: Condition | None = None
    closed: Condition | None = None
    kinds: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    table: str = ""
    since: str = ""
    per: str = ""
    within: str = ""
    unit: str = ""
    choices: Mapping[str, str] | None = None
    ask: str = ""
    place: str = ""
    not_applicable: str | None = None
    formula: str = ""
    inputs: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    note: str = ""
    digits: int = 1

    @property
    def is_worked_out(self) -> bool:
        """Whether it is worked out from other facts and never recorded itself."""
        return self.how in ("table", "differs", "formula", "scale")


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """``when`` this holds, the option has this standing, because of these claims."""

    id: str
    when: Condition
    standing: Standing
    because: str
    refs: tuple[str, ...]
    tier: Tier
    directness: Directness


@dataclass(frozen=True, slots=True)
class Check:
    """Something to find out before the option is carried out; ``fact`` is what would answer it."""

    id: str
    say: str
    when: Condition
    refs: tuple[str, ...]
    fact: str = ""
    verification: Verification = Verification.ARTICLE


@dataclass(frozen=True, slots=True)
class Option:
    """One thing the board could do; ``urgent``: what cannot wait, named first among those of its rank."""

    id: str
    title: str
    kind: OptionKind
    summary: str
    verdicts: tuple[VerdictRow, ...]
    reasons_for: tuple[Statement, ...]
    reasons_against: tuple[Statement, ...]
    checks: tuple[Check, ...]
    expect: tuple[str, ...]
    agents: tuple[str, ...]
    silences: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    toxicity: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """A limit of a drug or procedure; ``max_age_days`` makes older values count as stale."""

    id: str
    level: SafetyLevel
    when: Condition
    say: str
    refs: tuple[str, ...]
    verification: Verification
    limit: str = ""
    max_age_days: int | None = None


class LabelState(StrEnum):
    """Whether the product label names this disease."""

    IN_LABEL = "in label for this disease"
    OFF_LABEL = "off label for this disease"
    NOT_READ = "not read in any source whether the label names this disease"


@dataclass(frozen=True, slots=True)
class Label:
    """What a region's product label says of this disease; ``dated``: the date of the text that was read."""

    id: str
    region: str
    state: LabelState
    say: str
    dated: str
    refs: tuple[str, ...]
    verification: Verification


@dataclass(frozen=True, slots=True)
class Agent:
    """A drug or procedure: its safety rows, what to do before it, and what its labels say of this disease."""

    id: str
    label: str
    rows: tuple[SafetyRow, ...]
    checks: tuple[Check, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the whole knowledge."""

    version: str
    date: str
    review_by: str
    hash: str
    changes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeBase:
    """Everything the engine and the wording read; compared by identity, equal files by ``edition.hash``."""

    edition: Edition
    vocabulary: Vocabulary
    facts: Mapping[str, FactDefinition]
    tables: Mapping[str, DecisionTable]
    findings: tuple[Statement, ...]
    options: Mapping[str, Option]
    agents: Mapping[str, Agent]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    discrepancies: Mapping[str, Discrepancy]
    silences: Mapping[str, Silence]
    trials: Mapping[str, Trial] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    pathway: Pathway = Pathway()
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    background: Mapping[str, Background] = field(default_factory=dict)
    court: tuple[Statement, ...] = ()
    studies: tuple[StudyRule, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence shown beside the options: findings, then those on the diagnosis."""
        return (*self.findings, *self.court)
