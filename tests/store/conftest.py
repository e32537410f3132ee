"""A real store in a fresh folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enec_desktop.store.store import Store, open_store
from tests.builders import vocabulary
from tests.store.playing import NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder, vocabulary(), NOW) as opened:
        yield opened
