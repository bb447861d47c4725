"""Files that are written whole or not at all."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest

from qaudit.reporting.files import written_whole


class Stop(Exception):
    """Something goes wrong while a file is written."""


def write(path: Path, content: bytes, error: BaseException | None = None) -> None:
    """Write a file whole, unless something goes wrong."""
    with written_whole(path) as stream:
        stream.write(content)
        if error:
            raise error


def full(*_: object) -> NoReturn:
    raise OSError(28, "No space left on device")


class TestWrittenWhole:
    def test_written(self, tmp_path: Path) -> None:
        """What is written in the block stands in the file after it."""
        with written_whole(tmp_path / "a") as stream:
            stream.write(b"one ")
            stream.write(b"two")
        assert (tmp_path / "a").read_bytes() == b"one two"

    def test_nothing_is_seen_before(self, tmp_path: Path) -> None:
        """Nothing lies in the folder while the block runs, under whatever name."""
        with written_whole(tmp_path / "a") as stream:
            stream.write(b"x" * 100_000)
            stream.flush()
            assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("error", [Stop, KeyboardInterrupt, SystemExit])
    def test_given_up(self, tmp_path: Path, error: type[BaseException]) -> None:
        """Where the block fails, what stood there before stays, and nothing lies beside it."""
        (tmp_path / "a").write_bytes(b"older")
        with pytest.raises(error):
            write(tmp_path / "a", b"newer", error())
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]

    def test_disk_full_at_the_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where there is no room at the last moment, likewise; the error names the file."""
        (tmp_path / "a").write_bytes(b"older")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left") as failed:
            write(tmp_path / "a", b"newer")
        assert failed.value.filename == str(tmp_path / "a")
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
    def test_disk_full_when_given_up(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What went wrong is told, and not that what was gathered finds no room either."""

        def on_a_full_disk(**_: object) -> BinaryIO:
            return Path("/dev/full").open("wb")

        monkeypatch.setattr(tempfile, "TemporaryFile", on_a_full_disk)
        with pytest.raises(Stop):
            write(tmp_path / "a", b"one", Stop())

    def test_no_folder(self, tmp_path: Path) -> None:
        """An error before anything is written names what was to be written, too."""
        with pytest.raises(FileNotFoundError) as failed:
            write(tmp_path / "none" / "a", b"x")
        assert failed.value.filename == str(tmp_path / "none" / "a")

    def test_an_error_of_the_block_keeps_its_name(self, tmp_path: Path) -> None:
        """An error of the block's own is not said of the file that is written."""
        with pytest.raises(OSError, match="other") as failed:
            write(tmp_path / "a", b"x", OSError(5, "other", "b"))
        assert failed.value.filename == "b"

    def test_a_long_name(self, tmp_path: Path) -> None:
        """A name as long as a name can be can be written."""
        path = tmp_path / ("a" * 255)
        with written_whole(path) as stream:
            stream.write(b"x")
        assert path.read_bytes() == b"x"

    def test_standard_output(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without a path it goes to standard output, all at the end."""
        screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr("sys.stdout", screen)
        with written_whole(None) as stream:
            stream.write("über".encode())
            assert screen.buffer.getvalue() == b""
        assert screen.buffer.getvalue() == "über".encode()
