"""What a record froze, as values again: the case, the meeting and the point in time it was confirmed for."""

from __future__ import annotations

import json
from dataclasses import dataclass

from enec_desktop.domain import meeting_document
from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.time import At, Latest
from enec_desktop.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Frozen:
    """The case and meeting as they were when a decision was confirmed, and that day as a point in time."""

    case: Case
    meeting: Meeting
    at: At


def frozen(record: BoardRecord, vocabulary: Vocabulary) -> Frozen:
    """What a record holds. Raises CaseRefused where this program no longer reads its format."""
    document = json.loads(record.document)
    case = from_document(document["case"], vocabulary)
    disciplines = vocabulary.field("position", "discipline").choices
    meeting = meeting_document.from_document(document["meeting"], disciplines)
    return Frozen(case, meeting, Latest(record.confirmed.date()))
