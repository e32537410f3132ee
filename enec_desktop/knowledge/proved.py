"""Remembers that an edition was proved, so that the same files need not be proved twice."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from enec_desktop.domain.proof import Proof, TableProof

FORMAT = "enec-proof-1"


def proof_key(edition: str, program: Path) -> str:
    """What a proof rests on: the hash of the knowledge files and the parts of the program that judge them."""
    digest = hashlib.sha256(edition.encode())
    for folder in ("domain", "engine", "knowledge"):
        for path in sorted((program / folder).rglob("*.py")):
            digest.update(path.relative_to(program).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def remembered_proof(cache: Path, key: str) -> Proof | None:
    """The proof made before over equal files, or None; a damaged file counts as none."""
    try:
        found = json.loads(_path(cache, key).read_text(encoding="utf-8"))
        tables = tuple(TableProof(**one) for one in found.pop("tables"))
        return Proof(**{**found, "tables": tables, "faults": tuple(found["faults"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember_proof(proof: Proof, cache: Path, key: str) -> None:
    """Keep a proof without faults; without a cache folder every check proves again."""
    path = _path(cache, key)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(proof)), encoding="utf-8")
        draft.replace(path)
        for old in path.parent.glob(f"{FORMAT}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _path(cache: Path, key: str) -> Path:
    return cache / f"{FORMAT}-{key[:32]}.json"
