"""How well copied text is found.

    python benchmarks/textreuse/accuracy.py [--pan DIR] [--peers] [--children 60]

Without --pan: case files with planted copies, and short texts. With --pan, also
the pairs of a PAN 2013 text alignment corpus that you have, whole and by
halves; with --peers, other tools on the same pairs in the same run.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pan
from casefiles import CaseFile, Generator, short_texts
from measuring import Measured
from peers import Finder, finders
from plagdet import Match, score
from variations import VARIATIONS, Variations

from qaudit.textreuse import compare

OBFUSCATION = {pan.VERBATIM: "verbatim", pan.RANDOM: "random"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pan", type=Path, help="folder of the PAN pairs")
    parser.add_argument("--peers", action="store_true", help="measure other tools, too")
    parser.add_argument("--children", type=int, default=60)
    arguments = parser.parse_args()
    if arguments.pan is not None:
        measure_pan(arguments.pan, peers=arguments.peers)
    measure_short_texts()
    for name, blank_forms, formulaic in (
        ("with form templates to find", False, False),
        ("with blank forms given", True, False),
        ("written from few phrases", False, True),
    ):
        for seed in (1, 2):
            files = list(
                Generator(
                    arguments.children, seed=seed, blank_forms=blank_forms, formulaic=formulaic
                )
            )
            measure_case_files(f"{arguments.children} children, {name}, seed {seed}", files)
    files = list(Generator(8, seed=3, blank_forms=True))
    measure_case_files("8 children, with blank forms given", files)
    for name, variation in VARIATIONS.items():
        measure_case_files(name, list(Variations(variation)))


def measure_pan(folder: Path, *, peers: bool) -> None:
    """Print a line for each way to find copies: plagdet, clean pairs flagged, cost."""
    kinds = {kind: pan.read(folder, kind) for kind in (pan.CLEAN, *OBFUSCATION)}
    characters = sum(len(p.target) + len(p.source) for pairs in kinds.values() for p in pairs)
    began = time.perf_counter()
    for pairs in kinds.values():
        for pair in pairs:
            pair.target.split()
            pair.source.split()
    splitting = time.perf_counter() - began
    found, absent = finders()
    if not peers:
        found = {name: finder for name, finder in found.items() if name.startswith("qaudit")}
    elif absent:
        print(f"not installed, left out: {', '.join(absent)}")
    count = sum(map(len, kinds.values()))
    print(f"PAN pairs: {count}, {characters / 1e6:.1f} MB; plagdet (first half, second half)")
    for name, finder in found.items():
        _print_pan(name, finder, kinds, splitting)


def _print_pan(
    name: str, finder: Finder, kinds: dict[str, list[pan.Pair]], splitting: float
) -> None:
    began = time.perf_counter()
    found = {
        kind: [list(finder(pair.target, pair.source)) for pair in pairs]
        for kind, pairs in kinds.items()
    }
    seconds = time.perf_counter() - began
    texts = []
    for kind, called in OBFUSCATION.items():
        true: dict[object, Sequence[Match]] = dict(enumerate(p.true for p in kinds[kind]))
        mine: dict[object, Sequence[Match]] = dict(enumerate(found[kind]))
        halves = [
            score(
                dict(list(true.items())[half::2]),
                dict(list(mine.items())[half::2]),
            ).plagdet
            for half in (0, 1)
        ]
        texts.append(f"{called} {score(true, mine).plagdet:.3f} ({halves[0]:.3f}, {halves[1]:.3f})")
    flagged = sum(map(bool, found[pan.CLEAN]))
    pairs = sum(map(len, kinds.values()))
    print(
        f"{name:34} {'  '.join(texts)}  clean flagged {flagged} of {len(found[pan.CLEAN])}  "
        f"{seconds / pairs * 1000:.2f} ms a pair, {seconds / splitting:.0f} times str.split"
    )


def measure_short_texts() -> None:
    """Independent texts on one subject, and lightly revised copies of them."""
    originals, revised = short_texts(random.Random(5), 40)
    pairs = [(a, b) for n, a in enumerate(originals) for b in originals[n + 1 :]]
    flagged = sum(bool(compare(a, b)) for a, b in pairs)
    found = sum(bool(compare(a, b)) for a, b in zip(originals, revised, strict=True))
    print(
        f"short texts: {flagged} of {len(pairs)} independent pairs flagged, "
        f"{found} of {len(revised)} lightly revised copies found"
    )


def measure_case_files(name: str, files: list[CaseFile]) -> Measured:
    """Print plagdet, passages that touch no copy, and the error of the shares."""
    measured = Measured.of(files)
    result = measured.score
    print(
        f"case files, {name}: plagdet {result.plagdet:.3f} (precision {result.precision:.3f}, "
        f"recall {result.recall:.3f}, granularity {result.granularity:.3f}), "
        f"{measured.alone} of {measured.passages} passages touch no copy, "
        f"share off by {measured.share_error:.2f} points"
    )
    print("   found: " + ", ".join(f"{t} {n} of {m}" for t, (n, m) in measured.found.items()))
    return measured


if __name__ == "__main__":
    main()
