"""Reads the token table of ``resources/style/tokens.toml`` for screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.style import Tokens

_HEX = set("0123456789ABCDEF")


def read_tokens(path: Path) -> Tokens:
    """The token table of a file; raises EnecError that names every fault."""
    return tokens_of(read_token_table(path))


def tokens_of(table: Mapping[str, Any]) -> Tokens:
    """The tokens of a table that was read and checked."""
    palettes = {name: MappingProxyType(dict(colours)) for name, colours in table["palettes"].items()}
    return Tokens(MappingProxyType(palettes), _numbers(table["sizes"]), _numbers(table["spacing"]))


def read_token_table(path: Path) -> dict[str, Any]:
    """The checked table of a file as it is written; raises EnecError that names every fault."""
    # Only here: a start with the table at hand does not read TOML.
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EnecError(
            f"The style table {path.name} cannot be read: {error}. Install the program again."
        ) from error
    faults = _faults(table)
    if faults:
        raise EnecError(f"The style table {path.name} has faults: {'; '.join(faults)}.")
    return table


def _numbers(table: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType({name: float(number) for name, number in table.items()})


def _faults(table: Mapping[str, Any]) -> list[str]:
    tables = sorted(name for name, part in table.items() if isinstance(part, Mapping))
    if tables != ["palettes", "sizes", "spacing"]:
        return ["it needs exactly [sizes], [spacing] and [palettes.*]"]
    faults = [
        f"{part}.{name} is no number above zero"
        for part in ("sizes", "spacing")
        for name, number in table[part].items()
        if not isinstance(number, int | float) or isinstance(number, bool) or number <= 0
    ]
    palettes = table["palettes"]
    known = {name for colours in palettes.values() if isinstance(colours, Mapping) for name in colours}
    for palette, colours in palettes.items():
        if not isinstance(colours, Mapping):
            faults.append(f"palettes.{palette} is no table")
            continue
        faults += [f"palettes.{palette} lacks {name}" for name in sorted(known - set(colours))]
        faults += [
            f"palettes.{palette}.{name} is no colour like #0B5CAD"
            for name, colour in colours.items()
            if not _is_colour(colour)
        ]
    return faults


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and len(value) == 7 and value[0] == "#" and set(value[1:]) <= _HEX
