"""Makes records and notes of issued files as the use cases hand them to the store, and decides until killed.

python -m tests.store.recording FOLDER  decides, confirms and amends case after case, "ACK ..." after each
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from itertools import count
from pathlib import Path

from enec_desktop.domain.board_record import BoardRecord, DocumentKind, Issued
from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.draft import Spot
from enec_desktop.store.store import Store, open_store
from tests.store.playing import NOW, value, vocabulary


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


def decide(folder: Path) -> None:
    """Write decisions field by field, with a draft, a record and its amendment, until killed."""
    with open_store(folder, vocabulary(), NOW) as store:
        for number in count(len(store.cases.ids())):
            case_id = f"case-{number}"
            asked = (Entry("question", "question"), Entry("decision", "decision"))
            store.cases.create(Case(case_id, "", asked), "Li", NOW)
            for field in ("minutes", "why", "told"):
                words = f"{field} of {case_id}"
                store.cases.change_fact(case_id, "decision", field, value(words), "Li", NOW)
                acknowledge(words)
            draft = f"draft of {case_id}"
            store.drafts.keep(Spot(case_id, "decision", "decision", "decision", "trial"), draft, NOW)
            acknowledge(draft)
            first = store.records.confirm(record_of(store, case_id, "decision"))
            acknowledge(f"record {first.sha256}")
            store.cases.add_entry(case_id, Entry("decision-2", "decision"), "Li", NOW)
            second = store.records.confirm(record_of(store, case_id, "decision-2", over=first))
            acknowledge(f"record {second.sha256}")


def acknowledge(token: str) -> None:
    # One write: a kill in the middle of a line would look like a step never acknowledged.
    os.write(1, f"ACK {token}\n".encode())


def decided_in(store: Store) -> set[str]:
    """Every word, draft and record of decisions that a store holds."""
    found: set[str] = set()
    for case_id in store.cases.ids():
        facts = store.cases.get(case_id).entry("decision").facts.values()
        found |= {str(fact.value) for fact in facts}
        found |= {draft.text for draft in store.drafts.of_case(case_id)}
        records = store.records.of_case(case_id)
        assert [record.version for record in records] == [*range(len(records), 0, -1)]
        found |= {f"record {record.sha256}" for record in records}
    return found


if __name__ == "__main__":
    decide(Path(sys.argv[1]))
