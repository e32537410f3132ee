"""``demo``: the main job on seven published patients, in a throw-away store."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.app.points import points_of
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.report import write_file
from enec_desktop.cli.types import Commands
from enec_desktop.domain.assessment import Assessment, MomentView
from enec_desktop.domain.worklist import SortKey, WorklistQuery
from enec_desktop.wording.plain import section_text

OVERVIEW = ("glance", "question", "missing", "doubts", "diagnosis", "stage")


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("demo", help="assess and print seven published patients")
    command.add_argument("--out", type=Path, metavar="FOLDER", help="where the files go (a new folder)")
    command.add_argument("--no-pictures", action="store_true", help="leave the pictures of the window out")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Load, assess, print, write a PDF for each patient and pictures of the window; tell every path."""
    out = chosen.out or Path(tempfile.mkdtemp(prefix="enec-demo-"))
    out.mkdir(parents=True, exist_ok=True)
    desk = open_desk(out / "store")
    try:
        print(f"{desk.cases.load_samples()} published patients are in the store {out / 'store'}\n")
        written = [path for case_id in _case_ids(desk) for path in _one_patient(desk, case_id, out)]
        meeting = desk.meetings.create(desk.now().date())
        for case_id in _case_ids(desk)[-3:]:
            desk.meetings.add_case(meeting.id, case_id)
        if chosen.pictures is not None and not chosen.no_pictures:
            written += chosen.pictures(desk, out / "pictures")
        print("Written:")
        for path in written:
            print(f"  {path}")
        return 0
    finally:
        desk.close()


def _case_ids(desk: Desk) -> list[str]:
    query = WorklistQuery(sort=SortKey.TITLE, descending=False)
    return sorted(row.case_id for row in desk.worklist.rows(query))


def _one_patient(desk: Desk, case_id: str, out: Path) -> list[Path]:
    case = desk.cases.open(case_id)
    print("=" * 100 + f"\n{case.title}\n{case.published.citation if case.published else ''}\n")
    for label, point in points_of(case, desk.now())[1:]:
        print("-" * 100 + f"\n{label}\n")
        assessment = desk.assessments.assess(case, point)
        for section in desk.assessments.sections(assessment):
            if section.id in OVERVIEW:
                print(section_text(section, refs=False) + "\n")
        print(_options(assessment))
        desk.assessments.keep(case_id, assessment)
    desk.summaries.refresh(case_id)
    path = out / f"{case_id}.pdf"
    write_file(path, desk.reports.board_summary(case_id))
    return [path]


def _options(assessment: Assessment) -> str:
    """One line for each group of options; the PDF and ``assess`` give the reasons."""
    return "\n\n".join(_moment(view) for view in assessment.moments) + "\n"


def _moment(view: MomentView) -> str:
    lines = [f"OPTIONS: {view.label}, {_sure(view.certainty)}"]
    for group in view.groups:
        names = "; ".join(f"{option.title} [{option.clearance}]" for option in group.options)
        lines.append(f"  {group.kind} · {group.standing}, {_sure(group.certainty)}: {names}")
    return "\n".join(lines)


def _sure(certainty: str) -> str:
    return "possible" if certainty.startswith("possible") else str(certainty)
