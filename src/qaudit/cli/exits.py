"""What the command's exit code says; where several are true, the one that weighs most."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    GATE = 1
    USAGE = 2
    NOT_AUDITABLE = 3
    FAILED = 4
    NOTHING = 5
    INTERRUPTED = 130
    """Ctrl-C, as shells have it: 128 and the number of the signal."""
    UNREAD = 141
    """Nobody read on what was written to standard output."""


def exit_code(*, audited: int, refused: bool, failed: bool, gate: bool) -> Exit:
    """The code of a run.

    Nothing audited weighs most, then a check or plugin that failed, then an input that could
    not be audited, then a gate that was not met: each makes what follows it uncertain.
    """
    if not audited:
        return Exit.NOTHING
    if failed:
        return Exit.FAILED
    if refused:
        return Exit.NOT_AUDITABLE
    return Exit.GATE if gate else Exit.DONE
