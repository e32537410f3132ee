"""``knowledge check | stats | show ID``: the knowledge behind the assessments."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.domain.content import Section
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.proof import Proof
from enec_desktop.wording.plain import section_text


def add(commands: Commands) -> None:
    """The commands."""
    command = commands.add_parser("knowledge", help="check the knowledge, count it, show one id")
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    checked = acts.add_parser("check", help="read every file, prove the whole, list every fault")
    checked.add_argument("--proof", action="store_true", help="prove it again and show every table")
    checked.set_defaults(run=check)
    acts.add_parser("stats", help="how much there is of what").set_defaults(run=stats)
    shown = acts.add_parser("show", help="the card behind an id such as CT1-014, D05 or a rule")
    shown.add_argument("id")
    shown.set_defaults(run=show)


def check(chosen: argparse.Namespace) -> int:
    """Read and check the files themselves, never the compiled form, and prove what they say over all cells.

    The proof of equal files is remembered. Raises KnowledgeRefused.
    """
    desk = open_desk(chosen.data_dir).knowledge
    base = desk.check()
    proof = desk.prove(base, afresh=chosen.proof)
    print(f"The knowledge {base.edition.version} ({base.edition.hash[:12]}) has no fault.")
    for line in _proved(proof, chosen.proof):
        print(line)
    for told in desk.impossible_shares():
        print(f"  printed, but impossible: {told}")
    return 0


def _proved(proof: Proof, whole: bool) -> Iterator[str]:
    cells = sum(table.cells for table in proof.tables)
    yield f"Proved over {proof.groups} groups of values of {proof.facts} facts, none sampled:"
    yield f"  {len(proof.tables)} tables, {_count(cells)} cells: an answer in each, no dead row"
    if whole:
        for table in proof.tables:
            clash = ", contradictions are said" if table.contradictory else ""
            told = f"{table.rows} rows, {table.facts} facts, {_count(table.cells)} cells"
            yield f"    {table.name}: {told}, diagram of {table.nodes} nodes{clash}"
    yield f"  {proof.situations} situations, {_count(proof.cells)} cells of options: gaps 0, dead rows 0"
    yield (
        f"    {proof.advised} end in advice throughout, {proof.asking} in a question in some cells, "
        f"{proof.silent} in a stated silence in some"
    )
    yield f"  {proof.clashes} clashes, each with a reason why both are shown"
    yield (
        f"  {proof.guards} looks at what is not recorded, each with its reason; "
        f"{proof.narrowing} of them leave answers out"
    )
    yield f"  {proof.compared} times an option was held against a worse fact: none improves"


def _count(number: int) -> str:
    return f"{number:,}" if number < 10**12 else f"{number:.1e}"


def stats(chosen: argparse.Namespace) -> int:
    """Print how much there is."""
    for label, number in open_desk(chosen.data_dir).knowledge.stats().items():
        print(f"{number:6} {label}")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Print the card of an id. Raises EnecError for an id the knowledge does not have."""
    desk = open_desk(chosen.data_dir)
    known = desk.evidence.ids()
    ref = chosen.id if chosen.id in known or f"finding/{chosen.id}" not in known else f"finding/{chosen.id}"
    if ref not in known:
        near = difflib.get_close_matches(ref, known, 3, 0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else "."
        raise EnecError(f'The knowledge has nothing under "{ref}"{hint}')
    blocks = desk.evidence.page(ref)
    print(section_text(Section(chosen.id, chosen.id, blocks), folded=True))
    return 0
