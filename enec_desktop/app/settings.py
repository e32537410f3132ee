"""The habits of the window that last from one start to the next: size, zoom, look, sort orders, filters."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias, TypeVar

FILE = "settings.json"
"""The name of the file in the data folder."""

FORMAT = "enec-settings-1"

Setting: TypeAlias = str | int | float | bool | list["Setting"] | dict[str, "Setting"]
"""What JSON can hold; no setting is ever null."""

Kind = TypeVar("Kind", str, int, float, bool, list[Setting], dict[str, Setting])


class SettingsDesk:
    """Small values by name, such as ``worklist.sort``, kept in one file beside the store.

    ``get(name, usual)`` answers the kept value, or ``usual`` where none is kept or the kept one is of
    another kind; what it answers is the caller's to check further (a column that no longer exists).
    ``set(name, value)`` keeps a value at once, whole or not at all. Neither raises: no habit is worth a lost
    minute. A file that cannot be read or written is told once, in one sentence: to who
    listens (``listen``), else by ``take_problem``.

    Habits only: no fact of a patient belongs here.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._problem = ""
        self._hear: Callable[[str], object] | None = None
        self._damaged = self._failing = False
        self._kept: dict[str, Setting] = self._read()

    def get(self, name: str, usual: Kind) -> Kind:
        """The kept value of a name; ``usual`` where there is none of its kind."""
        kept = self._kept.get(name)
        same = type(kept) is type(usual) or (type(usual) is float and type(kept) is int)
        return kept if same else usual  # type: ignore[return-value]

    def set(self, name: str, value: Setting) -> None:
        """Keep a value."""
        self.set_all({name: value})

    def set_all(self, values: Mapping[str, Setting]) -> None:
        """Keep several values with one writing."""
        changed = {**self._kept, **values}
        if changed != self._kept:
            self._kept = changed
            self._write()

    def fill_in(self, content: bytes, but: Collection[str] = ()) -> bool:
        """Take over from another file of settings what is not set here; whether there was anything."""
        other = _settings_in(content) or {}
        new = {name: value for name, value in other.items() if name not in self._kept and name not in but}
        self.set_all(new)
        return bool(new)

    def take(self, name: str) -> str:
        """The kept text of a name, told once: it is empty afterwards."""
        told = self.get(name, "")
        if told:
            self.set(name, "")
        return told

    def listen(self, hear: Callable[[str], object]) -> None:
        """Hand over what cannot be read or written, now and from now on."""
        self._hear = hear
        if problem := self.take_problem():
            hear(problem)

    def take_problem(self) -> str:
        """One sentence where the file could not be read or written, told once; else empty."""
        told, self._problem = self._problem, ""
        return told

    def _read(self) -> dict[str, Setting]:
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            self._problem = f"The window's settings in {self.path} cannot be read: {error.strerror}."
            self._problem += " The usual ones are used."
            return {}
        if (found := _settings_in(text)) is not None:
            return found
        self._damaged = True
        self._problem = f"The window's settings in {self.path} are damaged. The usual ones are used;"
        self._problem += f" the file is kept as {self._aside.name} when new ones are written."
        return {}

    def _write(self) -> None:
        draft = self.path.with_suffix(f".{os.getpid()}.tmp")
        document = {"format": FORMAT, "settings": dict(sorted(self._kept.items()))}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self._damaged:
                self.path.replace(self._aside)
                self._damaged = False
            with draft.open("w", encoding="utf-8") as file:
                file.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
                file.flush()
                # Else a power cut can leave the new name with nothing in it.
                os.fsync(file.fileno())
            draft.replace(self.path)
            self._failing = False
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            problem = f"The window's settings cannot be written to {self.path}: {error.strerror}."
            self._say(f"{problem} They last until the program ends.")

    def _say(self, problem: str) -> None:
        if self._hear is None:
            self._problem = problem
        elif not self._failing:
            self._hear(problem)
        self._failing = True

    @property
    def _aside(self) -> Path:
        return self.path.with_suffix(".damaged.json")


def _settings_in(content: bytes) -> dict[str, Setting] | None:
    """What a file of settings keeps; None where it is damaged."""
    try:
        document = json.loads(content)
        if document["format"] == FORMAT and isinstance(document["settings"], dict):
            return dict(document["settings"])
    except (ValueError, LookupError, TypeError, RecursionError):
        pass
    return None
