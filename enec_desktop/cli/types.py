"""Types that the commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from enec_desktop.app.desk import Desk

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Pictures: TypeAlias = Callable[[Desk, Path], list[Path]]
