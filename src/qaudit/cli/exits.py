"""What the command's exit code says; where several are true, the one that weighs most."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class Exit(IntEnum):
    """An exit code, and what it means, as the documentation has it."""

    meaning: str

    DONE = 0, "done; findings alone do not change the code"
    GATE = 1, "a gate was not met: a grade of `--fail-on` or worse, sample cases not as expected"
    USAGE = 2, "the command or the settings cannot be used; nothing was done"
    NOT_AUDITABLE = 3, "some input could not be audited or read; it is named, with the reason"
    FAILED = 4, "a check or plugin failed; the rest was done"
    NOTHING = 5, "there was nothing: no record to audit, no sample case to test"
    INTERRUPTED = 130, "stopped with Ctrl-C: as shells have it, 128 and the number of the signal"
    UNREAD = 141, "nobody read on what was written to standard output, as with `head`"

    def __new__(cls, code: int, meaning: str) -> Self:
        made = int.__new__(cls, code)
        made._value_ = code
        made.meaning = meaning
        return made


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
