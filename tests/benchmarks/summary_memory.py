"""Board summaries of made cases, one after the other, and how much memory the program holds meanwhile.

``python -m tests.benchmarks.summary_memory [count] [seed]`` prints megabytes after the first hundred and at
the end, and how long a summary took with its assessment. Needs a system that tells the memory of a process.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from enec_desktop.app.reports import Subject
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import DocumentKind
from tests.benchmarks.made_cases import made
from tests.benchmarks.timing import busy, told

_TOLD = 100
_PRINTED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def megabytes() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main(count: int, seed: int) -> None:
    took: list[float] = []
    with TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        for number, one in enumerate(islice(made(seed), count), 1):
            started = time.process_time()
            desk.reports.document(DocumentKind.SUMMARY, Subject(one.case, number, one.at, printed=_PRINTED))
            took.append(time.process_time() - started)
            if number % _TOLD == 0:
                print(f"{number:6} summaries: {megabytes():7.1f} MB", flush=True)
        desk.close()
    print(busy())
    print(told(f"{count} summaries, each of another case, assessed", took))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
