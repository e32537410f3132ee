"""Assessments of made cases, each with its full explanation and what would change the answer.

``python -m tests.benchmarks.made_cases_time [cases] [seed]`` prints p50, p95 and the worst, and the same by
the number of questions the history leaves, with the share of cases that leave so many.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from itertools import islice

from enec_desktop.domain.assessment import Assessment
from enec_desktop.engine.assess import assess
from enec_desktop.engine.prepared import prepare
from tests.assessing import shipped
from tests.benchmarks.made_cases import Made, made
from tests.benchmarks.timing import busy, told


def assessed(one: Made) -> tuple[float, Assessment]:
    """Processor seconds of an assessment, and the assessment."""
    started = time.process_time()
    found = assess(one.case, shipped(), one.at)
    return time.process_time() - started, found


def main(count: int, seed: int) -> None:
    prepare(shipped())
    by_moments: dict[int, list[float]] = defaultdict(list)
    slowest = (0.0, "")
    for one in islice(made(seed), count):
        took, found = assessed(one)
        by_moments[len(found.moments)].append(took)
        slowest = max(slowest, (took, one.case.id))
    everything = [took for each in by_moments.values() for took in each]
    print(busy())
    print(told(f"{count} cases, seed {seed}", everything))
    for moments, each in sorted(by_moments.items()):
        print(told(f"  {moments} candidate moments: {len(each) / count:6.1%}", each))
    print(f"slowest: {slowest[1]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
