"""Puts many small JSON values into few compressed ones that a browser can take apart."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from attrs import define, field

TOGETHER = 24
"""Values in one pack: alike ones compress each other, and a pack is opened at once."""


@define
class Packs:
    """Give it values one by one with `add`; `texts` are the packs, in ASCII.

    Each pack is a JSON list of at most `TOGETHER` values, deflated without a header (RFC 1951)
    and in base64: what `DecompressionStream("deflate-raw")` takes.
    """

    texts: list[str] = field(factory=list)
    _waiting: list[Any] = field(factory=list)

    def add(self, value: Any) -> None:
        self._waiting.append(value)
        if len(self._waiting) == TOGETHER:
            self.close()

    def close(self) -> None:
        """Pack what waits."""
        if self._waiting:
            written = json.dumps(self._waiting, ensure_ascii=False, separators=(",", ":"))
            squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = squeeze.compress(written.encode("utf-8", "surrogatepass")) + squeeze.flush()
            self.texts.append(base64.b64encode(packed).decode("ascii"))
            self._waiting.clear()

    @property
    def size(self) -> int:
        """The bytes of all packs."""
        return sum(map(len, self.texts))
