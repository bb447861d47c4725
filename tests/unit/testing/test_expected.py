"""Files of what is expected: what is read is what was written, and what is wrong is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qaudit.testing.expected import (
    AtLeast,
    BadExpectation,
    Expectation,
    Row,
    read_expectation,
    write_expectation,
)
from terminal import put

WHOLE = Expectation(
    about="a late visit",
    named=("OWN02",),
    rows=(
        Row(
            check="OWN01",
            outcome="not_met",
            about="/visits/0",
            due="2026-03-04",
            done="2026-03-06",
            days_late=2,
            facts={"band": "late"},
        ),
        Row(check="OWN01", outcome="met", about="/visits/1: alone", known_miss="not read yet"),
        Row(check="OWN03", outcome="cannot_tell", silent=True),
    ),
    at_least=(AtLeast(check="OWN04", outcome="met", count=0),),
    grades={"VIS": "good"},
)


@pytest.mark.parametrize("form", ["toml", "json"])
def test_what_is_written_is_read(tmp_path: Path, form: str) -> None:
    """In both forms, days and all."""
    path = tmp_path / f"a.expected.{form}"
    write_expectation(path, WHOLE)
    assert read_expectation(path) == WHOLE
    assert read_expectation(path).checks == ("OWN01", "OWN02", "OWN03", "OWN04")


def test_days_in_toml_are_days(tmp_path: Path) -> None:
    """They are written as TOML writes them, and may be read as text as well."""
    path = tmp_path / "a.expected.toml"
    write_expectation(path, WHOLE)
    text = path.read_text("utf-8")
    assert "due = 2026-03-04\n" in text
    put(path, text.replace("due = 2026-03-04", 'due = "2026-03-04"'))
    assert read_expectation(path) == WHOLE


def test_the_head_of_a_file_stays(tmp_path: Path) -> None:
    """Comments before the first line of a TOML file are its author's."""
    path = put(tmp_path / "a.expected.toml", "# Worked out\n# by hand.\nchecks = ['OWN01']\n")
    write_expectation(path, WHOLE)
    assert path.read_text("utf-8").startswith("# Worked out\n# by hand.\n\nabout = ")
    assert read_expectation(path) == WHOLE


WRONG = {
    "no TOML": ("a.expected.toml", "checks = ", "it is not TOML"),
    "no JSON": ("a.expected.json", "{", "it is not JSON"),
    "no text": ("a.expected.json", b"\xff", "cannot be read"),
    "no table": ("a.expected.json", "[]", "it is not a table"),
    "no check": ("a.expected.json", '{"about": "x"}', "it names no check"),
    "no outcome": (
        "a.expected.json",
        '{"observations": [{"check": "OWN01", "outcome": "late"}]}',
        "/observations/0/outcome: 'late' is not one of",
    ),
    "no day": (
        "a.expected.json",
        '{"observations": [{"check": "OWN01", "outcome": "met", "due": "2026-02-30"}]}',
        "/observations/0/due",
    ),
    "a misspelt name": (
        "a.expected.toml",
        "[[observation]]\ncheck = 'OWN01'\noutcome = 'met'",
        "'observation' was unexpected",
    ),
}


@pytest.mark.parametrize(("name", "content", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_used(tmp_path: Path, name: str, content: str | bytes, why: str) -> None:
    """A file that would hold nothing, or something else than was meant, is refused."""
    with pytest.raises(BadExpectation) as raised:
        read_expectation(put(tmp_path / name, content))
    assert why in str(raised.value)


def test_every_day_is_checked(tmp_path: Path) -> None:
    """A day with an hour is none."""
    put(tmp_path / "a.expected.json", json.dumps({"silent": [], "checks": ["OWN01"]}))
    assert read_expectation(tmp_path / "a.expected.json").named == ("OWN01",)
    late = date(2026, 3, 4).isoformat() + "T10:00:00"
    put(
        tmp_path / "a.expected.toml",
        f"[[observations]]\ncheck='OWN01'\noutcome='met'\ndue={late}",
    )
    with pytest.raises(BadExpectation, match="/observations/0/due"):
        read_expectation(tmp_path / "a.expected.toml")
