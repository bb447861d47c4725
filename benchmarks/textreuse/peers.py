"""Other ways to find copied text, each as a function of two texts.

Each is set up as its documentation suggests for prose, and its finds are
joined where they lie within 200 characters of each other in both texts, as a
user would have to do. A peer that is not installed is left out and named.
"""

from __future__ import annotations

import bisect
import importlib
import io
import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from plagdet import Match

from qaudit.textreuse import compare

Finder = Callable[[str, str], Sequence[Match]]
_LEAST_CHARACTERS = 100
_JOIN = 200
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+")


def finders() -> tuple[dict[str, Finder], list[str]]:
    """The finders at hand by name, and the names of peers that are not installed."""
    found: dict[str, Finder] = {
        f"qaudit {profile}": _qaudit(profile) for profile in ("default", "tight", "deep")
    }
    found["difflib on words"] = _difflib
    absent = []
    for module, name, make in (
        ("rapidfuzz", "rapidfuzz on sentences", _rapidfuzz),
        ("datasketch", "datasketch windows, then difflib", _datasketch),
        ("pydivsufsort", "pydivsufsort, 25 characters", _pydivsufsort),
        ("copydetect", "copydetect", _copydetect),
    ):
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            absent.append(module)
    return found, absent


def _qaudit(profile: str) -> Finder:
    def find(target: str, source: str) -> list[Match]:
        return [
            Match(p.target_start, p.target_end, p.source_start, p.source_end)
            for p in compare(source, target, profile=profile)
        ]

    return find


def _joined(matches: Iterable[Match]) -> list[Match]:
    """Join matches that lie near each other on both sides, and drop the short ones."""
    joined: list[Match] = []
    for match in sorted(matches):
        for place in range(len(joined) - 1, max(len(joined) - 9, -1), -1):
            last = joined[place]
            if (
                match.target_start - last.target_end <= _JOIN
                and match.source_start - last.source_end <= _JOIN
                and last.source_start - match.source_end <= _JOIN
            ):
                joined[place] = Match(
                    last.target_start,
                    max(last.target_end, match.target_end),
                    min(last.source_start, match.source_start),
                    max(last.source_end, match.source_end),
                )
                break
        else:
            joined.append(match)
    return [
        match
        for match in joined
        if match.target_end - match.target_start >= _LEAST_CHARACTERS
        and match.source_end - match.source_start >= _LEAST_CHARACTERS
    ]


def _difflib(target: str, source: str) -> list[Match]:
    targets, sources = list(_WORD.finditer(target)), list(_WORD.finditer(source))
    blocks = SequenceMatcher(
        None,
        [word.group().lower() for word in targets],
        [word.group().lower() for word in sources],
        autojunk=True,
    ).get_matching_blocks()
    return _joined(
        Match(
            targets[a].start(), targets[a + size - 1].end(),
            sources[b].start(), sources[b + size - 1].end(),
        )
        for a, b, size in blocks
        if size >= 4
    )  # fmt: skip


def _rapidfuzz(rapidfuzz: Any) -> Finder:
    process = importlib.import_module("rapidfuzz.process")

    def find(target: str, source: str) -> list[Match]:
        targets = [s for s in _SENTENCE.finditer(target) if len(s.group()) > 30]
        sources = [s for s in _SENTENCE.finditer(source) if len(s.group()) > 30]
        if not targets or not sources:
            return []
        scores = process.cdist(
            [s.group() for s in targets],
            [s.group() for s in sources],
            scorer=rapidfuzz.fuzz.ratio,
            score_cutoff=70,
        )
        return _joined(
            Match(*targets[a].span(), *sources[b].span()) for a, b in np.argwhere(scores > 0)
        )

    return find


def _datasketch(datasketch: Any) -> Finder:
    window, step = 40, 20

    def signature(words: Sequence[str]) -> Any:
        minhash = datasketch.MinHash(num_perm=64)
        minhash.update_batch(
            [" ".join(words[i : i + 3]).encode("utf-8", "replace") for i in range(len(words) - 2)]
        )
        return minhash

    def find(target: str, source: str) -> list[Match]:
        targets, sources = list(_WORD.finditer(target)), list(_WORD.finditer(source))
        index = datasketch.MinHashLSH(threshold=0.3, num_perm=64)
        for at in range(0, max(len(sources) - window, 0) + 1, step):
            words = [word.group().lower() for word in sources[at : at + window]]
            if len(words) > 3:
                index.insert(at, signature(words))
        matches: list[Match] = []
        for at in range(0, max(len(targets) - window, 0) + 1, step):
            words = [word.group().lower() for word in targets[at : at + window]]
            if len(words) <= 3:
                continue
            for other in index.query(signature(words)):
                theirs = [word.group().lower() for word in sources[other : other + window]]
                blocks = SequenceMatcher(None, words, theirs, autojunk=False)
                matches.extend(
                    Match(
                        targets[at + a].start(), targets[at + a + size - 1].end(),
                        sources[other + b].start(), sources[other + b + size - 1].end(),
                    )
                    for a, b, size in blocks.get_matching_blocks()
                    if size >= 4
                )  # fmt: skip
        return _joined(matches)

    return find


def _pydivsufsort(pydivsufsort: Any) -> Finder:
    least = 25

    def find(target: str, source: str) -> list[Match]:
        text = (source + "\x00" + target).lower().encode("latin-1", "replace")
        array = pydivsufsort.divsufsort(text)
        common = pydivsufsort.kasai(text, array)
        border = len(source)
        matches = []
        order = array.tolist()
        from_source = [at < border for at in order]
        for place in np.flatnonzero(np.asarray(common) >= least).tolist():
            if place + 1 >= len(order) or from_source[place] == from_source[place + 1]:
                continue
            one, other = sorted((order[place], order[place + 1]))
            size = min(int(common[place]), border - one)
            start = other - border - 1
            if size >= least:
                matches.append(Match(start, start + size, one, one + size))
        return _joined(matches)

    return find


def _copydetect(copydetect: Any) -> Finder:
    def find(target: str, source: str) -> list[Match]:
        prints = [
            copydetect.CodeFingerprint(name, 25, 1, filter=False, fp=io.StringIO(text, newline=""))
            for name, text in (("target.txt", target), ("source.txt", source))
        ]
        _, _, slices = copydetect.compare_files(*prints)
        return _joined(_paired(target, source, *map(_ranges, slices)))

    return find


def _ranges(slices: Any) -> list[tuple[int, int]]:
    """Starts and ends in two rows, as ranges."""
    return [(int(a), int(b)) for a, b in zip(*slices.tolist(), strict=True)] if len(slices) else []


def _paired(
    target: str, source: str, shared: list[tuple[int, int]], others: list[tuple[int, int]]
) -> list[Match]:
    """Slices of each text that stand somewhere in the other, brought together by their text."""
    begins = sorted(others)
    matches = []
    for start, end in shared:
        at = source.find(target[start : min(end, start + 25)])
        place = bisect.bisect_right(begins, (at, len(source))) - 1
        if at >= 0 and place >= 0:
            size = min(end - start, begins[place][1] - at)
            matches.append(Match(start, start + size, at, at + size))
    return matches
