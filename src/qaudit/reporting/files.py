"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any


@contextmanager
def written_whole(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream whose bytes stand at `path` once the block ends, and only if it ends well.

    They are gathered in a file without a name, so that nobody ever sees half of them, nothing
    is left behind even if the process is killed, and whatever stood there before stays if
    something goes wrong. What is no file (a pipe, a device) is written to at the end.
    None: standard output, likewise.

    Raises:
        OSError: it cannot be written there; it names `path`.
    """
    target = path.resolve() if path else None  # a link stays one, and what it leads to is written
    is_file = target is not None and (not target.exists() or target.is_file())
    with _naming(path):
        gathered = tempfile.TemporaryFile(dir=target.parent if target and is_file else None)  # noqa: SIM115
    try:
        yield gathered
        with _naming(path):
            gathered.seek(0)
            if target is None:
                _to_screen(gathered)
            elif is_file:
                _put_in_place(gathered, target)
            else:
                with target.open("wb") as out:
                    shutil.copyfileobj(gathered, out)
    finally:
        with suppress(OSError):  # what found no room before finds none now, and is given up
            gathered.close()


def _put_in_place(stream: IO[bytes], target: Path) -> None:
    """Copy beside the target under another name, and give it the target's once it is whole."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with open(descriptor, "wb") as out:  # noqa: PTH123
            shutil.copyfileobj(stream, out)
            out.flush()
            os.fsync(out.fileno())
        # Whoever could not read the file before cannot read the new one.
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _to_screen(stream: IO[bytes]) -> None:
    try:
        shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except OSError as error:
        nothing_more_to_screen()
        if error.errno != errno.EPIPE:  # whoever read it has read enough, as `head` does
            raise


def nothing_more_to_screen() -> None:
    """Let Python's last flush of standard output, at the end of the process, go nowhere."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


_NOWHERE = io.BytesIO()
# Of the module, so that it is not closed while what writes to it is thrown away.


class Lent:
    """A stream lent to an archive, which may write to it even as it is thrown away unfinished.

    What it writes once the stream was taken back goes nowhere.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream: IO[bytes] = stream

    def take_back(self) -> None:
        self._stream = _NOWHERE

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _naming(path: Path | None) -> Iterator[None]:
    """An error names what was to be written, not a temporary file."""
    try:
        yield
    except OSError as error:
        name = str(path) if path else "standard output"
        raise OSError(error.errno, error.strerror or "cannot be written", name) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
