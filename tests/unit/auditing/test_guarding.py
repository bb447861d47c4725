"""A check that changes the record is noticed, and the record is as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qaudit.auditing.guarding import Guarded
from qaudit.cases.case import Case
from support import host, record


def guarded() -> Guarded:
    made = record(reviews=[{"review_id": "R1", "sections": [{"text": "as it was"}]}])
    return Guarded(Case(made), made)


def put_in(found: Guarded) -> None:
    found.record["visits"] = []


def take_out(found: Guarded) -> None:
    del found.record["reviews"][0]["sections"][0]["text"]


def put_a_stranger_in(found: Guarded) -> None:
    found.record["reviews"].append(found)


class TestGuarded:
    def test_left_alone(self) -> None:
        """A check that reads and changes nothing keeps the case it was given."""
        found = guarded()
        before = found.case
        found.watch(put_in)
        assert len(found.case.reviews) == 1
        assert not found.changed_by(put_in)
        assert found.case is before

    @pytest.mark.parametrize("deed", [put_in, take_out, put_a_stranger_in])
    def test_changed(self, deed: Callable[[Guarded], None]) -> None:
        """After a change the case is another, of a record as it was."""
        found = guarded()
        as_it_was = guarded().record
        found.watch(deed)
        deed(found)
        assert found.changed_by(deed)
        assert found.record == as_it_was
        assert found.case.reviews[0].sections is not None
        assert found.case.reviews[0].sections[0].text == "as it was"
        assert not found.case.exports("visits")
        found.watch(put_in)
        assert not found.changed_by(put_in)

    def test_our_own(self) -> None:
        """The time to look is not taken for qaudit's own checks."""
        own: Callable[..., Any] = host().checks["REV02"].find
        found = guarded()
        found.watch(own)
        put_in(found)
        assert not found.changed_by(own)

    def test_our_own_leave_the_record_alone(self) -> None:
        """They do leave it alone, over a record with everything in it."""
        import json

        from terminal import SAMPLES

        for path in sorted(SAMPLES.glob("*.case.json")):
            made = json.loads(path.read_bytes())
            as_it_was = json.loads(path.read_bytes())
            for check in host().checks.values():
                if check.survey is None:
                    from qaudit.checking.settings import make_settings

                    case = Case(made)
                    if all(case.exports(name) for name in check.needs):
                        list(check.find(case, make_settings(check.settings, {})))
            assert made == as_it_was
