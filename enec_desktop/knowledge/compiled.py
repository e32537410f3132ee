"""The checked knowledge in its compiled form."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain import (
    evidence,
    knowledge_base,
    measures,
    pathway,
    rule,
    standing,
    values,
    vocabulary,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.knowledge.keeping import Keeper

_KEEPER = Keeper(
    "enec-knowledge-1",
    (evidence, knowledge_base, measures, pathway, rule, standing, values, vocabulary),
)


def load_compiled(folder: Path, cache: Path) -> KnowledgeBase:
    """The checked knowledge of a folder, from the cache where an equal one was checked before.

    Raises KnowledgeRefused with every fault. A cache that cannot be read or written is passed over: the
    files themselves are read then.
    """
    return _KEEPER.load(folder, cache, KnowledgeBase, _checked)


def _checked(folder: Path) -> KnowledgeBase:
    # Asked for here: to import what reads the files takes longer than to read the cache.
    from enec_desktop.knowledge.loader import load_knowledge

    return load_knowledge(folder)
