"""What `find_reuse` finds in case files whose copies are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import attrs
from casefiles import CaseFile
from plagdet import Match, Score, by_pair, overlap, score, touching_nothing

from qaudit.textreuse import find_reuse


@attrs.frozen
class Measured:
    """Standing text is left out: it is nobody's copy.

    Attributes:
        score: plagdet and what it is made of.
        alone: Passages found that overlap no planted copy.
        passages: All passages found.
        share_error: By how many points of a hundred the reused share of a document is off.
        found: For each treatment, how many copies were found at all, and how many there are.
    """

    score: Score
    alone: int
    passages: int
    share_error: float
    found: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, files: Sequence[CaseFile]) -> Self:
        """Look for the copies in *files* and measure what is found."""
        reuse = find_reuse([file.document for file in files])
        planted = [copy for file in files for copy in file.planted]
        true = by_pair(((copy.target_id, copy.source_id), copy.match) for copy in planted)
        found = by_pair(
            (
                (p.target_id, p.source_id),
                Match(p.target_start, p.target_end, p.source_start, p.source_end),
            )
            for p in reuse
            if p.relation != "standing_text"
        )
        alone, total = touching_nothing(true, found)
        errors = [
            abs(
                sum(copy.match.target_end - copy.match.target_start for copy in file.planted)
                / max(file.own_characters, 1)
                - reuse.shares(file.document.id).reused
            )
            for file in files
        ]
        hits: dict[str, tuple[int, int]] = {}
        for copy in sorted(planted, key=lambda copy: copy.treatment):
            matches = found.get((copy.target_id, copy.source_id), [])
            few, many = hits.get(copy.treatment, (0, 0))
            hit = any(overlap(copy.match, match) for match in matches)
            hits[copy.treatment] = (few + hit, many + 1)
        return cls(score(true, found), alone, total, 100 * sum(errors) / len(errors), hits)
