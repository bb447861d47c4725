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

    Rows of one worker that follow each other are one allocation; somebody who comes back
    after another worker is newly allocated.

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
        last = found[-1] if found else None
        start = worker.start_date
        assert start is not None
        if last and worker.worker_id and worker.worker_id == last.involvement.worker_id:
            found[-1] = evolve(last, end=worker.end_date)
        else:
            found.append(Allocation(start, worker.end_date, worker))
    return tuple(found)
