"""The slides of a case, ready to be laid out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.words import Words
from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.slides import SlideSet
from enec_desktop.domain.time import At
from enec_desktop.engine.known import known_then
from enec_desktop.wording.board import Board
from enec_desktop.wording.slides import slide_set


class SlideDesk:
    """Makes the slides of a case in the language in force."""

    def __init__(self, knowledge: KnowledgeDesk, assessments: AssessmentDesk, words: Words) -> None:
        self._knowledge, self._assessments, self._words = knowledge, assessments, words

    def of(self, case: Case, at: At | None = None, confirmed: Collection[str] = ()) -> SlideSet:
        """The slides of a case, by default with everything recorded; ``confirmed``: its frozen entries.

        Pure apart from the date: it may run off the main thread. Raises KeyError for an unknown event.
        """
        point = at or self._assessments.latest()
        found = self._assessments.assess(case, point)
        base = self._knowledge.base
        known = known_then(case, base.vocabulary, point)
        earlier = _decision_before(known)
        since = self._assessments.since(earlier, known, case, found) if earlier is not None else None
        made = slide_set(Board(case, known, found, base), since, confirmed)
        told = self._words.sections(tuple(one.section for one in made.slides), case)
        slides = tuple(replace(one, section=new) for one, new in zip(made.slides, told, strict=True))
        return replace(
            made, line=self._words.say(made.line), question=self._words.say(made.question), slides=slides
        )


def _decision_before(known: tuple[Entry, ...]) -> Entry | None:
    """The last decision on a question before the one that is put now."""
    asked = max((at for at, one in enumerate(known) if one.kind == "question"), default=len(known))
    return next((one for one in reversed(known[:asked]) if one.kind == "decision"), None)
