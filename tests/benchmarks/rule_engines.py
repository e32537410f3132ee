"""The same rules in the program's engine, in generated Python and in other rule engines where installed.

Each maker gets the rules as data and gives a function from a case to its answers. Other engines have two
values: of them only the numbers of the rules that fire are compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from enec_desktop.domain.case import Entry, Fact, FieldState, Quantity
from enec_desktop.domain.evidence import Directness, Tier
from enec_desktop.domain.knowledge_base import KnowledgeBase, Standing, VerdictRow
from enec_desktop.domain.rule import And, Compare, Condition, Not, OneOf, Or
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import explain
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.readings import Readings
from enec_desktop.knowledge.fact_files import field_facts
from tests.benchmarks.rule_problem import CODED, FACTS, NUMBERS, Plain, Rule, Test
from tests.engine.small_worlds import knowledge

Answers = Callable[[Plain], list[bool | None]]
Fires = Callable[[Plain], list[int]]


def condition(rule: Rule) -> Condition:
    """A rule in the language of the knowledge."""
    parts = [Or(tuple(map(_leaf, part))) if len(part) > 1 else _leaf(part[0]) for part in rule]
    return And(tuple(parts))


def _leaf(one: Test) -> Condition:
    name = f"case.{one.fact}"
    if one.fact in NUMBERS:
        return Compare(name, one.sign, one.value)
    if one.sign == "!=":
        return Not(OneOf(name, Codes({one.value})))
    return OneOf(name, Codes(one.value if one.sign == "in" else {one.value}))


def base(rules: list[Rule]) -> KnowledgeBase:
    """The rules as the verdict rows of knowledge with one kind of entry and 40 fields."""
    fields = {name: _field(name) for name in FACTS}
    kind = EntryKind("case", "Case", "Cases", "cases", fields, {"all": "All"}, whole_entry=False)
    vocabulary = Vocabulary({"cases": "Cases"}, {"case": kind})
    verdicts = tuple(_row(number, condition(rule)) for number, rule in enumerate(rules))
    return knowledge(vocabulary, field_facts(vocabulary), {}, verdicts)


def _field(name: str) -> Field:
    if name in NUMBERS:
        span = Interval(0, NUMBERS[name])
        return Field(name, name, FieldType.NUMBER, {}, span, span, {}, "all")
    choices = {code: code for code in CODED[name]}
    return Field(name, name, FieldType.CHOICE, {}, Interval(), Interval(), choices, "all")


def _row(number: int, when: Condition) -> VerdictRow:
    return VerdictRow(f"option/{number}", when, Standing.OPTION, "", (), Tier.EXPERT, Directness.NONE)


def program(rules: list[Rule]) -> Answers:
    """The program's engine from a recorded entry to three-valued answers."""
    whole, conditions = base(rules), [condition(rule) for rule in rules]
    prepared = prepare(whole)

    def run(case: Plain) -> list[bool | None]:
        facts = Environment(prepared, Readings(whole, (entry(case),), None))
        return [answer(one, facts) for one in conditions]

    return run


def program_explained(rules: list[Rule]) -> Answers:
    """The same, with the explanation of every rule that fires or is open: condition, value seen, answer."""
    whole, conditions = base(rules), [condition(rule) for rule in rules]
    prepared = prepare(whole)

    def run(case: Plain) -> list[bool | None]:
        facts = Environment(prepared, Readings(whole, (entry(case),), None))
        answers = [answer(one, facts) for one in conditions]
        told = [
            explain(one, facts) for one, found in zip(conditions, answers, strict=True) if found is not False
        ]
        assert all(one.text for one in told)
        return answers

    return run


def entry(case: Plain) -> Entry:
    """The case as an entry of the program."""
    return Entry("case", "case", MappingProxyType({name: _fact(value) for name, value in case.items()}))


def _fact(value: str | float) -> Fact:
    told = Codes({value}) if isinstance(value, str) else Quantity(Interval.point(value))
    return Fact(FieldState.VALUE, told)


def generated_python(rules: list[Rule]) -> Fires:
    """What no engine that reads rules as data comes below: one function with a line for each rule."""
    lines = ["def run(case):", "    get = case.get", "    fires = []"]
    lines += [f"    {fact} = get({fact!r})" for fact in FACTS]
    for number, rule in enumerate(rules):
        parts = [f"({' or '.join(_python(one) for one in part)})" for part in rule]
        lines.append(f"    if {' and '.join(parts)}: fires.append({number})")
    space: dict[str, Any] = {}
    exec(compile("\n".join([*lines, "    return fires"]), "<rules>", "exec"), space)
    made: Fires = space["run"]
    return made


def _python(one: Test) -> str:
    value = set(one.value) if one.sign == "in" else one.value
    return f"({one.fact} is not None and {one.fact} {one.sign} {value!r})"


def clips_engine(rules: list[Rule]) -> Fires:
    """CLIPS through clipspy, with the tests inside the slots so that its network shares them."""
    import clips  # type: ignore[import-not-found]

    env = clips.Environment()
    env.build(f"(deftemplate case {' '.join(f'(slot {fact} (default nil))' for fact in FACTS)})")
    fires: list[int] = []
    env.define_function(lambda number: fires.append(int(number)), name="hit")
    for number, rule in enumerate(rules):
        alone = " ".join(_clips(part[0]) for part in rule if len(part) == 1)
        groups = [part for part in rule if len(part) > 1]
        for place, one in enumerate(groups[0] if groups else [None]):
            tests = f"{alone} {_clips(one) if one else ''}"
            env.build(f"(defrule r{number}_{place} (case {tests}) => (hit {number}))")
    template = env.find_template("case")

    def run(case: Plain) -> list[int]:
        fires.clear()
        env.reset()
        template.assert_fact(**case)
        env.run()
        return sorted(set(fires))

    return run


def _clips(one: Test) -> str:
    if one.sign == "in":
        return f"({one.fact} {'|'.join(json.dumps(code) for code in one.value)})"
    if one.sign == "==":
        return f"({one.fact} {json.dumps(one.value)})"
    if one.sign == "!=":
        return f"({one.fact} ~nil&~{json.dumps(one.value)})"
    return f"({one.fact} ?{one.fact}&~nil&:({one.sign} ?{one.fact} {one.value}))"


def zen_engine(rules: list[Rule]) -> Fires:
    """GoRules' zen-engine: one decision table, every row that matches, with its trace."""
    import zen  # type: ignore[import-not-found]

    columns = [{"id": fact, "name": fact, "field": fact} for fact in FACTS]
    rows = [_zen_row(number, rule) for number, rule in enumerate(rules)]
    table = {
        "hitPolicy": "collect",
        "inputs": [*columns, {"id": "group", "name": "group"}],
        "rules": rows,
        "outputs": [{"id": "out", "name": "out", "field": "out"}],
    }
    content = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            _zen_node("in", "inputNode"),
            {**_zen_node("table", "decisionTableNode"), "content": table},
            _zen_node("end", "outputNode"),
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table"},
            {"id": "2", "sourceId": "table", "targetId": "end"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(content))
    nothing = dict.fromkeys(FACTS)

    def run(case: Plain) -> list[int]:
        found = decision.evaluate({**nothing, **case}, {"trace": True})
        return [int(one["out"]) for one in found["result"]]

    return run


def _zen_node(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}


def _zen_row(number: int, rule: Rule) -> dict[str, str]:
    row = {"_id": f"r{number}", "group": "", "out": str(number), **dict.fromkeys(FACTS, "")}
    for part in rule:
        if len(part) > 1:
            tests = (f"({one.fact} != null and {_zen(one, one.fact)})" for one in part)
            row["group"] = " or ".join(tests)
        else:
            (one,) = part
            row[one.fact] = f"$ != null and {_zen(one, '$')}"
    return row


def _zen(one: Test, subject: str) -> str:
    return f"{subject} {one.sign} {json.dumps(one.value)}"
