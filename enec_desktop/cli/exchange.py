"""``import``, ``undo-import`` and ``export``: cases from and for other programs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.cli.waiting import add_reveal, reveal, say_waiting
from enec_desktop.domain.columns import read_address
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.headings import plain
from enec_desktop.domain.intake import (
    ColumnUse,
    DayOrder,
    Fate,
    ImportPlan,
    Planned,
    Reading,
    TableFile,
)
from enec_desktop.exchange.encodings import ENCODINGS

_DAY_ORDERS = {"dmy": DayOrder.DAY_FIRST, "mdy": DayOrder.MONTH_FIRST}
_MAPPING = """\
A table (.csv, .xlsx) has one row for each patient. What a column holds is guessed from its heading: the
label or name of a field, or an address such as identity.name, specimen.ki67, "specimen 2.ki67" or
specimen.date. --map names a JSON file that says more: {"Ki-67 (%%)": "specimen.ki67", "Remarks": null,
"Crea": {"to": "fitness.creatinine", "unit": "mg/dL"}}. Rows are matched to stored cases by case id or
hospital number. An empty cell changes nothing."""


def add(commands: Commands) -> None:
    """The commands and their options."""
    taken = commands.add_parser("import", help="take in case files or a table", epilog=_MAPPING)
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="tell what would happen and write nothing")
    taken.add_argument("--map", type=Path, metavar="FILE", help="what the columns hold, as JSON")
    taken.add_argument("--days", choices=sorted(_DAY_ORDERS), help="how dates in digits are written here")
    taken.add_argument(
        "--encoding", choices=ENCODINGS, default="", help="of a text file, where not found out"
    )
    taken.add_argument("--sheet", default="", help="the sheet of a workbook; else the first with a table")
    taken.add_argument("--leave-out-refused", action="store_true", help="write the rows that are in order")
    taken.set_defaults(run=import_cases)
    back = commands.add_parser("undo-import", help="take the last import back")
    back.set_defaults(run=undo_import)
    given = commands.add_parser("export", help="write stored cases")
    given.add_argument("cases", nargs="*", metavar="ID", help="which cases; all when none is named")
    given.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="PATH",
        help=".json for one case, .csv or .xlsx for a table, a new folder for a case file each",
    )
    add_reveal(given)
    given.set_defaults(run=export_cases)


def import_cases(chosen: argparse.Namespace) -> int:
    """Take in files, all or none, and tell the ids. Raises EnecError for the first that is refused."""
    desk = open_desk(chosen.data_dir)
    try:
        plan = _plan(desk, chosen)
        if chosen.dry_run:
            print("\n".join(_told(plan)))
            return 0
        refused = [one for one in plan.planned if one.fate is Fate.REFUSED]
        if refused and not chosen.leave_out_refused:
            more = f" ({len(refused) - 1} more: --dry-run lists them)" if len(refused) > 1 else ""
            raise EnecError(f"Nothing was taken in. {_why(refused[0])}{more}")
        if plan.to_write:
            desk.imports.write(plan)
        for one in plan.to_write:
            if one.case is not None:
                desk.summaries.refresh(one.case.id)
                print(one.case.id)
        return 0
    finally:
        desk.close()


def undo_import(chosen: argparse.Namespace) -> int:
    """Take the last import back and tell what came of it."""
    desk = open_desk(chosen.data_dir)
    try:
        undone = desk.imports.undo()
        print(f"The import of {undone.name} was taken back: {undone.cases} cases, ", end="")
        print(f"{undone.archived} of them new and now in the archive.")
        for one in undone.stayed:
            print(f"changed since, so it stays: {one}")
        return 0
    finally:
        desk.close()


def export_cases(chosen: argparse.Namespace) -> int:
    """Write cases and tell where they are; opinions on advice that waits only with a reason."""
    desk = open_desk(chosen.data_dir)
    try:
        if chosen.reveal is not None:
            reveal(desk, desk.exports.waiting(chosen.cases or None), chosen.reveal)
        written = desk.exports.write(chosen.cases or None, chosen.output)
        print(written.path)
        say_waiting("opinions", written.kept_back, written.path)
        return 0
    finally:
        desk.close()


def _plan(desk: Desk, chosen: argparse.Namespace) -> ImportPlan:
    source = desk.imports.read(chosen.files, Reading(chosen.encoding, "", chosen.sheet))
    uses: Sequence[ColumnUse] = ()
    if isinstance(source, TableFile):
        uses = desk.imports.guess(source)
        if chosen.map is not None:
            uses = _mapped(desk, source, uses, chosen.map)
    return desk.imports.check(source, uses, _DAY_ORDERS.get(chosen.days or "", DayOrder.ASK))


def _mapped(desk: Desk, table: TableFile, uses: Sequence[ColumnUse], path: Path) -> tuple[ColumnUse, ...]:
    """The columns as a mapping file says; a heading it does not name stays as guessed."""
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EnecError(f"{path.name} cannot be read as JSON ({error}).") from error
    if not isinstance(said, dict):
        raise EnecError(f'{path.name} is no mapping; write {{"heading": "specimen.ki67"}}.')
    wanted = {plain(heading): _use(desk, heading, use) for heading, use in said.items()}
    there = {plain(heading) for heading in table.headings}
    for heading in said:
        if plain(heading) not in there:
            raise EnecError(f"{path.name}: {table.name} has no column {heading}.")
    return tuple(wanted.get(plain(heading), use) for heading, use in zip(table.headings, uses, strict=True))


def _use(desk: Desk, heading: str, said: object) -> ColumnUse:
    parts = said if isinstance(said, dict) else {"to": said}
    address, unit = parts.get("to"), parts.get("unit", "")
    if address in (None, ""):
        return ColumnUse()
    if not isinstance(address, str) or not isinstance(unit, str):
        raise EnecError(
            f'{heading}: write "specimen.ki67", or {{"to": "fitness.creatinine", "unit": "mg/dL"}}.'
        )
    found = read_address(address, desk.vocabulary)
    if found is None:
        raise EnecError(f"{heading}: {address} is no part of a case; write it as specimen.ki67.")
    return ColumnUse(str(found), unit)


def _told(plan: ImportPlan) -> list[str]:
    lines = [", ".join(f"{count} {fate}" for fate, count in plan.counts.items())]
    for one in plan.planned:
        who = f" · {one.patient}" if one.patient else ""
        lines.append(f"{one.source}{who}: {one.fate}")
        lines += [f"    doubt: {doubt}" for doubt in one.doubts]
        lines += [f"    {trouble.column or 'row'}: {trouble.sentence}" for trouble in one.troubles]
        if one.fate is Fate.CHANGED:
            lines += [f"    {line.where}: {line.old or 'nothing'} -> {line.new}" for line in one.lines]
    return lines


def _why(one: Planned) -> str:
    first = one.troubles[0]
    where = f"{one.source}, {first.column}" if first.column else one.source
    return f"{where}: {first.sentence}"
