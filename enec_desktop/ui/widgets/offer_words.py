"""What the window says of values read from a report: the value, what is recorded, where it would go."""

from __future__ import annotations

from collections.abc import Sequence

from enec_desktop.domain.case import Case, Fact, FieldState
from enec_desktop.domain.reading.offers import Offer
from enec_desktop.domain.reading.placing import Homes, Standing
from enec_desktop.domain.reading.sheet import Line, Sheet
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.entry_words import entry_time, entry_title, inside
from enec_desktop.ui.widgets.fact_words import fact_words

_FEW = 48
"""Characters of a report that are shown with the reason why they were not read."""
_LARGE = 1.5
"""From this size of letters on, the keys are told on the buttons alone."""

Groups = list[tuple[str, str, Sequence[tuple[Line, str]]]]


class OfferWords:
    """Puts a sheet into words."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    def groups(self, sheet: Sheet) -> Groups:
        """Each target with a title and its lines in words; targets without lines are left out."""
        found: Groups = []
        for home in sheet.targets:
            key = home.target.key
            if lines := [(line, self._line(line)) for line in sheet.lines(key)]:
                found.append((key, self._title(sheet.case, home), lines))
        return found

    def place(self, case: Case, home: Homes, entry_id: str) -> str:
        """An entry that a target can go to: "New: specimen, 06-Feb-2026", "Specimen 1 · biopsy, …"."""
        kind = inside(self._kit.desk.vocabulary.kinds[home.target.kind].label)
        if entry_id:
            entry = case.entry(entry_id)
            return f"{entry_title(self._kit, case, entry)}, {entry_time(self._kit, case, entry)}"
        if home.target.date is None:
            return self._kit.words("report.new_entry", kind=kind)
        return self._kit.words("report.new_dated", kind=kind, date=self._kit.date(home.target.date))

    def counts(self, sheet: Sheet, cut: bool) -> str:
        """How far it is, and what is not shown."""
        lines = [line for home in sheet.targets for line in sheet.lines(home.target.key)]
        number = {name: sum(line.verdict == name for line in lines) for name in ("open", "taken", "refused")}
        said = [self._kit.words("report.found", **number)]
        if sheet.known:
            said.append(self._kit.words("report.same", count=sheet.known))
        if cut:
            said.append(self._kit.words("report.cut", count="20,000"))
        # At large letters the values themselves need the room; the keys stand on the buttons, too.
        keys = [self._kit.words("report.keys")] if self._kit.theme.zoom < _LARGE else []
        return " · ".join([*said, *keys])

    def doubts(self, sheet: Sheet) -> str:
        """The fields that the text gives several readings of; empty where there are none."""
        doubts = sheet.reading.doubts
        if not doubts:
            return ""
        labels = [self._kit.desk.vocabulary.field(one.kind, one.field).label for one in doubts]
        return self._kit.words("report.doubts", fields=", ".join(dict.fromkeys(labels)))

    def asides(self, sheet: Sheet) -> str:
        """What was not read since it is told of something else, and why; empty where there is nothing."""
        told = dict[str, str]()
        for one in sheet.reading.asides:
            words = " ".join(one.span.of(sheet.reading.text).split())[:_FEW]
            told.setdefault(one.reason, self._kit.words(f"report.aside_{one.reason}", words=words))
        return self._kit.words("report.asides", reasons="; ".join(told.values())) if told else ""

    def person(self, sheet: Sheet) -> str:
        """The caution that the report may be of another patient; empty where nothing differs."""
        facts = [
            self._kit.words(
                "report.other_fact",
                field=inside(self._kit.desk.vocabulary.field(offer.kind, offer.field).label),
                said=self._shown(offer.kind, offer.field, Fact(FieldState.VALUE, offer.value)),
                recorded=self._shown(offer.kind, offer.field, fact),
            )
            for offer, fact in sheet.other_person()
        ]
        if self._kit.names.hidden:
            fields = [self._kit.desk.vocabulary.field(one.kind, one.field) for one, _ in sheet.other_person()]
            facts = [field.label.lower() for field in fields]
        return self._kit.words("report.other_person", facts="; ".join(facts)) if facts else ""

    def _title(self, case: Case, home: Homes) -> str:
        kind = self._kit.desk.vocabulary.kinds[home.target.kind].label
        words = self._kit.said(home.target.label)
        title = self._kit.words("report.group", kind=kind, words=words) if words else kind
        return f"{title} → {self._goal(case, home)}"

    def _goal(self, case: Case, home: Homes) -> str:
        """Where a group goes, behind its title: an entry by its name, or a new one."""
        if home.chosen:
            alone = not self._kit.desk.vocabulary.kinds[home.target.kind].repeats
            return self._kit.words("report.goes_there") if alone else self.place(case, home, home.chosen)
        if home.target.date is None:
            return self._kit.words("report.goes_new")
        # The day stays in one piece where a title takes two lines.
        day = self._kit.date(home.target.date).replace("-", "\N{NON-BREAKING HYPHEN}")
        return self._kit.words("report.goes_new_dated", date=day)

    def _line(self, line: Line) -> str:
        offer = line.offer
        label = self._kit.desk.vocabulary.field(offer.kind, offer.field).label
        value = self._shown(offer.kind, offer.field, Fact(FieldState.VALUE, offer.value))
        said = [self._kit.words(f"report.line_{line.verdict}", field=label, value=value)]
        if line.standing is Standing.CONFLICT and line.now is not None:
            now = self._shown(offer.kind, offer.field, line.now)
            said.append(self._kit.words("report.conflict", now=now))
        if offer.replaces:
            said.append(self._replaced(offer))
        return "\n".join(said)

    def _replaced(self, offer: Offer) -> str:
        """What the value of an addendum takes the place of."""
        if offer.on is None:
            return self._kit.words("report.replaces", words=offer.replaces)
        return self._kit.words("report.replaces_dated", date=self._kit.date(offer.on), words=offer.replaces)

    def _shown(self, kind: str, field: str, fact: Fact) -> str:
        return fact_words(self._kit, kind, field, fact)
