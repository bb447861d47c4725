"""The JSON report, as a reporter writes it."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

from qaudit.checking.results import CaseResult, Judgement, ServiceResult
from qaudit.reporting.base import Run
from qaudit.reporting.json_report import JsonReporter


def written(*results: CaseResult, as_at: str = "") -> dict[str, Any]:
    """The report of some cases."""
    stream = io.BytesIO()
    run = Run(
        as_at=as_at,
        profile="letters",
        graded_period="24 months",
        manifest={"tool": "qaudit"},
        checks={},
    )
    report = JsonReporter().start(run, stream)
    for result in results:
        report.case(result)
    report.end(ServiceResult(cases=len(results)))
    loaded: dict[str, Any] = json.loads(stream.getvalue().decode("ascii"))
    return loaded


class TestJsonReport:
    def test_of_nothing(self) -> None:
        """A report of no case is JSON too."""
        report = written()
        assert (report["cases"], report["as_at"]) == ([], None)

    def test_one_day(self) -> None:
        """The audit date is that given, or that of all cases; where they differ there is none."""
        one, same = CaseResult("1", "a", "2026-09-30"), CaseResult("2", "b", "2026-09-30")
        other = CaseResult("3", "c", "2026-10-31")
        assert written(one, same)["as_at"] == "2026-09-30"
        assert written(one, other)["as_at"] is None
        assert written(one, as_at="2026-09-30")["as_at"] == "2026-09-30"

    def test_a_case_takes_a_line(self) -> None:
        """Each case stands on a line of its own, so that two reports can be compared."""
        stream = io.BytesIO()
        run = Run(as_at="", profile="letters", graded_period="24 months", manifest={}, checks={})
        report = JsonReporter().start(run, stream)
        for name in ("1\n2", "\u20283", "\ud800"):
            report.case(CaseResult(name, name, "2026-09-30"))
        report.end(ServiceResult())
        lines = stream.getvalue().decode("ascii").splitlines()
        cases = [line.rstrip(",") for line in lines if '"case_id"' in line]
        assert [json.loads(line)["case_id"] for line in cases] == ["1\n2", "\u20283", "\ud800"]

    def test_its_digest_can_be_worked_out_from_what_it_says(self) -> None:
        """The digest is that of the cases and then of the rest, as the schema describes it."""
        report = written(CaseResult("1", "a", "2026-09-30"), CaseResult("2", "b", "2026-09-30"))
        digest = report.pop("digest")
        parts = [*report.pop("cases"), report]
        lines = [json.dumps(part, sort_keys=True, separators=(",", ":")) + "\n" for part in parts]
        assert hashlib.sha256("".join(lines).encode("ascii")).hexdigest() == digest

    def test_what_people_judged_stands_where_they_judged(self) -> None:
        """A judgement stands in its case; where there is none nothing stands for it."""
        judged: Judgement = {
            "grade": "good",
            "reason": "the visits were made",
            "by": "an auditor",
            "on": "2026-10-01",
        }
        one, other = written(
            CaseResult("1", "a", "2026-09-30", judged=judged), CaseResult("2", "b", "2026-09-30")
        )["cases"]
        assert one["judged"] == judged
        assert "judged" not in other
