"""Reads what the board could do (``options/*/*.toml``), its safety rows and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from enec_desktop.domain.evidence import Directness, Tier, Verification
from enec_desktop.domain.knowledge_base import (
    Agent,
    Check,
    Label,
    LabelState,
    Option,
    OptionKind,
    SafetyLevel,
    SafetyRow,
    Standing,
    Statement,
    StudyRule,
    VerdictRow,
)
from enec_desktop.domain.rule import ALWAYS, Condition, leaves
from enec_desktop.domain.values import ValueSet
from enec_desktop.knowledge.records import Record, read_toml
from enec_desktop.knowledge.table_files import check_ids, condition, named_facts

Names = Mapping[str, ValueSet]


def read_options(folder: Path, names: Names) -> tuple[dict[str, Option], list[str]]:
    """All options by id (the file name), and every fault."""
    options: dict[str, Option] = {}
    faults: list[str] = []
    for record in _files(sorted(folder.rglob("*.toml")), faults):
        if record.id in options:
            record.fault("another option has the same file name; rename one")
        options[record.id] = _option(record, names)
        faults += record.done()
    return options, faults


def read_agents(folder: Path, names: Names) -> tuple[dict[str, Agent], list[str]]:
    """The safety rows of every drug and procedure by id (the file name), and every fault."""
    agents: dict[str, Agent] = {}
    faults: list[str] = []
    for record in _files(sorted(folder.glob("*.toml")), faults):
        rows = tuple(_safety_row(part, record.id, names) for part in record.parts("row"))
        check_ids((row.id for row in rows), record)
        to_check = tuple(_check(part, f"safety/{record.id}", names) for part in record.parts("check"))
        labels = tuple(_label(part, record.id) for part in record.parts("label_state"))
        check_ids([*(row.id for row in to_check), *(row.id for row in labels)], record)
        agents[record.id] = Agent(record.id, record.text("label"), rows, to_check, labels)
        faults += record.done()
    return agents, faults


def read_statements(path: Path, key: str, names: Names) -> tuple[tuple[Statement, ...], list[str]]:
    """What is said of a case beside its options, from the lists ``[[key]]`` of a file."""
    faults: list[str] = []
    findings: tuple[Statement, ...] = ()
    for record in _files([path], faults):
        findings = tuple(_statement(part, _owner(part, path), names) for part in record.parts(key))
        check_ids((finding.id for finding in findings), record)
        faults += record.done()
    return findings, faults


def read_studies(path: Path, names: Names) -> tuple[tuple[StudyRule, ...], list[str]]:
    """The studies that the work-up asks for."""
    faults: list[str] = []
    studies: tuple[StudyRule, ...] = ()
    for record in _files([path], faults):
        studies = tuple(_study(part, names) for part in record.parts("study"))
        check_ids((one.id for one in studies), record)
        faults += record.done()
    return studies, faults


def _study(record: Record, names: Names) -> StudyRule:
    fact = record.text("fact")
    if fact not in names:
        record.fault(f'"fact" names {fact}, which is no fact')
    return StudyRule(
        record.text("id"),
        record.text("label"),
        fact,
        condition(record, "when", names),
        record.text("say"),
        record.texts("refs"),
        record.code("verification", Verification, Verification.ARTICLE),
    )


def _owner(record: Record, path: Path) -> str:
    """What the ids of a file begin with: a reason for the diagnosis also names which kind it is."""
    return "finding" if path.stem == "findings" else f"{path.stem}/{record.text('kind')}"


def _files(paths: list[Path], faults: list[str]) -> list[Record]:
    records = []
    for path in paths:
        content, unreadable = read_toml(path)
        faults += unreadable
        if not unreadable:
            records.append(Record(path, path.stem, content))
    return records


def _option(record: Record, names: Names) -> Option:
    title = record.text("title")
    rows = record.parts("verdict")
    verdicts = tuple(_verdict(part, record.id, names) for part in rows)
    if not any(list(leaves(row.when)) for row in verdicts) and not any(part.is_faulty for part in rows):
        record.fault("no verdict row has a condition; say when it holds")
    arguments = {key: _arguments(record, key, title, names) for key in ("for", "against")}
    to_check = tuple(_check(part, record.id, names) for part in record.parts("check"))
    check_ids([*(row.id for row in verdicts), *(row.id for row in to_check)], record)
    check_ids((one.id for found in arguments.values() for one in found), record)
    return Option(
        record.id,
        title,
        record.code("kind", OptionKind),
        record.text("summary"),
        verdicts,
        arguments["for"],
        arguments["against"],
        to_check,
        record.texts("expect", ()),
        record.texts("agents", ()),
        record.texts("silences", ()),
        record.texts("codes", ()),
        record.texts("toxicity", ()),
        record.texts("trials", ()),
        record.flag("urgent"),
    )


def _verdict(record: Record, option: str, names: Names) -> VerdictRow:
    refs = record.texts("refs")
    if not refs:
        record.fault('"refs" is empty; name the claims, silences or sources the verdict rests on')
    return VerdictRow(
        f"{option}/{record.text('id')}",
        condition(record, "when", names),
        record.code("standing", Standing),
        record.text("because"),
        refs,
        record.code("tier", Tier),
        record.code("directness", Directness),
    )


def _arguments(record: Record, key: str, title: str, names: Names) -> tuple[Statement, ...]:
    found = tuple(_statement(part, f"{record.id}/{key}", names) for part in record.parts(key))
    if not found:
        record.fault(f"nothing is said {key} the option; write at least one [[{key}]]")
    for one in found:
        if one.say.strip(" .").casefold() == title.strip(" .").casefold():
            record.fault(f'"{key}" only repeats the title; say why')
    return found


def _statement(record: Record, owner: str, names: Names) -> Statement:
    return Statement(
        f"{owner}/{record.text('id')}",
        record.text("say"),
        _when(record, names),
        record.texts("refs", ()),
        record.code("verification", Verification, Verification.ARTICLE),
        record.text("kind", "note"),
        named_facts(record, "asks", names),
        record.text("about", "-").strip("-"),
    )


def _check(record: Record, option: str, names: Names) -> Check:
    fact = record.text("fact", "-").strip("-")
    if fact and fact not in names:
        record.fault(f'"fact" names {fact}, which is no fact')
    return Check(
        f"{option}/check/{record.text('id')}",
        record.text("say"),
        _when(record, names),
        record.texts("refs", ()),
        fact,
        record.code("verification", Verification, Verification.ARTICLE),
    )


def _label(record: Record, agent: str) -> Label:
    refs = record.texts("refs")
    if not refs:
        record.fault('"refs" is empty; name the label or review that says so')
    return Label(
        f"safety/{agent}/label/{record.text('id')}",
        record.text("region"),
        record.code("state", LabelState),
        record.text("say"),
        record.text("dated"),
        refs,
        record.code("verification", Verification),
    )


def _safety_row(record: Record, agent: str, names: Names) -> SafetyRow:
    return SafetyRow(
        f"safety/{agent}/{record.text('id')}",
        record.code("level", SafetyLevel),
        condition(record, "when", names),
        record.text("say"),
        record.texts("refs", ()),
        record.code("verification", Verification, Verification.ARTICLE),
        record.text("limit", "-").strip("-"),
        record.whole("max_age_days") if record.has("max_age_days") else None,
    )


def _when(record: Record, names: Names) -> Condition:
    return condition(record, "when", names) if record.has("when") else ALWAYS
