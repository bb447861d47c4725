"""The audit finds in the sample cases what was worked out by hand from the standards.

Beside each `NAME.case.json` stands `NAME.expected.json`: every observation of ASM01, REV02 and
SUP01, the documents in which ASM03 finds copied text, and the checks with no occasion.
"""

from __future__ import annotations

from functools import cache

import pytest

from qaudit.testing.samples import Bench, Sample, samples_in
from terminal import SAMPLES

FOUND, WITHOUT = samples_in(SAMPLES)
CORE = ("ASM01", "ASM03", "REV02", "SUP01")
OUTCOMES = ("met", "not_met", "not_due", "cannot_tell", "not_applicable")


@cache
def bench() -> Bench:
    """Audits all of them together, as siblings and copied text want it, and once."""
    return Bench()


@pytest.mark.parametrize("sample", FOUND, ids=lambda sample: sample.case.name)
def test_what_is_found_is_what_was_worked_out_by_hand(sample: Sample) -> None:
    """Each core check: what, about which item, due when, done when and how late."""
    held = bench().hold(sample)
    assert held.differences == []
    assert held.expectation.checks == CORE


def test_every_core_check_has_every_outcome_somewhere() -> None:
    """The set shows each check met, not met, not due, not to be told and not applicable."""
    shown = set()
    for sample in FOUND:
        held = bench().hold(sample)
        shown |= {(match.found.check, match.found.outcome) for match in held.matches if match.found}
        shown |= {(row.check, row.outcome) for row in held.others}
    assert {(code, outcome) for code in CORE for outcome in OUTCOMES} <= shown


def test_there_are_at_least_twenty_four_children() -> None:
    """Enough for a service, and something is expected of each."""
    assert len(FOUND) >= 24
    assert WITHOUT == 0
