"""The workbook: what a spreadsheet program finds in it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qaudit.reporting import sheets
from support import record
from terminal import SAMPLES, put, qaudit

HOSTILE = '=HYPERLINK("http://bad.example","x")'


def opened(*arguments: str | Path, out: Path) -> Any:
    """The workbook of a run."""
    assert qaudit("run", *arguments, "--report", f"xlsx:{out}").code == 0
    return openpyxl.load_workbook(out)


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by its headings."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of the sample cases."""
    return opened(SAMPLES, out=tmp_path_factory.mktemp("book") / "book.xlsx")


def test_it_has_the_sheets_in_order(book: Any) -> None:
    """From the whole to the single passage."""
    assert book.sheetnames == [
        "Summary",
        "Areas",
        "Checks",
        "Cases",
        "Observations",
        "Passages",
    ]


def test_it_agrees_with_the_report_for_programs(book: Any, tmp_path: Path) -> None:
    """Every observation is there, with the same dates and the same number of days."""
    out = tmp_path / "report.json"
    assert qaudit("run", SAMPLES, "--report", f"json:{out}").code == 0
    report = json.loads(out.read_bytes())
    expected = [
        (
            case["case_id"],
            row["check"],
            row["outcome"].replace("_", " "),
            *(row[name] and datetime.fromisoformat(row[name]) for name in ("on", "due", "done")),
            row["days_late"],
            row["fingerprint"],
        )
        for case in report["cases"]
        for row in case["observations"]
    ]
    names = ("case", "check", "outcome", "on", "due", "done", "days late", "fingerprint")
    found = [tuple(row[name] for name in names) for row in table(book["Observations"])]
    assert found == expected
    assert len(table(book["Cases"])) == 31


def test_dates_are_dates_and_shares_are_numbers(book: Any) -> None:
    """A spreadsheet can sort and reckon with both."""
    (row,) = [row for row in book["Checks"].iter_rows(min_row=2) if row[0].value == "REV02"]
    by_head = {head.value: cell for head, cell in zip(book["Checks"][1], row, strict=True)}
    assert by_head["share"].value == round(12 / 22, 4)
    assert (by_head["met"].value, by_head["judged"].value) == (12, 22)
    assert by_head["share"].number_format == "0%"
    as_at = book["Cases"]["B2"]
    assert as_at.is_date
    assert as_at.value == datetime(2026, 9, 30)  # noqa: DTZ001  # a sheet knows no zones


def test_heads_stay_and_columns_filter(book: Any) -> None:
    """On every sheet but the summary."""
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_grades_are_coloured_where_they_stand(book: Any) -> None:
    """By a rule of the sheet, so that a changed grade changes its colour."""
    rules = [rule.formula for found in book["Cases"].conditional_formatting for rule in found.rules]
    assert ['"inadequate"'] in rules
    assert ['"requires improvement"'] in rules


def test_nothing_from_a_record_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    """What begins like one is text."""
    text = HOSTILE + " she walks to school with her friend every day and reads aloud to her " * 6
    written = [
        {
            "assessment_id": HOSTILE + day,
            "type": "child_in_care",
            "start_date": day,
            "authorised_date": day,
            "author_id": "+1+1",
            "sections": [{"heading": HOSTILE, "text": text}],
        }
        for day in ("2025-03-02", "2026-06-01")
    ]
    case = put(tmp_path / "case.json", json.dumps(record("@SUM(A1)", assessments=written)))
    book = opened(case, "--show-text", out=tmp_path / "book.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    (passage,) = [row for row in table(book["Passages"]) if row["check"] == "ASM03"]
    assert passage["case"] == "@SUM(A1)"
    assert passage["author"] == "+1+1"
    assert passage["text"].startswith("HYPERLINK(")  # where its first word begins


def test_no_text_and_no_name_stands_in_it_unless_text_is_shown(book: Any, tmp_path: Path) -> None:
    """And its first line says which of the two it is."""
    plain = str([list(sheet.iter_rows(values_only=True)) for sheet in book])
    assert "Shanice" not in plain
    assert "no names and no text" in book["Summary"]["B1"].value
    assert "text" not in [cell.value for cell in book["Passages"][1]]
    shown = opened(SAMPLES, "--show-text", out=tmp_path / "book.xlsx")
    assert "copied passages out of the records" in shown["Summary"]["B1"].value
    assert any("Shanice" in row["text"] for row in table(shown["Passages"]))


def test_long_text_is_cut_with_a_note(tmp_path: Path) -> None:
    """At what a cell holds; the note says how long it was."""
    long = " ".join(f"word{number}" for number in range(6000))
    written = [
        {
            "assessment_id": f"A{number}",
            "type": "child_in_care",
            "start_date": day,
            "authorised_date": day,
            "sections": [{"heading": "Analysis", "text": long}],
        }
        for number, day in enumerate(("2025-03-02", "2026-06-01"))
    ]
    case = put(tmp_path / "case.json", json.dumps(record(assessments=written)))
    book = opened(case, "--show-text", out=tmp_path / "book.xlsx")
    (passage,) = [row for row in table(book["Passages"]) if row["check"] == "ASM03"]
    assert len(passage["text"]) == 32_767
    assert passage["text"].endswith(f" [cut: {len(long):,} characters in all]")


def test_a_full_sheet_goes_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No observation is lost to what a sheet can hold."""
    monkeypatch.setattr(sheets, "MOST_ROWS", 500)
    book = opened(SAMPLES, "--select", "REV,VIS,SUP", out=tmp_path / "book.xlsx")
    parts = [name for name in book.sheetnames if name.startswith("Observations")]
    assert parts[:3] == ["Observations", "Observations 2", "Observations 3"]
    found = [len(table(book[name])) for name in parts]
    assert set(found[:-1]) == {499}
    out = tmp_path / "report.json"
    assert qaudit("run", SAMPLES, "--select", "REV,VIS,SUP", "--report", f"json:{out}").code == 0
    report = json.loads(out.read_bytes())
    assert sum(found) == sum(len(case["observations"]) for case in report["cases"])


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """On any day, for any number of workers."""
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    assert qaudit("run", SAMPLES, "--report", f"xlsx:{one}").code == 0
    assert qaudit("run", SAMPLES, "--workers", "2", "--report", f"xlsx:{two}").code == 0
    assert one.read_bytes() == two.read_bytes()
