"""How long each case has been in front."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime


class CaseClock:
    """Counts whole seconds by case; what is told once is not told again."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since = now()
        self._case = ""
        self._before: dict[str, int] = {}
        self._told: dict[str, int] = {}

    def start(self, case_id: str) -> None:
        """Another case is in front from now on."""
        if self._case:
            self._before[self._case] = self.seconds
        self._case, self._since = case_id, self._now()

    def begin_with(self, case_id: str, seconds: int) -> None:
        """Go on from the time a case took before; what was counted here already is not counted twice."""
        if case_id not in self._before:
            self._before[case_id] = self._told[case_id] = seconds

    def of(self, case_id: str) -> int:
        """How many seconds a case was in front, all times together."""
        return self.seconds if case_id == self._case else self._before.get(case_id, 0)

    @property
    def seconds(self) -> int:
        """How long the case in front has been there, all times together."""
        return self._before.get(self._case, 0) + max(0, int((self._now() - self._since).total_seconds()))

    @property
    def shown(self) -> str:
        """``04:12``; beyond an hour ``1:04:12``."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"

    def untold(self) -> int:
        """The seconds of the case in front since this was asked for it last."""
        new = self.seconds - self._told.get(self._case, 0)
        self._told[self._case] = self.seconds
        return new
