"""The first start: where cases will be kept, in which language, with the sample patients or without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.app.settings import Setting
from enec_desktop.domain.ground import Ground, Survey
from enec_desktop.domain.worklist import WorklistQuery


@dataclass(frozen=True, slots=True)
class Made:
    """The desk over the cases of a folder, which was made just now (``is_new``) or was there.

    ``remembered``: whether the next start will find it by itself.
    """

    desk: Desk
    folder: Path
    is_new: bool
    with_samples: bool
    remembered: bool


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What can be done while no cases are kept yet; nothing is made before ``make``.

    ``desk`` is one over the usual folder of which nothing is opened: the words and looks of the page.
    ``lost`` is the folder that was chosen earlier and holds no cases now.
    """

    desk: Desk
    usual: Path
    portable: bool
    lost: Path | None
    samples: int
    survey: Callable[[Path], Survey]
    making: Callable[[Path], AbstractContextManager[None]]
    open_desk: Callable[[Path, str], Desk]
    remember: Callable[[Path], None]

    def make(self, folder: Path, habits: Mapping[str, Setting], *, samples: bool) -> Made:
        """Make the store of a folder, or open the one that is there, and remember the folder.

        Raises EnecError with one sentence; all is as it was then.
        """
        is_new = self.survey(folder).ground is not Ground.CASES
        with self.making(folder):
            desk = self.open_desk(folder, self.desk.words.language)
            try:
                desk.worklist.rows(WorklistQuery(limit=1))
                if samples:
                    desk.cases.load_samples()
                desk.settings.set_all(habits)
            except BaseException:
                desk.close()
                raise
        return Made(desk, folder, is_new, samples, self._remembered(folder))

    def _remembered(self, folder: Path) -> bool:
        try:
            self.remember(folder)
        except OSError:
            return False
        return True
