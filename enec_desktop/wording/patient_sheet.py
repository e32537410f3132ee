"""The sheet for the patient: what was decided and recorded, in plain words; no figures, no doses.

What a team wrote by hand has no plain word: it stands in quotation marks, and what its words mean below.
A text with figures of outcome, percentages or doses is left to the talk, and the sheet says so. Dissent, the
assessment and the minutes stay out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.content import Block, Bullets, Mark, Page, Paragraph, Section, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Codes
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.facts import latest
from enec_desktop.wording.paper_refs import citing
from enec_desktop.wording.plain_words import PlainWords
from enec_desktop.wording.summary import footer_words, identity_words
from enec_desktop.wording.summary_decision import parts, says_what_to_do
from enec_desktop.wording.summary_record import seal_of, status_words

_STATES = ("done", "changed", "dropped")


def patient_sheet(
    case: Case,
    known: tuple[Entry, ...],
    assessment: Assessment,
    knowledge: KnowledgeBase,
    stamp: Stamp,
    plain: PlainWords,
    meeting: Meeting | None = None,
) -> Page:
    """The sheet from the facts of the record alone; ``known`` are the entries known at its point."""
    board = Board(case, known, assessment, knowledge, meeting)
    return Page(
        "About your treatment plan",
        status_words(board, stamp),
        identity_words(board, stamp),
        footer_words(board, stamp, ""),
        citing(sheet_sections(board, stamp, plain), knowledge),
        (),
        seal_of(stamp),
    )


def sheet_sections(board: Board, stamp: Stamp, plain: PlainWords) -> tuple[Section, ...]:
    """The parts of the sheet; each sentence from the record leads to its field (``entry/field``)."""
    entry = board.decision
    if entry is None or not says_what_to_do(board):
        told = Sentence(plain.say["undecided"], mark=Mark.ASK, strong=True)
        return (Section("decision", "Your plan", (Paragraph((told,)),)),)
    sheet = _Sheet(board, plain, entry)
    sections = (
        Section("about", "About this sheet", (Paragraph(tuple(_about(board, stamp, plain))),)),
        Section("decision", "Your plan", tuple(Paragraph((one,)) for one in sheet.plan())),
        Section("steps", "What happens next", tuple(sheet.steps())),
        Section("talks", "Who talks with you, and when", tuple(Paragraph((one,)) for one in sheet.talks())),
        Section("ring", "Where to ring", (Bullets(tuple(sheet.people())),)),
        Section("questions", "Questions you may want to ask", (Bullets(_questions(plain)),)),
    )
    terms = plain.terms_in(sheet.quoted)
    means = tuple(Sentence(f"{one.name}: {one.means}", rests=(f"term/{one.name}",)) for one in terms)
    lead = Paragraph((Sentence(plain.say["terms"]),))
    words = (Section("words", "What some words mean", (lead, Bullets(means))),) if means else ()
    return (*sections, *words)


def _about(board: Board, stamp: Stamp, plain: PlainWords) -> Iterator[Sentence]:
    if stamp.newest is not None:
        day = PartialDate.of(stamp.newest.confirmed.date()).shown()
        yield Sentence(plain.say["newer"].format(day=day), mark=Mark.STOP, strong=True)
    if stamp.record is None:
        yield Sentence(plain.say["draft"], mark=Mark.CAUTION, strong=True)
    if stamp.pseudonym:
        places = "1 place" if stamp.masked == 1 else f"{stamp.masked} places"
        yield Sentence(plain.say["masked"].format(places=places))
    yield Sentence(plain.say["about"])
    yield Sentence(plain.say["talk"], strong=True)
    day, place = _met(board)
    if day:
        yield Sentence(plain.say["met"].format(day=day), (place,))


def _met(board: Board) -> tuple[str, str]:
    if board.meeting is not None:
        return PartialDate.of(board.meeting.day).shown(), "meeting/day"
    question = board.question
    if question is None or question.fact("board_date").value is None:
        return "", ""
    fields = board.kind("question").fields
    told = show_fact(fields["board_date"], question.fact("board_date"))
    return told, f"{question.id}/board_date"


def _questions(plain: PlainWords) -> tuple[Sentence, ...]:
    return tuple(map(Sentence, plain.ask.values()))


@dataclass
class _Sheet:
    """Says fields of the decision; ``quoted`` are the texts of the team that were printed."""

    board: Board
    plain: PlainWords
    entry: Entry
    quoted: list[str] = field(default_factory=list)

    def plan(self) -> Iterator[Sentence]:
        """Aim, treatment, on what it depends, why; what became of it where that is known."""
        entry = self.entry
        yield self._aim(entry)
        yield self._treatment(entry)
        for one in parts(self.board, entry, "condition"):
            yield self._condition(one)
        yield from self._recorded(entry, "conditions", "depends")
        yield self._said(entry, "why", "wrote", "why_missing", lead="Why? ")
        became = entry.fact("carried_out").value
        for code, key in (("changed", "changed"), ("no", "dropped")):
            if became == Codes({code}):
                yield Sentence(self.plain.say[key], (f"{entry.id}/carried_out",), Mark.CAUTION)

    def steps(self) -> Iterator[Block]:
        """What is done, in order, by whom and by when; what is still waited for."""
        entry = self.entry
        listed = parts(self.board, entry, "action")
        for number, action in enumerate(listed, 1):
            yield Paragraph((self._step(number, action),))
        free = [*self._recorded(entry, "actions", "wrote"), *self._recorded(entry, "tasks", "wrote")]
        if not listed and not free:
            free.append(Sentence(self.plain.say["steps_missing"], mark=Mark.ASK))
        free.append(self._said(entry, "outstanding", "waiting", "waiting_missing"))
        for one in free:
            yield Paragraph((one,))

    def talks(self) -> Iterator[Sentence]:
        """Who tells the patient, when the board comes back to it, which study was thought of."""
        entry = self.entry
        yield self._said(entry, "told", "tells", "tells_missing")
        yield self._said(entry, "again", "again", "again_missing")
        yield self._said(entry, "trial", "study", "study_missing")

    def people(self) -> Iterator[Sentence]:
        """Whom to ring; a number is not part of the record."""
        patient = latest(self.board.known, "identity")
        for name, key in (("responsible", "doctor"), ("key_worker", "nurse")):
            who = self._text(patient, name)
            if who:
                yield Sentence(self.plain.say[key].format(who=who), self._refs(patient, name))
            else:
                yield Sentence(self.plain.say[f"{key}_missing"], self._refs(patient, name), Mark.ASK)
        yield Sentence(self.plain.say["phone"])

    def _aim(self, entry: Entry) -> Sentence:
        fact, refs = entry.fact("intent"), self._refs(entry, "intent")
        if not isinstance(fact.value, frozenset):
            return Sentence(self.plain.say["aim_missing"], refs, Mark.ASK)
        if len(fact.value) == 1:
            return Sentence(self.plain.aim[next(iter(fact.value))], refs, strong=True)
        return Sentence(self._quote("wrote", self._shown(entry, "intent")), refs)

    def _treatment(self, entry: Entry) -> Sentence:
        text, refs = self._text(entry, "regimen"), self._refs(entry, "regimen")
        known = self.plain.regimens.get(text.strip().casefold())
        if known:
            return Sentence(known, refs, strong=True)
        return self._said(entry, "regimen", "wrote", "treatment_missing", lead="Your treatment. ")

    def _condition(self, entry: Entry) -> Sentence:
        """The condition as it was said; what the program checks is no sentence for a patient."""
        if not self._text(entry, "words"):
            return Sentence(self.plain.say["depends_unsaid"], self._refs(entry, "words"), Mark.ASK)
        words = self._text(entry, "words")
        told = [self._quote("depends", words)]
        if self.plain.is_held(words):
            return Sentence(told[0], self._refs(entry, "words"))
        then, otherwise = (self._text(entry, name) for name in ("then", "otherwise"))
        told += [self._quote("holds", then)] if then else []
        if entry.fact("relist").value == Codes({"yes"}):
            told.append(self.plain.say["relist_then" if then else "relist"])
        told += [self._quote("fails", otherwise)] if otherwise else []
        return Sentence(" ".join(told), self._refs(entry, "words", "then", "otherwise"))

    def _step(self, number: int, entry: Entry) -> Sentence:
        say, what, who = self.plain.say, self._text(entry, "what"), self._text(entry, "owner")
        words = self._quote("", what) if what else say["step_what_missing"]
        told = [say["step"].format(number=number, words=words)]
        state = entry.fact("state").value
        became = next((one for one in _STATES if state == Codes({one})), "")
        if became:
            told.append(say[f"step_{became}"])
        else:
            told.append(say["step_who"].format(who=who) if who else say["step_who_missing"])
            day = self._shown(entry, "due") if entry.fact("due").state is FieldState.VALUE else ""
            told.append(say["step_when"].format(day=day) if day else say["step_when_missing"])
        whole = bool(became or (what and who and day))
        refs = self._refs(entry, "what", "owner", "due")
        return Sentence(" ".join(told), refs, Mark.NONE if whole else Mark.ASK)

    def _recorded(self, entry: Entry, name: str, key: str) -> Iterator[Sentence]:
        """An older free text, told only where it is recorded."""
        if entry.fact(name).state is FieldState.VALUE:
            yield self._said(entry, name, key, "")

    def _said(self, entry: Entry, name: str, key: str, missing: str, lead: str = "") -> Sentence:
        """A free text in quotation marks, the state it is in, or that it is missing."""
        fact, refs = entry.fact(name), self._refs(entry, name)
        if fact.state is FieldState.NOT_RECORDED:
            return Sentence(self.plain.say[missing], refs, Mark.ASK)
        if fact.state is not FieldState.VALUE:
            return Sentence(lead + self.plain.say["noted"].format(words=self._shown(entry, name)), refs)
        return Sentence(lead + self._quote(key, self._text(entry, name)), refs)

    def _quote(self, key: str, text: str) -> str:
        """The team's words within ``key``; of a text with figures, only what it is about."""
        if self.plain.is_held(text):
            return f"{self.plain.topics.get(key, '')} {self.plain.say['held']}".strip()
        self.quoted.append(text)
        text = text.strip()
        words = f"“{text}”" if text.endswith((".", "?", "!", "。")) else f"“{text}”."
        if key in self.plain.topics:
            return f"{self.plain.topics[key]} {self.plain.say['wrote'].format(words=words)}"
        return self.plain.say[key].format(words=words) if key else words

    def _text(self, entry: Entry | None, name: str) -> str:
        value = (entry.fact(name) if entry else Fact()).value
        return value if isinstance(value, str) else ""

    def _shown(self, entry: Entry, name: str) -> str:
        return show_fact(self.board.kind(entry.kind).fields[name], entry.fact(name))

    def _refs(self, entry: Entry | None, *names: str) -> tuple[str, ...]:
        """The fields a sentence rests on; of several, those that say anything, else the first."""
        place = entry.id if entry else "identity"
        said = [one for one in names if entry and entry.fact(one).state is not FieldState.NOT_RECORDED]
        return tuple(f"{place}/{one}" for one in (said or names[:1]))
