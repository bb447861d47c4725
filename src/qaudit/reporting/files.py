"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def written_whole(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream whose bytes stand at `path` once the block ends, and only if it ends well.

    They are gathered beside it, so that nobody ever sees half a file, and whatever stood
    there before stays if something goes wrong. None: standard output, likewise at the end.

    Raises:
        OSError: it cannot be written there.
    """
    if path is None:
        with tempfile.TemporaryFile() as stream:
            yield stream
            stream.seek(0)
            while part := stream.read(1 << 20):
                sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
        return
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
