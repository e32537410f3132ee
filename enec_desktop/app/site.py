"""The site profile: what this hospital offers, read, shown and kept beside the store."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from enec_desktop.app.evidence import entry_in
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.words import Words
from enec_desktop.domain.catalogue import CatalogueEntry, RecordKind
from enec_desktop.domain.content import Block
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.site import AGENTS, OPTIONS, SiteProfile, note_of
from enec_desktop.knowledge.site_files import read_site, site_text
from enec_desktop.wording.site import note_words, site_blocks


class SiteDesk:
    """One profile; a file with a fault is said once and leaves the program without a profile."""

    def __init__(self, path: Path, knowledge: KnowledgeDesk, words: Words) -> None:
        self.path, self._words = path, words
        self._knowledge = knowledge
        self._found: tuple[SiteProfile, tuple[str, ...]] | None = None

    @property
    def profile(self) -> SiteProfile:
        """The profile in force; one that says nothing where there is no file, or a bad one."""
        return self._read()[0]

    @property
    def problem(self) -> str:
        """One sentence where the file cannot be used; empty where all is well."""
        faults = self._read()[1]
        if not faults:
            return ""
        more = f" ({len(faults) - 1} more: enec-desktop site check)" if len(faults) > 1 else ""
        return f"The site profile is not used until it is mended: {faults[0]}{more}"

    def check(self) -> tuple[str, ...]:
        """Read the file again; every fault, none when it is whole."""
        self._found = None
        return self._read()[1]

    def save(self, profile: SiteProfile) -> None:
        """Keep a profile, whole or not at all.

        Raises EnecError where the place cannot be written, or a file with faults would be written over.
        """
        if self._read()[1]:
            raise EnecError(self.problem)
        draft = self.path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("w", encoding="utf-8") as file:
                file.write(site_text(profile))
                file.flush()
                # Else a power cut can leave the new name with nothing in it.
                os.fsync(file.fileno())
            draft.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            raise EnecError(
                f"{self.path} cannot be written: {error.strerror}. The profile of before is kept."
            ) from error
        self._found = (profile, ())

    def choices(self, text: str) -> tuple[CatalogueEntry, ...]:
        """The options, drugs and procedures a note may be about, narrowed to the words of a text.

        Their ids begin with ``options/`` or ``agents/``.
        """
        base, profile = self._knowledge.base, self.profile
        options = {f"{OPTIONS}{one.id}": (one.title, str(one.kind)) for one in base.options.values()}
        agents = {
            f"{AGENTS}{one.id}": (one.label, "drug, regimen or procedure") for one in base.agents.values()
        }
        found = (
            _entry(id, title, f"{kind} · {note_words(note_of(profile, id))}")
            for id, (title, kind) in {**options, **agents}.items()
        )
        wanted = tuple(text.casefold().split())
        return tuple(one for one in (entry_in(one, self._words) for one in found) if one.fits(wanted))

    def blocks(self) -> tuple[Block, ...]:
        """The whole profile as content blocks."""
        return site_blocks(self.profile, self._knowledge.base)

    def _read(self) -> tuple[SiteProfile, tuple[str, ...]]:
        if self._found is None:
            base = self._knowledge.base
            self._found = read_site(self.path, base.options, base.agents)
        return self._found


def _entry(id: str, title: str, second: str) -> CatalogueEntry:
    return CatalogueEntry(id, RecordKind.OPTION, title, second, f"{title} {second}".casefold())
