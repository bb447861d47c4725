"""A file of what people judged: what it must be, and of what it speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaudit.checking.standards import Area
from qaudit.grading.judgements import BadJudgements, Judgements, read_judgements
from qaudit.grading.scale import Grade
from terminal import put

ONE = """
[[judgements]]
case = "C-1"
area = "APR"
grade = "good"
reason = "late by a day, as the child asked"
by = "A. Auditor"
on = 2026-09-30
"""


def faults(path: Path, text: str) -> list[str]:
    """What is wrong with a file, without its name."""
    file = put(path / "judgements.toml", text)
    with pytest.raises(BadJudgements) as bad:
        read_judgements(file)
    return [line.removeprefix(f"{file}: ") for line in str(bad.value).splitlines()]


def read(path: Path, text: str) -> Judgements:
    return read_judgements(put(path / "judgements.toml", text))


class TestReading:
    def test_an_area_of_a_case(self, tmp_path: Path) -> None:
        """It is given for its case, and for no other and not for the service."""
        judgements = read(tmp_path, ONE)
        found = judgements.of_case("C-1", "2026-09-30")
        assert found.whole is None
        assert found.areas == {
            Area.APR: {
                "grade": "good",
                "reason": "late by a day, as the child asked",
                "by": "A. Auditor",
                "on": "2026-09-30",
            }
        }
        assert not judgements.of_case("C-2", "2026-09-30").areas
        assert not judgements.of_service("2026-09-30").areas
        assert judgements.faults() == []

    def test_wholes(self, tmp_path: Path) -> None:
        """Without an area it is of the whole case, without a case of the service."""
        of_case, of_service = ONE.replace('area = "APR"\n', ""), ONE.replace('case = "C-1"\n', "")
        neither = of_case.replace('case = "C-1"\n', "").replace('"good"', '"inadequate"')
        judgements = read(tmp_path, of_case + of_service + neither)
        whole = judgements.of_case("C-1", "2026-09-30")
        assert whole.whole
        assert whole.whole["grade"] == "good"
        assert whole.areas == {}
        service = judgements.of_service("2026-09-30")
        assert list(service.areas) == [Area.APR]
        assert service.whole
        assert service.whole["grade"] == "inadequate"


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (
                '"APR"',
                '"APX"',
                f"judgement 1: area: there is no 'APX'; there are {', '.join(Area)}",
            ),
            (
                '"good"',
                '"fine"',
                f"judgement 1: grade: there is no 'fine'; there are {', '.join(Grade)}",
            ),
            ("reason =", "because =", "judgement 1: there is no reason"),
            ('"late by a day, as the child asked"', '" "', "judgement 1: reason: it says nothing"),
            ('"A. Auditor"', "3", "judgement 1: by: it is not text"),
            (
                "2026-09-30",
                '"2026-09-31"',
                "judgement 1: on: it is not a real day written YYYY-MM-DD",
            ),
            (
                "2026-09-30",
                "2026-09-30T10:00:00",
                "judgement 1: on: it is not a real day written YYYY-MM-DD",
            ),
            ('case = "C-1"', 'case = ""', "judgement 1: case: it says nothing"),
            (
                "[[judgements]]",
                "[judgements]",
                "judgements: it is not a list: each judgement begins with [[judgements]]",
            ),
            ("[[judgements]]", "", "there is no judgements"),
        ],
    )
    def test_is_said(self, tmp_path: Path, old: str, new: str, said: str) -> None:
        """Which judgement it is in, where in it, and what there may be."""
        assert said in faults(tmp_path, ONE.replace(old, new))

    def test_what_is_not_known(self, tmp_path: Path) -> None:
        """A misspelt name is not passed over."""
        assert faults(tmp_path, ONE.replace("area =", "aera =")) == [
            "judgement 1: there is no 'aera' here; there are case, area, grade, reason, by, on"
        ]

    def test_twice(self, tmp_path: Path) -> None:
        """Two judgements of one thing are none."""
        other = ONE.replace('"good"', '"inadequate"')
        elsewhere = ONE.replace("C-1", "C-2")
        assert faults(tmp_path, ONE + elsewhere + other) == [
            "judgement 3: APR of case C-1 is judged by judgement 1 too"
        ]

    def test_all_at_once_in_order(self, tmp_path: Path) -> None:
        """All faults are named, in the order of the file, the tenth after the second."""
        bad = ONE.replace('"good"', '"fine"')
        said = faults(tmp_path, bad * 11)
        numbers = [int(line.split()[1].rstrip(":")) for line in said]
        assert numbers == list(range(1, 12))

    def test_no_toml(self, tmp_path: Path) -> None:
        """A file that is not TOML is refused with the place."""
        assert "it is not TOML" in faults(tmp_path, "judgements = [")[0]
        with pytest.raises(BadJudgements, match="cannot be read"):
            read_judgements(tmp_path / "none.toml")


class TestWhatTheCasesShow:
    def test_no_such_case(self, tmp_path: Path) -> None:
        """A judgement of a case that nobody asked for is named."""
        judgements = read(tmp_path, ONE)
        judgements.of_case("C-10", "2026-09-30")
        judgements.of_service("2026-09-30")
        assert judgements.faults() == [
            f"{tmp_path / 'judgements.toml'}: judgement 1: no case C-1 was audited"
        ]

    def test_after_the_audit_date(self, tmp_path: Path) -> None:
        """A day after the audit date counts for nothing, and is named; the date itself is fine."""
        judgements = read(tmp_path, ONE)
        assert judgements.of_case("C-1", "2026-09-29").areas == {}
        (fault,) = judgements.faults()
        assert "judged on 30 September 2026, after the audit date, 29 September 2026" in fault

    def test_judged_until(self, tmp_path: Path) -> None:
        """Who judged after the audit date says so, up to which day; no day may be after that."""
        until = "judged_until = 2026-10-05\n"
        judgements = read(tmp_path, until + ONE.replace("2026-09-30", "2026-10-05"))
        assert list(judgements.of_case("C-1", "2026-09-29").areas) == [Area.APR]
        assert judgements.faults() == []
        assert faults(tmp_path, until + ONE.replace("2026-09-30", "2026-10-06")) == [
            "judgement 1: on: 6 October 2026 is after judged_until"
        ]
