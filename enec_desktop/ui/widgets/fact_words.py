"""Facts in the language in force, and values as an edit line holds them."""

from __future__ import annotations

from enec_desktop.domain.case import Fact, Value
from enec_desktop.domain.shown import show_fact, show_typed
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit


def fact_words(kit: Kit, kind: str, field: str, fact: Fact) -> str:
    """A fact in words; a text that was written by hand stays as it is."""
    words = show_fact(kit.desk.vocabulary.field(kind, field), fact)
    return words if isinstance(fact.value, str) else kit.said(words)


def typed_words(kit: Kit, kind: str, field: str, value: Value) -> str:
    """What an edit line holds for a value: what is typed is read in English words and with ISO dates."""
    if isinstance(value, PartialDate):
        return kit.date(value)
    return show_typed(kit.desk.vocabulary.field(kind, field), value)
