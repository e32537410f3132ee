"""The pinned PySide6 keeps the references of None.

PySide6 6.12.0 on Python 3.11 takes one away with each call that returns nothing; after some thousand
calls the process aborts in the middle of a session. From Python 3.12 on None cannot be used up.
"""

import subprocess
import sys

CALLS = 1000
COUNT = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("a")
print(before - sys.getrefcount(None))
"""


def test_calls_into_qt_do_not_use_up_none() -> None:
    lost = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True).stdout
    assert int(lost) < CALLS // 10
