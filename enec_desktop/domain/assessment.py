"""What the engine says about a case: one frozen value that screen, paper and command line share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enec_desktop.domain.case import FieldState
from enec_desktop.domain.evidence import Directness, Tier, Verification
from enec_desktop.domain.hashed import HashedOnce
from enec_desktop.domain.knowledge_base import Label, OptionKind, SafetyLevel, Standing
from enec_desktop.domain.standing import Certainty as Certainty
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import ValueSet


class Clearance(StrEnum):
    """Whether something recorded about this patient stands in the way."""

    CLEAR = "clear"
    CAUTION = "caution"
    UNKNOWN = "unknown or stale"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Place:
    """A field of the case, so that a reader can go there; an empty entry id: no such entry yet."""

    entry: str
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Seen(HashedOnce):
    """A fact as the engine saw it: its values, in words, and where they were read.

    ``supposed``: one of the possible questions has it narrower than what is recorded.
    """

    name: str
    label: str
    values: ValueSet
    words: str
    state: FieldState
    stale: bool
    places: tuple[Place, ...]
    on: PartialDate | None = None
    source: str | None = None
    supposed: bool = False

    __hash__ = HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Explanation(HashedOnce):
    """A condition, its answer (None: not known) and, at its leaves, the fact seen."""

    text: str
    answer: bool | None
    parts: tuple[Explanation, ...] = ()
    seen: Seen | None = None
    refs: tuple[str, ...] = ()

    __hash__ = HashedOnce.__hash__


@dataclass(frozen=True, slots=True)
class Wish:
    """One missing fact and the values that would help."""

    name: str
    label: str
    values: ValueSet
    words: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """The smallest sets of facts that bring a verdict about: three at most, then only their count."""

    sets: tuple[tuple[Wish, ...], ...]
    more: int = 0
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of an option that holds, or may hold."""

    row: str
    standing: Standing
    certainty: Certainty
    because: str
    refs: tuple[str, ...]
    tier: Tier
    directness: Directness
    conditions: Conditions
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence of the knowledge that holds (or, ``open``, may hold) for this case."""

    id: str
    text: str
    refs: tuple[str, ...]
    open: bool
    missing: tuple[Seen, ...]
    verification: Verification


@dataclass(frozen=True, slots=True)
class Alert:
    """A safety row that fires or cannot be judged; ``seen`` are the values it looked at.

    ``last_fires``: it cannot be judged since a value is too old, and by that last value it would fire.
    """

    id: str
    agent: str
    level: str
    text: str
    limit: str
    refs: tuple[str, ...]
    verification: Verification
    fires: bool | None
    seen: tuple[Seen, ...]
    last_fires: bool = False

    @property
    def moves(self) -> bool:
        """Whether it changes the place of the option, now or once it can be judged."""
        return SafetyLevel(self.level).moves

    @property
    def cautions(self) -> bool:
        """Whether it is a caution that holds now."""
        return bool(self.fires) and SafetyLevel(self.level).cautions


class Done(StrEnum):
    """How a check before an option stands; what no fact answers is to be done every time."""

    DONE = "done"
    MISSING = "missing"
    STALE = "too old"
    TO_DO = "to do"


@dataclass(frozen=True, slots=True)
class ToDo:
    """A check before an option, with the fact that answered it or that it waits for."""

    id: str
    text: str
    state: Done
    seen: tuple[Seen, ...]
    refs: tuple[str, ...]
    verification: Verification


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option at one moment: its leading verdict, the others, the reasons and the clearance.

    ``why_not``: the rows that would place it here, or higher than it stands, and do not hold.
    ``urgent``: what cannot wait.
    """

    id: str
    title: str
    kind: OptionKind
    summary: str
    standing: Standing
    certainty: Certainty
    verdicts: tuple[Verdict, ...]
    clearance: Clearance
    alerts: tuple[Alert, ...]
    reasons_for: tuple[Say, ...]
    reasons_against: tuple[Say, ...]
    checks: tuple[Say, ...]
    expect: tuple[str, ...]
    silences: tuple[str, ...]
    why_not: Explanation | None = None
    to_do: tuple[ToDo, ...] = ()
    toxicity: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    urgent: bool = False

    @property
    def is_behind(self) -> bool:
        """Whether a recorded value puts it after the others of its standing."""
        return any(one.fires and one.level == SafetyLevel.BEHIND for one in self.alerts)


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options the sources do not separate: a tie stays a tie."""

    kind: OptionKind
    standing: Standing
    certainty: Certainty
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact worth asking for, with what hangs on it and where to enter it.

    ``matters``: it separates the moments, settles a doubt, or decides a leading tumour treatment; a limit
    counts where every leading one waits for it.
    """

    name: str
    label: str
    ask: str
    why: str
    decides: tuple[str, ...]
    seen: Seen
    place: Place
    matters: bool = True


@dataclass(frozen=True, slots=True)
class Leader:
    """The tumour treatments that would lead together if the missing facts turned out in some ways.

    ``options`` are ids; none of them where no treatment would be left. ``conditions`` bring it about.
    """

    options: tuple[str, ...]
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Turn:
    """Some values of a missing fact: how many leaders they leave, and the options that may still lead then.

    Of the leaders left, ``leads`` names the options of those that stand highest.
    """

    values: ValueSet
    words: str
    left: int
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """A missing fact that could change which treatment leads; ``again``: its value is too old to rely on."""

    name: str
    label: str
    again: bool
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the missing facts could change about the leading tumour treatment.

    One leader: it leads whatever the missing facts turn out to be. ``facts``: those that could change it;
    first those that alone change who stands highest, then by how few leaders they leave in their worst case.
    ``stays``: the options that lead in any case.
    ``settled`` is False where there were too many ways to look at.
    """

    leaders: tuple[Leader, ...] = ()
    stays: tuple[str, ...] = ()
    facts: tuple[Turning, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True)
class MomentView:
    """One candidate for the question of the day, with the options that belong to it.

    ``sensitivity`` is None where it was not asked for.
    """

    moment: str
    label: str
    certainty: Certainty
    conditions: Conditions
    explanation: Explanation
    groups: tuple[OptionGroup, ...]
    not_here: tuple[OptionView, ...]
    sensitivity: Sensitivity | None = None

    def leading(self, kind: OptionKind) -> OptionGroup | None:
        """The first group of a kind that is neither argued against nor blocked; None where there is none."""
        standing = (group for group in self.groups if group.standing is not Standing.AGAINST)
        free = (group for group in standing if group.options[0].clearance is not Clearance.BLOCKED)
        return next((group for group in free if group.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Derived:
    """A value the engine worked out (WHO class, stage group), as a set, with the rows behind it."""

    name: str
    label: str
    values: tuple[str, ...]
    words: str
    refs: tuple[str, ...]
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Measure:
    """A number worked out from recorded values, or what is missing for it.

    ``parts`` are the items of a scale with their points.
    """

    name: str
    label: str
    values: ValueSet
    words: str
    known: bool
    rests_on: tuple[Seen, ...]
    missing: tuple[Seen, ...]
    refs: tuple[str, ...]
    note: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StudyNeed:
    """A study the work-up asks for: ``done`` True, False (none on record) or None (not said what it showed).

    ``dates`` are those of the studies on record, as far as they have one.
    """

    id: str
    label: str
    done: bool | None
    dates: tuple[PartialDate, ...]
    text: str
    refs: tuple[str, ...]
    verification: Verification


@dataclass(frozen=True, slots=True)
class Court:
    """Whether the diagnosis is consistent in itself, asked before any treatment.

    ``verdict`` holds every verdict that the missing facts leave, ``missing`` the facts it waits for;
    ``next_steps`` name the next stain or step.
    """

    verdict: Derived
    missing: tuple[Seen, ...]
    contradictions: tuple[Say, ...]
    speaks_for: tuple[Say, ...]
    speaks_against: tuple[Say, ...]
    mimics: tuple[Say, ...]
    next_steps: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the engine says of a case at one point in time.

    ``way``: the moments the patient has passed, in order, as far as the history leaves one at a time.
    """

    case_id: str
    at: str
    edition: str
    knowledge_hash: str
    input_hash: str
    court: Court
    contradictions: tuple[Say, ...]
    findings: tuple[Say, ...]
    diagnosis: tuple[Derived, ...]
    staging: tuple[Derived, ...]
    work_up: tuple[StudyNeed, ...]
    measures: tuple[Measure, ...]
    moments: tuple[MomentView, ...]
    questions: tuple[Question, ...]
    facts: tuple[Seen, ...]
    way: tuple[str, ...] = ()

    @property
    def first(self) -> MomentView | None:
        """The question that surely is the day's; None while that is open.

        A second view may stand beside it, such as the question of the tumour beside a complication.
        """
        sure = self.moments[:1]
        return sure[0] if sure and sure[0].certainty is Certainty.CERTAIN else None
