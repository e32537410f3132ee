"""Opinions as plain JSON values and back, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.standing import QUESTION, Certainty, SafetyLevel, Standing
from enec_desktop.domain.strict import as_code, as_date, as_list, as_object, as_text, refuse, shown
from enec_desktop.domain.vocabulary import Vocabulary

MOST_OPINIONS = 500
"""More opinions on one case are a fault of the program that wrote them."""

SAYS = {"agree": True, "disagree": False}
"""The two words of a case file."""

MEMBERS = ("rule", "option", "says", "who", "on", "standing", "certainty", "edition")
"""What every opinion says; ``reason`` and ``text`` may be left out."""

STANDINGS = (*(one.value for one in Standing), *(one.value for one in SafetyLevel), QUESTION)
"""Of an option, of a limit, of the question of the day."""

CERTAINTIES = tuple(one.value for one in Certainty)

REASONS = ("decision", "deviation_reason")
"""The field whose codes name a reason: the same as for a decision that deviates."""


def reasons(vocabulary: Vocabulary) -> dict[str, str]:
    """The coded reasons with their labels."""
    kind, field = REASONS
    found = vocabulary.kinds.get(kind)
    return dict(found.fields[field].choices) if found is not None and field in found.fields else {}


def opinions_to_document(opinions: tuple[Opinion, ...]) -> list[dict[str, Any]]:
    """The opinions in their order."""
    return [_to_document(one) for one in opinions]


def opinions_from_document(raw: object, vocabulary: Vocabulary) -> tuple[Opinion, ...]:
    """The opinions of a case. Raises CaseRefused with the place."""
    listed = as_list(raw, "opinions")
    if not 1 <= len(listed) <= MOST_OPINIONS:
        refuse("opinions", f"there are {len(listed)}", f"write 1 to {MOST_OPINIONS}, or leave the key out")
    codes = reasons(vocabulary)
    return tuple(_from_document(one, f"opinions[{number}]", codes) for number, one in enumerate(listed))


def _to_document(one: Opinion) -> dict[str, Any]:
    document = {
        "rule": one.rule,
        "option": one.option,
        "says": "agree" if one.agrees else "disagree",
        "who": one.who,
        "on": one.on.iso(),
        "standing": one.standing,
        "certainty": one.certainty,
        "edition": one.edition,
    }
    said = {"reason": one.reason, "text": one.text}
    return document | {key: text for key, text in said.items() if text}


def _from_document(raw: object, place: str, codes: Mapping[str, str]) -> Opinion:
    parts = as_object(raw, place, MEMBERS, ("reason", "text"))
    rule, option, who, edition = (
        as_text(parts[name], f"{place}.{name}") for name in ("rule", "option", "who", "edition")
    )
    reason = as_code(parts["reason"], f"{place}.reason", codes, "reason") if "reason" in parts else ""
    if reason and parts["says"] == "agree":
        refuse(f"{place}.reason", f"{shown(reason)} is a reason to disagree", 'take "reason" out')
    return Opinion(
        rule,
        option,
        SAYS[as_code(parts["says"], f"{place}.says", SAYS, "opinion")],
        who,
        as_date(parts["on"], f"{place}.on"),
        as_code(parts["standing"], f"{place}.standing", STANDINGS, "standing"),
        as_code(parts["certainty"], f"{place}.certainty", CERTAINTIES, "certainty"),
        edition,
        reason,
        as_text(parts["text"], f"{place}.text") if "text" in parts else "",
    )
