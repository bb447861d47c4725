"""PRO07: each ruling on interviews after a return from missing."""

from __future__ import annotations

from typing import Any

import pytest

from support import Found, audit_one, is_about, record

CODE = "PRO07"
OFFERED = "2026-03-03T09:00:00Z"
WRITTEN = [{"heading": "Interview", "text": "She had been with her cousin in town."}]


def found(as_at: str | None = None, coverage: dict[str, Any] | None = None, **named: Any) -> Found:
    episode = {"start_at": "2026-03-01T20:00:00Z", "end_at": "2026-03-02T20:00:00Z"} | named
    made = record(missing_episodes=[episode], coverage=coverage or {})
    return audit_one(CODE, made, as_at=as_at)


def outcome(what: str, result: Found) -> str:
    about = f"/missing_episodes/0: {what}"
    (row,) = (row for row in result.of(CODE) if is_about(row, about))
    return row["outcome"]


@pytest.mark.parametrize(
    ("held", "expected", "late"),
    [
        ("2026-03-05T20:00:00Z", "met", None),
        ("2026-03-05T20:01:00Z", "not_met", 0),
        ("2026-03-06T10:00:00Z", "not_met", 1),
    ],
)
def test_offered_or_held_in_72_hours(held: str, expected: str, late: int | None) -> None:
    """Both: one offered in time and held late is not met and says so."""
    row = found(return_interview_offered_at=OFFERED, return_interview_at=held).of(CODE)[0]
    assert (row["outcome"], row["due"], row["days_late"]) == (expected, "2026-03-05", late)
    assert "in time" in row["message"]


@pytest.mark.parametrize(
    ("offered", "expected"),
    [(OFFERED, "met"), ("2026-03-06T09:00:00Z", "not_met"), (None, "not_met")],
)
def test_declined(offered: str | None, expected: str) -> None:
    """Met if offered in time; independence and text do not apply."""
    assert found(return_interview_offered_at=offered, accepted=False).outcomes(CODE) == [expected]


def test_accepted_and_never_held() -> None:
    """Not met after five working days from the offer."""
    episode: dict[str, Any] = {"return_interview_offered_at": OFFERED, "accepted": True}
    row = found(**episode).only(CODE)
    assert (row["outcome"], row["due"], row["days_late"]) == ("not_met", "2026-03-10", 204)
    assert found("2026-03-10", **episode).outcomes(CODE) == ["not_due"]
    unknown = found(return_interview_offered_at=OFFERED)
    assert unknown.outcomes(CODE) == ["cannot_tell"]


def test_still_missing() -> None:
    """Nothing is due before the return."""
    assert found(end_at=None).outcomes(CODE) == ["not_due"]


def test_audit_date_and_hour() -> None:
    """Not due while the window ends on or after the audit date."""
    assert found("2026-03-05").outcomes(CODE) == ["not_due"]
    assert found("2026-03-06").outcomes(CODE) == ["not_met"]


@pytest.mark.parametrize(
    ("independent", "expected"), [(True, "met"), (False, "not_met"), (None, "cannot_tell")]
)
def test_independent(independent: bool | None, expected: str) -> None:
    """Missing on an interview that was held: cannot tell."""
    held = found(return_interview_at="2026-03-04T10:00:00Z", independent=independent)
    assert outcome("independent", held) == expected


@pytest.mark.parametrize(("sections", "expected"), [(WRITTEN, "met"), ([], "not_met")])
def test_recorded(sections: list[dict[str, str]], expected: str) -> None:
    """A date and a section with words in it."""
    held = found(return_interview_at="2026-03-04T10:00:00Z", sections=sections)
    assert outcome("recorded", held) == expected


def test_cannot_tell() -> None:
    """An interview before the return, fields no system gives, or not exported."""
    early = found(return_interview_at="2026-03-02T10:00:00Z")
    assert outcome("in time", early) == "cannot_tell"
    without = {"missing_episodes": {"without": ["return_interview_offered_at"]}}
    assert found(coverage=without).outcomes(CODE) == ["cannot_tell"]
    assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]


def test_never_missing() -> None:
    """With no episode there is nothing to judge."""
    assert audit_one(CODE, record(missing_episodes=[])).outcomes(CODE) == ["not_applicable"]
