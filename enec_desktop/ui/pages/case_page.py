"""One case: chapters at the left, the work in the middle, the assessment at the right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.app.points import latest, points_of
from enec_desktop.domain.case import Case
from enec_desktop.domain.contradictions import open_doubts
from enec_desktop.domain.draft import Spot
from enec_desktop.domain.queries import Query, answer_to
from enec_desktop.domain.time import At, Latest
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.live_outcome import LiveOutcome, Outcome
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.alike_strip import AlikeStrip
from enec_desktop.ui.widgets.alike_watch import AlikeWatch
from enec_desktop.ui.widgets.asks import asks_of
from enec_desktop.ui.widgets.assessment_side import AssessmentSide
from enec_desktop.ui.widgets.assessment_view import AssessmentView
from enec_desktop.ui.widgets.blocks import card_tools
from enec_desktop.ui.widgets.case_editor import CaseEditor
from enec_desktop.ui.widgets.chapter_list import ChapterList
from enec_desktop.ui.widgets.draft_keeper import spot_of
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.fact_history import history_blocks
from enec_desktop.ui.widgets.note import Note
from enec_desktop.ui.widgets.panes import Panes, pane_after
from enec_desktop.ui.widgets.remark_list import RemarkList
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment

FILL = "fill"
NARROW = 222
"""Below so many steps of width the assessment stands on a page of its own (F4)."""


class CasePage(QWidget):
    """The place where a case is read and written."""

    case_changed = Signal(object)
    case_wanted = Signal(str)
    refused = Signal(str)
    field_menu_wanted = Signal(object)
    evidence_wanted = Signal(str)
    noted = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks) -> None:
        super().__init__()
        self._kit, self._tasks = kit, tasks
        self._live = LiveOutcome(kit, tasks, lambda: self.case, self)
        self._live.arrived.connect(self._show_outcome)
        self._contradictions: tuple[Query, ...] = ()
        self._points: list[tuple[str, At]] = []
        self._point = 0
        self._wide = False
        self._chapters = ChapterList(kit)
        self._chapters.chapter_chosen.connect(self._show_chapter)
        self._editor = CaseEditor(kit)
        self._editor.case_changed.connect(self._take_change)
        self._editor.refused.connect(self.refused)
        self._editor.chapter_wanted.connect(self._chapters.choose)
        self._editor.menu_wanted.connect(self.field_menu_wanted)
        self._tools = card_tools(kit, self._take_opinion, self.refused.emit, self.noted.emit)
        self._view = AssessmentView(kit, self._tools)
        self._view.ref_wanted.connect(self._show_ref)
        self._view.field_wanted.connect(self.go_to_named)
        self._view.browse_wanted.connect(self.evidence_wanted)
        self._side = AssessmentSide(kit, self._view)
        self._side.point_chosen.connect(self._choose_point)
        self._side.widen_wanted.connect(self.widen)
        parts = (self._chapters, self._editing_side(), self._side)
        self._split = Panes(kit.desk.settings, "case", parts)
        self._split.setStretchFactor(1, 5)
        self._split.setStretchFactor(2, 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)
        self._sized = (0, 0.0, False)
        kit.theme.changed.connect(self._show_panes)

    @property
    def case(self) -> Case:
        """The case that is open; its id is empty while none is."""
        return self._editor.case

    @property
    def point(self) -> At:
        """The point in time the assessment is for."""
        return self._points[self._point][1] if self._points else latest(self._kit.desk.now())

    @property
    def assessment(self) -> AssessmentView:
        """The assessment, beside the case or over the whole page."""
        return self._view

    @property
    def spot(self) -> Spot:
        """Where the user is: the chapter, and the field the cursor is in."""
        return spot_of(self.case.id, self._chapters.chapter, self.focused_field())

    @property
    def view(self) -> tuple[int, bool]:
        """The chosen point in time, by its place in the list; whether the assessment has the whole page."""
        return self._point, self._wide

    def show_view(self, point: int, wide: bool) -> None:
        """Assess as of another point in time; give the assessment the whole page or not."""
        if point != self._point:
            self._choose_point(point)
        if wide != self._wide:
            self.widen()

    def open_case(self, case: Case) -> None:
        """Show a case from its first chapter on."""
        self._live.forget()
        self._contradictions = ()
        self._point = 0
        self._tools.forget()
        self._alike.forget()
        self._editor.open_case(case)
        self._side.forget()
        self._chapters.show_asks({})
        self._editor.show_chapter(self._chapters.chapter)
        self._after_change(case)

    def go_to(self, spot: Spot) -> None:
        """Go to a place that was remembered; as near as what is stored now allows."""
        if spot.chapter in self._kit.desk.vocabulary.chapters:
            self._chapters.choose(spot.chapter)
        if spot.field and spot.kind in self._kit.desk.vocabulary.kinds:
            self._editor.go_to(spot.entry_id, spot.kind, spot.field)

    def forget(self) -> None:
        """Let the case go: what is stored is another now."""
        self._live.forget()
        self._tasks.forget(FILL)
        self._tools.forget()
        self._editor.open_case(Case("", ""))
        self._side.forget()

    def reload(self, case: Case) -> None:
        """Show what is stored now."""
        self._editor.show_case(case)
        self._after_change(case)

    def assess_again(self) -> None:
        """What stands beside the options is another now."""
        if self.case.id:
            self._assess(self.case)

    def show_chapter(self, chapter: str) -> None:
        """Go to a chapter."""
        self._chapters.choose(chapter)

    def ask_who(self) -> None:
        """Go to the name first: who the patient is guards every key that follows."""
        self.show_chapter(self._kit.desk.vocabulary.kinds["identity"].chapter)
        self._editor.focus_start()

    def flush(self) -> None:
        """Save what is half typed."""
        self._editor.flush()
        self._view.keep_half_typed()

    def copy_text(self) -> None:
        """Copy what the cursor is in as text: a card, the evidence, else the outcome."""
        self._view.copy_text()

    def focus_start(self) -> None:
        """Go to the first field."""
        self._alike.forget()
        self._editor.focus_start()

    def focused_field(self) -> FactField | None:
        """The field the cursor is in."""
        return self._editor.focused_field()

    def show_history(self, field: FactField) -> None:
        """Show how a field came to its value, beside the assessment."""
        if self._kit.names.hides(field.key.kind, field.key.field):
            return
        changes = self._kit.desk.cases.history(self.case.id, field.key.entry_id, field.key.field)
        self._view.show_evidence(history_blocks(self._kit, field, changes))

    def next_pane(self, steps: int) -> None:
        """Go on to the next of chapters, editor and assessment."""
        pane = pane_after((self._chapters, self._editor, self._view), steps)
        if isinstance(pane, CaseEditor | AssessmentView):
            pane.focus_start()
        else:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def widen(self) -> None:
        """Give the assessment the whole page, or take it back."""
        self._wide = not self._wide
        self._show_panes()
        if self._wide:
            self._view.focus_start()
        else:
            self._editor.focus_start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the assessment has a page of its own."""
        super().resizeEvent(event)
        self._show_panes()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the width out."""
        super().showEvent(event)
        self._show_panes()

    @property
    def _narrow(self) -> bool:
        return self.width() < self._kit.theme.space(NARROW)

    def _show_panes(self) -> None:
        narrow = self._narrow
        self._chapters.setVisible(not self._wide)
        self._editing.setVisible(not self._wide)
        self._side.setVisible(self._wide or not narrow)
        self._to_assessment.setVisible(narrow and not self._wide)
        self._view.set_wide(self._wide and not narrow)
        self._side.head.show_wide(self._wide)
        self._size_panes()

    def _size_panes(self) -> None:
        """Share the width out anew when it is another; what the user moved stays otherwise."""
        key = (self.width(), self._kit.theme.zoom, self._wide)
        if self.isVisible() and key != self._sized:
            self._sized = key
            chapters = self._kit.theme.space(42)
            rest = max(self.width() - chapters, 100)
            self._chapters.setMaximumWidth(self._kit.theme.space(60))
            self._split.share_out([chapters, rest * 56 // 100, rest * 44 // 100])

    def _editing_side(self) -> QWidget:
        """The editor, with a way to the assessment where there is no room beside it."""
        self._editing = side = QWidget()
        self._to_assessment = WrapButton(self._kit.theme, self._kit.words("assessment.show"))
        self._to_assessment.clicked.connect(self.widen)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._remarks = RemarkList(self._kit)
        self._remarks.chosen.connect(lambda entry, field: self.go_to_named(f"{entry}/{field}"))
        strip = AlikeStrip(self._kit)
        strip.case_wanted.connect(self.case_wanted)
        self._alike = AlikeWatch(self._kit, strip, self.focused_field)
        column.addWidget(strip)
        column.addWidget(self._to_assessment, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._remarks)
        column.addWidget(self._editor, 1)
        return side

    def _show_chapter(self, chapter: str) -> None:
        if self.case.id:
            self._editor.show_chapter(chapter)

    def _take_change(self, case: Case) -> None:
        self._after_change(case)
        self.case_changed.emit(case)

    def _take_opinion(self, case: Case) -> None:
        """No advice rests on an opinion: nothing is assessed again."""
        self._editor.show_case(case)
        if self._live.found is not None:
            self._live.same_advice(case)
            self._tools.show_case(case, self._live.found)
        self.case_changed.emit(case)

    def _after_change(self, case: Case) -> None:
        self._alike.watch(case)
        self._show_points(case)
        self._show_fills(case)
        self._show_remarks(case)
        self._assess(case)

    def _show_fills(self, case: Case) -> None:
        """How full the chapters are; which fields count is known once the knowledge was read."""
        known = self._kit.desk.knowledge
        if not known.is_read:
            self._tasks.run(FILL, lambda: known.base, lambda _: self._show_fills(self.case))
            return
        matters = frozenset(known.base.facts)
        fills = self._kit.desk.cases.completeness(case, matters)
        self._chapters.show_fill({name: (fill.filled, fill.of) for name, fill in fills.items()})
        words = self._kit.words
        self._editor.show_fills(
            {
                name: words("case.chapter_fill", filled=fill.filled, of=fill.of)
                for name, fill in fills.items()
                if fill.of
            }
        )

    def _show_remarks(self, case: Case) -> None:
        """Remarks stand beside their fields, and together in the list above the chapter."""
        there = {entry.id for entry in case.entries}
        queries = (*self._kit.desk.cases.problems(case), *self._contradictions)
        told = [Note(query, answer_to(query, case)) for query in queries if query.entry in there]
        notes: dict[tuple[str, str], tuple[Note, ...]] = {}
        for note in told:
            place = (note.query.entry, note.query.field)
            notes[place] = (*notes.get(place, ()), note)
        self._editor.show_notes(notes)
        self._remarks.show_remarks(case, told)

    def _show_points(self, case: Case) -> None:
        points = points_of(case, self._kit.desk.now())
        self._points = [(self._kit.said(points[0][0]), points[0][1]), *points[1:]]
        self._point = min(self._point, len(self._points) - 1)
        self._side.head.show_points([label for label, _ in self._points], self._point)

    def _choose_point(self, point: int) -> None:
        self._point = point
        self._live.forget()
        self._show_points(self.case)
        self._assess(self.case)

    def _assess(self, case: Case) -> None:
        self._view.set_stale()
        self._live.follow(case, self.point)

    def _show_outcome(self, outcome: Outcome) -> None:
        found = outcome.found
        self._tools.show_case(self.case, found)
        self._side.show_sections(outcome.case.id, outcome.sections)
        self._contradictions = self._kit.desk.assessments.contradictions(found)
        if not outcome.is_whole:
            return
        self._show_remarks(self.case)
        self._show_asks(found)
        if isinstance(outcome.at, Latest):
            self._kit.desk.summaries.show(outcome.case, found, outcome.revision)

    def _show_asks(self, found: Assessment) -> None:
        """Mark the facts that can change the answer, in their fields and in the list of chapters."""
        doubts = open_doubts(self._contradictions, self.case)
        facts = self._kit.desk.assessments.mattering(found, doubts)
        self._editor.show_asks(asks_of(self._kit, facts))
        kinds = self._kit.desk.vocabulary.kinds
        self._chapters.show_asks(Counter(kinds[one.place.kind].chapter for one in facts))

    def _show_ref(self, ref: str) -> None:
        if self._live.found is not None:
            blocks = self._kit.desk.assessments.explain_rule(self._live.found, ref)
            self._view.show_evidence(self._kit.desk.words.blocks(blocks, self.case), ref)

    def go_to_named(self, name: str) -> None:
        """Go to ``entry/field`` or ``kind/field``."""
        place, _, field = name.partition("/")
        entry = next((entry for entry in self.case.entries if entry.id == place), None)
        kind = entry.kind if entry else place
        if kind not in self._kit.desk.vocabulary.kinds:
            return
        if self._wide:
            self.widen()
        self._chapters.choose(self._kit.desk.vocabulary.kinds[kind].chapter)
        self._editor.go_to(entry.id if entry else "", kind, field)
