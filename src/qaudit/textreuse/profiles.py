"""The settings of the method, under three names."""

from __future__ import annotations

from typing import Final

import attrs


@attrs.frozen(kw_only=True)
class Profile:
    """What counts as the same, how far to join, and how much to ask for.

    Attributes:
        sequence: Words in a row that anchor a match.
        names: Anchor on five words with names and numbers left open, too.
        content_pairs: Anchor on neighbouring content words in either order, too.
        occurrences: Places of one sequence in a source that are tried.
        near: Words between anchors that are joined to a fragment, at most.
        fragment: Matched words of a fragment, at least.
        far: Words between fragments that are joined to a passage, at most.
        words: Matched words of a passage, at least.
        characters: Code points of a passage, at least, on both sides.
        density: Matched words in a word of the passage, at least, on both sides.
        weight: Matched words times density, at least.
    """

    sequence: int
    names: bool
    content_pairs: bool
    occurrences: int
    near: int
    fragment: int
    far: int
    words: int
    characters: int
    density: float
    weight: float


PROFILES: Final[dict[str, Profile]] = {
    "default": Profile(
        sequence=3, names=True, content_pairs=False, occurrences=4,
        near=6, fragment=5, far=40, words=15, characters=100, density=0.3,
        weight=9.0,
    ),
    "tight": Profile(
        sequence=5, names=False, content_pairs=False, occurrences=4,
        near=4, fragment=8, far=12, words=20, characters=100, density=0.6,
        weight=9.0,
    ),
    "deep": Profile(
        sequence=2, names=False, content_pairs=True, occurrences=4,
        near=6, fragment=4, far=30, words=20, characters=100, density=0.2,
        weight=0.0,
    ),
}  # fmt: skip


def profile_named(name: str) -> Profile:
    """The profile of that name.

    Raises:
        ValueError: There is none of that name.
    """
    try:
        return PROFILES[name]
    except KeyError:
        known = ", ".join(sorted(PROFILES))
        raise ValueError(f"no profile {name!r}; there are {known}") from None
