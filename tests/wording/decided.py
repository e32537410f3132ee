"""A case with everything a board can record of a decision, its meeting and its confirmed versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Page
from enec_desktop.domain.meeting import AgendaItem, Meeting, Member, Presence
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import known_then
from enec_desktop.wording.board import Stamp
from enec_desktop.wording.summary import board_summary
from tests.assessing import listed, nec, shipped
from tests.builders import case, entry
from tests.wording.boards import STAMP

RULE = "carboplatin-etoposide/first-line-nec"
CONFIRMED = datetime(2026, 11, 24, 14, 35)

PATIENT = entry(
    "identity",
    "patient",
    name="SAMPLE, Patient",
    birth_date="1945-07-14",
    sex="male",
    hospital_number="0042317",
    national_id="1100-77",
    responsible="Dr Okafor",
    family_doctor="Dr Hill, High Street",
)
DECISION: dict[str, Any] = {
    "minutes": "The chair asked for the kidney value.\nRadiology showed the node again.",
    "intent": "palliative",
    "regimen": "Carboplatin and etoposide, every three weeks",
    "why": "Metastatic small cell carcinoma; the kidney excludes cisplatin.",
    "stance": "deviates",
    "rule": RULE,
    "deviation_reason": "fitness",
    "outstanding": "Brain MRI.",
    "again": "After two cycles, or at any progression.",
    "told": "Dr Okafor tells the patient today; letter to the family doctor tomorrow.",
    "trial": "None open here; the centre was asked.",
}
PARTS = (
    entry("action", "a-1", of="decision", what="Port", owner="Dr Adeyemi", due="2026-11-27"),
    entry("action", "a-2", of="decision", what="First cycle of EC", owner="Dr Okafor"),
    entry(
        "condition",
        "c-1",
        of="decision",
        words="EP only if the kidney recovers",
        when="fitness.creatinine_clearance >= 60",
        then="EP",
        otherwise="EC",
        relist="yes",
    ),
    entry("position", "p-1", of="decision", discipline="oncology", says="agrees"),
    entry("position", "p-2", of="decision", discipline="surgery", says="dissents", words="A node first."),
)
MEETING = Meeting(
    "meeting-1",
    date(2026, 11, 24),
    board="Upper GI board",
    time="14:00",
    place="Room 3",
    chair="Dr Lee",
    recorder="A. Novak",
    members=(
        Member("Dr Lee", "surgery", Presence.PRESENT),
        Member("Dr Okafor", "oncology", Presence.PRESENT),
        Member("Dr Roe", "pathology", Presence.APOLOGIES),
        Member("Dr Sato", "radiology"),
    ),
    quorum=("surgery", "oncology", "pathology"),
    items=(AgendaItem("case-1", "q"),),
)


def decided(*more: dict[str, Any], **other: Any) -> Case:
    """A decided case; ``other`` are other words of its decision, ``more`` further entries."""
    kidney = entry(
        "fitness", date="2026-11-20", ecog="1", creatinine_clearance={"value": 40, "unit": "mL/min"}
    )
    staged = entry("staging", prefix="c", edition="ajcc8", m="M1")
    asked = listed(question="First-line treatment?", referrer="Dr Hill")
    decision = entry("decision", "decision", **{**DECISION, **other})
    return case(PATIENT, nec(), staged, kidney, asked, decision, *PARTS, *more)


def record(version: int = 1, **other: Any) -> BoardRecord:
    """A confirmed version of the decision."""
    said: dict[str, Any] = {
        "number": version,
        "case_id": "case-1",
        "decision": "decision",
        "version": version,
        "supersedes": version - 1 or None,
        "meeting": "meeting-1",
        "revision": 40 + version,
        "confirmed": CONFIRMED.replace(day=23 + version),
        "who": "anna",
        "chair": "Dr Lee",
        "reason": "The pathologist corrected the report." if version > 1 else "",
        "edition": "2026.1",
        "knowledge_hash": shipped().edition.hash,
        "sha256": f"{version:064x}",
        "document": "{}",
    }
    return BoardRecord(**{**said, **other})


def decided_page(told: Case | None = None, stamp: Stamp = STAMP, meeting: Meeting | None = MEETING) -> Page:
    """The board summary of a decided case, by default with its meeting and as a draft."""
    told = told or decided()
    known = known_then(told, shipped().vocabulary, Latest())
    found = assess(told, shipped(), Latest())
    return board_summary(told, known, found, shipped(), stamp, meeting=meeting)


def stamped(version: int = 1, versions: int = 1) -> Stamp:
    """The stamp of a confirmed version among so many."""
    made = tuple(record(number) for number in range(1, versions + 1))
    return replace(STAMP, record=made[version - 1], versions=made)
