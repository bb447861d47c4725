"""A whole return: invented ones here, and a third party's where it is at hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaudit.cases.validation import Examination, examine
from qaudit.sources import SSDA903, Import, Record, Source

if TYPE_CHECKING:
    from sources.conftest import Folder

FAKE_RETURN = Path(__file__).resolve().parents[5] / "shared" / "data" / "ssda903-fake"


class TestRead:
    def test_is_a_source(self) -> None:
        """It has what a source must have."""
        source: Source = SSDA903()
        assert source.name == "ssda903"
        assert "\n" not in source.summary

    def test_no_folder(self, tmp_path: Path) -> None:
        """A folder that is not there is told at once, not when the first record is asked for."""
        with pytest.raises(NotADirectoryError):
            SSDA903().read(tmp_path / "none", exported_on=date(2024, 3, 31))

    def test_empty_folder(self, folder: Folder) -> None:
        """A folder with nothing in it gives no record and no fault."""
        assert folder.read() == {}
        assert (folder.outcome.files, folder.outcome.refusals_in_all) == ((), 0)

    def test_no_path_and_no_clock(self, one_child: Folder) -> None:
        """A record says nothing of the machine it was made on."""
        one_child.put("reviews", "a1,01/05/2010,02/01/2024,PN1")
        assert str(one_child.path) not in json.dumps(one_child.read())
        assert one_child.read()["a1"]["source"]["extract"] == "header, reviews"


BROKEN = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.integers(0, 3),
        st.sampled_from([b"", b'"', b",", b"\n", b"\r\n", b"\0", b"\xff", b"/", b"9", b"S", b"a1"]),
    ),
    max_size=6,
)
"""Damage to a file: where, how many bytes are lost, what stands there instead."""


class TestDamage:
    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(damage=BROKEN, name=st.sampled_from(["header", "episodes", "reviews", "sw_episodes"]))
    def test_any_damage(
        self, folder: Folder, damage: list[tuple[int, int, bytes]], name: str
    ) -> None:
        """However a file is damaged, nothing is raised, the sums hold and records are valid."""
        folder.put("header", "a1,F,01/05/2010,WBRI,,,", "b2,M,01/05/2011,WBRI,,,")
        folder.put(
            "episodes",
            "a1,02/05/2023,S,V2,N1,U6,PR1,02/06/2023,X1,,,AA1,11",
            "b2,02/05/2023,S,V2,N1,K2,PR1,02/06/2023,E4A,,,AA2,12",
            "a1,02/06/2023,L,C1,N1,U6,PR1,,,,,AA1,11",
        )
        folder.put("reviews", "a1,01/05/2010,02/01/2024,PN1", "b2,01/05/2011,03/06/2023,PN2")
        folder.put("sw_episodes", "a1,01/05/2010,w1,02/05/2023,02/09/2023,MANAGE")
        path = folder.path / f"{name}.csv"
        content = bytearray(path.read_bytes())
        for at, lost, instead in damage:
            content[at : at + lost] = instead
        path.write_bytes(content)
        records = folder.read()
        for file in folder.outcome.files:
            assert file.read == file.carried + file.refused + sum(file.left_out.values())
        assert {examine(record) for record in records.values()} <= {Examination()}


@pytest.fixture(scope="module")
def fake() -> tuple[list[Record], Import]:
    """The records of the third-party return, and what came of it."""
    if not FAKE_RETURN.is_dir():
        pytest.skip("the third-party return is not at ../shared/data/ssda903-fake")
    reading = SSDA903().read(FAKE_RETURN, exported_on=date(2018, 3, 31))
    return list(reading), reading.outcome


class TestThirdPartyReturn:
    def test_every_child(self, fake: tuple[list[Record], Import]) -> None:
        """Each child of the header has one record, and one child who is in another file alone."""
        records, outcome = fake
        ids = [record["case_id"] for record in records]
        assert len(ids) == len(set(ids)) == outcome.children == 2676
        assert ids[0] == "566910"
        assert ids[-1] == "CHILD10"

    def test_sums_hold(self, fake: tuple[list[Record], Import]) -> None:
        """In every file the rows read are the rows carried, refused and left out."""
        _, outcome = fake
        assert {f.file: f.read for f in outcome.files} == {
            "header.csv": 2675,
            "episodes.csv": 5050,
            "reviews.csv": 12582,
            "sw_episodes.csv": 1,
            "missing.csv": 43,
            "uasc.csv": 132,
            "ad1.csv": 29,
            "placed_for_adoption.csv": 29,
            "oc2.csv": 2675,
            "oc3.csv": 53,
            "previous_permanence.csv": 2675,
            "DoLo.csv": 1,
        }
        for f in outcome.files:
            assert f.read == f.carried + f.refused + sum(f.left_out.values()), f.file

    def test_what_is_carried_is_in_the_records(self, fake: tuple[list[Record], Import]) -> None:
        """The rows that are counted as carried stand in the records."""
        records, outcome = fake
        carried = {f.file: f.carried for f in outcome.files}
        assert sum(len(r["reviews"]) for r in records) == carried["reviews.csv"] == 7539
        assert sum(len(r["missing_episodes"]) for r in records) == carried["missing.csv"] == 19
        assert sum(r["child"]["uasc"] for r in records) == carried["uasc.csv"] == 132
        assert sum(len(r["adoption"]) for r in records) == carried["ad1.csv"] == 29
        # 5,050 episodes, of which 775 are a change of legal status and nothing else.
        assert sum(len(r["placements"]) for r in records) == carried["episodes.csv"] - 775

    def test_every_record_is_valid(self, fake: tuple[list[Record], Import]) -> None:
        """Each record satisfies the schema and has no name that is not of the dictionary."""
        records, _ = fake
        assert {examine(record) for record in records} == {Examination()}

    def test_two_files_of_one_kind(self, fake: tuple[list[Record], Import]) -> None:
        """The file with errors beside the one with the usual name is named as passed over."""
        _, outcome = fake
        passed_over = {left.file: left.why for left in outcome.files_not_read}
        assert passed_over["placed_for_adoption_errors.csv"].startswith("placed_for_adoption.csv")
        assert passed_over["fake_903.xml"] == "it is not a CSV file"

    def test_same_bytes(self, fake: tuple[list[Record], Import]) -> None:
        """The same return gives the same records in the same order."""
        records, outcome = fake
        again = SSDA903().read(FAKE_RETURN, exported_on=date(2018, 3, 31))
        assert json.dumps(list(again)) == json.dumps(records)
        assert again.outcome == outcome
