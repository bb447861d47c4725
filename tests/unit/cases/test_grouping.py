"""The groups a child belongs to on the audit date."""

from __future__ import annotations

from typing import Any

import pytest
from qaudit_schemas import schema

from qaudit.cases.grouping import GROUPINGS, Groups, groupable, why_no_field
from support import case


def group(name: str, as_at: str | None = None, **named: Any) -> str:
    """The group of a child in one of the groupings that are built in."""
    return Groups(by=(name,)).of(case(as_at, **named))[name]


def by_field(path: str, as_at: str | None = None, **named: Any) -> str:
    """The group of a child by a field of the record."""
    return Groups(fields={"own": path}).of(case(as_at, **named))["own"]


def worker(start: str, end: str | None = None, **named: Any) -> dict[str, Any]:
    return {
        "worker_id": "W1",
        "role": "social_worker",
        "team": "North",
        "start_date": start,
        "end_date": end,
        **named,
    }


def placement(kind: str | None, start: str, end: str | None = None, **named: Any) -> dict[str, Any]:
    return {"placement_type": kind, "start_date": start, "end_date": end, **named}


class TestTeam:
    def test_of_the_allocated_worker(self) -> None:
        """It is the social worker's, and no other worker's."""
        reviewing = worker("2026-01-05", role="iro", team="Reviewing", worker_id="W9")
        assert group("team", involvements=[reviewing, worker("2026-01-05")]) == "North"

    def test_on_the_audit_date(self) -> None:
        """Before a change it is the team before, on the day of the change the one after."""
        rows = [
            worker("2026-01-05", "2026-06-01"),
            worker("2026-06-01", team="South", worker_id="W2"),
        ]
        assert group("team", "2026-05-31", involvements=rows) == "North"
        assert group("team", "2026-06-01", involvements=rows) == "South"

    def test_nobody(self) -> None:
        """A child whose social worker left has none, which is not the same as not recorded."""
        assert (
            group("team", involvements=[worker("2026-01-05", "2026-06-01")]) == "no social worker"
        )
        assert group("team", involvements=[]) == "no social worker"
        assert group("team") == "not recorded"
        assert group("team", involvements=[worker("2026-01-05", team=None)]) == "not recorded"
        assert group("team", involvements=[worker("2026-01-05", team=" ")]) == "not recorded"

    def test_an_export_that_is_not_complete(self) -> None:
        """Where the export may lack somebody, nobody is not read into it."""
        partly = {"involvements": {"complete": False}}
        assert group("team", involvements=[], coverage=partly) == "not recorded"
        rows = [worker("2026-01-05")]
        assert group("team", involvements=rows, coverage=partly) == "North"

    def test_two_at_once(self) -> None:
        """Two workers of one team are of that team; of two teams the child is in neither."""
        both = [worker("2026-01-05"), worker("2026-02-01", worker_id="W2")]
        assert group("team", involvements=both) == "North"
        both[1]["team"] = "South"
        assert group("team", involvements=both) == "more than one team"
        both[1]["team"] = None
        assert group("team", involvements=both) == "North"

    def test_absence_cover(self) -> None:
        """Cover for an absence takes no child to another team, unless there is nobody else."""
        cover = worker("2026-06-01", team="Cover", worker_id="W2", change_reason="ABSENC")
        assert group("team", involvements=[worker("2026-01-05"), cover]) == "North"
        gone = worker("2026-01-05", "2026-06-01")
        assert group("team", involvements=[gone, cover]) == "Cover"


class TestPlacement:
    def test_in_plain_words(self) -> None:
        """The code is said in words, with the code."""
        assert group("placement_type", placements=[placement("U6", "2026-01-05")]) == (
            "fostering (U6)"
        )

    def test_before_and_after_a_move(self) -> None:
        """It is that of the audit date; the day of the move is in the new one."""
        rows = [placement("U6", "2026-01-05", "2026-06-01"), placement("K2", "2026-06-01")]
        assert group("placement_type", "2026-05-31", placements=rows) == "fostering (U6)"
        assert group("placement_type", "2026-06-01", placements=rows) == "children's home (K2)"

    def test_none(self) -> None:
        """Not placed is not the same as not recorded."""
        ended = [placement("U6", "2026-01-05", "2026-06-01")]
        assert group("placement_type", placements=ended) == "not in a placement"
        assert group("placement_type", placements=[]) == "not in a placement"
        assert group("placement_type") == "not recorded"
        rows = [placement(None, "2026-01-05")]
        assert group("placement_type", placements=rows) == "not recorded"

    def test_a_temporary_absence(self) -> None:
        """A child in hospital for a while is where the placement is."""
        rows = [placement("U6", "2026-01-05"), placement("T1", "2026-09-20")]
        assert group("placement_type", placements=rows) == "fostering (U6)"
        assert group("placement_type", placements=rows[1:]) == "in hospital for a time (T1)"

    def test_two_at_once(self) -> None:
        """Two that overlap are said to be two."""
        rows = [placement("U6", "2026-01-05"), placement("K2", "2026-03-01")]
        assert group("placement_type", placements=rows) == "more than one placement"


class TestLegalStatus:
    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ([("C2", "2026-01-05", None)], "care order (C2)"),
            ([("C1", "2026-01-05", "2026-09-30"), ("C2", "2026-09-30", None)], "care order (C2)"),
            (
                [("C2", "2026-01-05", None), ("E1", "2026-02-05", None)],
                "more than one legal status",
            ),
            ([("V2", "2026-01-05", "2026-06-01")], "no legal status"),
            ([], "no legal status"),
        ],
    )
    def test_in_force(self, rows: list[tuple[str, str, str | None]], said: str) -> None:
        """The one in force on the audit date; on its last day it is no longer."""
        made = [
            {"legal_status": code, "start_date": start, "end_date": end}
            for code, start, end in rows
        ]
        assert group("legal_status", legal_statuses=made) == said

    def test_not_exported(self) -> None:
        """Nothing is read into what was not exported."""
        assert group("legal_status") == "not recorded"


class TestAge:
    @pytest.mark.parametrize(
        ("born", "said"),
        [
            ("2025-10-01", "under 1"),
            ("2025-09-30", "1 to 4"),
            ("2021-10-01", "1 to 4"),
            ("2021-09-30", "5 to 9"),
            ("2016-09-30", "10 to 15"),
            ("2010-10-01", "10 to 15"),
            ("2010-09-30", "16 to 17"),
            ("2008-09-30", "18 or over"),
        ],
    )
    def test_bands(self, born: str, said: str) -> None:
        """On the birthday a child is in the next band."""
        assert group("age", child={"date_of_birth": born}) == said

    def test_unknown(self) -> None:
        """A child not yet born has no age, nor has one whose birthday is not recorded."""
        assert group("age", child={"expected_date_of_birth": "2026-12-01"}) == "not yet born"
        assert group("age", child={}) == "not recorded"

    def test_bands_of_ones_own(self) -> None:
        """The bands are a setting; one of a single year says that year."""
        groups = Groups(by=("age",), age_bands=(12, 13))
        born = [f"{year}-01-01" for year in (2015, 2014, 2013)]
        found = [groups.of(case(child={"date_of_birth": day}))["age"] for day in born]
        assert found == ["under 12", "12", "13 or over"]


class TestEthnicity:
    @pytest.mark.parametrize(
        ("code", "main", "own"),
        [
            ("WBRI", "White", "White British (WBRI)"),
            ("WROM", "White", "Gypsy or Roma (WROM)"),
            ("MWBC", "Mixed or multiple", "White and Black Caribbean (MWBC)"),
            ("AIND", "Asian or Asian British", "Indian (AIND)"),
            ("CHNE", "Asian or Asian British", "Chinese (CHNE)"),
            ("BAFR", "Black or Black British", "Black African (BAFR)"),
            ("BOTH", "Black or Black British", "any other Black background (BOTH)"),
            ("OOTH", "other ethnic group", "any other ethnic group (OOTH)"),
            ("REFU", "declined to say", "declined to say (REFU)"),
            ("NOBT", "not recorded", "not yet obtained (NOBT)"),
            ("ZZZZ", "a code that is not in its set", "a code that is not in its set"),
            (None, "not recorded", "not recorded"),
        ],
    )
    def test_groups(self, code: str | None, main: str, own: str) -> None:
        """The main group by the code, and the code in words."""
        child = {"date_of_birth": "2014-05-17", "ethnicity": code}
        assert group("ethnicity", child=child) == main
        assert group("ethnicity_code", child=child) == own


class TestSexAndDisability:
    @pytest.mark.parametrize(
        ("sex", "said"),
        [("M", "male"), ("F", "female"), ("U", "not recorded"), (None, "not recorded")],
    )
    def test_sex(self, sex: str | None, said: str) -> None:
        """As it is recorded; unknown is not recorded."""
        assert group("sex", child={"sex": sex}) == said

    @pytest.mark.parametrize(
        ("codes", "said"),
        [
            (["AUT", "LD"], "disabled"),
            (["NONE"], "not disabled"),
            ([], "not disabled"),
            (None, "not recorded"),
        ],
    )
    def test_disability(self, codes: list[str] | None, said: str) -> None:
        """None recorded is not the same as not recorded."""
        assert group("disability", child={"disabilities": codes}) == said


class TestFields:
    def test_of_what_is_in_force(self) -> None:
        """The field of the placement that the child is in on the audit date."""
        rows = [
            placement("U6", "2026-01-05", "2026-06-01", provider="own"),
            placement("U6", "2026-06-01", provider="agency"),
        ]
        assert by_field("placements.provider", placements=rows) == "agency"
        assert by_field("placements.provider", "2026-05-31", placements=rows) == "own"

    def test_of_the_child(self) -> None:
        """A yes or no is said so."""
        assert by_field("child.uasc", child={"uasc": True}) == "yes"
        assert by_field("child.uasc", child={"uasc": False}) == "no"
        assert by_field("child.uasc", child={}) == "not recorded"

    def test_none_and_several(self) -> None:
        """None in force, one that says nothing and two that differ are each said."""
        assert by_field("placements.provider", placements=[]) == "none"
        assert by_field("placements.provider") == "not recorded"
        silent = placement("U6", "2026-01-05")
        assert by_field("placements.provider", placements=[silent]) == "not recorded"
        two = [
            placement("U6", "2026-01-05", provider="own"),
            placement("U6", "2026-02-05", provider="agency"),
        ]
        assert by_field("placements.provider", placements=two) == "more than one"

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("placement.provider", "there is no 'placement' to group by; there are child, "),
            ("visits.type", "there is no 'visits' to group by"),
            ("placements.supplier", "there is no 'placements.supplier' to group by; of placements"),
            ("involvements.worker_id", "there is no 'involvements.worker_id' to group by"),
            ("plans.contingency", "there is no 'plans.contingency' to group by"),
            ("child.names", "there is no 'child.names' to group by"),
            ("child.date_of_birth", "there is no 'child.date_of_birth' to group by"),
            ("placements", "there is no 'placements' to group by; of placements"),
        ],
    )
    def test_what_cannot_be(self, path: str, said: str) -> None:
        """Nobody is grouped by a worker, a name, a day or a text; what there is, is said."""
        assert (why_no_field(path) or "").startswith(said)

    def test_what_can_be(self) -> None:
        """Every field that is offered can be asked of any child."""
        offered = [f"{section}.{name}" for section, names in groupable().items() for name in names]
        assert "placements.provider" in offered
        assert not [path for path in offered if path.endswith("_id")]
        for path in offered:
            assert why_no_field(path) is None
            assert by_field(path) == "not recorded"


def test_the_schema_knows_them_all() -> None:
    """The settings offer what there is, and nothing else."""
    by = schema("configuration")["properties"]["groups"]["properties"]["by"]
    assert by["items"]["enum"] == list(GROUPINGS)
