"""What the worklist says of a case, taken from its assessment."""

from __future__ import annotations

from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.cases import CaseDesk
from enec_desktop.app.worklist import WorklistDesk
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.worklist import Outlook


class SummaryDesk:
    """Keeps the worklist's columns in step with the assessments."""

    def __init__(self, cases: CaseDesk, lists: WorklistDesk, assessments: AssessmentDesk) -> None:
        self._cases = cases
        self._lists = lists
        self._assessments = assessments

    def refresh(self, case_id: str) -> Assessment:
        """Assess a case as it stands and show the result on the worklist."""
        case, revision = self._cases.stored(case_id)
        assessment = self._assessments.assess(case)
        self.show(case, assessment, revision)
        return assessment

    def show(self, case: Case, assessment: Assessment, revision: int) -> None:
        """Show an assessment of a revision on the worklist."""
        asks = tuple(question.label for question in assessment.questions if question.matters)
        self._lists.set_summary(
            case.id,
            moment=moment_words(assessment),
            diagnosis=_words(assessment, "histology.class"),
            stage=stage_words(assessment),
            missing=len(asks),
            revision=revision,
            outlook=Outlook(self._assessments.one_line(case, assessment), asks),
        )


def moment_words(assessment: Assessment) -> str:
    """The question of the day, or that it is open."""
    return assessment.first.label if assessment.first is not None else "open: more than one question"


def stage_words(assessment: Assessment) -> str:
    """T, N and M as far as they are known, and the extent."""
    parts = {one.name: one for one in assessment.staging}
    told = [
        " or ".join(parts[name].values) for name in ("tumour.t", "tumour.n", "tumour.m") if parts[name].values
    ]
    return " ".join(told)


def _words(assessment: Assessment, name: str) -> str:
    return next((one.words for one in assessment.diagnosis if one.name == name and one.values), "")
