"""Makes records and notes of issued files as the use cases hand them to the store."""

from __future__ import annotations

import hashlib
import json

from enec_desktop.domain.board_record import BoardRecord, DocumentKind, Issued
from enec_desktop.domain.case_document import to_document
from enec_desktop.store.store import Store
from tests.store.playing import NOW


def record_of(
    store: Store, case_id: str, decision: str, *, over: BoardRecord | None = None, who: str = "Li"
) -> BoardRecord:
    """A record of a case as it is now; ``over``: the record that it supersedes."""
    version = over.version + 1 if over else 1
    text = json.dumps({"case": to_document(store.cases.get(case_id)), "version": version}, sort_keys=True)
    return BoardRecord(
        number=0,
        case_id=case_id,
        decision=decision,
        version=version,
        supersedes=over.number if over else None,
        meeting="m-1",
        revision=store.cases.revision(case_id) + 1,
        confirmed=NOW,
        who=who,
        chair="Dr Lee",
        reason="typing error" if over else "",
        edition="2026.1",
        knowledge_hash="0" * 12,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        document=text,
    )


def issued_of(record: BoardRecord, content: bytes = b"%PDF-1.7") -> Issued:
    """A summary that was printed of a record."""
    return Issued(
        f"id-{record.number}",
        DocumentKind.SUMMARY,
        record.case_id,
        record.meeting,
        record.number,
        record.revision,
        NOW,
        "Li",
        hashlib.sha256(content).hexdigest(),
    )
