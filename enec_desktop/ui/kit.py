"""What every part of the window is handed: the desk, the looks and the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.names import Names, code_of
from enec_desktop.ui.theme import Theme
from enec_desktop.ui.waiting_advice import WaitingAdvice

if TYPE_CHECKING:
    from enec_desktop.app.desk import Desk


@dataclass(frozen=True, eq=False, repr=False)
class Kit:
    """One desk, one theme; handed down by constructors, never looked up.

    ``unfolded``: the kinds of entries and their groups of fields that were unfolded while the window lives.
    """

    desk: Desk
    theme: Theme
    names: Names = field(default_factory=Names)
    unfolded: set[tuple[str, str]] = field(default_factory=set)
    advice: WaitingAdvice = field(default_factory=WaitingAdvice)

    def name(self, case_id: str, name: str) -> str:
        """A patient's name as it may be read now: itself, or a code while names are hidden."""
        return self.words("names.code", code=code_of(case_id)) if self.names.hidden else name

    def words(self, key: str, **names: object) -> str:
        """The interface text of a key, with its places filled."""
        return self.desk.words.format(key, **names) if names else self.desk.words(key)

    def said(self, text: str) -> str:
        """A label, or a text put together from labels, in the language in force."""
        return self.desk.words.say(text)

    def problem(self, trouble: Exception | str) -> str:
        """What went wrong, in one sentence of the language in force."""
        return self.desk.words.problem(str(trouble))

    def date(self, day: PartialDate) -> str:
        """A date as a reader of the language writes it."""
        return self.desk.words.date(day)

    def today(self) -> PartialDate:
        """The day the desk counts ages by."""
        return PartialDate.of(self.desk.now().date())
