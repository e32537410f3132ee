"""How each kind of entry is laid out: by hand, in the order a clinician reads and types it.

A field that no layout names, because the vocabulary grew, stands behind "more fields" of its group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from enec_desktop.domain.vocabulary import EntryKind
from enec_desktop.ui.widgets.flow import WHOLE_LINE


class Look(StrEnum):
    """How a field is shown: its label above, or beside keys as a line of a list."""

    AUTO = "auto"
    KEYS = "keys"
    LIST = "list"
    LINE = "line"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Spot:
    """One field in its group: how many half columns it takes, how it looks, whether it may be folded."""

    name: str
    span: int = 2
    look: Look = Look.AUTO
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Fields that stand together below the name of their group.

    ``opened_by``: a field and codes that make the rare fields of the block usual ones.
    """

    group: str
    spots: tuple[Spot, ...]
    most: int = 4
    opened_by: tuple[str, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class KindLayout:
    """The blocks of a kind; ``title`` names the fields that say which one an entry is: the first
    that is recorded does.

    ``brief`` are the fields that stand for the entry when it is folded to one line. ``ready``: an empty
    card stands there to be typed into, before any entry exists.
    """

    blocks: tuple[Block, ...]
    title: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    ready: bool = True


def _spots(text: str) -> tuple[Spot, ...]:
    """Read ``name``, ``name:span``, ``name=look``, ``name*`` (rare), parted by blanks."""
    return tuple(_spot(word) for word in text.split())


def _spot(word: str) -> Spot:
    rare = word.endswith("*")
    word, _, look = word.rstrip("*").partition("=")
    name, _, span = word.partition(":")
    wide = WHOLE_LINE if span == "all" else int(span or 2)
    return Spot(name, wide, Look(look or "auto"), rare)


def _block(group: str, text: str, most: int = 4) -> Block:
    return Block(group, _spots(text), most)


LAYOUTS: Mapping[str, KindLayout] = {
    "question": KindLayout(
        (
            _block("question", "question:all treatments_listed:3=list no_progression:3=list"),
            _block("meeting", "board_date board_name status=list discussion=list chair referrer"),
        ),
        brief=("question", "board_date", "status"),
    ),
    "identity": KindLayout(
        (
            _block("who", "name:4 hospital_number birth_date age sex=keys national_id*"),
            _block("team", "responsible key_worker family_doctor"),
        ),
        brief=("name", "birth_date", "hospital_number"),
    ),
    "presentation": KindLayout(
        (
            _block("symptoms", "symptoms:all dysphagia=list weight_loss=keys weight_loss_percent pain=keys"),
            _block("risk", "smoking=keys alcohol=keys barrett=list reflux=keys* hot_drinks=keys*"),
        ),
        brief=("symptoms", "dysphagia", "weight_loss_percent"),
    ),
    "complication": KindLayout(
        (_block("what", "type:4=list present=list detail:all"),), title=("type",), brief=("present",),
        ready=False,
    ),
    "endoscopy": KindLayout(
        (
            _block(
                "site",
                "site:3=list cm_from_incisors:3 length size egj_involved=keys epicentre_below_egj:4"
                " macroscopic depth_estimate=list site_as_stated:4*",
            ),
            _block("lumen", "obstruction=list ulcer=keys biopsies"),
        ),
        title=("site",),
        brief=("length", "obstruction", "depth_estimate"),
    ),
    "specimen": KindLayout(
        (
            _block("what", "specimen:3=list report_id:3 type_as_stated:4 expert_review=list"),
            _block(
                "type",
                "stated_class:4=list cell_type=list differentiation=list ne_component other_component*"
                " other_component_type=list*",
            ),
            _block("proliferation", "ki67 mitoses:4 necrosis=keys", 4),
            _block(
                "stains",
                "synaptophysin:4=line chromogranin:4=line cd56:4=line insm1:4=line p40:4=line rb1:4=line"
                " p53:4=list sstr2:4=line* ttf1:4=line* cytokeratin:4=line* nse:4=line*",
            ),
            Block(
                "resected",
                _spots("depth:4=list* size* margins=list* lymphovascular=keys* nodes_examined*"
                       " nodes_positive*"),
                opened_by=("specimen", frozenset({"surgical", "endoscopic_resection"})),
            ),
            _block("molecular", "pdl1:3* mismatch_repair=list* tmb* mgmt=list* other_findings:all*"),
        ),
        title=("specimen",),
        brief=("stated_class", "cell_type", "ki67", "mitoses"),
    ),
    "study": KindLayout(
        (
            _block(
                "study",
                "modality:3=list distant_disease:3=keys tracer reviewed=keys report_id opinion:all"
                " sstr_uptake:4=list*",
            ),
        ),
        title=("modality",),
        brief=("distant_disease", "opinion"),
    ),
    "lesion": KindLayout(
        (_block("where", "organ=list finding=list proof=list size regional=keys station number*"),),
        title=("organ",),
        brief=("finding", "proof", "size"),
    ),
    "staging": KindLayout(
        (
            _block(
                "tnm",
                "prefix=list edition=list stage_group=list t=list n=list m=list limited_extensive:3=keys*",
                3,
            ),
            _block("basis", "as_stated:4 basis:4 stated_by"),
        ),
        title=("prefix",),
        brief=("t", "n", "m", "stage_group", "as_stated"),
    ),
    "judgement": KindLayout(
        (_block("judgement", "resectability:4=list reason:4 judged_by"),), brief=("resectability", "reason")
    ),
    "fitness": KindLayout(
        (
            _block("performance", "ecog=list height weight comorbidity:all frailty* feeding=list*"),
            _block(
                "kidney_marrow",
                "creatinine creatinine_clearance bilirubin neutrophils platelets haemoglobin albumin* sodium*"
                " calcium* ldh*",
            ),
            _block(
                "systems",
                "cisplatin_fit:3=list surgery_fit:3=keys hearing_loss=list neuropathy=list heart_failure=list"
                " autoimmune_disease=list interstitial_lung_disease=list coronary_disease=keys*"
                " hypertension_uncontrolled=keys* bowel_inflammation:3=keys* transplant=keys*"
                " steroids:3=keys*",
            ),
            _block(
                "other",
                "allergies:4 medicines:all dpyd=list* ugt1a1=list* hepatitis_b=list* pregnancy=keys*"
                " anticoagulant=keys*",
            ),
        ),
        brief=("ecog", "creatinine_clearance", "neutrophils"),
    ),
    "preferences": KindLayout(
        (
            _block(
                "wishes",
                "tumour_treatment:4=list toxicity_concern:4=list goals:all knows:all social:all",
            ),
        ),
        brief=("tumour_treatment", "goals"),
    ),
    "course": KindLayout(
        (
            _block(
                "plan",
                "modality:3=list setting:3=list regimen:4=list line intended_diagnosis:3=list"
                " regimen_as_stated:3*",
            ),
            _block(
                "outcome",
                "ongoing=keys cycles last_dose best_response=list reason_stopped=list residual=keys*"
                " worst_toxicity toxicity_grade=list repeatable=list* immune_event=keys* immune_event_organ*"
                " immune_event_grade=list*",
            ),
        ),
        title=("regimen", "modality"),
        brief=("regimen", "best_response", "last_dose", "reason_stopped"),
        ready=False,
    ),
    "progression": KindLayout(
        (
            _block("what", "type:4=list extent:4=list site_as_stated:all"),
            _block(
                "clocks",
                "months_from_start:4 months_from_last_dose:4 relapse_free_months months_from_surgery",
            ),
        ),
        title=("type",),
        brief=("extent", "site_as_stated"),
        ready=False,
    ),
    "decision": KindLayout(
        (
            _block(
                "decision",
                "minutes:all* amendment:all* intent=list regimen:4 actions:all conditions:all why:all"
                " deviation:all dissent:all*",
            ),
            _block(
                "reviewed",
                "images:4=keys images_by:4 slides:4=keys slides_by:4 stage_left:4=keys stage_changed:4=keys"
                " stage_held:all",
            ),
            _block("follow", "outstanding:all tasks:all told:all* trial:all* attendance:all*"),
        ),
        title=("intent",),
        brief=("regimen", "actions"),
    ),
    "action": KindLayout(
        (
            _block("what", "what:all owner due"),
            _block("afterwards", "state=list reason=list* done_on* outcome:all*"),
        ),
        title=("what",),
        brief=("owner", "due", "state"),
        ready=False,
    ),
    "condition": KindLayout(
        (_block("condition", "words:all when:all then otherwise relist=keys"),),
        title=("words",),
        brief=("when",),
        ready=False,
    ),
    "position": KindLayout(
        (_block("position", "discipline:3=list says=list words:all"),),
        title=("discipline",),
        brief=("says",),
        ready=False,
    ),
    "follow_up": KindLayout((_block("state", "alive:3=list detail:all"),), title=("alive",), ready=False),
}  # fmt: skip


def rank_of(kind: str) -> int:
    """Where a kind stands among all: the order of the layouts, new kinds last."""
    return list(LAYOUTS).index(kind) if kind in LAYOUTS else len(LAYOUTS)


def layout_of(kind: EntryKind) -> KindLayout:
    """The layout of a kind with every field of the vocabulary in it, and none that is not."""
    made = LAYOUTS.get(kind.name, KindLayout(()))
    blocks = tuple(block for group in kind.groups for block in _whole(made, kind, group))
    return replace(made, blocks=blocks, brief=brief_of(kind))


def title_of(kind: EntryKind) -> tuple[str, ...]:
    """The fields that say which one an entry of a kind is."""
    return LAYOUTS[kind.name].title if kind.name in LAYOUTS else ()


def brief_of(kind: EntryKind) -> tuple[str, ...]:
    """The fields that stand for an entry that is folded to one line."""
    told = LAYOUTS[kind.name].brief if kind.name in LAYOUTS else ()
    return tuple(name for name in told if name in kind.fields)


def _whole(made: KindLayout, kind: EntryKind, group: str) -> Iterator[Block]:
    known = next((block for block in made.blocks if block.group == group), Block(group, ()))
    named = {spot.name for block in made.blocks for spot in block.spots}
    spots = [spot for spot in known.spots if spot.name in kind.fields]
    for name, field in kind.fields.items():
        if field.group == group and name not in named:
            spots.append(Spot(name, WHOLE_LINE if field.long_text else 2, rare=True))
    if spots:
        yield replace(known, spots=tuple(spots))
