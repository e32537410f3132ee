"""Wires the parts; the one place that reads the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop import paths
from enec_desktop.app.desk import Desk, Makers
from enec_desktop.app.settings import FILE as SETTINGS
from enec_desktop.app.settings import SettingsDesk
from enec_desktop.app.start_tables import StartTables
from enec_desktop.app.store_door import StoreDoor
from enec_desktop.app.words import CHINESE, ENGLISH, Words
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
    from enec_desktop.app.drafts import DraftDesk
    from enec_desktop.app.evidence import EvidenceDesk
    from enec_desktop.app.exports import ExportDesk
    from enec_desktop.app.first_start import FirstStart
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
    from enec_desktop.domain.knowledge_base import KnowledgeBase
    from enec_desktop.domain.proof import Proof
    from enec_desktop.domain.readiness import ReadinessRules
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
    own = (SETTINGS, paths.SITE_FILE, paths.POINTER, paths.cache_dir().name)
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


@dataclass(frozen=True)
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
        return StoreDoor(self.data, lambda: self.vocabulary, now, (paths.SITE_FILE, SETTINGS), self.elsewhere)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        from enec_desktop.knowledge.vocabulary_files import read_vocabulary

        return read_vocabulary(self.resources / "knowledge" / "vocabulary")

    def labelled(self, language: str) -> Vocabulary:
        """The fields under the labels of a language."""
        return self.vocabulary if language == ENGLISH else _labelled(self.resources / "knowledge", language)

    def interpreter(self, language: str) -> Interpreter:
        """Who says in a language what was written in English; the knowledge is read for it."""
        return _interpreter(self.resources, language)

    @cached_property
    def cases(self) -> CaseDesk:
        from enec_desktop.app.cases import CaseDesk

        return CaseDesk(self.vocabulary, self.store.open, now, _user(), self.resources / "demo")

    @cached_property
    def worklist(self) -> WorklistDesk:
        return WorklistDesk(self.store.open, self.statuses, now, _user)

    def statuses(self) -> Mapping[str, str]:
        from enec_desktop.knowledge.choice_lists import read_choices

        file = self.resources / "knowledge" / "vocabulary" / "question.toml"
        return self.tables.of(file, lambda file: read_choices(file, "status"))

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
        )

    def knowledge(self) -> KnowledgeDesk:
        from enec_desktop.app.knowledge import KnowledgeDesk

        folder = self.resources / "knowledge"
        return KnowledgeDesk(
            lambda: _knowledge(folder),
            lambda: _checked_with_labels(folder),
            lambda base, afresh: _proved(base, folder, afresh=afresh),
            lambda base: _untold(folder, base),
        )

    def site(self, known: KnowledgeDesk, words: Words) -> SiteDesk:
        from enec_desktop.app.site import SiteDesk

        return SiteDesk(self.data / paths.SITE_FILE, known, words)

    def assessments(self, known: KnowledgeDesk, here: SiteDesk) -> AssessmentDesk:
        from enec_desktop.app.assessments import AssessmentDesk

        return AssessmentDesk(known, self.store.open, now, _user(), lambda: here.profile)

    def reports(self, known: KnowledgeDesk, made: AssessmentDesk, here: SiteDesk, words: Words) -> ReportDesk:
        from enec_desktop.app.reports import ReportDesk

        fonts, stored = self.resources / "fonts", self.cases.stored
        return ReportDesk(known, made, lambda: self.tokens, fonts, now, stored, words, lambda: here.profile)

    def summaries(self, made: AssessmentDesk) -> SummaryDesk:
        from enec_desktop.app.summaries import SummaryDesk

        return SummaryDesk(self.cases, self.worklist, made)

    def replays(self, known: KnowledgeDesk) -> ReplayDesk:
        from enec_desktop.app.replays import ReplayDesk

        return ReplayDesk(known, _checked, self.store.open, now)

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

    def exports(self) -> ExportDesk:
        from enec_desktop.app.exports import ExportDesk

        return ExportDesk(self.cases.vocabulary, self.store.open)

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

        return ReadinessDesk(lambda: _readiness_rules(self.resources), known, made)

    def decisions(self, made: AssessmentDesk, opinions: OpinionDesk, meetings: MeetingDesk) -> DecisionDesk:
        from enec_desktop.app.decisions import DecisionDesk

        return DecisionDesk(self.cases, made, opinions, meetings, self.store.open, now, _user())

    def copies(self, known: KnowledgeDesk) -> CopyDesk:
        from enec_desktop.app.copies import CopyDesk

        return CopyDesk(known, now)


@cache
def _knowledge(folder: Path) -> KnowledgeBase:
    from enec_desktop.knowledge.compiled import load_compiled

    return load_compiled(folder, paths.cache_dir())


@cache
def _labelled(folder: Path, language: str) -> Vocabulary:
    from enec_desktop.domain.labels import localised
    from enec_desktop.knowledge.overlay_files import read_vocabulary_overlay
    from enec_desktop.knowledge.vocabulary_files import read_vocabulary

    vocabulary = read_vocabulary(folder / "vocabulary")
    return localised(vocabulary, read_vocabulary_overlay(folder, language, vocabulary))


@cache
def _interpreter(resources: Path, language: str) -> Interpreter:
    from enec_desktop.app.interpreting import PhraseInterpreter
    from enec_desktop.domain.labels import knowledge_labels
    from enec_desktop.knowledge.overlay_files import read_overlay
    from enec_desktop.wording.texts import read_phrasebook, read_problems

    base = _knowledge(resources / "knowledge")
    texts = read_overlay(resources / "knowledge", language, base)
    folder = resources / "text"
    book = read_phrasebook(folder / f"content-{language}.toml", knowledge_labels(base), texts)
    return PhraseInterpreter(book, read_problems(folder / f"problems-{language}.toml"))


@cache
def _readiness_rules(resources: Path) -> ReadinessRules:
    from enec_desktop.knowledge.board_files import read_readiness_rules

    base = _knowledge(resources / "knowledge")
    return read_readiness_rules(resources / "board" / "readiness.toml", base.vocabulary, base.claims)


def _untold(folder: Path, base: KnowledgeBase) -> dict[str, int]:
    from enec_desktop.knowledge.overlay_files import missing_labels, read_overlay

    return {"Chinese": len(missing_labels(base, read_overlay(folder, CHINESE, base)))}


def _checked(folder: Path) -> KnowledgeBase:
    from enec_desktop.knowledge.loader import load_knowledge

    return load_knowledge(folder)


def _checked_with_labels(folder: Path) -> KnowledgeBase:
    from enec_desktop.knowledge.overlay_files import read_overlay

    base = _checked(folder)
    read_overlay(folder, CHINESE, base)
    return base


def _proved(base: KnowledgeBase, folder: Path, *, afresh: bool) -> Proof:
    from enec_desktop.engine.proof.prove import prove
    from enec_desktop.knowledge.proof_files import read_proof_notes
    from enec_desktop.knowledge.proved import proof_key, remember_proof, remembered_proof

    cache, key = paths.cache_dir(), proof_key(base.edition.hash, Path(__file__).parent)
    found = None if afresh else remembered_proof(cache, key)
    if found is None:
        found = prove(base, read_proof_notes(folder / "proof"))
        if not found.faults:
            remember_proof(found, cache, key)
    return found


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown user"
