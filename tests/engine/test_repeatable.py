"""The same input gives the same assessment, in another process too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import input_hash
from tests.assessing import DEMOS, assessed, listed, nec
from tests.builders import case, codes, entry, quantity

CHECKOUT = Path(__file__).parents[2]
ELSEWHERE = "from tests.engine.test_repeatable import told; print(told())"


def told() -> str:
    """Two assessments as text that shows every order but that of sets, which have none."""
    points = [("takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1"), ("takeshita-2000-emr-m3", "")]
    return repr([plain(assessed(DEMOS, name, point)) for name, point in points])


def plain(value: Any) -> Any:
    if is_dataclass(value):
        return [type(value).__name__, *(plain(getattr(value, part.name)) for part in fields(value))]
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return [(key, plain(one)) for key, one in value.items()]
    return sorted(value) if isinstance(value, frozenset) else str(value)


def test_another_process_that_orders_sets_otherwise_says_the_same_in_the_same_order() -> None:
    found = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert found.stdout.strip() == told()


def test_every_change_of_the_record_changes_the_hash_of_the_input_and_taking_it_back_restores_it() -> None:
    whole = case(nec(), entry("staging", m="M1"), listed())
    changed = [
        whole,
        whole.with_fact("biopsy", "ki67", quantity(90, "%")),
        whole.with_fact("biopsy", "ki67", quantity(80, "%", to=90)),
        whole.with_fact("staging", "m", codes("M0", "M1")),
        whole.without_entry("staging"),
        whole.moved("staging", before="biopsy"),
    ]
    hashes = [input_hash(one, Latest()) for one in changed]
    assert len(set(hashes)) == len(hashes)
    back = changed[3].with_fact("staging", "m", whole.entry("staging").fact("m"))
    assert input_hash(back, Latest()) == hashes[0]
