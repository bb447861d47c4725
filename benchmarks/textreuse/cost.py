"""What find_reuse costs, beside str.split on the same text in the same run.

    python benchmarks/textreuse/cost.py [--children 1000] [--documents 30] [--repeats 3]

First the case files come in a stream and no text is kept, to see how much memory
it takes. Then the files of a tenth of the children, and of all, are held in
memory and gone through several times, by str.split and by find_reuse in turn,
with one thread and with two. The shortest of each is printed: by the clock, and
the processor's time of all threads. On a machine that does other things at the
same time, only the processor's time says something, and even that grows when
others use the same caches.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import attrs
from casefiles import Generator

from qaudit.textreuse import Document, find_reuse

_SENTENCES = (6, 15)
_GOAL = 4


@attrs.frozen
class Seconds:
    """How long something took: by the clock, and of the processor."""

    clock: float
    processor: float

    def over(self, other: Seconds) -> str:
        """How many times the *other* it took."""
        return f"{self.clock / other.clock:.2f} ({self.processor / other.processor:.2f})"

    def __str__(self) -> str:
        return f"{self.clock:.2f} s ({self.processor:.2f} s)"


def timed(action: Callable[[], object]) -> Seconds:
    """How long an action takes."""
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return Seconds(time.perf_counter() - clock, time.process_time() - processor)


def shortest(several: Sequence[Seconds]) -> Seconds:
    """The least by the clock and the least of the processor."""
    return Seconds(min(s.clock for s in several), min(s.processor for s in several))


def written(children: int, documents: int) -> Iterator[Document]:
    """Case files, one document after another."""
    for file in Generator(children, documents, sentences=_SENTENCES):
        yield file.document


def peak_memory() -> float:
    """The most memory that this process has had so far, in GiB."""
    # Kibibytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30


def measure(documents: Sequence[Document], repeats: int, *, across: bool) -> list[Seconds]:
    """Split and search *documents* in turn; returns the shortest: split, one thread, two."""
    ways: list[Callable[[], object]] = [
        lambda: sum(len(document.text.split()) for document in documents),
        lambda: find_reuse(documents, across_families=across, threads=1),
        lambda: find_reuse(documents, across_families=across, threads=2),
    ]
    rounds = [[timed(way) for way in ways] for _ in range(repeats)]
    return [shortest(way) for way in zip(*rounds, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=30, help="of each child")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--within", action="store_true", help="leave other families out")
    arguments = parser.parse_args()
    across = not arguments.within
    before = peak_memory()
    found = find_reuse(written(arguments.children, arguments.documents), across_families=across)
    print(
        f"{arguments.children} children in a stream: {len(found)} passages, "
        f"peak memory {peak_memory():.2f} GiB, of which {before:.2f} before the first document"
    )
    del found
    print("clock (processor), the shortest of", arguments.repeats)
    rates = []
    for children in (max(arguments.children // 10, 1), arguments.children):
        documents = list(written(children, arguments.documents))
        characters = sum(len(document.text) for document in documents)
        split, *searches = measure(documents, arguments.repeats, across=across)
        rates.append([search.processor / characters for search in searches])
        print(
            f"{children} children, {len(documents)} documents, {characters / 1e6:.1f} MB: "
            f"str.split {split} (goal: at most {_GOAL} times that)"
        )
        for threads, search in enumerate(searches, start=1):
            print(
                f"   {threads} thread{'s' * (threads > 1)}: {search}, "
                f"{search.over(split)} times str.split, "
                f"{characters / search.clock / 1e6:.1f} MB/s"
            )
    growth = ", ".join(f"{all_ / tenth:.2f}" for tenth, all_ in zip(*rates, strict=True))
    print(f"processor time a character, all against a tenth, with one thread and two: {growth}")


if __name__ == "__main__":
    main()
