"""Case records out of files, folders, NDJSON and standard input, one at a time.

Every input has an outcome: each `Entry` is a record's bytes or the reason why there is none.
No more than one record is held in memory, and none larger than `MOST_BYTES` is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

from attrs import define, field, frozen

MOST_BYTES = 64 * 1024 * 1024
"""A case file of text has a few hundred kilobytes; beyond this it is something else."""

ONE_RECORD = (".json",)
ONE_A_LINE = (".ndjson", ".jsonl")
NOT_A_CASE = (".expected.json",)
"""What an audit must find, kept beside a sample case."""

STANDARD_INPUT = "-"


@frozen
class Entry:
    """One record as it was found, or the reason why there is none.

    Attributes:
        path: the file as it was named, with `:LINE` for NDJSON.
        data: the record's bytes, not yet looked at.
        refused: why it cannot be audited.
    """

    path: str
    data: bytes = b""
    refused: str = ""


@define
class Intake:
    """What came in: iterate it once, then ask it for the sums.

    Attributes:
        inputs: the SHA-256 of each file read, by its name.
        passed_over: how many files in folders are not case records by their name, nor stand
            beside a sample case.
    """

    paths: tuple[str, ...]
    inputs: dict[str, str] = field(factory=dict)
    passed_over: int = 0

    def __iter__(self) -> Iterator[Entry]:
        for path in self.paths:
            if path == STANDARD_INPUT:
                yield from self._guarded(path, lambda: nullcontext(sys.stdin.buffer))
            elif os.path.isdir(path):  # noqa: PTH112  # of what it may not look at, it says no
                yield from self._folder(Path(path))
            else:
                yield from self._file(Path(path))

    def _folder(self, folder: Path) -> Iterator[Entry]:
        unreadable: list[OSError] = []
        for place, folders, names in os.walk(folder, onerror=unreadable.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.startswith("."):
                    continue
                if not is_case_file(name):
                    self.passed_over += not _ends_with(name, NOT_A_CASE)
                elif _would_wait(Path(place, name)):
                    yield Entry(str(Path(place, name)), refused="cannot be read: not a file")
                else:
                    yield from self._file(Path(place, name))
        for error in unreadable:
            yield Entry(str(error.filename), refused=f"cannot be read: {error.strerror}")

    def _file(self, path: Path) -> Iterator[Entry]:
        yield from self._guarded(str(path), lambda: path.open("rb"))

    def _guarded(
        self, name: str, opened: Callable[[], AbstractContextManager[IO[bytes]]]
    ) -> Iterator[Entry]:
        try:
            with opened() as stream:
                yield from self._stream(name, stream)
        except OSError as error:
            yield Entry(name, refused=f"cannot be read: {error.strerror or 'not a file'}")

    def _stream(self, name: str, stream: IO[bytes]) -> Iterator[Entry]:
        digest = hashlib.sha256()
        if _ends_with(name, ONE_A_LINE):
            yield from _lines(name, _hashed(stream, digest))
        else:
            yield from _document(name, _hashed(stream, digest))
        self.inputs[name] = digest.hexdigest()


def is_case_file(name: str) -> bool:
    """Whether a file of this name is read where it stands in a folder."""
    hidden = name.startswith(".")
    return (
        not hidden
        and _ends_with(name, (*ONE_RECORD, *ONE_A_LINE))
        and not _ends_with(name, NOT_A_CASE)
    )


def _ends_with(name: str, endings: tuple[str, ...]) -> bool:
    """In capitals, too: some systems write the names of their exports so."""
    return name.lower().endswith(endings)


def _would_wait(path: Path) -> bool:
    """Whether opening it would wait for somebody to write: a pipe, a device or the like."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _hashed(stream: IO[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The stream by lines, none longer than is read of a record, counted into a digest."""
    while line := stream.readline(MOST_BYTES + 1):
        digest.update(line)
        yield line


def _lines(name: str, lines: Iterable[bytes], first: int = 1) -> Iterator[Entry]:
    number, continued = first, False
    for line in lines:
        ended = line.endswith(b"\n")
        if continued:
            pass
        elif len(line) > MOST_BYTES and not ended:
            yield Entry(f"{name}:{number}", refused=_too_large())
        elif line.strip():
            yield Entry(f"{name}:{number}", line)
        continued = not ended
        number += ended


def _document(name: str, lines: Iterator[bytes]) -> Iterator[Entry]:
    """A file of one record; where its name does not say so, perhaps of one a line."""
    parts: list[bytes] = []
    size, begun = 0, _ends_with(name, ONE_RECORD)
    for line in lines:
        if not begun and _is_whole(line):
            yield Entry(f"{name}:{len(parts) + 1}", line)
            yield from _lines(name, lines, first=len(parts) + 2)
            return
        begun = begun or bool(line.strip())
        size += len(line)
        if size <= MOST_BYTES:
            parts.append(line)
        else:
            parts.clear()
    if size > MOST_BYTES:
        yield Entry(name, refused=_too_large(size))
    else:
        yield Entry(name, b"".join(parts))


def _is_whole(line: bytes) -> bool:
    """Whether a first line looks like a record of its own, as in NDJSON."""
    line = line.strip()
    return line.startswith((b"{", b"\xef\xbb\xbf{")) and line.endswith(b"}")


def _too_large(size: int | None = None) -> str:
    known = "" if size is None else f" ({size / 1024**2:,.0f} MB)"
    return f"it is too large to be one case record{known}; the most is {MOST_BYTES // 1024**2} MB"
