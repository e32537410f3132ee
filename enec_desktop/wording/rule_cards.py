"""Cards of the program's own rules: options and their rows, findings, safety limits, tables, facts."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Paragraph,
    Row,
    Rows,
    Sentence,
    Table,
)
from enec_desktop.domain.knowledge_base import (
    Check,
    DecisionTable,
    KnowledgeBase,
    SafetyLevel,
    SafetyRow,
    Statement,
    TableRow,
    VerdictRow,
)
from enec_desktop.domain.rule import Condition
from enec_desktop.domain.shown import shown_interval
from enec_desktop.domain.values import Interval
from enec_desktop.wording.conditions import condition_lines, condition_words
from enec_desktop.wording.phrases import unverified

LEVEL_MARKS = {
    SafetyLevel.STOP: Mark.STOP,
    SafetyLevel.BEHIND: Mark.CAUTION,
    SafetyLevel.ADJUST: Mark.CAUTION,
    SafetyLevel.WATCH: Mark.NOTE,
}


def option_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """An option with its rows, read from the top: the first that holds decides."""
    option = knowledge.options.get(ref)
    if option is None:
        return
    rows = tuple(
        (
            Sentence(row.standing, (row.id,)),
            Sentence(condition_words(row.when, knowledge.facts)),
            Sentence(row.because, row.refs),
        )
        for row in option.verdicts
    )
    tags = (Sentence(str(option.kind)),)
    said = Paragraph((Sentence(option.summary, (option.id,)),))
    read = Paragraph((Sentence("Read from the top; the first row that holds decides.", (option.id,)),))
    yield Card(option.id, option.title, tags, (said, read, Table(("Standing", "When", "Because"), rows)))


def verdict_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """One verdict row of an option (``option/row``)."""
    for option in knowledge.options.values():
        for place, row in enumerate(option.verdicts):
            if row.id == ref:
                yield _verdict(row, place, option.title, knowledge)


def _verdict(row: VerdictRow, place: int, title: str, knowledge: KnowledgeBase) -> Card:
    rows = [
        Row("Standing", Sentence(row.standing, (row.id,), strong=True)),
        Row("Because", Sentence(row.because, row.refs)),
        Row("Strongest design", Sentence(str(row.tier))),
        Row("Population tag", Sentence(str(row.directness), mark=Mark.NOTE)),
    ]
    if place:
        rows.append(Row("Only where", Sentence(f"none of the {place} rows above it holds")))
    return Card(row.id, f"Rule {row.id}: {title}", (), (Rows(tuple(rows)), *_when(row.when, knowledge)))


def argument_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """A reason for or against an option, or a check before it."""
    for option in knowledge.options.values():
        said: tuple[Statement | Check, ...] = (*option.reasons_for, *option.reasons_against, *option.checks)
        for one in said:
            if one.id == ref:
                yield _said(one, f"{one.id}: {option.title}", knowledge)


def finding_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """A finding, or a statement on the diagnosis: what is shown beside the options."""
    for one in knowledge.statements:
        if one.id == ref:
            yield _said(one, f"{one.kind.capitalize()} {one.id}", knowledge)


def _said(one: Statement | Check, title: str, knowledge: KnowledgeBase) -> Card:
    said = Sentence(one.say + unverified(one.verification), (*one.refs, one.id))
    checked = Row("How it was checked", Sentence(str(one.verification)))
    return Card(one.id, title, (), (Paragraph((said,)), Rows((checked,)), *_when(one.when, knowledge)))


def agent_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """A drug or procedure with all its limits (``safety/<id>``)."""
    agent = knowledge.agents.get(ref.removeprefix("safety/")) if ref.startswith("safety/") else None
    if agent is not None:
        items = tuple(
            Sentence(f"{row.level.capitalize()}: {row.say}", (*row.refs, row.id), mark=LEVEL_MARKS[row.level])
            for row in agent.rows
        )
        yield Card(ref, f"Limits of {agent.label}", (), (Bullets(items),))


def safety_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """One limit of a drug or procedure."""
    for agent in knowledge.agents.values():
        for row in agent.rows:
            if row.id == ref:
                yield _limit(row, agent.label, knowledge)


def _limit(row: SafetyRow, label: str, knowledge: KnowledgeBase) -> Card:
    age = f"not older than {row.max_age_days} days" if row.max_age_days else "any recorded value"
    rows = (
        Row("Level", Sentence(row.level, mark=LEVEL_MARKS[row.level])),
        Row("Limit", Sentence(row.limit or "as in the condition")),
        Row("Age of values", Sentence(age)),
        Row("How it was checked", Sentence(str(row.verification) + unverified(row.verification))),
    )
    said = Paragraph((Sentence(row.say, (*row.refs, row.id), strong=True),))
    return Card(row.id, f"Limit of {label}", (), (said, Rows(rows), *_when(row.when, knowledge)))


def table_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """A decision table (``name`` or ``table/name``), or one row of it (``name/row``)."""
    name = ref.removeprefix("table/")
    table = knowledge.tables.get(name)
    if table is not None:
        yield _table(table, knowledge)
    name, _, row_id = name.rpartition("/")
    table = knowledge.tables.get(name)
    for row in table.rows if table else ():
        if row.id == row_id:
            yield _table_row(row, knowledge.tables[name], knowledge)


def _table(table: DecisionTable, knowledge: KnowledgeBase) -> Card:
    policy = {
        "first": "Read from the top; the first row that holds decides.",
        "narrow": "Every row that holds narrows what is left.",
    }
    rows = tuple(
        (
            Sentence(condition_words(row.when, knowledge.facts)),
            Sentence(_outcomes(row, table)),
            Sentence(row.say or "", row.refs),
        )
        for row in table.rows
    )
    said = [Sentence(text, table.refs) for text in (table.note, policy.get(table.policy, "")) if text]
    body = (Paragraph(tuple(said)), Table(("When", "Then", "Because"), rows))
    return Card(f"table/{table.name}", table.label, (), body)


def _table_row(row: TableRow, table: DecisionTable, knowledge: KnowledgeBase) -> Card:
    rows = (Row("Then", Sentence(_outcomes(row, table), row.refs)),)
    said = (Paragraph((Sentence(row.say, row.refs),)),) if row.say else ()
    title = f"{table.label}: {row.id}"
    return Card(f"{table.name}/{row.id}", title, (), (*said, Rows(rows), *_when(row.when, knowledge)))


def _outcomes(row: TableRow, table: DecisionTable) -> str:
    return " or ".join(table.outcomes[code] for code in row.then) or "left open by the sources"


def moment_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """A question of the day (``moment/code``) with the rows that lead to it."""
    name, _, code = ref.partition("/")
    table = knowledge.tables.get("moment")
    if name != "moment" or table is None or code not in table.outcomes:
        return
    rows = tuple(
        (Sentence(condition_words(row.when, knowledge.facts)), Sentence(row.say or row.id, row.refs))
        for row in table.rows
        if code in row.then
    )
    read = Paragraph((Sentence("Each row only where no earlier question of the pathway fits.", (ref,)),))
    title = f"Question of the day: {table.outcomes[code]}"
    yield Card(ref, title, (), (read, Table(("When", "Because"), rows)))


def fact_cards(ref: str, knowledge: KnowledgeBase) -> Iterator[Card]:
    """A fact that conditions name: its label, what is asked, what it may be."""
    fact = knowledge.facts.get(ref)
    if fact is None or ref in knowledge.tables:
        return
    if isinstance(fact.domain, Interval):
        values = f"{shown_interval(fact.domain)}{f' {fact.unit}' if fact.unit else ''}"
    else:
        values = "; ".join(fact.choices.values() if fact.choices else sorted(fact.domain))
    asked = Row("Question", Sentence(fact.ask or f"{fact.label}?", (fact.name,)))
    yield Card(fact.name, fact.label, (), (Rows((asked, Row("May be", Sentence(values)))),))


def _when(condition: Condition, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    lines = condition_lines(condition, knowledge.facts)
    if lines == ("always",):
        return (Paragraph((Sentence("Shown always, whatever is recorded."),)),)
    title = "When" if len(lines) == 1 else "When all of these hold"
    return (Heading(title, 4), Bullets(tuple(Sentence(line) for line in lines)))
