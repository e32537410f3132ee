"""Faults of the evidence to plant in a copy of the knowledge: comparisons, background, shares, orphans."""

from __future__ import annotations

from tests.knowledge.planted_faults import Planted, option

_SIDE = '[[{id}.side]]\nid = "{side}"\nsource = "{source}"\nsays = "It says so."\n'


def compared(id: str, *sides: str, more: str = "", relation: str = "add") -> str:
    """A comparison on the first line with these sides."""
    head = f'\n[{id}]\ntopic = "T"\nrelation = "{relation}"\nused = "U"\noptions = ["captem"]\n{more}'
    return head + "".join(sides)


def side(id: str, name: str, source: str = "who-2019", mark: str = 'verification = "twice"\n') -> str:
    """A side of a comparison."""
    return _SIDE.format(id=id, side=name, source=source) + mark


def _two(id: str) -> str:
    return side(id, "a") + side(id, "b", "tnm-8")


FILE = "comparisons/planted.toml"
EVIDENCE = [
    Planted(
        "a side alone", FILE, compared("alone", side("alone", "a")), "[alone]: a comparison needs two sides"
    ),
    Planted(
        "a relation that is not there",
        FILE,
        compared("like", _two("like"), relation="likes"),
        "planted.toml [like]: \"relation\" is 'likes'; write one of agree, add, conflict",
    ),
    Planted(
        "a side of a source that is not there",
        FILE,
        compared("whose", side("whose", "a"), side("whose", "b", "who-1919")),
        'whose/b: "source" names who-1919, which is nowhere',
    ),
    Planted(
        "a side marked better than its source",
        FILE,
        compared("proud", side("proud", "a"), side("proud", "b", "enets-2023")),
        "proud/b: marked as checked better than its source enets-2023",
    ),
    Planted(
        "an outside side without a mark",
        FILE,
        compared("bare", side("bare", "a"), side("bare", "b", "tnm-8", "")),
        "bare/b: only what the article or its references print goes without a verification mark",
    ),
    Planted(
        "a side that retells nothing known",
        FILE,
        compared("lost", side("lost", "a"), side("lost", "b", "tnm-8") + 'refs = ["CT1-997"]\n'),
        'lost/b: "refs" names CT1-997, which is no claim',
    ),
    Planted(
        "a comparison of an option that is not there",
        FILE,
        compared("far", _two("far")).replace("captem", "captemp"),
        'comparisons [far]: "options" names captemp, which is nowhere',
    ),
    Planted(
        "a comparison that nothing would show",
        FILE,
        compared("mute", _two("mute")).replace('options = ["captem"]\n', ""),
        "comparisons [mute]: concerns no option, table or claim",
    ),
    Planted(
        "figures of nobody",
        FILE,
        compared(
            "whom",
            side("whom", "a"),
            side("whom", "b", "tnm-8")
            + 'figures = [{ measure = "ORR", value = "50", unit = "%", n = "8" }]\n',
        ),
        'whom/b: figures without "population"; say whom they were found in',
    ),
    Planted(
        "a share that arithmetic excludes in a side",
        FILE,
        compared(
            "odd",
            side("odd", "a"),
            side("odd", "b", "tnm-8")
            + 'figures = [{ measure = "ORR", value = "46", unit = "%", n = "8" }]\npopulation = "NEC"\n',
        ),
        "odd/b: 46 % of 8 patients is no whole number of patients",
    ),
    Planted(
        "a share that arithmetic excludes in a claim",
        "evidence/ct1.toml",
        'value = "78"\nunit = "%"\nn = "35"',
        "CT1-051: 78 % of 35 patients is no whole number of patients",
        'value = "77"\nunit = "%"\nn = "35"',
    ),
    Planted(
        "an option that stands on an unverified side",
        "options/local/unread-side.toml",
        option("tumour.m == M0").replace("CT1-008", "cycles/enets"),
        "unread-side/only: stands as option on statements that nobody verified",
    ),
    Planted(
        "an option that stands on general knowledge",
        "options/local/unread-source.toml",
        option("tumour.m == M0").replace("CT1-008", "general-knowledge"),
        "unread-source/only: stands as option on statements that nobody verified",
    ),
    Planted(
        "background of a claim that is not there",
        "background.toml",
        '\n[more]\ntitle = "T"\nclaims = ["EPI-999"]\n',
        'background/more: "claims" names EPI-999',
    ),
    Planted(
        "a source that nothing shows",
        "sources/standards.toml",
        '\n[shelf]\ncitation = "C"\nkind = "review"\nverification = "once"\n',
        "source shelf: nothing shown leads to it",
    ),
    Planted(
        "a silence that nothing shows",
        "silences.toml",
        '\n[whisper]\nsays = "Nothing."\n',
        "silence whisper: nothing shown leads",
    ),
    *(
        Planted(f"what follows from {kind} {id}", file, "", f"{kind} {id}: nothing shown leads to it")
        for kind, id, file in (
            ("trial", "new", "trials.toml"),
            ("agent", "drops", "safety/drops.toml"),
            ("agent", "elixirs", "safety/elixirs.toml"),
            ("agent", "potions", "safety/potions.toml"),
        )
    ),
    *(
        Planted(
            f"what follows from {id}",
            f"options/local/{id}.toml",
            "",
            f"{id}/only: stands as option on statements",
        )
        for id in ("dangling", "no-refs")
    ),
]
