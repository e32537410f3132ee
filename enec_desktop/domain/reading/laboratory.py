"""Laboratory values: in rows of a table, with reference range and older columns, or one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enec_desktop.domain.reading.lab_columns import Columns, cell_of, columns, lines
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Found, Page
from enec_desktop.domain.reading.rules import Analyte
from enec_desktop.domain.shown import shown_number
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field

KIND = "fitness"
_REMARK_THOUGH = frozenset({"past", "pending", "invalid", "suspicion", "earlier_reading", "other_tissue"})
_DAY = re.compile(r"(?<![\d.])\d{1,4}(?:[/.-]\d{1,2}){1,2}(?!\d)", re.A)
_LEAST = 0.08
"""The least share of its upper limit that a bilirubin or LDH has: what is less is in another unit."""
_LEAST_GUESSED = 0.1
"""The least share of its lower limit that a value without a unit has: what is less is in another unit."""
_SET_IN = re.compile(
    r"(?:[ \t]{3,}|[ \t]*(?:comments?|notes?|remarks?|->|备注|注)\s*:?)[^\d\n]*[a-z\u4e00-\u9fff]"
)
_HEEDLESS = frozenset({"negation", "doubt_sign", "past"})
_NUMBER = r"\d+(?:[.,]\d+)*"
_RANGE = re.compile(
    rf"[(\[]?\s*(?:ref\w*\.?|normal|n|nr|参考\w*)?[\s:]*(?:(?P<low>{_NUMBER})\s?(?:-{{1,2}}|~|to)\s?(?P<high>{_NUMBER})"
    rf"|(?:[<≤]=?|up to|upper limit(?: of normal)?:?|uln:?|上限:?)\s*(?P<below>{_NUMBER})"
    rf"|[>≥]=?\s*{_NUMBER})\s*[)\]]?"
)
_VALUE = re.compile(
    rf"(?<![\w.,/^*])(?P<number>{_NUMBER})(?![\w%/^*]|[.,]\d|\s*%)|(?<![\w+-])(?P<blank>-{{1,3}})(?=\s|$)"
)
_LEAD = re.compile(
    r"[\s:=|,)\]]*(?:(?:is|was|of|at|level|now|today|currently|serum|plasma|\((?!u)[^()\d]{1,20}\)|测定|结果|定量)[\s:=|,]*)*"
)
_NOT_BLOOD = re.compile(r"\W{0,3}(?:in )?(?:urine|urinary|24\s?h|尿)")
_NEXT = re.compile(r";|,\s*(?=[a-z\u4e00-\u9fff])")
_BESIDE = re.compile(r"\s{2,}\|?\s*(?=[a-z\u4e00-\u9fff])")
_TOLD = re.compile(r"[^,;(\d]*(?:[,;]|\sand\s|$)")
_FLAGS = re.compile(r"[\s|()*!+↑↓-]*(?:(?:hh?|ll?|high|low)\b)?[\s|()*!+↑↓-]*")
_WIDE = re.compile(r"(?<![\d.,])(\d{1,3}) (\d{3})(?=\s?/)", re.A)
_BRACKET = re.compile(r"\([^()\n]*\)")
_NOW = re.compile(r"\b(?:now|today|currently)\b|现为?|今日")
_MULTIPLE = re.compile(
    rf"\s*[:=]?\s*(?:is |of |about )?(?P<times>{_NUMBER})\s*(?:x|times)\s*(?:the )?(?:uln|upper limit)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}", re.A)
_POINT_OR_GROUP = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.A)


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands behind one name: the number that counts, its unit and its upper limit."""

    said: str
    unit: tuple[str, float] | None
    limit: tuple[float, float] | None
    end: int
    told: str = ""


def laboratory(page: Page) -> Iterator[Found]:
    """Every laboratory value of the newest column whose unit is told or can be no other."""
    rules = page.rules.laboratory
    tables = columns(page)
    spoilt = _spoilt(page, tables)
    for start, end in lines(page):
        table = next((one for one in reversed(tables) if one.start < start), None)
        named = [
            (match.start(), match.end(), analyte)
            for analyte in rules.analytes
            for match in analyte.names.finditer(page.low, start, end)
        ]
        others = [match.start() for match in rules.others.finditer(page.low, start, end)]
        starts = sorted({*(one[0] for one in named), *others})
        for at, behind, analyte in named:
            if analyte.field in spoilt or any(
                o <= at < o_end
                for o, o_end, other in named
                if (o, o_end) != (at, behind) and o_end - o > behind - at
            ):
                continue
            following = next((one for one in starts if one >= behind), end)
            if not rules.void.search(page.low, at, _remarked(page, following, end)):
                yield from _value(page, analyte, Span(at, behind), following, table)


def _remarked(page: Page, following: int, end: int) -> int:
    """How far a remark on a value may stand: in its row, and for the last one of a line in those below it.

    Lines below that are set in or open with a word of remark and tell no value are of the row above.
    """
    rules, low = page.rules.laboratory, page.low
    while following == end < page.report.span.end:
        stop = low.find("\n", end, page.report.span.end)
        stop = stop + 1 if stop >= 0 else page.report.span.end
        known = any(one.names.search(low, end, stop) for one in rules.analytes) or rules.others.search(
            low, end, stop
        )
        if known or not _SET_IN.match(low, end, stop):
            break
        following = end = stop
    return following


def _spoilt(page: Page, tables: list[Columns]) -> frozenset[str]:
    """The values that a remark anywhere in the report calls doubtful: ``haemolysed, LDH may be raised``."""
    rules, low = page.rules.laboratory, page.low
    told = [fields for words, fields in rules.remarks if _is_said(page, words, fields, tables)]
    spans = [one.span for one in page.sentences if rules.spoilt.search(low, one.span.start, one.span.end)]
    return frozenset(
        analyte.field
        for analyte in rules.analytes
        if any(analyte.names.search(low, span.start, span.end) for span in spans)
        or any(fields & {analyte.field, "all"} for fields in told)
    )


def _is_said(page: Page, words: re.Pattern[str], fields: frozenset[str], tables: list[Columns]) -> bool:
    """Whether a remark on the sample stands in the report: one with a day only where that is the newest.

    In the row of a value it is of that row, not of all values.
    """
    rules, whole, low = page.rules.laboratory, page.report.span, page.low
    newest = " ".join(one.head(low) for one in tables)
    for said in words.finditer(low, whole.start, whole.end):
        sentence = page.places.at(said.start())
        start = max(sentence.span.start if sentence else 0, low.rfind("\n", 0, said.start()) + 1)
        if "all" in fields and any(one.names.search(low, start, said.start()) for one in rules.analytes):
            continue
        days = _DAY.findall(low, start, said.end())
        of_newest = not newest or not days or any(day in newest for day in days)
        if of_newest and not page.is_taken_back(Span(*said.span()), _REMARK_THOUGH):
            return True
    return False


def _value(page: Page, analyte: Analyte, name: Span, end: int, table: Columns | None) -> Iterator[Found]:
    if _is_other(page, name, table):
        return
    field = page.vocabulary.field(KIND, analyte.field)
    if analyte.of_upper_limit and (told := _MULTIPLE.match(page.low, name.end, end)):
        span = Span(name.start, told.end())
        made = page.found(KIND, analyte.field, f"{_number(told['times'])} {field.unit}", span)
        if made and not page.is_taken_back(span, _HEEDLESS):
            yield made
        return
    row = _row(page, analyte, name.end, end, table)
    if row is None or page.is_left_out(Span(name.start, row.end), _HEEDLESS):
        return
    typed = _typed(analyte, field, row)
    found = typed and page.found(KIND, analyte.field, typed, Span(name.start, row.end))
    if found:
        yield found


def _is_other(page: Page, name: Span, table: Columns | None) -> bool:
    """Whether the value is of urine or another fluid, or of an earlier day."""
    rules, sentence = page.rules.laboratory, page.places.at(name.start)
    if sentence is None:
        return True
    line = page.low.rfind("\n", 0, name.start) + 1
    start = max(sentence.span.start, table.end if table else 0)
    if rules.past.search(page.low, min(start, name.start), name.start):
        return True
    return rules.not_blood.search(page.low[max(line, name.start - 24) : name.start]) is not None


def _row(page: Page, analyte: Analyte, start: int, end: int, table: Columns | None) -> _Row | None:
    """Read what stands between a name and the next one; None where it is no plain row of values."""
    said = _WIDE.sub(r"\1\2 ", page.low[start:end])
    unit, said = _unit(analyte, said if table else _own(page, _of_today(page, said)))
    in_front, said = _range_in_front(said)
    if page.rules.laboratory.unit.search(said):
        return None
    first = None if _NOT_BLOOD.match(said) else _VALUE.search(said)
    if first is None or not _LEAD.fullmatch(said[: first.start()]):
        return None
    rest = said[first.end() :]
    limits = in_front + [m for m in _RANGE.finditer(rest) if m["high"] or m["below"]]
    bare = said[: first.end()] + _RANGE.sub(_blank, rest)
    cells = _cells(bare if table else _BRACKET.sub(_blank, bare), first, table.count if table else 1)
    spans = [Span(start + one.start(), start + one.end()) for one in cells]
    at = (0 if len(cells) == 1 else None) if table is None else cell_of(page, table, spans)
    if at is None or cells[at]["number"] is None:
        # Several numbers without a heading that tells their days: which is the newest is open.
        return None
    return _Row(
        cells[at]["number"],
        unit,
        _limit(limits),
        start + cells[-1 if table else at].end(),
        page.low[start:end],
    )


def _cells(said: str, first: re.Match[str], count: int) -> list[re.Match[str]]:
    """The values of a row that stand beside each other; none where words part them.

    A stroke is an empty cell where the row is full with it, else a sign behind a value.
    """
    cells = list(_VALUE.finditer(said, first.start()))
    if len(cells) != count:
        cells = [cell for cell in cells if cell["number"]]
        if first["number"] is None and cells and said[first.end() : cells[0].start()].strip(" \t"):
            return []
    gaps = [said[one.end() : other.start()] for one, other in zip(cells, cells[1:], strict=False)]
    return cells if all(_FLAGS.fullmatch(gap) for gap in gaps) else []


def _of_today(page: Page, said: str) -> str:
    """A row without the value of an earlier day in front: ``124 on admission, today 134``."""
    first = _VALUE.search(said)
    if first is None:
        return said
    now, told = _NOW.search(said, first.end()), _TOLD.match(said, first.end())
    if told and page.rules.laboratory.past.search(told.group()):
        return " " * told.end() + said[told.end() :]
    if now and _VALUE.search(said, now.end()):
        return " " * now.end() + said[now.end() :]
    return said


def _blank(said: re.Match[str]) -> str:
    return " " * len(said.group())


def _own(page: Page, said: str) -> str:
    """A row up to another value: behind its number a semicolon, a comma or a gap and other words."""
    first = _VALUE.search(said)
    for told in _BRACKET.finditer(said, first.end()) if first else ():
        if page.rules.laboratory.past.search(told.group()):
            said = said[: told.start()] + " " * len(told.group()) + said[told.end() :]
    for stop in _BESIDE.finditer(said, first.end()) if first else ():
        if not page.rules.laboratory.of_row.match(said, stop.end()):
            said = said[: stop.start()]
            break
    for stop in _NEXT.finditer(said, first.end()) if first else ():
        if not page.rules.laboratory.unit.match(said, stop.end()):
            return said[: stop.start()]
    return said


def _range_in_front(said: str) -> tuple[list[re.Match[str]], str]:
    """The reference range where it stands in front of the values, and the row without it."""
    lead = _LEAD.match(said)
    found = _RANGE.match(said, lead.end() if lead else 0)
    if found is None or not found["high"] or not _VALUE.search(said, found.end()):
        return [], said
    return [found], " " * found.end() + said[found.end() :]


def _limit(ranges: list[re.Match[str]]) -> tuple[float, float] | None:
    """The reference range of a row: the last one that stands there."""
    if not ranges:
        return None
    found = ranges[-1]
    return _number(found["low"] or "0"), _number(found["high"] or found["below"])


def _unit(analyte: Analyte, said: str) -> tuple[tuple[str, float] | None, str]:
    """The unit that stands in a row, and the row without it."""
    for pattern, unit, factor in analyte.units:
        if found := pattern.search(said):
            blank = " " * len(found.group())
            return (unit, factor), said[: found.start()] + blank + said[found.end() :]
    return None, said


def _number(said: str) -> float:
    if _THOUSANDS.fullmatch(said):
        said = said.replace(",", "")
    parts = said.replace(",", ".").split(".")
    return float("".join(parts[:-1]) + "." + parts[-1]) if len(parts) > 1 else float(parts[0])


def _typed(analyte: Analyte, field: Field, row: _Row) -> str:
    """The value with its unit; empty where the unit is open or the limit is missing."""
    said = row.said
    if analyte.of_upper_limit:
        if row.limit is None or not _is_own_limit(analyte, row, row.limit[1]):
            return ""
        return f"{shown_number(round(_number(said) / row.limit[1], 2))} {field.unit}"
    unit = row.unit or _only_unit(field, _number(said), row.limit)
    if unit is None:
        return ""
    name, factor = unit
    # 210.000 per microlitre may be grouped thousands or a decimal: one of them is a thousandfold wrong.
    if factor < 1 and _POINT_OR_GROUP.fullmatch(said):
        return ""
    value = _number(said) * factor if factor != 1 else _number(said)
    return f"{shown_number(round(value, 6))} {name}"


def _is_own_limit(analyte: Analyte, row: _Row, limit: float) -> bool:
    """Whether an upper limit is one of the unit that the value is in; of two units it is open which."""
    named = [one for one in analyte.limits if one[0].search(row.told)]
    if limit <= 0 or len(named) > 1:
        return False
    return (
        any(low <= limit <= high for _, low, high in named or analyte.limits)
        and _number(row.said) > _LEAST * limit
    )


def _only_unit(field: Field, value: float, limit: tuple[float, float] | None) -> tuple[str, float] | None:
    """The one unit in which value and reference range are possible at all; None where several are."""
    if limit and value < _LEAST_GUESSED * limit[0]:
        return None
    possible = [
        (unit, 1.0)
        for unit, factor in field.units.items()
        if not Interval.point(value * (factor or 1)).meet(field.hard).is_empty
        and (
            not limit
            or not limit[0]
            or not Interval.point(limit[0] * (factor or 1)).meet(field.soft).is_empty
        )
    ]
    return possible[0] if len(possible) == 1 else None
