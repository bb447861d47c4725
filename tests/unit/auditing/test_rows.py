"""Findings in the report's shape."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.auditing.evidence import Evidence
from qaudit.auditing.items import Items
from qaudit.auditing.nonsense import Nonsense
from qaudit.auditing.rows import Rows, digest
from qaudit.checking.observations import Observation, reference
from qaudit.checking.standards import Force, Outcome
from support import case, host, record

DAY = date(2025, 9, 1)
RECORD = record(placements=[{"placement_id": "P1", "start_date": "2025-09-01"}])


def observation(**named: Any) -> Observation:
    """An observation about a placement, with what is named put into it."""
    (placement,) = case(placements=RECORD["placements"]).placements
    usual = {"outcome": Outcome.NOT_MET, "about": placement, "on": DAY, "message": "seen"}
    return Observation(**{**usual, **named})


def rows(code: str = "REV02") -> Rows:
    return Rows(host().checks[code], "T-1", Evidence(RECORD))


class TestObservation:
    def test_days_late_of_a_miss(self) -> None:
        """Only what was not met is late by so many days."""
        assert rows().observation(observation(days_late=3))["days_late"] == 3
        met = observation(outcome=Outcome.MET, days_late=3)
        assert rows().observation(met)["days_late"] is None

    def test_before_the_standard(self) -> None:
        """What happened before the standard came into force is judged by nobody."""
        row = rows().observation(observation(on=date(2011, 3, 31)))
        assert row["outcome"] == "not_applicable"
        assert row["message"] == "the standard came into force on 1 April 2011"
        assert rows().observation(observation(on=date(2011, 4, 1)))["outcome"] == "not_met"

    def test_eased(self) -> None:
        """A duty missed while the law was relaxed says so; a habit missed then does not."""
        row = rows().observation(observation(on=date(2020, 5, 4)))
        assert row["eased_by"] == "SI 2020/445"
        assert "at the time many statutory timings were relaxed" in row["message"]
        habit = rows("SUP01").observation(observation(on=date(2020, 5, 4)))
        assert "eased_by" not in habit
        met = observation(on=date(2020, 5, 4), outcome=Outcome.MET)
        assert "eased_by" not in rows().observation(met)

    def test_force(self) -> None:
        """An occasion rests on what the check does, unless it says on what else."""
        found = rows()
        assert found.observation(observation())["force"] == "statutory"
        assert found.observation(observation(force=Force.HEURISTIC))["force"] == "heuristic"
        assert found.observation(observation(force="local"))["force"] == "local"
        assert found.observation(observation())["force"] == "statutory"

    def test_each_row_is_its_own(self) -> None:
        """What one occasion has stands in no other's row."""
        found = rows()
        first = found.observation(observation(due=DAY, done=DAY, evidence=[case(child={}).child]))
        second = found.observation(observation(outcome=Outcome.MET))
        assert (first["due"], first["done"]) == ("2025-09-01", "2025-09-01")
        assert (second["due"], second["done"]) == (None, None)
        assert [len(row["evidence"]) for row in (first, second)] == [2, 1]
        assert [row["outcome"] for row in (first, second)] == ["not_met", "met"]

    def test_two_of_one_item(self) -> None:
        """Two observations of one item have two fingerprints, the same in each run."""
        first, second = rows(), rows()
        one = [first.observation(observation())["fingerprint"] for _ in range(2)]
        again = [second.observation(observation())["fingerprint"] for _ in range(2)]
        assert one == again
        assert len(set(one)) == 2

    def test_fingerprint_by_meaning(self) -> None:
        """A fingerprint does not hang on the message, the outcome or what else was looked at."""
        same = [
            observation(),
            observation(message="otherwise", outcome=Outcome.MET, days_late=4),
            observation(evidence=[reference(case(child={}).child)]),
        ]
        assert len({rows().observation(found)["fingerprint"] for found in same}) == 1
        assert rows().observation(observation(aspect="x"))["fingerprint"] not in {
            rows().observation(observation())["fingerprint"],
            rows("SUP01").observation(observation())["fingerprint"],
        }

    @pytest.mark.parametrize(
        "named",
        [
            {"outcome": "not_met"},
            {"outcome": Outcome.ERROR},
            {"on": "2025-09-01"},
            {"on": datetime(2025, 9, 1)},  # noqa: DTZ001
            {"due": "2025-09-01"},
            {"done": datetime(2025, 9, 1)},  # noqa: DTZ001
            {"message": ""},
            {"message": b"seen"},
            {"about": None},
            {"evidence": ["/placements/0"]},
            {"days_late": 1.5},
            {"days_late": True},
            {"facts": {"share": float("inf")}},
            {"facts": {"": 1}},
            {"facts": {"days": [1]}},
        ],
    )
    def test_nonsense(self, named: dict[str, Any]) -> None:
        """What no observation can say is refused with the reason."""
        with pytest.raises(Nonsense, match=r"that|what is no"):
            rows().observation(observation(**named))


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_digest(one: list[str], other: list[str]) -> None:
    """Digests are short, and equal for equal parts alone."""
    assert len(digest(*one)) == 16
    if "\x1f" not in "".join(one + other):
        assert (digest(*one) == digest(*other)) is (one == other)


def test_fingerprint() -> None:
    """A fingerprint is the digest of the check's code, the case, the item and which occasion."""
    row = rows().observation(observation(aspect="its review"))
    about = "placement|P1|start_date=2025-09-01|its review"
    assert row["fingerprint"] == digest("REV02", "T-1", about)


class TestWhatAFailureRestsOn:
    def test_only_where_it_is_asked_for(self) -> None:
        """What a failure rests on is told where somebody asked, and of failures alone."""
        asked = Rows(host().checks["REV02"], "T-1", Evidence(RECORD), Items(RECORD))
        told = asked.observation(observation())["evidence_sha256"]
        assert len(told) == 64
        assert "evidence_sha256" not in asked.observation(observation(outcome=Outcome.MET))
        assert "evidence_sha256" not in rows().observation(observation())
        other = {**RECORD, "placements": [{**RECORD["placements"][0], "end_date": "2026-01-05"}]}
        changed = Rows(host().checks["REV02"], "T-1", Evidence(other), Items(other))
        assert changed.observation(observation())["evidence_sha256"] != told
