"""A store says what is wrong with it."""

from pathlib import Path

import pytest

from enec_desktop.domain.errors import Cancelled, StoreRefused
from enec_desktop.store.driver import Database
from enec_desktop.store.store import Store, open_store
from tests.builders import vocabulary
from tests.store.playing import NOW, play


def spoil(folder: Path, *statements: str) -> tuple[str, ...]:
    """The faults found after someone wrote into the file behind the program's back."""
    with open_store(folder, vocabulary(), NOW) as store:
        for step in range(6):
            play(store, step, "Li")
        assert store.verify() == ()
    database = Database(folder / "cases.db")
    for statement in ("PRAGMA foreign_keys = OFF", *statements):
        database.run(statement)
    database.close()
    with open_store(folder, vocabulary(), NOW) as store:
        return store.verify()


OPEN_JOURNAL = "DROP TRIGGER journal_is_never_changed"

SPOILED: dict[str, tuple[str, tuple[str, ...]]] = {
    "another document": (
        "is not what its journal says",
        ("UPDATE documents SET document = replace(document, '72', '27')",),
    ),
    "another revision": ("is not what its journal says", ("UPDATE cases SET revision = revision + 1",)),
    "a line changed": (
        "journal of the case case-0 is damaged",
        (OPEN_JOURNAL, "UPDATE journal SET old = '\"x\"' WHERE seq = 3"),
    ),
    "a line unreadable": (
        "Line 3 of the journal is damaged",
        (OPEN_JOURNAL, "UPDATE journal SET action = 'x' WHERE seq = 3"),
    ),
    "another list": ("stands in the list with other values", ("UPDATE cases SET name = 'Someone else'",)),
    "no document": ("There is no case case-0 here", ("DELETE FROM documents",)),
    "a stray document": ("A row of documents points at nothing", ("INSERT INTO documents VALUES (9, '{}')",)),
    "no search index": ("The search index is not whole", ("DELETE FROM search_data WHERE id > 1",)),
}


@pytest.mark.parametrize(("said", "statements"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_store_says_what_is_wrong(folder: Path, said: str, statements: tuple[str, ...]) -> None:
    assert any(said in fault for fault in spoil(folder, *statements))


@pytest.fixture
def file(folder: Path) -> Path:
    with open_store(folder, vocabulary(), NOW) as store:
        for step in range(60):
            play(store, step, "Li")
    return folder / "cases.db"


def test_a_file_with_empty_pages_is_found_damaged(file: Path) -> None:
    whole = file.read_bytes()
    kept = len(whole) * 3 // 4
    file.write_bytes(whole[:kept] + bytes(len(whole) - kept))
    with open_store(file.parent, vocabulary(), NOW) as store:
        assert any("damaged" in fault for fault in store.verify())


def test_a_file_cut_off_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8192])
    with pytest.raises(StoreRefused, match="the file is damaged; open a backup"):
        open_store(file.parent, vocabulary(), NOW)


def test_a_check_tells_how_far_it_is_and_can_be_called_off(store: Store) -> None:
    for step in range(0, 20_000, 50):
        play(store, step, "Li")
    told: list[float] = []
    assert store.verify(lambda share: told.append(share) is None) == ()
    assert told == sorted(told) and 0 < told[0] < told[-1] < 1
    with pytest.raises(Cancelled, match="called off after 300 of 400 cases"):
        store.verify(lambda share: share < 0.7)
