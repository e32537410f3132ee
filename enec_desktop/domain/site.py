"""What one hospital offers: available, funded, in label, open as a trial. It never changes what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class SiteNote:
    """What is said of an option, drug or procedure here; None where nothing is said."""

    available: bool | None = None
    funded: bool | None = None
    in_label: bool | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return self == NOTHING_SAID


NOTHING_SAID = SiteNote()


@dataclass(frozen=True, slots=True)
class SiteTrial:
    """A trial open here with whom to ask; ``options`` are the ids of the options it is shown beside."""

    title: str
    contact: str
    options: tuple[str, ...]
    identifier: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """Notes by the id of an option and by the id of a drug or procedure, and the trials open here."""

    name: str = ""
    options: Mapping[str, SiteNote] = field(default_factory=lambda: MappingProxyType({}))
    agents: Mapping[str, SiteNote] = field(default_factory=lambda: MappingProxyType({}))
    trials: tuple[SiteTrial, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the hospital says nothing."""
        return not (self.name or self.options or self.agents or self.trials)


NO_SITE = SiteProfile()

OPTIONS, AGENTS = "options/", "agents/"
"""How an id of either kind begins where both stand in one list."""


def note_of(profile: SiteProfile, id: str) -> SiteNote:
    """What a profile says of ``options/<id>`` or ``agents/<id>``."""
    notes = profile.options if id.startswith(OPTIONS) else profile.agents
    return notes.get(id.partition("/")[2], NOTHING_SAID)


def with_note(profile: SiteProfile, id: str, note: SiteNote) -> SiteProfile:
    """The profile with another note of ``options/<id>`` or ``agents/<id>``; an empty one is taken out."""
    is_option = id.startswith(OPTIONS)
    notes = dict(profile.options if is_option else profile.agents)
    notes[id.partition("/")[2]] = note
    kept = MappingProxyType({name: one for name, one in notes.items() if not one.is_empty})
    return replace(profile, options=kept) if is_option else replace(profile, agents=kept)
