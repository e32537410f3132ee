"""Values that are hashed again and again."""

from __future__ import annotations


class HashedOnce:
    """Remembers its hash, for deep frozen values: wording asks for every one whether it was told already.

    A dataclass with slots takes it with ``__hash__ = HashedOnce.__hash__``.
    """

    __slots__ = ("_hash",)
    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            own = hash(tuple(getattr(self, name) for name in type(self).__slots__))
            object.__setattr__(self, "_hash", own)
            return own
