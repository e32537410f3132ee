"""What a reader takes from an outcome: off the widgets of the screen, off printed text, out of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLabel, QLayout, QWidget

from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.tag import Tag

CLEARANCE = {
    "clear: no recorded value stands against it": "clear",
    "caution": "caution",
    "not cleared: values missing or stale": "unknown or stale",
    "blocked for this patient": "blocked",
}
_SPOKEN = re.compile(r"(Note|To be answered|Caution|Stop): ")
_SIGNS = re.compile(r"(\(i\)|<\?>|/!\\|\[STOP\]) ")
_IDS = re.compile(r" \(([^\s()]+(?:, [^\s()]+)*)\)$")
_REASONS = ("For", "Against")
_GOES_ON = re.compile(r"(Recommended|Option|Investigational|Against) if ")
"""Begins a further sentence of why an option stands where it stands."""


@dataclass(frozen=True)
class Told:
    """An option under a question of the day: how it stands, what clears it, and every reason given.

    ``because`` is the run of sentences that says why it stands there; ``reasons`` begin with For or Against.
    """

    question: str
    option: str
    standing: str
    clearance: str
    because: str
    reasons: frozenset[str]

    @property
    def in_short(self) -> tuple[str, str, str, str]:
        """Without the reasons."""
        return self.question, self.option, self.standing, self.clearance


def on_screen(area: QWidget) -> set[Told]:
    """The options as the widgets show them; what is folded away is not seen."""
    found, question = set(), ""
    for widget in _in_order(area):
        if _role(widget) == "section" and isinstance(widget, QLabel):
            question = widget.text().removeprefix("Options: ") if "Options: " in widget.text() else ""
        elif _role(widget) == "card" and question:
            found.add(_card(question, widget))
    return found


def _card(question: str, card: QWidget) -> Told:
    title, *rest = list(_in_order(card))
    tags = [_plain(one) for one in rest if isinstance(one, Tag)]
    under, because, reasons = "", "", []
    for widget in rest:
        if isinstance(widget, QLabel):
            under = widget.text()
        elif isinstance(widget, Prose):
            because = because or _plain(widget)
            reasons += [f"{under}: {_plain(widget)}"] if under in _REASONS else []
    assert isinstance(title, QLabel)
    return Told(question, title.text(), tags[0], CLEARANCE[tags[3]], because, frozenset(reasons))


def _in_order(area: QWidget) -> Iterator[QWidget]:
    """The widgets that are seen, in the order in which they are laid out."""
    layout = area.layout()
    for widget in _of(layout) if layout is not None else ():
        if not widget.isVisible():
            continue
        yield widget
        if _role(widget) != "card" or widget is area:
            yield from _in_order(widget)


def _of(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _of(inner)


def _role(widget: QWidget) -> str:
    return str(widget.property("role") or "")


def _plain(widget: QWidget) -> str:
    """What a screen reader says, without the word for the mark."""
    return _SPOKEN.sub("", widget.accessibleName(), count=1)


def in_text(text: str, questions: Sequence[str]) -> set[Told]:
    """The options as they are printed; ``questions`` with the capitals that their headings have lost."""
    labels = {one.upper(): one for one in questions}
    found = set()
    for part in re.split(r"\n\n", text):
        head, *lines = part.split("\n")
        if head.startswith("OPTIONS: "):
            cards = "\n".join(lines).split("\n  * ")[1:]
            found |= {_printed(labels[head.removeprefix("OPTIONS: ")], card.split("\n")) for card in cards}
    return found


def _printed(question: str, lines: list[str]) -> Told:
    head, body = lines[0], lines[1:]
    while _SIGNS.sub("", head.rpartition(" | ")[2]) not in CLEARANCE:
        head = f"{head} {body.pop(0).strip()}"
    name, *_, clearance = head.split(" | ")
    title, _, standing = name.rpartition(": ")
    because, reasons, under = "", [], ""
    for line in _items(body):
        if line.startswith("- "):
            reasons += [f"{under}: {_bare(line[2:])}"] if under in _REASONS else []
        else:
            under = line
            because = because or _without_ids(line)
    return Told(question, title, standing, CLEARANCE[_SIGNS.sub("", clearance)], because, frozenset(reasons))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Bullets as one line each; headings and the lines of paragraphs, the first paragraph as one line."""
    first = True
    whole = ""
    for line in (one for one in lines if one.startswith(" " * 6)):
        new = line[6] != " " and not (first and whole and _runs_on(whole, line.strip()))
        if new and whole:
            yield whole
            first, whole = False, ""
        whole = f"{whole} {line.strip()}".strip()
    if whole:
        yield whole


def _runs_on(paragraph: str, line: str) -> bool:
    """Whether a line belongs to the first paragraph: each of its sentences ends with the id of its row."""
    ids = _IDS.search(paragraph)
    return ids is None or "/" not in ids[1].rpartition(", ")[2] or bool(_GOES_ON.match(line))


def _bare(sentence: str) -> str:
    return _IDS.sub("", _SIGNS.sub("", sentence, count=1), count=1)


def _without_ids(paragraph: str) -> str:
    ids = r" \([^\s()]+(?:, [^\s()]+)*, [^\s()]+/[^\s()]+\)|(?<=[.:]) \([^\s()]+/[^\s()]+\)"
    return re.sub(ids, "", paragraph)


def in_document(document: Mapping[str, Any]) -> dict[Told, re.Pattern[str]]:
    """The options of the JSON output; each with the pattern of the sentences that say why it stands there."""
    found = {}
    for view in document["moments"]:
        for group in view["groups"]:
            for option in group["options"]:
                sure = "certain" if option["certainty"] == "certain" else "possible if …"
                told = Told(
                    view["label"],
                    option["title"],
                    f"{option['standing']} · {sure}",
                    option["clearance"],
                    "",
                    frozenset(_reasons(option, document["seen"])),
                )
                found[told] = _pattern(option["verdicts"], document["seen"])
    return found


def _reasons(option: Mapping[str, Any], seen: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for under, said in zip(_REASONS, (option["reasons_for"], option["reasons_against"]), strict=True):
        for one in said:
            text = one["text"]
            if (
                one["verification"] == "general knowledge, not verified"
                and "not verified" not in text.lower()
            ):
                text += " Not verified: check the current source."
            if one["open"] and one["missing"]:
                waits = ", ".join(seen[n]["label"] for n in one["missing"])
                text = f"Only if it applies, which is not known ({waits}): {text}"
            yield f"{under}: {text}"


def _pattern(verdicts: Sequence[Mapping[str, Any]], seen: Sequence[Mapping[str, Any]]) -> re.Pattern[str]:
    parts = []
    for one in verdicts:
        under = "" if one["certainty"] == "certain" else f"{one['standing'].capitalize()} if .+?: "
        parts.append(under + re.escape(one["because"]))
    return re.compile(" ".join(parts))
