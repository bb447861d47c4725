"""How well copied text is found.

    python benchmarks/textreuse/accuracy.py [--pan DIR] [--peers] [--children 60]

Case files with planted copies, of many kinds, and short texts; and pairs of
texts, whole and by halves: of case files and, with --pan, of a PAN 2013 text
alignment corpus that you have. With --peers, other tools on the same pairs in
the same run (those of copydetect, datasketch, pydivsufsort and rapidfuzz that
are installed, and difflib).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pan
from casefiles import CaseFile, Generator, Planted, short_texts
from measuring import Measured
from peers import Finder, finders
from plagdet import Match, score
from variations import VARIATIONS, Variations

from qaudit.textreuse import compare

CLEAN = "clean"

Pairs = dict[str, list[pan.Pair]]
"""Pairs of texts by what was done to the copies in them, and those without any."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pan", type=Path, help="folder of the PAN pairs")
    parser.add_argument("--peers", action="store_true", help="measure other tools, too")
    parser.add_argument("--children", type=int, default=60)
    arguments = parser.parse_args()
    if arguments.pan is not None:
        measure_pairs("PAN 2013", pan_pairs(arguments.pan), peers=arguments.peers)
    measure_pairs("two case files", case_pairs(arguments.children), peers=arguments.peers)
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


def pan_pairs(folder: Path) -> Pairs:
    """The pairs of the PAN corpus, by what was done to the copies."""
    return {
        CLEAN: pan.read(folder, pan.CLEAN),
        "verbatim": pan.read(folder, pan.VERBATIM),
        "random": pan.read(folder, pan.RANDOM),
    }


def case_pairs(children: int) -> Pairs:
    """Pairs of case files: with a copy, edited or not, and without any.

    The two documents of a pair follow different forms, since no tool that sees
    but two texts can tell a form's words from copied ones.
    """
    files = {file.document.id: file for file in Generator(children, seed=21)}
    pairs: Pairs = {CLEAN: [], "verbatim": [], "edited": []}
    for file in files.values():
        copies: dict[str, list[Planted]] = {}
        for copy in file.planted:
            copies.setdefault(copy.source_id, []).append(copy)
        for source_id, some in copies.items():
            source = files[source_id].document
            treatments = {copy.treatment for copy in some}
            if source.form != file.document.form:
                kind = "verbatim" if treatments <= {"verbatim", "names"} else "edited"
                true = [copy.match for copy in some]
                pairs[kind].append(pan.Pair(file.document.text, source.text, true))
    untouched = [file.document for file in files.values() if not file.planted]
    for one, other in zip(untouched, untouched[len(untouched) // 2 :], strict=False):
        if one.family != other.family and one.form != other.form:
            pairs[CLEAN].append(pan.Pair(other.text, one.text, []))
    return pairs


def measure_pairs(name: str, pairs: Pairs, *, peers: bool) -> None:
    """Print a line for each way to find copies: plagdet, clean pairs flagged, cost."""
    characters = sum(len(p.target) + len(p.source) for some in pairs.values() for p in some)
    began = time.perf_counter()
    for some in pairs.values():
        for pair in some:
            pair.target.split()
            pair.source.split()
    splitting = time.perf_counter() - began
    found, absent = finders()
    if not peers:
        found = {name: finder for name, finder in found.items() if name.startswith("qaudit")}
    elif absent:
        print(f"not installed, left out: {', '.join(absent)}")
    count = sum(map(len, pairs.values()))
    print(f"{name}: {count} pairs, {characters / 1e6:.1f} MB; plagdet (first half, second half)")
    for called, finder in found.items():
        _print_finder(called, finder, pairs, splitting)


def _print_finder(name: str, finder: Finder, pairs: Pairs, splitting: float) -> None:
    began = time.perf_counter()
    found = {
        kind: [list(finder(pair.target, pair.source)) for pair in some]
        for kind, some in pairs.items()
    }
    seconds = time.perf_counter() - began
    texts = []
    for kind, some in pairs.items():
        if kind == CLEAN:
            continue
        true: dict[object, Sequence[Match]] = dict(enumerate(p.true for p in some))
        mine: dict[object, Sequence[Match]] = dict(enumerate(found[kind]))
        halves = [
            score(
                dict(list(true.items())[half::2]),
                dict(list(mine.items())[half::2]),
            ).plagdet
            for half in (0, 1)
        ]
        texts.append(f"{kind} {score(true, mine).plagdet:.3f} ({halves[0]:.3f}, {halves[1]:.3f})")
    flagged = sum(map(bool, found[CLEAN]))
    a_pair = seconds / sum(map(len, pairs.values()))
    print(
        f"{name:34} {'  '.join(texts)}  clean flagged {flagged} of {len(found[CLEAN])}  "
        f"{a_pair * 1000:.2f} ms a pair, {seconds / splitting:.0f} times str.split, "
        f"all pairs of 30,000 documents {a_pair * 30_000**2 / 2 / 86_400:.1f} days"
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
