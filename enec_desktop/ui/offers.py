"""What the palette offers for what was typed: cases, commands, places, chapters, help and topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from PySide6.QtGui import QKeySequence

from enec_desktop.domain.nearness import HOLDS, nearness
from enec_desktop.domain.worklist import WorklistQuery
from enec_desktop.ui.actions import Actions, plain_words
from enec_desktop.ui.kit import Kit

PLACES = ("worklist", "meeting", "case", "summary", "evidence", "what_if", "site")
CASES, TOPICS = 8, 8
"""No more than so many cases and so many topics at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette: what it is called, what it is, and what choosing it does."""

    title: str
    second: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ways:
    """How the window goes somewhere: to a case, a chapter of the open case (no id: none is open), a topic,
    a chapter of the help.
    """

    open_id: str
    open_case: Callable[[str], object]
    show_chapter: Callable[[str], object]
    browse: Callable[[str], object]
    explain: Callable[[str], object]


class Offers:
    """Orders by nearness first: begins so, words begin so, holds it, letters in order.

    Among equally near ones: cases, then places, commands and chapters, then help, then topics of evidence.
    """

    def __init__(self, kit: Kit, actions: Actions, ways: Ways) -> None:
        self._kit, self._actions, self._ways = kit, actions, ways

    @property
    def open_id(self) -> str:
        """The case that commands act on; empty while none is open."""
        return self._ways.open_id

    def find(self, text: str) -> list[Offer]:
        """The offers for a text, the nearest first; without a text all commands, places and chapters."""
        found = [*self._cases(text), *self._named(text, self._all())]
        if len(text.strip()) > 1:
            found += [*self._named(text, self._help()), *self._topics(text)]
        return [offer for _, offer in sorted(found, key=lambda pair: pair[0])]

    def _all(self) -> Iterator[tuple[str, Offer]]:
        """Each with the words it is found by: those of an undo without the value it would take back."""
        words = self._kit.words
        for kind in ("place", "command"):
            for name, action in self._actions.offered():
                if (name in PLACES) == (kind == "place"):
                    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                    second = f"{words(f'palette.{kind}')}   {keys}".rstrip()
                    yield (
                        plain_words(words(f"menu.{name}")),
                        Offer(plain_words(action.text()), second, action.trigger),
                    )
        if self._ways.open_id:
            for id, name in self._kit.desk.vocabulary.chapters.items():
                yield name, Offer(name, words("palette.chapter"), partial(self._ways.show_chapter, id))

    def _help(self) -> Iterator[tuple[str, Offer]]:
        """The chapters of the help by their titles."""
        for id, title in self._chapters_of_help.items():
            yield title, Offer(title, self._kit.words("palette.help"), partial(self._ways.explain, id))

    @cached_property
    def _chapters_of_help(self) -> dict[str, str]:
        return self._kit.desk.help.chapters()

    def _named(self, text: str, offers: Iterable[tuple[str, Offer]]) -> Iterator[tuple[int, Offer]]:
        for name, offer in offers:
            near = nearness(text, name)
            if near is not None:
                yield near, offer

    def _cases(self, text: str) -> Iterator[tuple[int, Offer]]:
        """Cases by everything the worklist's search finds them by."""
        words = self._kit.words
        query = WorklistQuery(text=text, limit=CASES)
        for row in self._kit.desk.worklist.rows(query) if text.strip() else ():
            title = row.name or row.title or words("palette.no_name")
            # A title may hold the name, too: hidden, neither stands here.
            said = [words("palette.case"), row.number, row.title if row.name else ""]
            said = [said[0], *(() if self._kit.names.hidden else said[1:]), self._kit.said(row.moment)]
            nears = (nearness(text, title), nearness(text, row.number))
            yield (
                min((near for near in nears if near is not None), default=HOLDS),
                Offer(
                    self._kit.name(row.case_id, title),
                    " · ".join(one for one in said if one),
                    partial(self._ways.open_case, row.case_id),
                ),
            )

    def _topics(self, text: str) -> Iterator[tuple[int, Offer]]:
        for entry in self._kit.desk.evidence.find(text)[:TOPICS]:
            near = nearness(text, entry.title)
            second = f"{self._kit.words('palette.topic')} · {self._kit.said(entry.kind)} · {entry.id}"
            yield (
                HOLDS if near is None else near,
                Offer(entry.title, second, partial(self._ways.browse, entry.id)),
            )
