"""The vocabulary in its compiled form, apart from the knowledge: a case is opened before that is read."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain import values, vocabulary
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.knowledge.keeping import Keeper

_KEEPER = Keeper("enec-vocabulary-1", (values, vocabulary))


def load_vocabulary(folder: Path, cache: Path) -> Vocabulary:
    """The vocabulary of a folder, from the cache where an equal one was read before.

    Raises KnowledgeRefused with every fault. A cache that cannot be read or written is passed over.
    """
    return _KEEPER.load(folder, cache, Vocabulary, _read)


def _read(folder: Path) -> Vocabulary:
    # Only here: to import what reads the files takes longer than to read the cache.
    from enec_desktop.knowledge.vocabulary_files import read_vocabulary

    return read_vocabulary(folder)
