"""The knowledge ready for the first assessment, beside a bare ``json.loads`` of the same text.

``python -m tests.benchmarks.knowledge_ready_time [rounds]``: reading from the compiled form, working out what
the engine needs once per edition, and, for comparison, reading the files themselves.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from enec_desktop.engine.prepared import prepare
from enec_desktop.knowledge.compiled import load_compiled
from enec_desktop.knowledge.fingerprint import content_hash
from enec_desktop.knowledge.loader import load_knowledge
from enec_desktop.paths import resources
from tests.benchmarks.timing import busy, ratio, told, turn_by_turn

FOLDER = resources() / "knowledge"
BARE, COMPILED, READY = "json.loads of the compiled text", "compiled form to knowledge", "the same, prepared"


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        load_compiled(FOLDER, cache)
        (written,) = cache.glob("*.json")
        text = written.read_text(encoding="utf-8")
        sides: dict[str, Callable[[int], object]] = {
            BARE: lambda _: json.loads(text),
            "hash of all knowledge files": lambda _: content_hash(FOLDER),
            COMPILED: lambda _: load_compiled(FOLDER, cache),
            READY: lambda _: prepare(load_compiled(FOLDER, cache)),
            "from the files, checked": lambda _: load_knowledge(FOLDER),
        }
        gc.disable()  # what earlier rounds left behind is not this round's time
        took = turn_by_turn(sides, rounds)
    print(busy())
    print(f"compiled text: {len(text) / 1e6:.1f} MB")
    for name, values in took.items():
        print(f"{told(name, values)}   x {ratio(values, took[BARE]):6.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
