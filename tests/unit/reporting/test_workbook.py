"""The workbook where it finds no room."""

from __future__ import annotations

import errno
import gc
import io
import sys

import pytest

from qaudit.checking.results import ServiceResult
from qaudit.reporting.base import Run
from qaudit.reporting.workbook import WorkbookReporter


class Full(io.BytesIO):
    """A file on a disk that has room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 1000, 5000])
def test_a_disk_without_room_is_an_error_of_the_system_and_nothing_else_is_said(
    room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive that was begun is thrown away without a word about the file it had."""
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    run = Run(
        as_at="",
        profile="letters",
        graded_period="24 months",
        manifest={"tool": {"version": "1"}, "settings_sha256": ""},
        checks={},
    )
    stream = Full(room)
    with pytest.raises(OSError, match="No space left on device"):
        WorkbookReporter().start(run, stream).end(ServiceResult())
    stream.close()
    gc.collect()
    assert complaints == []
