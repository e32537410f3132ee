"""Reads the rules by which reports are read: words, patterns and cues in ``resources/reading``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.reading.rules import (
    Analyte,
    Courses,
    Cue,
    Laboratory,
    Layout,
    Lesions,
    Panel,
    ReadingRules,
    Rule,
    Stain,
    Stains,
)
from enec_desktop.domain.reading.scanned import skeleton
from enec_desktop.domain.vocabulary import FieldType, Vocabulary
from enec_desktop.knowledge.records import read_toml

_MACRO = re.compile(r"<<(\w+)>>")
_RULE_FILES = ("specimen", "staging", "imaging", "patient")
_RULE_KEYS = frozenset(
    {
        "fact",
        "value",
        "find",
        "reports",
        "sections",
        "not_in",
        "near",
        "unless",
        "not_before",
        "not_after",
        "written",
        "though",
        "component",
    }
)
_OF_LABORATORY = (
    *("not_blood", "unit", "past", "date", "of_row", "spoilt", "void"),
    *("beside", "column_now", "column_before", "column_other"),
)
_CONFUSED = {**dict.fromkeys("il1", "[il1|]"), **dict.fromkeys("o0", "[o0]")}
_LONG = 6
_EDGE_BEFORE, _EDGE_BEHIND = r"(?<![a-z0-9])", r"(?![a-z0-9])"
_BRACKETS = re.compile(r"((?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<[=!](?:\\.|[^()\\])*\))")
_BLANK = re.compile(r" ([?*+]?)")

Words = Mapping[str, str]
Table = Mapping[str, object]


def read_reading_rules(folder: Path, vocabulary: Vocabulary) -> ReadingRules:
    """All rules of a folder, checked against the vocabulary.

    Raises KnowledgeRefused with every fault: a field or code that is none, a pattern that is none.
    """
    files = _Files(folder)
    layout = files.table("layout")
    shared = files.words(layout, {})
    sections = _table(layout, "sections")
    rules = tuple(
        rule
        for name in _RULE_FILES
        for rule in _rules(files, name, files.words(files.table(name), shared), vocabulary, sections)
    )
    found = ReadingRules(
        layout=_layout(files, layout, shared),
        cues=tuple(_cue(files, table) for table in _tables(files.table("cues"), "cue")),
        rules=rules,
        stains=_stains(files, files.table("stains")),
        laboratory=_laboratory(files, files.table("laboratory")),
        lesions=_lesions(files, _table(files.table("imaging"), "lesions"), shared),
        courses=_courses(files, shared),
        panels=tuple(_panels(files, vocabulary)),
        wins=_lists(files.table("weighing"), "wins"),
        with_it=_lists(files.table("weighing"), "with"),
        mentions={
            name: files.pattern(one) for name, one in _table(files.table("weighing"), "mentions").items()
        },
        first_said=frozenset(_texts(files.table("weighing"), "first_said")),
        own_day=frozenset(_texts(sections, "own_day")),
        stain_reports=frozenset(_texts(sections, "stain_reports")),
        not_stain_sections=frozenset(_texts(sections, "stains_left_out")),
    )
    _check_fields(files, found, vocabulary)
    if files.faults:
        raise KnowledgeRefused(tuple(files.faults))
    return found


class _Files:
    """The files of the folder, and every fault found in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Table] = {}
        self.faults: list[str] = []

    def table(self, name: str) -> Table:
        """The content of one file, read once."""
        if name not in self._read:
            content, faults = read_toml(self._folder / f"{name}.toml")
            self.faults += faults
            self._read[name] = content
        return self._read[name]

    def words(self, table: Table, shared: Words) -> Words:
        """The named patterns of a file, put into each other from the top down."""
        words = dict(shared)
        for name, pattern in _table(table, "words").items():
            words[name] = self.put_in(str(pattern), words)
        return words

    def put_in(self, pattern: str, words: Words) -> str:
        """A pattern with the named ones it uses."""
        for name in _MACRO.findall(pattern):
            if name not in words:
                self.faults.append(
                    f"resources/reading: <<{name}>> is no named pattern; write it under [words]."
                )
        return _MACRO.sub(lambda said: words.get(said[1], ""), pattern)

    def pattern(
        self, text: object, words: Words | None = None, flags: re.RegexFlag = re.A
    ) -> re.Pattern[str]:
        """A compiled pattern; a fault is noted where it is none."""
        try:
            return re.compile(_spaced(self.put_in(str(text), words or {})), flags)
        except re.error as wrong:
            self.faults.append(f"resources/reading: {text!s:.60} is no pattern ({wrong}); mend it.")
            return re.compile(r"(?!)")

    def maybe(self, table: Table, key: str, words: Words | None = None) -> re.Pattern[str] | None:
        """A pattern where the key is written."""
        return self.pattern(table[key], words) if key in table else None


def _rules(files: _Files, name: str, words: Words, vocabulary: Vocabulary, sections: Table) -> Iterable[Rule]:
    left_out = _texts(sections, "left_out")
    for table in _tables(files.table(name), "rule"):
        if wrong := set(table) - _RULE_KEYS:
            files.faults.append(
                f"resources/reading/{name}.toml: unknown {', '.join(sorted(wrong))}; take it out."
            )
        kind, _, field = str(table.get("fact", "")).partition(".")
        if field not in getattr(vocabulary.kinds.get(kind), "fields", {}):
            files.faults.append(f"resources/reading/{name}.toml: {kind}.{field} is no field; write one.")
            continue
        value = str(table.get("value", ""))
        known = vocabulary.field(kind, field)
        if known.type is FieldType.CHOICE and "{" not in value and value not in {*known.choices, "?"}:
            files.faults.append(f"resources/reading/{name}.toml: {value} is no code of {kind}.{field}.")
        yield Rule(
            kind=kind,
            field=field,
            find=tuple(files.pattern(one, words) for one in _texts(table, "find")),
            value=value,
            reports=frozenset(_texts(table, "reports")),
            sections=frozenset(_texts(table, "sections", blank=True)),
            not_in=frozenset(_texts(table, "not_in")) if "not_in" in table else frozenset(left_out),
            near=files.maybe(table, "near", words),
            unless=files.maybe(table, "unless", words),
            not_before=files.maybe(table, "not_before", words),
            not_after=files.maybe(table, "not_after", words),
            written=files.maybe(table, "written", words),
            though=frozenset(_texts(table, "though")),
            component=table.get("component") is True,
        )


def _panels(files: _Files, vocabulary: Vocabulary) -> Iterable[Panel]:
    words = files.words(files.table("panels"), {})
    for table in _tables(files.table("panels"), "panel"):
        kind, _, field = str(table.get("fact", "")).partition(".")
        value = str(table.get("value", ""))
        if kind not in vocabulary.kinds or value not in vocabulary.field(kind, field).choices:
            files.faults.append(f"resources/reading/panels.toml: {value} is no code of {kind}.{field}.")
        found = [tuple(files.pattern(one, words) for one in _texts(table, key)) for key in ("all", "none")]
        yield Panel(kind, field, value, found[0], found[1])


def _lists(table: Table, key: str) -> Mapping[str, tuple[str, ...]]:
    return {name: _texts(_table(table, key), name) for name in _table(table, key)}


def _layout(files: _Files, table: Table, words: Words) -> Layout:
    sections, labels = _table(table, "sections"), _table(table, "labels")
    layers = _table(table, "layers")
    return Layout(
        headings={name: files.pattern(p, words) for name, p in _table(table, "headings").items()},
        organs=files.pattern(_table(table, "organ_headings").get("organ", ""), words),
        titles={name: files.pattern(p, words) for name, p in _table(table, "titles").items()},
        salutation=files.pattern(_table(table, "letters").get("salutation", ""), words),
        one_line=frozenset(_texts(sections, "one_line")),
        one_paragraph=frozenset(_texts(sections, "one_paragraph")),
        reports={name: files.pattern(p, words) for name, p in _table(table, "reports").items()},
        part=files.pattern(labels.get("part", "")),
        block=files.pattern(labels.get("block", "")),
        tumour=files.pattern(labels.get("tumour", "")),
        own_line=files.pattern(_table(table, "own_line").get("starts", "")),
        dates={name: files.pattern(p, words) for name, p in _table(table, "dates").items()},
        report_ids=tuple(files.pattern(p, words) for p in _texts(_table(table, "report_ids"), "after")),
        not_own_id=files.pattern(_table(table, "report_ids").get("not_own", "(?!)")),
        later=files.pattern(layers.get("later", ""), words),
        whole=files.pattern(layers.get("whole", "")),
        later_number=files.pattern(layers.get("number", "")),
        earlier=files.pattern(layers.get("earlier", ""), words),
        declared=files.pattern(labels.get("declared", "")),
        sited=files.pattern(labels.get("sited", "")),
        scanned={skeleton(word): word for word in _texts(_table(table, "scanned"), "words")},
    )


def _cue(files: _Files, table: Table) -> Cue:
    reach = table.get("reach", 60)
    return Cue(
        name=str(table.get("name", "")),
        before=files.maybe(table, "before"),
        after=files.maybe(table, "after"),
        anywhere=files.maybe(table, "anywhere"),
        stop=files.maybe(table, "stop"),
        opens=files.maybe(table, "opens"),
        reach=reach if isinstance(reach, int) else 60,
    )


def _stains(files: _Files, table: Table) -> Stains:
    codes = {name: name for name in ("positive", "negative", "weak", "patchy")}
    codes |= {"overexpressed": "positive", "null": "negative", "lost": "negative", "retained": "positive"}
    return Stains(
        stains=tuple(
            Stain(name, _any_of(files, _texts(one, "names")), _results(one, codes))
            for name, one in _table(table, "stains").items()
            if isinstance(one, dict)
        ),
        others=_any_of(files, _texts(_table(table, "others"), "names")),
        results={name: files.pattern(p) for name, p in _table(table, "results").items()},
        gap=files.pattern(_table(table, "lead").get("pattern", "")),
        between=files.pattern(_table(table, "between").get("pattern", "")),
        component=files.pattern(_table(table, "component").get("pattern", "")),
        same_behind=files.pattern(_table(table, "same").get("after", "")),
        same_in_front=files.pattern(_table(table, "same").get("before", "")),
        spoilt=files.pattern(_table(table, "spoilt").get("after", "")),
    )


def _results(table: Table, usual: Words) -> Words:
    own = table.get("results")
    return {str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else usual


def _laboratory(files: _Files, table: Table) -> Laboratory:
    other = _table(table, "other")
    analytes = []
    for name, one in _table(table, "analytes").items():
        units = []
        for unit, spellings in _table(one, "units").items():  # type: ignore[arg-type]
            said, _, factor = unit.partition(" ") if unit != "x ULN" else (unit, "", "")
            for spelling in spellings if isinstance(spellings, list) else ():
                units.append((files.pattern(spelling), said, float(factor or 1)))
        assert isinstance(one, dict)
        names = _any_of(files, _texts(one, "names"))
        limits = tuple((files.pattern(said), *bounds) for said, bounds in _table(one, "limits").items())  # type: ignore[misc]
        analytes.append(Analyte(name, names, tuple(units), one.get("of_upper_limit") is True, limits))
    return Laboratory(
        analytes=tuple(analytes),
        others=_any_of(files, _texts(other, "names")),
        remarks=tuple(
            (files.pattern(one.get("words", "(?!)")), frozenset(_texts(one, "spoils")))
            for one in _tables(table, "remarks")
        ),
        **{name: files.pattern(other.get(name, "")) for name in _OF_LABORATORY},
    )


def _courses(files: _Files, shared: Words) -> Courses:
    table = files.table("courses")
    words = files.words(table, shared)
    return Courses(
        regimens={name: files.pattern(p, words) for name, p in _table(table, "regimens").items()},
        said={name: files.pattern(p, words) for name, p in _table(table, "said").items()},
        surgery=files.pattern(_table(table, "surgery").get("find", ""), words),
    )


def _lesions(files: _Files, table: Table, shared: Words) -> Lesions:
    words = files.words(files.table("imaging"), shared)
    return Lesions(
        organs={name: files.pattern(p) for name, p in _table(table, "organs").items()},
        stations=files.pattern(table.get("stations", ""), words),
        side=files.pattern(table.get("side", "")),
        findings={name: files.pattern(p) for name, p in _table(table, "findings").items()},
        size=files.pattern(table.get("size", "")),
        not_a_lesion=files.pattern(table.get("not_a_lesion", "")),
        not_its_size=files.pattern(table.get("not_its_size", "")),
        new=files.pattern(table.get("new", "")),
        avid=files.pattern(table.get("avid", "")),
        compared=files.pattern(table.get("compared", "")),
        considered=files.pattern(table.get("considered", "")),
        striking=files.pattern(table.get("striking", "")),
        number=files.pattern(table.get("number", "")),
        target=files.pattern(table.get("target", "")),
        table_unit=files.pattern(table.get("table_unit", "")),
        not_a_row=files.pattern(table.get("not_a_row", "")),
        visit=files.pattern(table.get("visit", "(?!)")),
        kind=files.pattern(table.get("kind", "(?!)")),
        beside=files.pattern(table.get("beside", "(?!)")),
        short=files.pattern(table.get("short", "")),
    )


def _any_of(files: _Files, words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words as a whole, the longest first; letters and digits that scanners confuse count as one.

    Words are grouped by how they begin and end: a text is searched several times faster so.
    """
    groups: dict[tuple[bool, bool, str], list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        letters = _letters(word)
        ends = [one.isascii() and one.isalnum() for one in (word[0], word[-1])]
        groups.setdefault((ends[0], ends[1], letters[0]), []).append("".join(letters[1:]))
    found = [
        (_EDGE_BEFORE if before else "") + first + f"(?:{'|'.join(rest)})" + (_EDGE_BEHIND if behind else "")
        for (before, behind, first), rest in sorted(groups.items(), key=lambda group: group[0][1])
    ]
    return files.pattern("|".join(found) or r"(?!)")


def _letters(word: str) -> list[str]:
    """The patterns of the letters of a word."""
    confused = _CONFUSED if len(word) >= _LONG else {}
    return [r"\s+" if char == " " else confused.get(char, re.escape(char)) for char in word]


def _spaced(pattern: str) -> str:
    """The pattern with blanks outside brackets standing for any white space: lines wrap anywhere."""
    parts = _BRACKETS.split(pattern)
    for at in range(0, len(parts), 2):
        parts[at] = _BLANK.sub(lambda said: r"\s*" if said[1] in ("?", "*") else r"\s+", parts[at])
    return "".join(parts)


def _check_fields(files: _Files, rules: ReadingRules, vocabulary: Vocabulary) -> None:
    """Note stains and laboratory values that are no fields, and results that are no codes."""
    for stain in rules.stains.stains:
        known = vocabulary.kinds["specimen"].fields.get(stain.field)
        for code in stain.results.values() if known else ():
            if known and code and code not in known.choices:
                files.faults.append(f"resources/reading/stains.toml: {code} is no code of {stain.field}.")
        if known is None:
            files.faults.append(f"resources/reading/stains.toml: {stain.field} is no field; write one.")
    for analyte in rules.laboratory.analytes:
        if analyte.field not in vocabulary.kinds["fitness"].fields:
            files.faults.append(f"resources/reading/laboratory.toml: {analyte.field} is no field; write one.")


def _table(table: Table, key: str) -> Table:
    found = table.get(key)
    return found if isinstance(found, dict) else {}


def _tables(table: Table, key: str) -> list[Table]:
    found = table.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _texts(table: Table, key: str, *, blank: bool = False) -> tuple[str, ...]:
    found = table.get(key)
    if not isinstance(found, list):
        return ()
    return tuple(one for one in found if isinstance(one, str) and (one or blank))
