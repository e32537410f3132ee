"""What an entry is called on the screen: its kind, its number, and the field that says which one it is."""

from __future__ import annotations

from enec_desktop.domain.case import Case, Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.dates import show_months
from enec_desktop.ui.widgets.fact_words import fact_words
from enec_desktop.ui.widgets.field_layout import brief_of, title_of


def inside(label: str) -> str:
    """A label inside a sentence: with a small letter, unless it begins with an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def entry_title(kit: Kit, case: Case, entry: Entry) -> str:
    """ "Specimen 2 · biopsy of a metastasis"; without a number where there is only one."""
    kind = kit.desk.vocabulary.kinds[entry.kind]
    alike = case.parts_of(entry.of) if entry.of else case.of_kind(entry.kind)
    alike = tuple(other for other in alike if other.kind == entry.kind)
    ids = [other.id for other in alike]
    number = f" {ids.index(entry.id) + 1}" if entry.id in ids and len(ids) > 1 else ""
    which = entry_gist(kit, entry)
    return f"{kind.label}{number} · {which}" if which else f"{kind.label}{number}"


def entry_gist(kit: Kit, entry: Entry) -> str:
    """What the title field of an entry says; empty where it says nothing."""
    kind = kit.desk.vocabulary.kinds[entry.kind]
    said = (name for name in title_of(kind) if entry.fact(name).value is not None)
    name = next(said, None)
    return fact_words(kit, entry.kind, name, entry.fact(name)) if name else ""


def entry_time(kit: Kit, case: Case, entry: Entry) -> str:
    """ "12-Mar-2026", "36 months after esophagectomy", or the words for no date."""
    parts = [kit.date(entry.date)] if entry.date else []
    if entry.elapsed is not None:
        event = case.entry(entry.elapsed.event)
        what = entry_gist(kit, event) or inside(kit.desk.vocabulary.kinds[event.kind].label)
        parts.append(kit.words("entry.after", months=show_months(entry.elapsed.months), event=what))
    return " · ".join(parts) or kit.words("entry.no_date")


def entry_brief(kit: Kit, entry: Entry) -> str:
    """The facts that stand for an entry on one line."""
    kind = kit.desk.vocabulary.kinds[entry.kind]
    said = [
        fact_words(kit, entry.kind, name, entry.fact(name))
        for name in brief_of(kind)
        if entry.fact(name).value is not None
    ]
    return " · ".join(said) or kit.words("entry.nothing")
