"""The words of one passage that differ from its source, for showing."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal

import attrs

_PIECES: Final = re.compile(r"\S+\s*|\s+")
_MOST_WORDS: Final = 5_000

Operation = Literal["equal", "replace", "delete", "insert"]


@attrs.frozen
class WordChange:
    """One step from the source to the target.

    Attributes:
        operation: What was done to the source: left as it is (``equal``),
            ``replace``, ``delete`` or ``insert``.
        source, target: The text before and after, whole words with the white
            space that follows them; empty for an insertion or a deletion.
    """

    operation: Operation
    source: str
    target: str


def word_difference(source_text: str, target_text: str) -> list[WordChange]:
    """Tell the steps, word by word, that lead from one passage to the other.

    Meant for a passage, not for a document: the time grows with the square of
    the number of words, so beyond 5,000 words on a side the texts are only
    told to be equal or replaced as a whole.

    Args:
        source_text: The earlier text of the passage.
        target_text: The later one.

    Returns:
        Steps whose ``source`` joined is the source text and whose ``target``
        joined is the target text. Words are compared without the white space
        after them.
    """
    source, target = _PIECES.findall(source_text), _PIECES.findall(target_text)
    if max(len(source), len(target)) > _MOST_WORDS:
        same = source_text == target_text
        return [WordChange("equal" if same else "replace", source_text, target_text)]
    matcher = SequenceMatcher(
        None, [piece.rstrip() for piece in source], [piece.rstrip() for piece in target], False
    )
    return [
        WordChange(operation, "".join(source[a:b]), "".join(target[c:d]))
        for operation, a, b, c, d in matcher.get_opcodes()
    ]
