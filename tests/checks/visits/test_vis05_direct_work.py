"""VIS05: every edge of the standard.

The audit is on 30 September 2026; twelve weeks before it begin on 8 July.
"""

from __future__ import annotations

from typing import Any

import pytest

from qaudit.checking.results import ObservationRow
from support import Found, audit_one, record

CODE = "VIS05"
Json = dict[str, Any]


def work(day: str, kind: str | None = "life_story") -> Json:
    return {"date": day, "type": kind}


def found(*items: Json, as_at: str | None = None, **named: Any) -> Found:
    standing: Json = {"care_periods": [{"start_date": "2025-01-06"}], **named}
    return audit_one(CODE, record(direct_work=list(items), **standing), as_at=as_at)


def told(row: ObservationRow) -> tuple[str, str | None, str | None, int | None]:
    return row["outcome"], row["due"], row["done"], row["days_late"]


class TestTwelveWeeks:
    def test_84_and_85_days_before_the_audit(self) -> None:
        """Twelve weeks are 84 days."""
        met, late = found(work("2026-07-08")).only(CODE), found(work("2026-07-07")).only(CODE)
        assert told(met) == ("met", "2026-09-30", "2026-07-08", None)
        assert told(late) == ("not_met", "2026-09-29", "2026-07-07", 1)
        assert late["evidence"][0]["pointer"] == "/direct_work/0"

    def test_the_last_counts(self) -> None:
        """In whatever order the record has them."""
        row = found(work("2026-09-01"), work("2026-01-12")).only(CODE)
        assert told(row) == ("met", "2026-11-24", "2026-09-01", None)

    def test_none_at_all(self) -> None:
        """Overdue since twelve weeks after entry to care."""
        row = found().only(CODE)
        assert told(row) == ("not_met", "2025-03-31", None, 548)
        assert row["evidence"][0]["pointer"] == "/child"

    @pytest.mark.parametrize(
        ("entry", "outcome"), [("2026-07-08", "not_due"), ("2026-07-07", "not_met")]
    )
    def test_newly_in_care(self, entry: str, outcome: str) -> None:
        """In the first twelve weeks it is not yet due."""
        assert found(care_periods=[{"start_date": entry}]).outcomes(CODE) == [outcome]

    @pytest.mark.parametrize(
        ("kind", "outcome"),
        [
            ("direct_work", "met"),
            ("wishes_and_feelings", "met"),
            ("family_time", "not_met"),
            (None, "cannot_tell"),
        ],
    )
    def test_what_is_direct_work(self, kind: str | None, outcome: str) -> None:
        """Family time is none; what is not said cannot be told."""
        assert found(work("2026-09-01", kind)).outcomes(CODE) == [outcome]


class TestForWhom:
    @pytest.mark.parametrize("kind", ["child_protection", "child_in_need"])
    def test_on_a_plan(self, kind: str) -> None:
        """Children at home with a plan are judged too."""
        plans = [{"type": kind, "start_date": "2026-01-05"}]
        assert found(care_periods=[], plans=plans).outcomes(CODE) == ["not_met"]

    def test_neither_in_care_nor_on_a_plan(self) -> None:
        """A closed case is not applicable."""
        result = found(care_periods=[], plans=[], placements=[])
        assert result.outcomes(CODE) == ["not_applicable"]

    def test_neither_exported(self) -> None:
        """Where care and plans were not exported it cannot tell."""
        result = audit_one(CODE, record(direct_work=[]))
        assert result.outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("child", "outcome"),
        [
            ({"date_of_birth": "2022-10-01"}, "not_applicable"),
            ({"date_of_birth": "2022-09-30"}, "not_met"),
            ({"date_of_birth": "2015-03-02", "understanding": "limited"}, "not_met"),
            ({"expected_date_of_birth": "2026-12-01"}, "not_applicable"),
        ],
    )
    def test_age(self, child: Json, outcome: str) -> None:
        """From four on, whatever the understanding."""
        assert found(child=child).outcomes(CODE) == [outcome]


class TestCoverage:
    def test_not_exported(self) -> None:
        """Without the section it cannot tell."""
        made = record(care_periods=[{"start_date": "2025-01-06"}])
        assert audit_one(CODE, made).outcomes(CODE) == ["cannot_tell"]

    @pytest.mark.parametrize(
        ("coverage", "outcome"),
        [
            ({"from": "2026-07-08"}, "not_met"),
            ({"from": "2026-07-09"}, "cannot_tell"),
            ({"complete": False}, "cannot_tell"),
        ],
    )
    def test_known_only_in_part(self, coverage: Json, outcome: str) -> None:
        """The twelve weeks before the audit must be covered."""
        assert found(coverage={"direct_work": coverage}).outcomes(CODE) == [outcome]

    def test_audit_later_than_the_export(self) -> None:
        """What fell due after the export cannot be told; what fell due before it can."""
        assert found(work("2026-09-01"), as_at="2026-12-01").outcomes(CODE) == ["cannot_tell"]
        assert found(work("2026-05-01"), as_at="2026-12-01").outcomes(CODE) == ["not_met"]
        assert found(work("2026-09-01"), as_at="2026-10-15").outcomes(CODE) == ["met"]
