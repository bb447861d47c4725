"""A file of waivers, and what is said of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaudit.auditing.waivers import BadWaivers, read_waivers
from support import host

GOOD = f"""
[[waivers]]
check = "REV02"
case = "T-1"
reason = " Agreed. "
by = "the service manager"
until = 2026-12-31
given_for = {{ 0123456789abcdef = "{"a" * 64}" }}
"""


def test_a_waiver_is_read(tmp_path: Path) -> None:
    """A day may be a day of TOML or a string."""
    for until in ("2026-12-31", '"2026-12-31"'):
        path = tmp_path / "waivers.toml"
        path.write_text(GOOD.replace("2026-12-31", until), "utf-8")
        (waiver,) = read_waivers(path, host().checks).waivers
        assert (waiver.check, waiver.case, waiver.until) == ("REV02", "T-1", "2026-12-31")
        assert (waiver.reason, waiver.by) == ("Agreed.", "the service manager")
        assert waiver.given_for == {"0123456789abcdef": "a" * 64}


CASE = 'case = "T-1"'
ONE_OR_ALL = "waiver 1: it is for one case (case), or for all on some days (scope, from, to)"
DAY = "waiver 1: until: is not a real day written YYYY-MM-DD"
AS_PRINTED = "is not as `qaudit waive` prints it"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (GOOD, "", "waivers: missing"),
        (GOOD, "waivers = 1", "1 is not of type 'array'"),
        (GOOD, "waivers = [", "it is not TOML: "),
        ("REV02", "REV99", "waiver 1: check: no check has the code 'REV99'; did you mean REV0"),
        ("REV02", "REV0", "waiver 1: check: is not a code such as REV02"),
        (CASE, "", ONE_OR_ALL),
        (CASE, f'{CASE}\nscope = "all"', ONE_OR_ALL),
        (CASE, f"{CASE}\nfrom = 2026-01-01", ONE_OR_ALL),
        (CASE, 'scope = "all"\nfrom = 2026-01-01', ONE_OR_ALL),
        (CASE, 'scope = "all"\nfrom = 2026-01-02\nto = 2026-01-01', "waiver 1: from is after to"),
        ('" Agreed. "', '" "', "waiver 1: reason: say why"),
        ('" Agreed. "', "nan", "waiver 1: reason: nan is not of type 'string'"),
        ('"the service manager"', '""', "waiver 1: by: say who answers for it"),
        ("until = 2026-12-31", "", "waiver 1: until: missing"),
        ("2026-12-31", '""', DAY),
        ("2026-12-31", "2026-12-31T12:00:00", DAY),
        ("2026-12-31", "12:00:00", DAY),
        ("2026-12-31", '"2026-02-30"', DAY),
        ("aaa", "xyz", f"waiver 1: given_for.0123456789abcdef: {AS_PRINTED}"),
        ("0123456789abcdef", "0123", f"waiver 1: given_for: {AS_PRINTED}"),
        (f'0123456789abcdef = "{"a" * 64}"', "", f"waiver 1: given_for: {AS_PRINTED}"),
        ("until =", "forever = true\nuntil =", "waiver 1: there is no such setting: forever"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, before: str, after: str, said: str) -> None:
    """With the waiver, what is wrong, and the file."""
    path = tmp_path / "waivers.toml"
    assert before in GOOD
    path.write_text(GOOD.replace(before, after, 1), "utf-8")
    with pytest.raises(BadWaivers) as refused:
        read_waivers(path, host().checks)
    assert str(refused.value).startswith(f"{path}: {said}")


def test_all_of_its_faults_are_named(tmp_path: Path) -> None:
    """A line each."""
    path = tmp_path / "waivers.toml"
    path.write_text(GOOD.replace("2026-12-31", '""') + GOOD.replace(" Agreed. ", ""), "utf-8")
    with pytest.raises(BadWaivers) as refused:
        read_waivers(path, host().checks)
    assert str(refused.value).splitlines() == [
        f"{path}: {DAY}",
        f"{path}: waiver 2: reason: say why",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read: No such file"),
        (b"by = '\xff'", "it is not UTF-8: byte 7"),
        ("[[waivers]]".encode("utf-16"), "it is written in UTF-16, as some terminals do"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, why: str) -> None:
    """One that is not there, is not UTF-8, or was written by a terminal that writes UTF-16."""
    path = tmp_path / "waivers.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadWaivers, match=why):
        read_waivers(path, host().checks)
