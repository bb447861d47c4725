"""`[groups]` in the settings: children by team, placement, age, ethnicity or a field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook
from qaudit_schemas import schema

from terminal import SAMPLES, put, qaudit, told

SETTINGS = """
[groups]
by = ["team", "age"]
fewest = 5

[groups.fields]
provider = "placements.provider"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return put(tmp_path / "qaudit.toml", SETTINGS)


def audited(*arguments: str | Path) -> dict[str, Any]:
    """The JSON report of a run, held to its schema."""
    report: dict[str, Any] = qaudit("run", *arguments, "--report", "json").json()
    jsonschema.Draft202012Validator(schema("report")).validate(report)
    return report


class TestReports:
    def test_json(self, settings: Path) -> None:
        """Each child has its groups, each group its result, and the manifest what was asked."""
        report = audited(SAMPLES, "--config", settings)
        assert {frozenset(case["groups"]) for case in report["cases"]} == {
            frozenset({"team", "age", "provider"})
        }
        for name, groups in report["service"]["groups"].items():
            values = [case["groups"][name] for case in report["cases"]]
            assert {value: one["cases"] for value, one in groups.items()} == {
                value: values.count(value) for value in values
            }
            for one in groups.values():
                assert (one["cases"] >= 5) or not one["areas"]
        assert report["manifest"]["settings"]["groups"] == {
            "by": ["team", "age"],
            "fields": {"provider": "placements.provider"},
            "age_bands": [1, 5, 10, 16, 18],
            "fewest": 5,
        }

    def test_only_where_asked_for(self) -> None:
        """What a child is, is in the report only if it was asked for."""
        report = audited(SAMPLES)
        assert all(case["groups"] == {} for case in report["cases"])
        assert report["service"]["groups"] == {}
        assert "groups" not in report["manifest"]["settings"]

    def test_the_others(self, settings: Path, tmp_path: Path) -> None:
        """The table, the page and the workbook show the groups, and why some have no grade."""
        page, book = tmp_path / "a.html", tmp_path / "a.xlsx"
        wanted = ("--report", "table", "--report", f"html:{page}", "--report", f"xlsx:{book}")
        ran = qaudit("run", SAMPLES, "--config", settings, *wanted)
        assert "By age" in ran.out
        assert "fewer than 5: never broken down" in ran.said
        assert "no difference beyond chance" in ran.said
        assert "fewer than 5: never broken down" in page.read_text("utf-8")
        rows = list(load_workbook(book)["Groups"].values)
        heads = [str(head) for head in rows[0]]
        found: list[dict[str, Any]] = [dict(zip(heads, row, strict=True)) for row in rows[1:]]
        assert {row["grouped by"] for row in found} == {"team", "age", "provider"}
        small = next(row for row in found if row["group"] == "16 to 17")
        assert (small["area"], small["why there is no grade"]) == (
            None,
            "fewer than 5: never broken down",
        )
        compared = [row for row in found if row["beyond chance"]]
        assert all(row["judged"] >= row["met"] for row in compared)
        assert compared

    def test_any_number_of_workers(self, settings: Path) -> None:
        """Groups are the same whoever works them out."""
        one, two = (
            audited(SAMPLES, "--config", settings, "--workers", number) for number in ("1", "2")
        )
        assert one == two

    def test_regraded(self, settings: Path, tmp_path: Path) -> None:
        """Graded again, the groups of a stored report are as they were."""
        report = tmp_path / "report.json"
        args = ("--config", settings, "--report", "table", "--report", f"json:{report}")
        ran = qaudit("run", SAMPLES, *args)
        assert qaudit("regrade", report, "--profile", "letters").out == ran.out


class TestSettings:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('"team", "age"', '"teem"', "groups.by.0: 'teem' is not one of ['team'"),
            ("fewest = 5", "fewest = 4", "groups.fewest: 4 is less than the minimum of 5"),
            ("fewest", "smallest", "groups.smallest: there is no such setting"),
            ("placements.provider", "placements.supplier", "there is no 'placements.supplier'"),
            (
                "placements.provider",
                "involvements.worker_id",
                "there is no 'involvements.worker_id' to group by",
            ),
            ("provider =", "team =", "groups.fields.team: that is the name of what there is"),
            ("provider =", '"A b" =', "groups.fields.A b: a name is of small letters"),
            (
                "fewest = 5",
                "age_bands = [5, 5]",
                "groups.age_bands: each age is above the one before it",
            ),
        ],
    )
    def test_what_is_wrong(self, tmp_path: Path, old: str, new: str, said: str) -> None:
        """What cannot be grouped by is refused, with what there is."""
        case = put(tmp_path / "case.json", told())
        settings = put(tmp_path / "qaudit.toml", SETTINGS.replace(old, new))
        ran = qaudit("run", case, "--config", settings)
        assert ran.code == 2
        assert said in ran.err
