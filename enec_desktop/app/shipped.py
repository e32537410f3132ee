"""What ships with the program, read once and kept: knowledge, labels, rules, the proof."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop import paths
from enec_desktop.app.words import CHINESE

if TYPE_CHECKING:
    from enec_desktop.app.words import Interpreter
    from enec_desktop.domain.knowledge_base import KnowledgeBase
    from enec_desktop.domain.proof import Proof
    from enec_desktop.domain.readiness import ReadinessRules
    from enec_desktop.domain.vocabulary import Vocabulary


@cache
def knowledge_of(folder: Path) -> KnowledgeBase:
    """The knowledge of a folder, in its compiled form where there is one."""
    from enec_desktop.knowledge.compiled import load_compiled

    return load_compiled(folder, paths.cache_dir())


@cache
def labelled(folder: Path, language: str) -> Vocabulary:
    """The vocabulary under the labels of a language."""
    from enec_desktop.domain.labels import localised
    from enec_desktop.knowledge.compiled_vocabulary import load_vocabulary
    from enec_desktop.knowledge.overlay_files import read_vocabulary_overlay

    vocabulary = load_vocabulary(folder / "vocabulary", paths.cache_dir())
    return localised(vocabulary, read_vocabulary_overlay(folder, language, vocabulary))


@cache
def interpreter_of(resources: Path, language: str) -> Interpreter:
    """Who says in a language what was written in English."""
    from enec_desktop.app.interpreting import PhraseInterpreter
    from enec_desktop.domain.labels import knowledge_labels
    from enec_desktop.knowledge.overlay_files import read_overlay
    from enec_desktop.wording.texts import read_phrasebook, read_problems

    base = knowledge_of(resources / "knowledge")
    texts = read_overlay(resources / "knowledge", language, base)
    folder = resources / "text"
    book = read_phrasebook(folder / f"content-{language}.toml", knowledge_labels(base), texts)
    return PhraseInterpreter(book, read_problems(folder / f"problems-{language}.toml"))


@cache
def readiness_rules(resources: Path) -> ReadinessRules:
    """What makes a case ready for the board."""
    from enec_desktop.knowledge.board_files import read_readiness_rules

    base = knowledge_of(resources / "knowledge")
    return read_readiness_rules(resources / "board" / "readiness.toml", base.vocabulary, base.claims)


def untold(folder: Path, base: KnowledgeBase) -> dict[str, int]:
    """How many labels another language lacks, by its name."""
    from enec_desktop.knowledge.overlay_files import missing_labels, read_overlay

    return {"Chinese": len(missing_labels(base, read_overlay(folder, CHINESE, base)))}


def checked(folder: Path) -> KnowledgeBase:
    """The knowledge, read from its files. Raises KnowledgeRefused with every fault."""
    from enec_desktop.knowledge.loader import load_knowledge

    return load_knowledge(folder)


def checked_with_labels(folder: Path) -> KnowledgeBase:
    """The same, and the Chinese labels with it."""
    from enec_desktop.knowledge.overlay_files import read_overlay

    base = checked(folder)
    read_overlay(folder, CHINESE, base)
    return base


def proved(base: KnowledgeBase, folder: Path, *, afresh: bool) -> Proof:
    """What holds in every cell; a proof that is remembered for this program will do, unless ``afresh``."""
    from enec_desktop.engine.proof.prove import prove
    from enec_desktop.knowledge.proof_files import read_proof_notes
    from enec_desktop.knowledge.proved import proof_key, remember_proof, remembered_proof

    cache, key = paths.cache_dir(), proof_key(base.edition.hash, Path(__file__).parents[1])
    found = None if afresh else remembered_proof(cache, key)
    if found is None:
        found = prove(base, read_proof_notes(folder / "proof"))
        if not found.faults:
            remember_proof(found, cache, key)
    return found
