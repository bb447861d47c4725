from datetime import date
from typing import Any

import pytest

from qaudit.cases.case import NotExported
from qaudit.cases.workers import allocations
from support import case


def worked(
    worker: str | None,
    start: str | None,
    end: str | None = None,
    role: str = "social_worker",
    reason: str | None = None,
) -> dict[str, Any]:
    """An involvement of a record."""
    return {
        "worker_id": worker,
        "start_date": start,
        "end_date": end,
        "role": role,
        "change_reason": reason,
    }


def allocated(*involvements: dict[str, Any], as_at: str | None = None) -> list[list[str | None]]:
    """Worker, start and end of each allocation."""
    made = case(as_at, involvements=list(involvements))
    return [
        [one.involvement.worker_id, str(one.start), str(one.end) if one.end else None]
        for one in allocations(made)
    ]


class TestAllocations:
    def test_in_turn(self) -> None:
        """Each new social worker is an allocation, in order of time."""
        assert allocated(worked("b", "2025-03-01"), worked("a", "2025-01-01", "2025-03-01")) == [
            ["a", "2025-01-01", "2025-03-01"],
            ["b", "2025-03-01", None],
        ]

    @pytest.mark.parametrize("role", ["team_manager", "iro", "personal_advisor", "family_support"])
    def test_social_workers_alone(self, role: str) -> None:
        """Nobody else's involvement is one."""
        assert allocated(worked("a", "2025-01-01", role=role)) == []

    def test_absence_cover(self) -> None:
        """Absence cover is no new social worker, nor is the one who comes back after it."""
        assert allocated(
            worked("a", "2025-01-01", "2025-03-01"),
            worked("b", "2025-03-01", "2025-04-01", reason="ABSENC"),
            worked("a", "2025-04-01", None, reason="OTHERS"),
        ) == [["a", "2025-01-01", None]]

    @pytest.mark.parametrize("reason", ["TSPROC", "LEFTRL", "MANAGE", "OTHERS", None])
    def test_any_other_reason(self, reason: str | None) -> None:
        """A worker who came for any other reason is newly allocated."""
        assert allocated(
            worked("a", "2025-01-01", "2025-03-01"), worked("b", "2025-03-01", None, reason=reason)
        ) == [["a", "2025-01-01", "2025-03-01"], ["b", "2025-03-01", None]]

    def test_comes_back(self) -> None:
        """Somebody who comes back after another worker is newly allocated."""
        assert allocated(
            worked("a", "2025-01-01", "2025-03-01"),
            worked("b", "2025-03-01", "2025-05-01"),
            worked("a", "2025-05-01"),
        ) == [
            ["a", "2025-01-01", "2025-03-01"],
            ["b", "2025-03-01", "2025-05-01"],
            ["a", "2025-05-01", None],
        ]

    def test_rows_of_one_worker(self) -> None:
        """Rows of one worker that follow each other are one allocation."""
        assert allocated(
            worked("a", "2025-01-01", "2025-03-01"), worked("a", "2025-03-01", "2025-06-01")
        ) == [["a", "2025-01-01", "2025-06-01"]]

    def test_row_inside_another(self) -> None:
        """A row inside a longer one of the same worker ends nothing."""
        assert allocated(worked("a", "2025-01-01"), worked("a", "2025-02-01", "2025-03-01")) == [
            ["a", "2025-01-01", None]
        ]
        assert allocated(
            worked("a", "2025-01-01", "2025-09-01"), worked("a", "2025-02-01", "2025-03-01")
        ) == [["a", "2025-01-01", "2025-09-01"]]

    def test_two_at_once(self) -> None:
        """Of two who are allocated together neither is new when one's row is continued."""
        assert allocated(
            worked("a", "2025-01-01", "2025-03-01"),
            worked("b", "2025-02-01"),
            worked("a", "2025-03-01", "2025-06-01"),
        ) == [["a", "2025-01-01", "2025-06-01"], ["b", "2025-02-01", None]]

    def test_unknown_workers(self) -> None:
        """Workers who are not named may be two, and are."""
        assert allocated(worked(None, "2025-01-01", "2025-03-01"), worked(None, "2025-03-01")) == [
            [None, "2025-01-01", "2025-03-01"],
            [None, "2025-03-01", None],
        ]

    def test_no_start(self) -> None:
        """An involvement without a start cannot be placed in time."""
        assert allocated(worked("a", None, "2025-03-01")) == []

    def test_as_at(self) -> None:
        """Who was allocated after the audit date was not; who left after it had not."""
        rows = worked("a", "2025-01-01", "2025-03-02"), worked("b", "2025-03-02")
        assert allocated(*rows, as_at="2025-03-01") == [["a", "2025-01-01", None]]

    def test_evidence(self) -> None:
        """The row with which an allocation began is its evidence."""
        made = case(
            involvements=[
                worked("a", "2025-03-01"),
                worked("a", "2025-01-01", "2025-03-01"),
            ]
        )
        (one,) = allocations(made)
        assert one.involvement.pointer == "/involvements/1"
        assert one.start == date(2025, 1, 1)

    def test_not_exported(self) -> None:
        """Without involvements nothing can be said; with none, nobody was allocated."""
        with pytest.raises(NotExported, match="involvements not exported"):
            allocations(case())
        assert allocations(case(involvements=[])) == ()
