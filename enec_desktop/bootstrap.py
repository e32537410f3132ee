"""Wires the parts; the one place that reads the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop import paths
from enec_desktop.app import shipped
from enec_desktop.app.desk import Desk, Makers
from enec_desktop.app.settings import FILE as SETTINGS
from enec_desktop.app.settings import SettingsDesk
from enec_desktop.app.start_tables import StartTables
from enec_desktop.app.store_door import StoreDoor
from enec_desktop.app.words import ENGLISH, Words
from enec_desktop.app.worklist import WorklistDesk
from enec_desktop.domain.style import Tokens
from enec_desktop.wording.texts import read_texts
from enec_desktop.wording.tokens import read_token_table, tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from enec_desktop.app.assessments import AssessmentDesk
    from enec_desktop.app.backups import BackupDesk
    from enec_desktop.app.cases import CaseDesk
    from enec_desktop.app.copies import CopyDesk
    from enec_desktop.app.decisions import DecisionDesk
    from enec_desktop.app.documents import DocumentDesk
    from enec_desktop.app.drafts import DraftDesk
    from enec_desktop.app.evidence import EvidenceDesk
    from enec_desktop.app.exports import ExportDesk
    from enec_desktop.app.first_start import FirstStart
    from enec_desktop.app.follow_up import FollowUpDesk
    from enec_desktop.app.help import HelpDesk
    from enec_desktop.app.imports import ImportDesk
    from enec_desktop.app.knowledge import KnowledgeDesk
    from enec_desktop.app.meetings import MeetingDesk
    from enec_desktop.app.notes import NoteDesk
    from enec_desktop.app.opinions import OpinionDesk
    from enec_desktop.app.readiness import ReadinessDesk
    from enec_desktop.app.readings import ReadingDesk
    from enec_desktop.app.replays import ReplayDesk
    from enec_desktop.app.reports import ReportDesk
    from enec_desktop.app.site import SiteDesk
    from enec_desktop.app.slides import SlideDesk
    from enec_desktop.app.summaries import SummaryDesk
    from enec_desktop.app.what_if import WhatIfDesk
    from enec_desktop.app.words import Interpreter
    from enec_desktop.domain.checklist import ChecklistItem
    from enec_desktop.domain.vocabulary import Vocabulary


def now() -> datetime:
    """The clock of the program, with its time zone."""
    return datetime.now().astimezone()


def open_desk(data_dir: Path | None = None, language: str = "en") -> Desk:
    """All use cases over the store of a folder; the store is opened when first used.

    Raises EnecError when the program's own files cannot be read.
    """
    resources = paths.resources()
    tables = StartTables(paths.cache_dir())
    tokens = tokens_of(tables.of(resources / "style" / "tokens.toml", read_token_table))
    chosen = paths.chosen_data_dir() if data_dir is None else None
    data = data_dir or chosen or paths.default_data_dir()
    settings = SettingsDesk(data / SETTINGS)
    parts = _Parts(resources, data, tokens, settings, tables, chosen is not None)
    words = Words(
        lambda wanted: tables.of(resources / "text" / f"{wanted}.toml", read_texts),
        parts.interpreter,
        language,
    )
    return Desk(tokens, words, settings, parts.worklist, now, parts.store.close, parts.makers())


def first_start() -> FirstStart | None:
    """What the first start needs; None where cases are kept already, in the chosen folder or the usual one.

    Raises EnecError when the program's own files cannot be read.
    """
    if paths.holds_cases(paths.data_dir()):
        return None
    from enec_desktop.app.first_start import FirstStart
    from enec_desktop.store.ground import making, survey
    from enec_desktop.store.place import look_around

    usual = paths.default_data_dir()
    own = (SETTINGS, paths.SITE_FILE, paths.LOGO_FILE, paths.POINTER, paths.cache_dir().name)
    return FirstStart(
        open_desk(usual),
        usual,
        paths.is_portable(),
        paths.chosen_data_dir(),
        len([*(paths.resources() / "demo").glob("*.json")]),
        lambda folder: survey(folder, look_around(), own),
        lambda folder: making(folder, (SETTINGS,)),
        open_desk,
        paths.choose_data_dir,
    )


@dataclass(frozen=True, eq=False, repr=False)
class _Parts:
    """Makes the desks that wait until they are asked for: the first picture comes before their modules."""

    resources: Path
    data: Path
    tokens: Tokens
    settings: SettingsDesk
    tables: StartTables
    elsewhere: bool

    @cached_property
    def store(self) -> StoreDoor:
        beside = (paths.SITE_FILE, paths.LOGO_FILE, SETTINGS)
        return StoreDoor(self.data, lambda: self.vocabulary, now, beside, self.elsewhere)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        from enec_desktop.knowledge.compiled_vocabulary import load_vocabulary

        return load_vocabulary(self.resources / "knowledge" / "vocabulary", paths.cache_dir())

    def labelled(self, language: str) -> Vocabulary:
        """The fields under the labels of a language."""
        return (
            self.vocabulary
            if language == ENGLISH
            else shipped.labelled(self.resources / "knowledge", language)
        )

    def interpreter(self, language: str) -> Interpreter:
        """Who says in a language what was written in English; the knowledge is read for it."""
        return shipped.interpreter_of(self.resources, language)

    @cached_property
    def cases(self) -> CaseDesk:
        from enec_desktop.app.cases import CaseDesk

        return CaseDesk(self.vocabulary, self.store.open, now, _user(), self.resources / "demo")

    @cached_property
    def worklist(self) -> WorklistDesk:
        return WorklistDesk(self.store.open, self.statuses, now, _user)

    def statuses(self) -> Mapping[str, str]:
        def read(file: Path) -> dict[str, str]:
            from enec_desktop.knowledge.choice_lists import read_choices

            return read_choices(file, "status")

        return self.tables.of(self.resources / "knowledge" / "vocabulary" / "question.toml", read)

    def makers(self) -> Makers:
        return Makers(
            self.labelled,
            lambda: self.cases,
            self.knowledge,
            self.site,
            self.assessments,
            self.reports,
            self.summaries,
            self.evidence,
            self.help,
            self.replays,
            self.what_if,
            self.imports,
            self.exports,
            self.backups,
            self.drafts,
            self.readings,
            self.opinions,
            self.copies,
            self.notes,
            self.meetings,
            self.slides,
            self.readiness,
            self.decisions,
            self.documents,
            self.follow_up,
            self.checklist,
        )

    def knowledge(self) -> KnowledgeDesk:
        from enec_desktop.app.knowledge import KnowledgeDesk

        folder = self.resources / "knowledge"
        return KnowledgeDesk(
            lambda: shipped.knowledge_of(folder),
            lambda: shipped.checked_with_labels(folder),
            lambda base, afresh: shipped.proved(base, folder, afresh=afresh),
            lambda base: shipped.untold(folder, base),
        )

    def site(self, known: KnowledgeDesk, words: Words) -> SiteDesk:
        from enec_desktop.app.site import SiteDesk

        return SiteDesk(self.data / paths.SITE_FILE, known, words)

    def assessments(self, known: KnowledgeDesk, here: SiteDesk) -> AssessmentDesk:
        from enec_desktop.app.assessments import AssessmentDesk

        return AssessmentDesk(known, self.store.open, now, _user(), lambda: here.profile)

    def reports(self, known: KnowledgeDesk, made: AssessmentDesk, here: SiteDesk, words: Words) -> ReportDesk:
        from enec_desktop.app.paper import paper_of
        from enec_desktop.app.reports import ReportDesk

        fonts, stored = self.resources / "fonts", self.cases.stored

        return ReportDesk(
            known,
            made,
            lambda: self.tokens,
            fonts,
            now,
            stored,
            words,
            lambda: here.profile,
            lambda: paper_of(self.settings, here.profile.name),
            plain=self.resources / "board" / "plain.toml",
        )

    def summaries(self, made: AssessmentDesk) -> SummaryDesk:
        from enec_desktop.app.summaries import SummaryDesk

        return SummaryDesk(self.cases, self.worklist, made)

    def replays(self, known: KnowledgeDesk, meetings: MeetingDesk) -> ReplayDesk:
        from enec_desktop.app.replays import ReplayDesk

        return ReplayDesk(known, shipped.checked, self.store.open, meetings.withheld, now)

    def evidence(self, known: KnowledgeDesk, words: Words) -> EvidenceDesk:
        from enec_desktop.app.evidence import EvidenceDesk

        return EvidenceDesk(known, words)

    def help(self, known: KnowledgeDesk, words: Words) -> HelpDesk:
        from enec_desktop.app.help import HelpDesk

        return HelpDesk(known, words, now)

    def what_if(self, known: KnowledgeDesk, made: AssessmentDesk) -> WhatIfDesk:
        from enec_desktop.app.what_if import WhatIfDesk

        return WhatIfDesk(known, made, now)

    def imports(self) -> ImportDesk:
        from enec_desktop.app.imports import ImportDesk
        from enec_desktop.domain.headings import Headings
        from enec_desktop.knowledge.heading_files import read_headings

        words, file = self.vocabulary, self.resources / "import" / "headings.toml"
        return ImportDesk(
            words,
            self.store.open,
            now,
            _user(),
            self.settings,
            lambda: Headings(words, read_headings(file, words)),
        )

    def exports(self, meetings: MeetingDesk) -> ExportDesk:
        from enec_desktop.app.exports import ExportDesk

        return ExportDesk(self.cases.vocabulary, self.store.open, meetings.withheld)

    def backups(self) -> BackupDesk:
        from enec_desktop.app.backups import BackupDesk

        return BackupDesk(self.data, self.store.open, self.settings, now)

    def drafts(self) -> DraftDesk:
        from enec_desktop.app.drafts import DraftDesk

        return DraftDesk(self.store.open, now)

    def readings(self) -> ReadingDesk:
        from enec_desktop.app.readings import ReadingDesk
        from enec_desktop.domain.reading.reader import Reader
        from enec_desktop.knowledge.reading_files import read_reading_rules

        words, folder = self.vocabulary, self.resources / "reading"
        return ReadingDesk(lambda: Reader(read_reading_rules(folder, words), words), self.cases, now)

    def opinions(self) -> OpinionDesk:
        from enec_desktop.app.opinions import OpinionDesk

        return OpinionDesk(self.vocabulary, self.store.open, now, _user())

    def notes(self) -> NoteDesk:
        from enec_desktop.app.notes import NoteDesk

        return NoteDesk(self.store.open, now, _user())

    def meetings(self) -> MeetingDesk:
        from enec_desktop.app.meetings import MeetingDesk

        return MeetingDesk(self.cases, self.store.open, now, _user())

    def slides(self, known: KnowledgeDesk, made: AssessmentDesk, words: Words) -> SlideDesk:
        from enec_desktop.app.slides import SlideDesk

        return SlideDesk(known, made, words)

    def readiness(self, known: KnowledgeDesk, made: AssessmentDesk) -> ReadinessDesk:
        from enec_desktop.app.readiness import ReadinessDesk

        return ReadinessDesk(lambda: shipped.readiness_rules(self.resources), known, made)

    def decisions(self, made: AssessmentDesk, opinions: OpinionDesk, meetings: MeetingDesk) -> DecisionDesk:
        from enec_desktop.app.decisions import DecisionDesk

        return DecisionDesk(self.cases, made, opinions, meetings, self.store.open, now, _user())

    def documents(self) -> DocumentDesk:
        from enec_desktop.app.documents import DocumentDesk

        return DocumentDesk(self.store.open, now, _user())

    def follow_up(self, known: KnowledgeDesk) -> FollowUpDesk:
        from enec_desktop.app.follow_up import FollowUpDesk

        return FollowUpDesk(known, self.store.open, now)

    def checklist(self) -> tuple[ChecklistItem, ...]:
        from enec_desktop.knowledge.board_files import read_checklist

        return read_checklist(self.resources / "board" / "checklist.toml")

    def copies(self, known: KnowledgeDesk) -> CopyDesk:
        from enec_desktop.app.copies import CopyDesk

        return CopyDesk(known, now)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown user"
