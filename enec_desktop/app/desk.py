"""Everything the window and the command line can do, in one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from enec_desktop.app.settings import SettingsDesk
from enec_desktop.app.words import Words
from enec_desktop.app.worklist import WorklistDesk
from enec_desktop.domain.style import Tokens

if TYPE_CHECKING:
    from datetime import datetime

    from enec_desktop.app.assessments import AssessmentDesk
    from enec_desktop.app.backups import BackupDesk
    from enec_desktop.app.cases import CaseDesk
    from enec_desktop.app.copies import CopyDesk
    from enec_desktop.app.decisions import DecisionDesk
    from enec_desktop.app.documents import DocumentDesk
    from enec_desktop.app.drafts import DraftDesk
    from enec_desktop.app.evidence import EvidenceDesk
    from enec_desktop.app.exports import ExportDesk
    from enec_desktop.app.follow_up import FollowUpDesk
    from enec_desktop.app.help import HelpDesk
    from enec_desktop.app.imports import ImportDesk
    from enec_desktop.app.knowledge import KnowledgeDesk
    from enec_desktop.app.meetings import MeetingDesk
    from enec_desktop.app.notes import NoteDesk
    from enec_desktop.app.opinions import OpinionDesk
    from enec_desktop.app.papers import PaperDesk
    from enec_desktop.app.readiness import ReadinessDesk
    from enec_desktop.app.readings import ReadingDesk
    from enec_desktop.app.replays import ReplayDesk
    from enec_desktop.app.reports import ReportDesk
    from enec_desktop.app.site import SiteDesk
    from enec_desktop.app.slides import SlideDesk
    from enec_desktop.app.summaries import SummaryDesk
    from enec_desktop.app.what_if import WhatIfDesk
    from enec_desktop.domain.checklist import ChecklistItem
    from enec_desktop.domain.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False, repr=False)
class Makers:
    """How the desks are made that the first picture of the worklist does not need."""

    vocabulary: Callable[[str], Vocabulary]
    cases: Callable[[], CaseDesk]
    knowledge: Callable[[], KnowledgeDesk]
    site: Callable[[KnowledgeDesk, Words], SiteDesk]
    assessments: Callable[[KnowledgeDesk, SiteDesk], AssessmentDesk]
    reports: Callable[[KnowledgeDesk, AssessmentDesk, SiteDesk, Words], ReportDesk]
    summaries: Callable[[AssessmentDesk], SummaryDesk]
    evidence: Callable[[KnowledgeDesk, Words], EvidenceDesk]
    help: Callable[[KnowledgeDesk, Words], HelpDesk]
    replays: Callable[[KnowledgeDesk, MeetingDesk], ReplayDesk]
    what_if: Callable[[KnowledgeDesk, AssessmentDesk], WhatIfDesk]
    imports: Callable[[], ImportDesk]
    exports: Callable[[MeetingDesk], ExportDesk]
    backups: Callable[[], BackupDesk]
    drafts: Callable[[], DraftDesk]
    readings: Callable[[], ReadingDesk]
    opinions: Callable[[], OpinionDesk]
    copies: Callable[[KnowledgeDesk], CopyDesk]
    notes: Callable[[], NoteDesk]
    meetings: Callable[[], MeetingDesk]
    slides: Callable[[KnowledgeDesk, AssessmentDesk, Words], SlideDesk]
    readiness: Callable[[KnowledgeDesk, AssessmentDesk], ReadinessDesk]
    decisions: Callable[[AssessmentDesk, OpinionDesk, MeetingDesk], DecisionDesk]
    documents: Callable[[], DocumentDesk]
    follow_up: Callable[[KnowledgeDesk], FollowUpDesk]
    checklist: Callable[[], tuple[ChecklistItem, ...]]


@dataclass(frozen=True, eq=False, repr=False)
class Desk:
    """The use cases, wired; ``close`` lets the store go.

    What the first picture of the worklist does not need is made, and its modules read, when first asked for.
    """

    tokens: Tokens
    words: Words
    settings: SettingsDesk
    worklist: WorklistDesk
    now: Callable[[], datetime]
    close: Callable[[], None]
    makers: Makers

    @property
    def vocabulary(self) -> Vocabulary:
        """Which facts a case may have, labelled in the language in force.

        Raises KnowledgeRefused with every fault of its files.
        """
        return self.makers.vocabulary(self.words.language)

    @cached_property
    def cases(self) -> CaseDesk:
        """Open, change, undo, import and export cases."""
        return self.makers.cases()

    @cached_property
    def knowledge(self) -> KnowledgeDesk:
        """The knowledge behind the assessments."""
        return self.makers.knowledge()

    @cached_property
    def assessments(self) -> AssessmentDesk:
        """What the engine says of a case."""
        return self.makers.assessments(self.knowledge, self.site)

    @cached_property
    def site(self) -> SiteDesk:
        """What this hospital offers."""
        return self.makers.site(self.knowledge, self.words)

    @cached_property
    def evidence(self) -> EvidenceDesk:
        """Every record of the knowledge, to be searched and read."""
        return self.makers.evidence(self.knowledge, self.words)

    @cached_property
    def help(self) -> HelpDesk:
        """What the program says of how it decides and of its limits."""
        return self.makers.help(self.knowledge, self.words)

    @cached_property
    def replays(self) -> ReplayDesk:
        """What another edition of the knowledge would change."""
        return self.makers.replays(self.knowledge, self.meetings)

    @cached_property
    def what_if(self) -> WhatIfDesk:
        """Other facts tried out on a copy of a case."""
        return self.makers.what_if(self.knowledge, self.assessments)

    @cached_property
    def reports(self) -> ReportDesk:
        """The paper of a case."""
        return self.makers.reports(self.knowledge, self.assessments, self.site, self.words)

    @cached_property
    def papers(self) -> PaperDesk:
        """Documents that leave the room."""
        from enec_desktop.app.papers import PaperDesk

        return PaperDesk(
            self.reports,
            lambda: self.decisions,
            lambda: self.documents,
            lambda: self.readiness,
            self.cases.stored,
            lambda: self.meetings,
            self.now,
        )

    @cached_property
    def summaries(self) -> SummaryDesk:
        """What the worklist says of a case."""
        return self.makers.summaries(self.assessments)

    @cached_property
    def imports(self) -> ImportDesk:
        """Cases of other programs."""
        return self.makers.imports()

    @cached_property
    def exports(self) -> ExportDesk:
        """Cases for other programs."""
        return self.makers.exports(self.meetings)

    @cached_property
    def backups(self) -> BackupDesk:
        """Copies of the store, and the check of it."""
        return self.makers.backups()

    @cached_property
    def drafts(self) -> DraftDesk:
        """What is half typed, and where the user is."""
        return self.makers.drafts()

    @cached_property
    def readings(self) -> ReadingDesk:
        """Values of pasted reports, offered to be taken or refused."""
        return self.makers.readings()

    @cached_property
    def opinions(self) -> OpinionDesk:
        """Agreeing and disagreeing with the advice."""
        return self.makers.opinions()

    @cached_property
    def copies(self) -> CopyDesk:
        """Texts for the record that the hospital keeps."""
        return self.makers.copies(self.knowledge)

    @cached_property
    def notes(self) -> NoteDesk:
        """What the hospital notes on records of the knowledge."""
        return self.makers.notes()

    @cached_property
    def meetings(self) -> MeetingDesk:
        """The meetings of the board."""
        return self.makers.meetings()

    @cached_property
    def slides(self) -> SlideDesk:
        """The slides of a case."""
        return self.makers.slides(self.knowledge, self.assessments, self.words)

    @cached_property
    def readiness(self) -> ReadinessDesk:
        """Whether cases are ready for the board, and their order."""
        return self.makers.readiness(self.knowledge, self.assessments)

    @cached_property
    def decisions(self) -> DecisionDesk:
        """The decisions of the board on their way to records, and the records."""
        return self.makers.decisions(self.assessments, self.opinions, self.meetings)

    @cached_property
    def documents(self) -> DocumentDesk:
        """The files that left the room."""
        return self.makers.documents()

    @cached_property
    def follow_up(self) -> FollowUpDesk:
        """What became of decisions."""
        return self.makers.follow_up(self.knowledge)

    @cached_property
    def checklist(self) -> tuple[ChecklistItem, ...]:
        """What belongs to a good discussion. Raises KnowledgeRefused with every fault of its file."""
        return self.makers.checklist()
