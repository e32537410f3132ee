"""What advice rests on, as frozen values: sources, claims, known errors, silences, trials, comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """The design of the strongest evidence behind a verdict, strongest first."""

    RANDOMISED = "randomised trial"
    GUIDELINE = "guideline"
    PROSPECTIVE = "prospective, not randomised"
    RETROSPECTIVE = "retrospective series"
    CASE_REPORT = "case report"
    EXPERT = "expert opinion"
    SILENCE = "the article is silent"


class Directness(StrEnum):
    """Whom the evidence was found in, nearest to the patient first."""

    ENEC = "ENEC"
    GEP_NEC = "extrapulmonary or GEP NEC"
    MIXED = "mixed"
    SCLC = "SCLC"
    ESCC_EAC = "ESCC/EAC"
    NET = "NET"
    NONE = "no population"


class Verification(StrEnum):
    """How well a statement from outside the article was checked."""

    TWICE = "read in two independent sources"
    ONCE = "read in one source"
    GENERAL = "general knowledge, not verified"
    ARTICLE = "printed in the article"


@dataclass(frozen=True, slots=True)
class Source:
    """A paper, guideline, label or standard, cited by a readable id; ``short`` names it inside a sentence."""

    id: str
    citation: str
    kind: str
    number: int | None = None
    verification: Verification = Verification.ARTICLE
    note: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One atomic statement of evidence, in our own words, with its figures as the source prints them."""

    id: str
    statement: str
    population: str
    directness: Directness
    tier: Tier
    intervention: str = ""
    comparator: str = ""
    line: str = ""
    outcome: str = ""
    value: str = ""
    unit: str = ""
    n: str = ""
    study: str = ""
    direction: str = ""
    sources: tuple[str, ...] = ()
    discrepancies: tuple[str, ...] = ()
    where: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where a source contradicts itself, its reference, arithmetic or another source.

    Severity A may change a clinical reading, B is a wrong attribution or contradiction, C is form.
    ``arithmetic`` names the claims whose printed shares no whole number of patients gives, as explained here.
    """

    id: str
    severity: str
    where: str
    printed: str
    holds: str
    used: str
    why: str
    claims: tuple[str, ...]
    arithmetic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """A decision the sources do not answer."""

    id: str
    says: str


class TrialState(StrEnum):
    """Where a trial stood when the article was written."""

    REPORTED = "reported"
    ONGOING = "ongoing"
    STOPPED = "stopped early"


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial that the article names; its state is that of the year ``as_of``, not of today."""

    id: str
    identifier: str
    content: str
    state: TrialState
    as_of: str
    claims: tuple[str, ...]
    note: str = ""


class Relation(StrEnum):
    """How the other sources of a comparison stand to the first."""

    AGREE = "agree"
    ADD = "add"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a source as it prints it; ``n`` is empty where no number of patients is printed."""

    measure: str
    value: str
    unit: str
    n: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says on a topic, in our words, and how well that was checked.

    ``id`` is the id of its comparison or subject, a slash and the side's own; rules may name it as a claim.
    ``refs`` are the claims, discrepancies or silences it retells; ``population`` whom it was found in.
    """

    id: str
    source: str
    says: str
    verification: Verification
    refs: tuple[str, ...] = ()
    population: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sources on one topic; the first side is the article's where it speaks.

    ``options`` and ``tables`` are what the topic concerns; ``used`` is the reading the program uses.
    """

    id: str
    topic: str
    relation: Relation
    sides: tuple[Side, ...]
    used: str
    options: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """One subject to be read, moving nothing: claims, statements of second sources, sources alone."""

    id: str
    title: str
    claims: tuple[str, ...]
    sources: tuple[str, ...] = ()
    says: str = ""
    statements: tuple[Side, ...] = ()
