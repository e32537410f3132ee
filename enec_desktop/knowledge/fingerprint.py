"""What tells one state of the knowledge files from another."""

from __future__ import annotations

import hashlib
from pathlib import Path

OTHER_LANGUAGES = ("zh",)
"""The folders that hold labels in other languages."""


def content_hash(folder: Path) -> str:
    """A fingerprint of all knowledge files: equal files in equal places give an equal hash.

    Labels in other languages are no part of it: what is advised does not hang on them.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        if path.relative_to(folder).parts[0] in OTHER_LANGUAGES:
            continue
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
