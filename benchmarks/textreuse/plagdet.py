"""The plagdet score of found passages against true ones.

As defined by Potthast, Stein, Barrón-Cedeño and Rosso, "An evaluation framework
for plagiarism detection", COLING 2010: recall is the mean over true passages
of the share of their characters (on both sides) that detections cover, which
overlap them on both sides; precision is the same with the roles changed;
granularity is the mean number of detections of each true passage that is
detected at all. The score is F1 / log2(1 + granularity).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Match(NamedTuple):
    """A passage of a target and the place in a source it comes from, in code points."""

    target_start: int
    target_end: int
    source_start: int
    source_end: int


Pairs = Mapping[object, Sequence[Match]]
"""Passages by pair of documents; any key that tells the pairs apart."""


class Score(NamedTuple):
    """plagdet and what it is made of."""

    plagdet: float
    precision: float
    recall: float
    granularity: float


def overlap(one: Match, other: Match) -> bool:
    """Whether two passages share a character on both sides."""
    return (
        one.target_start < other.target_end
        and other.target_start < one.target_end
        and one.source_start < other.source_end
        and other.source_start < one.source_end
    )


def score(true: Pairs, found: Pairs) -> Score:
    """The score of *found* against *true*."""
    recall = _covered_share(true, found)
    precision = _covered_share(found, true)
    detections = [
        hits
        for pair, passages in true.items()
        for passage in passages
        if (hits := sum(overlap(passage, other) for other in found.get(pair, ())))
    ]
    granularity = sum(detections) / len(detections) if detections else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(f1 / math.log2(1 + granularity), precision, recall, granularity)


def touching_nothing(true: Pairs, found: Pairs) -> tuple[int, int]:
    """How many found passages overlap no true one, and how many there are."""
    total = alone = 0
    for pair, passages in found.items():
        for passage in passages:
            total += 1
            alone += not any(overlap(passage, other) for other in true.get(pair, ()))
    return alone, total


def by_pair(matches: Iterable[tuple[object, Match]]) -> dict[object, list[Match]]:
    """Gather matches by their pair."""
    pairs: defaultdict[object, list[Match]] = defaultdict(list)
    for pair, match in matches:
        pairs[pair].append(match)
    return dict(pairs)


def _covered_share(passages: Pairs, others: Pairs) -> float:
    shares = []
    for pair, matches in passages.items():
        for match in matches:
            hits = [other for other in others.get(pair, ()) if overlap(match, other)]
            covered = _union(
                match.target_start,
                match.target_end,
                [(hit.target_start, hit.target_end) for hit in hits],
            ) + _union(
                match.source_start,
                match.source_end,
                [(hit.source_start, hit.source_end) for hit in hits],
            )
            length = match.target_end - match.target_start + match.source_end - match.source_start
            shares.append(covered / length)
    return sum(shares) / len(shares) if shares else 0.0


def _union(start: int, end: int, ranges: list[tuple[int, int]]) -> int:
    """How many characters of start..end the ranges cover."""
    covered = 0
    reached = start
    for low, high in sorted(ranges):
        first, stop = max(low, reached), min(high, end)
        if stop > first:
            covered += stop - first
            reached = stop
    return covered
