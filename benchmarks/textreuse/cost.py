"""What find_reuse costs, beside str.split on the same text in the same run.

    python benchmarks/textreuse/cost.py [--children 1000] [--documents 30]

Case files are written as they are asked for and no text is kept; the time for
writing and splitting them is measured in the stream and taken off. The files of
a tenth of the children are measured first, to see whether cost is linear.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator

from casefiles import Generator

from qaudit.textreuse import Document, find_reuse


class Stream:
    """Documents in a stream, and what it took to write and to split them."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.elsewhere = 0.0
        self.splitting = 0.0
        self.characters = 0
        self.words = 0
        self.documents = 0

    def __iter__(self) -> Iterator[Document]:
        files = iter(self._generator)
        while True:
            began = time.perf_counter()
            file = next(files, None)
            if file is None:
                return
            text = file.document.text
            split_began = time.perf_counter()
            words = len(text.split())
            ended = time.perf_counter()
            self.splitting += ended - split_began
            self.elsewhere += ended - began
            self.characters += len(text)
            self.words += words
            self.documents += 1
            yield file.document


def measure(children: int, documents: int, *, across: bool) -> tuple[Stream, float, int]:
    """Run find_reuse on a stream; returns it, the seconds, and the passages found."""
    sentences = (8, 20)
    stream = Stream(Generator(children, documents, sentences=sentences))
    began = time.perf_counter()
    found = len(find_reuse(stream, across_families=across))
    return stream, time.perf_counter() - began - stream.elsewhere, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--within", action="store_true", help="leave other families out")
    arguments = parser.parse_args()
    rates = []
    for children in (max(arguments.children // 10, 1), arguments.children):
        stream, seconds, found = measure(children, arguments.documents, across=not arguments.within)
        rates.append(seconds / stream.words)
        print(
            f"{children} children, {stream.documents} documents, {stream.words:,} words, "
            f"{stream.characters / 1e6:.1f} MB: {seconds:.2f} s, "
            f"{stream.characters / seconds / 1e6:.1f} MB/s, "
            f"{seconds / stream.splitting:.2f} times str.split "
            f"({stream.characters / stream.splitting / 1e6:.1f} MB/s); {found} passages"
        )
    print(f"seconds a word, all against a tenth: {rates[1] / rates[0]:.2f}")
    # Kibibytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(f"peak resident memory of this process: {peak / 2**30:.2f} GiB")


if __name__ == "__main__":
    main()
