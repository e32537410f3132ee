"""What a reader does with the advice of the case on the screen: agree, disagree, say why, take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Section
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.opinion import Opinion
from enec_desktop.ui.kit import Kit

if TYPE_CHECKING:
    from enec_desktop.app.opinions import SaidOpinion
    from enec_desktop.domain.assessment import Assessment


class Disputes(QObject):
    """The opinions of one case and its assessment; ``changed`` hands out the case as it is stored then,
    and waits to be shown it.

    ``shown`` tells every card that there is something else to show. What cannot be kept is ``refused``
    with a sentence, and nothing on the screen claims that it was.
    """

    shown = Signal()
    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._desk = kit.desk
        self._case: Case | None = None
        self._found: Assessment | None = None

    def show_case(self, case: Case, found: Assessment) -> None:
        """Speak of this case from now on."""
        self._case, self._found = case, found
        self.shown.emit()

    def forget(self) -> None:
        """Another case is coming: nothing can be said of this one any more."""
        self._case = self._found = None

    def of_rules(self, rules: tuple[str, ...]) -> tuple[SaidOpinion, ...]:
        """The opinions that belong to a card about these rows."""
        if self._case is None or self._found is None:
            return ()
        return self._desk.opinions.of_rules(self._case, self._found, rules)

    def with_apart(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """With what was said of the question, of limits, and of advice that stands here no more."""
        if self._case is None or self._found is None:
            return sections
        return self._desk.opinions.with_apart(self._case, self._found, sections)

    def own(self, rule: str) -> Opinion | None:
        """What the reader has said of a row as it stands."""
        if self._case is None or self._found is None:
            return None
        return self._desk.opinions.own(self._case, self._found, rule)

    def turn(self, rule: str, *, agrees: bool) -> bool:
        """Agree or disagree, or take that back; whether it was kept."""
        case, found = self._case, self._found
        if case is None or found is None:
            return False
        return self._try(lambda: self._desk.opinions.turn(case.id, found, rule, agrees=agrees))

    def give_reason(self, opinion: Opinion, reason: str, text: str) -> bool:
        """Say why; whether it was kept."""
        case = self._case
        if case is None:
            return False
        return self._try(lambda: self._desk.opinions.give_reason(case.id, opinion, reason, text))

    def take_back(self, opinion: Opinion) -> bool:
        """Take an opinion out; whether that was kept."""
        case = self._case
        return case is not None and self._try(lambda: self._desk.opinions.take_back(case.id, opinion))

    @property
    def reasons(self) -> dict[str, str]:
        """The coded reasons with their labels."""
        return self._desk.opinions.reasons

    def _try(self, act: Callable[[], Case]) -> bool:
        try:
            case = act()
        except EnecError as trouble:
            self.refused.emit(self._desk.words.problem(str(trouble)))
            return False
        self.changed.emit(case)
        return True
