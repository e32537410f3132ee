"""Everything the window and the command line can do, in one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.cases import CaseDesk
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.reports import ReportDesk
from enec_desktop.app.summaries import SummaryDesk
from enec_desktop.app.words import Words
from enec_desktop.domain.style import Tokens
from enec_desktop.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases, wired; ``close`` lets the store go."""

    vocabulary: Vocabulary
    tokens: Tokens
    words: Words
    knowledge: KnowledgeDesk
    cases: CaseDesk
    assessments: AssessmentDesk
    reports: ReportDesk
    summaries: SummaryDesk
    close: Callable[[], None]
