"""How a field came to its value, as content blocks."""

from __future__ import annotations

from collections.abc import Sequence

from enec_desktop.domain.content import Block, Heading, Paragraph, Sentence, Table
from enec_desktop.domain.history import FactChange
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.fact_words import fact_words


def history_blocks(kit: Kit, field: FactField, changes: Sequence[FactChange]) -> tuple[Block, ...]:
    """A table of all changes of a field, newest first, or a sentence that there is none."""
    title = Heading(kit.words("history.title", field=field.field.label), 3)
    if not changes:
        return (title, Paragraph((Sentence(kit.words("history.none")),)))
    back = kit.words("history.back")
    kind, name = field.key.kind, field.key.field
    rows = tuple(
        (
            Sentence(f"{kit.date(PartialDate.of(change.when.date()))} {change.when:%H:%M}"),
            Sentence(change.who),
            Sentence(fact_words(kit, kind, name, change.old)),
            Sentence(fact_words(kit, kind, name, change.new)),
            Sentence(change.reason or (back if change.undoes is not None else "")),
        )
        for change in reversed(changes)
    )
    header = tuple(kit.words(f"history.{name}") for name in ("when", "who", "old", "new", "why"))
    return (title, Table(header, rows))
