"""Figures of the benchmarks: both sides in one run, turn by turn, processor time; how busy the machine is."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence


def turn_by_turn(
    sides: Mapping[str, Callable[[int], object]], turns: int, each: int = 1
) -> dict[str, list[float]]:
    """Processor seconds of one call of each side, ``each`` calls a turn, every side in every turn.

    What disturbs the machine disturbs both sides of a turn; calls get the number of the call.
    """
    found: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(turns):
        for name, call in sides.items():
            started = time.process_time()
            for number in range(turn * each, (turn + 1) * each):
                call(number)
            found[name].append((time.process_time() - started) / each)
    return found


def seconds(call: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    started = time.process_time()
    call()
    return time.process_time() - started


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def told(name: str, values: Sequence[float]) -> str:
    """Median, 95th percentile and worst in milliseconds."""
    shown = (statistics.median(values), percentile(values, 0.95), max(values))
    p50, p95, worst = (f"{value * 1000:9.3f}" for value in shown)
    return f"{name:44s} p50 {p50}   p95 {p95}   max {worst} ms"


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """How many times longer the first side takes: the middle of the ratios turn by turn."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def busy() -> str:
    """How busy the machine is, to judge the figures by."""
    load = f"load {os.getloadavg()[0]:.1f} on " if hasattr(os, "getloadavg") else ""
    return f"processor time; {load}{os.cpu_count()} processors"
