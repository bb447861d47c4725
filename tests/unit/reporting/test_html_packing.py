"""Many small values in few packs."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qaudit.reporting.html.packing import TOGETHER, Packs


def unpacked(text: str) -> Any:
    """What a browser finds in a pack."""
    return json.loads(zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS).decode())


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text()), max_size=3 * TOGETHER))
def test_every_value_comes_out_as_it_went_in(values: list[dict[str, Any]]) -> None:
    """In order, so many to a pack."""
    packs = Packs()
    for value in values:
        packs.add(value)
    packs.close()
    parts = [unpacked(text) for text in packs.texts]
    assert [value for part in parts for value in part] == values
    assert all(len(part) == TOGETHER for part in parts[:-1])
    assert packs.size == sum(map(len, packs.texts))


def test_a_pack_can_stand_in_a_page() -> None:
    """It holds no character that means anything to HTML."""
    packs = Packs()
    packs.add("</script><!--" * 50)
    packs.close()
    assert set("<>&\"'") & set(packs.texts[0]) == set()
