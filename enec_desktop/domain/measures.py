"""Numbers worked out from recorded values: formulas by name, scales as items with points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enec_desktop.domain.rule import Condition


class Formula(StrEnum):
    """The formulas the engine can work out, by the names the knowledge uses."""

    BODY_MASS_INDEX = "body_mass_index"
    SURFACE_MOSTELLER = "surface_mosteller"
    SURFACE_DUBOIS = "surface_dubois"
    IDEAL_WEIGHT = "ideal_weight"
    ADJUSTED_WEIGHT = "adjusted_weight"
    CALVERT_TERM = "calvert_term"
    WEIGHT_LOSS = "weight_loss"
    SUM = "sum"
    DIFFERENCE = "difference"


class TargetSum(StrEnum):
    """What is read off the target lesions of RECIST 1.1."""

    BASELINE = "baseline"
    NADIR = "nadir"
    NOW = "now"
    FROM_BASELINE = "from_baseline"
    FROM_NADIR = "from_nadir"
    RISE = "rise"
    OTHER_NOW = "other_now"
    LARGEST_NODE = "largest_node"
    NEW_LESION = "new_lesion"
    TARGETS = "targets"
    MOST_IN_AN_ORGAN = "most_in_an_organ"
    SMALLEST_OTHER = "smallest_other"
    SMALLEST_NODE = "smallest_node"


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """The points of an answer; ``low`` and ``high`` differ where the sources do."""

    when: Condition
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ScaleItem:
    """One question of a scale; the first row that holds gives its points."""

    id: str
    label: str
    rows: tuple[ScaleRow, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale: the sum of its items, from ``least`` to ``most`` points."""

    name: str
    label: str
    items: tuple[ScaleItem, ...]
    refs: tuple[str, ...]
    least: float
    most: float
    note: str = ""
