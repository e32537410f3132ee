"""The rules by which a report is read: words, patterns and cues, all of them data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that take a value back: a negation, a suspicion, something past, planned or of somebody else.

    ``before`` and ``after`` are looked for near a finding and reach it unless ``stop`` stands between;
    ``anywhere`` takes back the whole sentence; of a definition in a bracket with a number of its own, that
    bracket only. ``opens`` begins a stretch told of something else: it lasts to ``stop``, to the next
    heading or the end of the paragraph; without ``stop`` to that end.
    """

    name: str
    before: Pattern | None = None
    after: Pattern | None = None
    anywhere: Pattern | None = None
    stop: Pattern | None = None
    reach: int = 60
    opens: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns that stand for one value of one field.

    ``value`` is the value as someone would type it ("?": the report leaves the field open); ``{v}`` and other
    names in braces are the groups of the pattern. ``reports`` and ``sections`` limit where it may be found
    (empty: anywhere; ``not_in``: sections left out). ``near``: must stand in the same sentence; ``unless``:
    must not; ``not_before`` and ``not_after``: must not touch it. ``written``: how a text must be written,
    capital letters and all. ``though``: cues it does not heed, as it holds them itself. ``component``: left
    out where the words in front say it of the component that is not neuroendocrine.
    """

    kind: str
    field: str
    find: tuple[Pattern, ...]
    value: str
    reports: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    near: Pattern | None = None
    unless: Pattern | None = None
    not_before: Pattern | None = None
    not_after: Pattern | None = None
    written: Pattern | None = None
    though: frozenset[str] = frozenset()
    component: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Results that together tell one value: each of ``all_of`` stands in a report, none of ``none_of``."""

    kind: str
    field: str
    value: str
    all_of: tuple[Pattern, ...]
    none_of: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Stain:
    """A stain by all its names, and what each result of it is recorded as."""

    field: str
    names: Pattern
    results: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stains:
    """The stains, the words of a result, and the names of stains that have no field.

    ``same_behind`` and ``same_in_front``: words by which a stain has the result of the one before it.
    """

    stains: tuple[Stain, ...]
    others: Pattern
    results: Mapping[str, Pattern]
    gap: Pattern
    between: Pattern
    spoilt: Pattern
    component: Pattern
    same_behind: Pattern
    same_in_front: Pattern


@dataclass(frozen=True, slots=True)
class Analyte:
    """A laboratory value by its names.

    ``units``: spellings of units beyond those of the field, with the unit of the field and the factor into
    it. ``of_upper_limit``: recorded as a multiple of the upper limit that stands beside it; ``limits``: the
    bounds of such a limit in each unit.
    """

    field: str
    names: Pattern
    units: tuple[tuple[Pattern, str, float], ...]
    of_upper_limit: bool = False
    limits: tuple[tuple[Pattern, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Laboratory:
    """Laboratory values, and the names and qualifiers that are others.

    ``column_now`` and ``column_before`` are the heads of columns with results, ``column_other`` those of
    others, ``beside`` words that may stand beside the days of columns. ``of_row``: words behind a value that
    are still of its row. ``spoilt``: words that take back the values a sentence names, ``void`` the value of
    a row; ``remarks``: words about the sample, with the values that they spoil ("all": every one).
    """

    analytes: tuple[Analyte, ...]
    others: Pattern
    not_blood: Pattern
    unit: Pattern
    past: Pattern
    date: Pattern
    beside: Pattern
    column_now: Pattern
    column_before: Pattern
    column_other: Pattern
    of_row: Pattern
    spoilt: Pattern
    void: Pattern
    remarks: tuple[tuple[Pattern, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Lesions:
    """How lesions of an imaging report are named and sized.

    ``considered``: called a metastasis with a reservation; ``striking``: a node that is more than a normal
    one; ``target``, ``table_unit``, ``not_a_row`` and ``short`` read tables of several days; ``visit``
    names their columns without days (the "first", that of "now", one by its number "n"), ``beside`` the words
    that may stand beside those, ``kind`` the lines that say which lesions follow.
    """

    organs: Mapping[str, Pattern]
    stations: Pattern
    side: Pattern
    findings: Mapping[str, Pattern]
    size: Pattern
    not_a_lesion: Pattern
    not_its_size: Pattern
    new: Pattern
    avid: Pattern
    compared: Pattern
    considered: Pattern
    striking: Pattern
    number: Pattern
    target: Pattern
    table_unit: Pattern
    not_a_row: Pattern
    visit: Pattern
    kind: Pattern
    beside: Pattern
    short: Pattern


@dataclass(frozen=True, slots=True)
class Courses:
    """How reports tell of treatment that was given.

    ``regimens`` by their codes; ``said``: the words by which a phrase says that and how often one was given,
    or that it was not; ``surgery``: an operation of the esophagus that was done.
    """

    regimens: Mapping[str, Pattern]
    said: Mapping[str, Pattern]
    surgery: Pattern


@dataclass(frozen=True, slots=True)
class Layout:
    """Words that order a report: headings of sections, kinds of report, labels of parts.

    ``titles`` name the kind of a report in its first lines; a ``salutation`` further down makes it a letter.

    ``later`` opens what takes the place of words above it (an addendum, a revised diagnosis), ``whole`` such
    of it as holds instead of all above it, ``later_number`` its number; ``earlier`` opens the repeated words
    of a report. ``sited``: words by which a numbered line of a diagnosis names tissue of its own,
    ``declared``: by which numbers are those of specimens. ``not_own_id``: words in front of the number of
    another house or of the patient. ``scanned``: words that scanners spoil, by their
    skeletons.
    """

    headings: Mapping[str, Pattern]
    organs: Pattern
    titles: Mapping[str, Pattern]
    salutation: Pattern
    one_line: frozenset[str]
    one_paragraph: frozenset[str]
    reports: Mapping[str, Pattern]
    part: Pattern
    block: Pattern
    tumour: Pattern
    own_line: Pattern
    dates: Mapping[str, Pattern]
    report_ids: tuple[Pattern, ...]
    not_own_id: Pattern
    later: Pattern
    whole: Pattern
    later_number: Pattern
    earlier: Pattern
    sited: Pattern
    declared: Pattern
    scanned: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """Everything a reader goes by.

    ``wins``: per field, codes that stand against others of the same part, the strongest first (one margin
    with tumour makes the margins positive). ``with_it``: fields left out where another one of the same entry
    is open. ``mentions``: words by which a later part speaks of a field. ``first_said``: fields whose
    first words stand. ``own_day``: kinds of
    entries that a letter tells of, of other days than its own. ``stain_reports``: the kinds of
    report in which stains are looked for; ``not_stain_sections``: sections left out there.
    """

    layout: Layout
    cues: tuple[Cue, ...]
    rules: tuple[Rule, ...]
    stains: Stains
    laboratory: Laboratory
    lesions: Lesions
    courses: Courses
    panels: tuple[Panel, ...] = ()
    wins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    with_it: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: Mapping[str, Pattern] = field(default_factory=dict)
    own_day: frozenset[str] = frozenset()
    first_said: frozenset[str] = frozenset()
    stain_reports: frozenset[str] = frozenset()
    not_stain_sections: frozenset[str] = frozenset()
