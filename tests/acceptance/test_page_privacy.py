"""The page and the workbook without text: what a child is called stands nowhere in them."""

from __future__ import annotations

import base64
import html
import re
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support import record
from terminal import put, qaudit

NAME = "Zuleika Featherstonehaugh"
TOLD = re.compile("zuleika|featherstonehaugh", re.IGNORECASE)


def all_of(page: Path) -> str:
    """Whatever stands in a page, its packs opened."""
    written = page.read_text("utf-8")
    packs = re.findall(r'<script type="text/plain" class="\w+">([^<]+)</script>', written)
    opened = [
        zlib.decompress(base64.b64decode(pack), -zlib.MAX_WBITS).decode("utf-8", "surrogatepass")
        for pack in packs
    ]
    assert opened
    return html.unescape("\n".join([written, *opened]))


def named(**more: Any) -> dict[str, Any]:
    """A record in which whoever typed it wrote the child's name wherever there was room."""
    copied = [{"heading": NAME, "text": f"{NAME} walks to school with her friend. " * 20}]

    def assessment(number: int, day: str) -> dict[str, Any]:
        return {
            "assessment_id": f"{NAME} {number}",
            "type": "child_in_care",
            "start_date": day,
            "authorised_date": day,
            "author_id": f"aunt of {NAME}",
            "sections": copied,
        }

    return record(
        "C-1",
        **{
            "child": {"date_of_birth": "2014-05-17", "names": [NAME]},
            "care_periods": [{"start_date": "2025-01-06"}],
            "placements": [
                {"start_date": "2025-01-06", "end_date": "2026-03-01", "carer_id": NAME},
                {
                    "start_date": "2026-03-01",
                    "placement_type": "U6",
                    "carer_id": "C2",
                    "planned": False,
                },
            ],
            "assessments": [assessment(1, "2025-03-02"), assessment(2, "2026-06-01")],
            "involvements": [
                {
                    "worker_id": f"uncle of {NAME}",
                    "role": "iro",
                    "team": f"Team {NAME}",
                    "start_date": "2026-01-05",
                },
                {
                    "worker_id": f"the same of {NAME}",
                    "role": "social_worker",
                    "team": f"Team {NAME}",
                    "start_date": "2026-01-05",
                },
            ],
            "visits": [{"date": "2026-02-09", "type": "duty", "seen": True}],
            "reviews": [{"date": "2025-02-01", "type": "child_in_care"}],
            **more,
        },
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of that record and of a file that is no record, and their workbook by team."""
    folder = tmp_path_factory.mktemp("page")
    put(folder / "zuleika.case.json", named())
    put(folder / "featherstonehaugh-2.case.json", "no record")
    put(folder / "qaudit.toml", '[groups]\nby = ["team"]\n')
    out, book = folder / "page.html", folder / "book.xlsx"
    qaudit("run", folder, "--report", f"html:{out}")
    qaudit("run", folder, "--config", folder / "qaudit.toml", "--report", f"xlsx:{book}")
    return out


def test_a_childs_name_stands_nowhere(page: Path) -> None:
    """Neither in a path, a worker's id, a document or a group of its own."""
    written = all_of(page)
    assert "C-1" in written
    assert [
        written[max(0, found.start() - 60) : found.end()] for found in TOLD.finditer(written)
    ] == []


def test_no_cell_of_the_workbook_says_it(page: Path) -> None:
    """Of no sheet; the passages are there, and the group."""
    book = openpyxl.load_workbook(page.with_name("book.xlsx"))
    cells = [
        str(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "Team C-1 C-1" in cells
    assert book["Passages"].max_row > 1
    assert [cell for cell in cells if TOLD.search(cell)] == []


def test_what_could_not_be_audited_is_told_by_what_is_left_of_its_path(page: Path) -> None:
    """The rest of the path and the reason stay."""
    assert "…-2.case.json: " in all_of(page)


def test_a_group_that_several_children_share_keeps_its_name(tmp_path: Path) -> None:
    """A team is not renamed because a child of it is called like it."""
    for number, name in enumerate(["Rose Hill", "Grace Dale"]):
        worker = {"role": "social_worker", "team": "Rose team", "start_date": "2026-01-05"}
        child = {"date_of_birth": "2014-05-17", "names": [name]}
        put(
            tmp_path / f"{number}.case.json",
            record(f"C-{number}", child=child, involvements=[worker]),
        )
    put(tmp_path / "qaudit.toml", '[groups]\nby = ["team"]\n')
    out = tmp_path / "page.html"
    qaudit("run", tmp_path, "--config", tmp_path / "qaudit.toml", "--report", f"html:{out}")
    assert all_of(out).count('"team":"Rose team"') == 2
