"""Who was allocated to a child, and when."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from qaudit.cases.case import Case, once_a_case
from qaudit.cases.model import Involvement

ABSENCE_COVER = "ABSENC"
"""The reason for a change of worker that brings only cover for an absence."""


@frozen
class Allocation:
    """A social worker's time with a child, over all the rows it is recorded in.

    Attributes:
        start: the first day.
        end: the day it ended; None: it goes on.
        involvement: the row it began with.
    """

    start: date
    end: date | None
    involvement: Involvement


@once_a_case
def allocations(case: Case) -> tuple[Allocation, ...]:
    """The social workers allocated in turn, absence cover left out.

    Rows of one worker that follow each other are one allocation, and so are those that touch,
    whoever was allocated as well; somebody who comes back after another worker is newly
    allocated.

    Raises:
        NotExported: involvements were not exported.
    """
    found: list[Allocation] = []
    workers = [
        worker
        for worker in case.involvements
        if worker.role == "social_worker"
        and worker.start_date
        and worker.change_reason != ABSENCE_COVER
    ]
    for worker in sorted(workers, key=lambda worker: worker.start_date or date.min):
        assert worker.start_date is not None
        place = _goes_on(found, worker, worker.start_date)
        if place is None:
            found.append(Allocation(worker.start_date, worker.end_date, worker))
        else:
            ends = (found[place].end, worker.end_date)
            end = None if None in ends else max(end for end in ends if end)
            found[place] = evolve(found[place], end=end)
    return tuple(found)


def _goes_on(found: list[Allocation], worker: Involvement, start: date) -> int | None:
    """Which allocation a row continues: the last, or one that had not ended, of the same worker."""
    for place in reversed(range(len(found))):
        before = found[place]
        last = place == len(found) - 1
        if (
            worker.worker_id
            and worker.worker_id == before.involvement.worker_id
            and (last or before.end is None or start <= before.end)
        ):
            return place
    return None
