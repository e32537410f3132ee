"""How a store file came to its present form, step by step; a released step is never edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store import driver

if TYPE_CHECKING:
    import sqlite_utils


@dataclass(frozen=True, slots=True)
class Step:
    """A named change of the schema; its number is its place in STEPS."""

    name: str
    statements: tuple[str, ...]


_SORTED = ("title_key", "name_key", "number", "born", "moment", "diagnosis", "stage", "missing")
_SORTED_TOO = ("status", "board_date", "updated")

CASES = Step(
    "cases and their journal",
    (
        # head: the change that an undo would take back. title_key, name_key: folded, for sorting.
        """CREATE TABLE cases (
            nr INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            revision INTEGER NOT NULL CHECK (revision > 0),
            head INTEGER NOT NULL,
            title TEXT, title_key TEXT, name TEXT, name_key TEXT, number TEXT, born TEXT, age TEXT, sex TEXT,
            status TEXT, board_date TEXT,
            moment TEXT, diagnosis TEXT, stage TEXT, missing INTEGER CHECK (missing >= 0),
            assessed INTEGER,
            archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
            updated TEXT NOT NULL
        ) STRICT""",
        # Apart from the columns above, so that a long list reads few pages.
        """CREATE TABLE documents (
            case_nr INTEGER PRIMARY KEY REFERENCES cases (nr),
            document TEXT NOT NULL CHECK (json_valid(document))
        ) STRICT""",
        # follows: the change that stood on top when this one was typed (the way back for undo).
        # undoes: the change an undo took back, or the undo that a redo took back.
        """CREATE TABLE journal (
            seq INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
            revision INTEGER NOT NULL CHECK (revision > 0),
            at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
            entry TEXT, field TEXT,
            old TEXT CHECK (json_valid(old)), new TEXT CHECK (json_valid(new)),
            reason TEXT NOT NULL,
            follows INTEGER REFERENCES journal (seq),
            undoes INTEGER REFERENCES journal (seq),
            UNIQUE (case_id, revision)
        ) STRICT""",
        "CREATE INDEX journal_follows ON journal (follows) WHERE follows IS NOT NULL",
        "CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL",
        """CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
        """CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
        "CREATE INDEX cases_counted ON cases (archived, status, moment, diagnosis)",
        *(f"CREATE INDEX cases_by_{name} ON cases (archived, {name}, nr)" for name in _SORTED + _SORTED_TOO),
    ),
)

SEARCH = Step(
    "search",
    (
        # The words come ready made (search.py); this tokenizer takes all but ASCII signs as they are.
        """CREATE VIRTUAL TABLE search USING fts5 (
            words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
        )""",
    ),
)

ASSESSMENTS = Step(
    "assessments",
    (
        """CREATE TABLE assessments (
            id INTEGER PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases (id),
            revision INTEGER NOT NULL,
            at TEXT NOT NULL, edition TEXT NOT NULL, knowledge_hash TEXT NOT NULL, input_hash TEXT NOT NULL,
            who TEXT NOT NULL, kept TEXT NOT NULL,
            document TEXT NOT NULL CHECK (json_valid(document)),
            FOREIGN KEY (case_id, revision) REFERENCES journal (case_id, revision)
        ) STRICT""",
        "CREATE INDEX assessments_of_case ON assessments (case_id, id)",
        """CREATE TRIGGER assessments_are_never_changed BEFORE UPDATE ON assessments
            BEGIN SELECT RAISE(ABORT, 'a kept assessment stays as it is'); END""",
        """CREATE TRIGGER assessments_are_never_cut BEFORE DELETE ON assessments
            BEGIN SELECT RAISE(ABORT, 'a kept assessment stays as it is'); END""",
    ),
)

IMPORTS = Step(
    "imports",
    (
        # All journal lines of an import stand together: it is one transaction. undoes: the import taken back.
        """CREATE TABLE imports (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, cases INTEGER NOT NULL,
            first INTEGER NOT NULL REFERENCES journal (seq), last INTEGER NOT NULL REFERENCES journal (seq),
            undoes INTEGER UNIQUE REFERENCES imports (id)
        ) STRICT""",
        """CREATE TRIGGER imports_are_never_changed BEFORE UPDATE ON imports
            BEGIN SELECT RAISE(ABORT, 'what was imported stays known'); END""",
        """CREATE TRIGGER imports_are_never_cut BEFORE DELETE ON imports
            BEGIN SELECT RAISE(ABORT, 'what was imported stays known'); END""",
    ),
)

DRAFTS = Step(
    "drafts and the last place",
    (
        # A draft is no fact: neither document nor journal know of it.
        """CREATE TABLE drafts (
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            kind TEXT NOT NULL, entry TEXT NOT NULL, field TEXT NOT NULL, chapter TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''), at TEXT NOT NULL,
            PRIMARY KEY (case_id, kind, entry, field)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE last_spot (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
            chapter TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, field TEXT NOT NULL
        ) STRICT""",
        # Tells the backups of one store from those of another in the same folder.
        "CREATE TABLE identity (store TEXT NOT NULL) STRICT",
        "INSERT INTO identity VALUES (lower(hex(randomblob(16))))",
    ),
)

_LISTED = ("title_key", "name_key", "number", "sex", "moment", "diagnosis", "stage", "missing", "status",
           "board_date", "updated", "born_day", "stated_days")  # fmt: skip

LIST = Step(
    "archive and bin, stated ages, patients alike",
    (
        "DROP INDEX cases_counted",
        *(f"DROP INDEX cases_by_{name}" for name in _SORTED + _SORTED_TOO),
        # place: 0 the list, 1 the archive, 2 the bin; placed: since when, NULL on the list.
        "ALTER TABLE cases ADD COLUMN place INTEGER NOT NULL DEFAULT 0 CHECK (place IN (0, 1, 2))",
        "UPDATE cases SET place = archived",
        "ALTER TABLE cases DROP COLUMN archived",
        "ALTER TABLE cases ADD COLUMN placed TEXT",
        "ALTER TABLE cases ADD COLUMN national_id TEXT",
        "ALTER TABLE cases ADD COLUMN born_day INTEGER",
        "ALTER TABLE cases ADD COLUMN stated_days INTEGER",
        "ALTER TABLE cases ADD COLUMN entered INTEGER",
        *(f"CREATE INDEX cases_by_{name} ON cases (place, {name}, nr)" for name in _LISTED),
        """CREATE INDEX cases_counted ON cases (
            place, status, moment, diagnosis, stage, missing, entered, board_date
        )""",
        # What the last assessment said of a case in words; apart, so that a long list reads few pages.
        """CREATE TABLE outlooks (
            case_nr INTEGER PRIMARY KEY REFERENCES cases (nr),
            line TEXT NOT NULL, asks TEXT NOT NULL CHECK (json_valid(asks))
        ) STRICT""",
        # What patients who look alike share (domain/alike.py).
        """CREATE TABLE alike (
            key TEXT NOT NULL, case_nr INTEGER NOT NULL REFERENCES cases (nr), PRIMARY KEY (key, case_nr)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX alike_of_case ON alike (case_nr)",
        # mark: by which rules and words cases are listed. Those after upto, up to goal, were by older ones.
        "CREATE TABLE derived (mark INTEGER NOT NULL, upto INTEGER NOT NULL, goal INTEGER NOT NULL) STRICT",
        "INSERT INTO derived SELECT 0, 0, coalesce(max(nr), 0) FROM cases",
    ),
)

NOTES = Step(
    "notes on records of the knowledge",
    (
        # Every version of every note; the last one of a note counts, without words it is deleted.
        """CREATE TABLE record_notes (
            seq INTEGER PRIMARY KEY, note INTEGER NOT NULL, ref TEXT NOT NULL CHECK (ref <> ''),
            text TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX record_notes_by_ref ON record_notes (ref, note, seq)",
        """CREATE TRIGGER notes_are_never_changed BEFORE UPDATE ON record_notes
            BEGIN SELECT RAISE(ABORT, 'a version of a note is never changed'); END""",
        """CREATE TRIGGER notes_are_never_cut BEFORE DELETE ON record_notes
            BEGIN SELECT RAISE(ABORT, 'a version of a note is never deleted'); END""",
    ),
)

MEETINGS = Step(
    "meetings of the board",
    (
        # Every version of every meeting; the last one counts, without a document it is off the list.
        """CREATE TABLE meeting_versions (
            seq INTEGER PRIMARY KEY, meeting TEXT NOT NULL CHECK (meeting <> ''),
            at TEXT NOT NULL, who TEXT NOT NULL,
            document TEXT NOT NULL CHECK (document = '' OR json_valid(document))
        ) STRICT""",
        "CREATE INDEX meeting_versions_by_meeting ON meeting_versions (meeting, seq)",
        """CREATE TRIGGER meetings_are_never_changed BEFORE UPDATE ON meeting_versions
            BEGIN SELECT RAISE(ABORT, 'a version of a meeting is never changed'); END""",
        """CREATE TRIGGER meetings_are_never_cut BEFORE DELETE ON meeting_versions
            BEGIN SELECT RAISE(ABORT, 'a version of a meeting is never deleted'); END""",
    ),
)

RECORDS = Step(
    "confirmed decisions and issued documents",
    (
        # Numbers are printed: that of an erased record is never given again.
        # document: JSON text packed with zlib; unpacked it can take several megabytes.
        """CREATE TABLE records (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id TEXT NOT NULL REFERENCES cases (id),
            decision TEXT NOT NULL CHECK (decision <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            supersedes INTEGER UNIQUE REFERENCES records (number),
            meeting TEXT NOT NULL, revision INTEGER NOT NULL,
            confirmed TEXT NOT NULL, who TEXT NOT NULL, chair TEXT NOT NULL, reason TEXT NOT NULL,
            edition TEXT NOT NULL, knowledge_hash TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            document BLOB NOT NULL,
            CHECK ((version = 1) = (supersedes IS NULL)),
            UNIQUE (case_id, decision),
            FOREIGN KEY (case_id, revision) REFERENCES journal (case_id, revision)
        ) STRICT""",
        """CREATE TRIGGER records_follow_each_other BEFORE INSERT ON records
            WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM records
                WHERE number = NEW.supersedes AND case_id = NEW.case_id AND version = NEW.version - 1)
            BEGIN SELECT RAISE(ABORT, 'a version of a record follows the one before it'); END""",
        """CREATE TRIGGER records_are_never_changed BEFORE UPDATE ON records
            BEGIN SELECT RAISE(ABORT, 'a confirmed decision is never changed'); END""",
        """CREATE TRIGGER records_are_never_cut BEFORE DELETE ON records
            BEGIN SELECT RAISE(ABORT, 'a confirmed decision is never deleted'); END""",
        # case_id: NULL where a file is of a meeting. One id may stand in several files (another paper size).
        """CREATE TABLE issued (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL CHECK (id <> ''), kind TEXT NOT NULL,
            case_id TEXT REFERENCES cases (id), meeting TEXT NOT NULL,
            record INTEGER REFERENCES records (number), revision INTEGER NOT NULL,
            at TEXT NOT NULL, who TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            UNIQUE (id, sha256)
        ) STRICT""",
        "CREATE INDEX issued_of_case ON issued (case_id)",
        "CREATE INDEX issued_by_hash ON issued (sha256)",
        """CREATE TRIGGER issued_are_never_changed BEFORE UPDATE ON issued
            BEGIN SELECT RAISE(ABORT, 'what was issued stays known'); END""",
        """CREATE TRIGGER issued_are_never_cut BEFORE DELETE ON issued
            BEGIN SELECT RAISE(ABORT, 'what was issued stays known'); END""",
    ),
)

STEPS = (CASES, SEARCH, ASSESSMENTS, IMPORTS, DRAFTS, LIST, NOTES, MEETINGS, RECORDS)


def bring_up_to_date(
    database: driver.Database, back_up: Callable[[], Path], steps: tuple[Step, ...] = STEPS
) -> None:
    """Carry out the steps a file lacks, each in one transaction, after a verified copy was made.

    Raises StoreRefused for a file of a newer program, and where a copy or a step fails: the file is
    then as the last finished step left it.
    """
    (version,) = database.rows("PRAGMA user_version")[0]
    if version > len(steps):
        raise StoreRefused(
            f"{database.path} was written by a newer version of this program (store version {version}, "
            f"here {len(steps)}). Nothing was changed. Install the newer version."
        )
    if version == len(steps):
        return
    copy = back_up() if version else None
    try:
        _apply(database, steps)
    except driver.Error as error:
        kept = f" A copy from before is {copy}." if copy else ""
        raise StoreRefused(f"{database.path} could not be brought up to date ({error}).{kept}") from error


def _apply(database: driver.Database, steps: tuple[Step, ...]) -> None:
    # Slow to import and needed only here: a store that is up to date opens without it.
    import sqlite_utils

    migrations = sqlite_utils.Migrations("enec")
    for number, step in enumerate(steps, start=1):
        migrations(name=step.name)(_migration(step, number))
    migrations.apply(sqlite_utils.Database(database.connection, execute_plugins=False))


def _migration(step: Step, number: int) -> Callable[..., None]:
    def carry_out(db: sqlite_utils.Database) -> None:
        for statement in (*step.statements, f"PRAGMA user_version = {number}"):
            db.execute(statement)

    return carry_out
