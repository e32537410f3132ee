"""The offers of a pasted report while someone goes through them: open, taken or refused, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enec_desktop.domain.case import Case, Fact, Quantity, Value
from enec_desktop.domain.reading.offers import Offer, Reading
from enec_desktop.domain.reading.placing import Homes, Standing, homes, standing, with_taken
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Vocabulary

_WHO = ("name", "birth_date", "hospital_number", "sex")


class Verdict(StrEnum):
    """What someone said to an offer."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One offer as it stands now."""

    number: int
    offer: Offer
    verdict: Verdict
    standing: Standing
    now: Fact | None


class Sheet:
    """Nothing of it is in the case before ``result`` is written."""

    def __init__(self, case: Case, reading: Reading, vocabulary: Vocabulary) -> None:
        self.case, self.reading, self._vocabulary = case, reading, vocabulary
        self._homes = homes(case, reading, vocabulary)
        self._verdicts = [Verdict.OPEN] * len(reading.offers)
        self._past: list[list[Verdict]] = []

    @property
    def targets(self) -> list[Homes]:
        """The entries that something is offered for, in the order of the text."""
        keys = dict.fromkeys(offer.target for offer in self.reading.offers)
        return [self._homes[key] for key in keys]

    def lines(self, target: str) -> list[Line]:
        """The offers for one entry, without those that say what is recorded there already."""
        found = []
        for number, offer in enumerate(self.reading.offers):
            if offer.target == target and (line := self.line(number)).standing is not Standing.SAME:
                found.append(line)
        return found

    def line(self, number: int) -> Line:
        """One offer as it stands now."""
        offer = self.reading.offers[number]
        stands, now = standing(self.case, self._homes[offer.target], offer)
        return Line(number, offer, self._verdicts[number], stands, now)

    @property
    def known(self) -> int:
        """How many offers say what is recorded already."""
        return sum(self.line(n).standing is Standing.SAME for n in range(len(self.reading.offers)))

    @property
    def taken(self) -> list[Offer]:
        """What was taken, in the order of the text."""
        offers = zip(self.reading.offers, self._verdicts, strict=True)
        return [offer for offer, verdict in offers if verdict is Verdict.TAKEN]

    def say(self, number: int, verdict: Verdict) -> None:
        """Take or refuse an offer; of two for one field, the one taken last counts."""
        self._remember()
        self._say(number, verdict)

    def take_all(self, target: str) -> int:
        """Take every open offer for an entry that contradicts nothing; returns how many."""
        fields = [one.offer.field for one in self.lines(target)]
        chosen = [
            line.number
            for line in self.lines(target)
            if line.verdict is Verdict.OPEN
            and line.standing is Standing.FREE
            and fields.count(line.offer.field) == 1
        ]
        if chosen:
            self._remember()
        for number in chosen:
            self._say(number, Verdict.TAKEN)
        return len(chosen)

    def take_back(self) -> bool:
        """Undo the last word said to an offer; whether there was one."""
        if not self._past:
            return False
        self._verdicts = self._past.pop()
        return True

    def send(self, target: str, entry_id: str) -> None:
        """Let the offers of a target go to another entry, "" for a new one; they are open again."""
        if entry_id not in self._homes[target].ids:
            return
        self._homes[target] = self._homes[target].to(entry_id)
        self._past.clear()
        for number, offer in enumerate(self.reading.offers):
            if offer.target == target:
                self._verdicts[number] = Verdict.OPEN

    def result(self) -> Case:
        """The case with what was taken."""
        return with_taken(self.case, self.reading, self._homes, self.taken, self._vocabulary)

    def other_person(self) -> list[tuple[Offer, Fact]]:
        """What the text says of the patient that differs from the open case: perhaps of another person."""
        patient = next(iter(self.case.of_kind("identity")), None)
        if patient is None:
            return []
        told = [one for one in self.reading.offers if one.kind == "identity" and one.field in _WHO]
        recorded = [(one, patient.fact(one.field)) for one in told]
        return [
            (one, fact) for one, fact in recorded if fact.value is not None and _differ(one.value, fact.value)
        ]

    def _remember(self) -> None:
        self._past.append(list(self._verdicts))

    def _say(self, number: int, verdict: Verdict) -> None:
        offer = self.reading.offers[number]
        if verdict is Verdict.TAKEN:
            for other, one in enumerate(self.reading.offers):
                alike = (one.target, one.field) == (offer.target, offer.field)
                if alike and self._verdicts[other] is Verdict.TAKEN:
                    self._verdicts[other] = Verdict.OPEN
        self._verdicts[number] = verdict


def _differ(said: Value, recorded: Value) -> bool:
    """Whether two statements cannot be of one person; the order of the words of a name does not count."""
    if isinstance(said, str) and isinstance(recorded, str):
        one, other = (sorted(_words(text)) for text in (said, recorded))
        return one != other and "".join(one) != "".join(other)
    if isinstance(said, PartialDate) and isinstance(recorded, PartialDate):
        return said.latest < recorded.earliest or recorded.latest < said.earliest
    if isinstance(said, Quantity) or isinstance(recorded, Quantity):
        return False
    return said != recorded


def _words(text: str) -> list[str]:
    """The words of a name or the digits of a number, without signs."""
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()
