"""How worker processes end: with the one that started them, and without a word."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread


@contextmanager
def ctrl_c_held_back() -> Iterator[None]:
    """A process that is started meanwhile holds it back too, until it can take it quietly."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_the_first_process() -> None:
    """In a worker: Ctrl-C ends it at once, and so does the end of the first process.

    One that was killed has told nobody, and its workers would wait for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_wait_for_its_end, daemon=True).start()


def _wait_for_its_end() -> None:
    first = multiprocessing.parent_process()
    assert first is not None
    wait([first.sentinel])
    os._exit(1)
