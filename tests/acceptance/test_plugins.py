"""`qaudit plugins` lists what is installed, what it gives and what could not be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

import qaudit
from terminal import audited, own_check, put, told
from terminal import qaudit as command


def test_what_comes_with_qaudit() -> None:
    """Its own plugins are listed as anybody's, with its version."""
    ran = command("plugins", "--format", "json")
    assert ran.code == 0
    rows = {row["name"]: row for row in ran.json()["plugins"]}
    assert rows["qaudit:checks"]["version"] == qaudit.__version__
    assert "REV02" in rows["qaudit:checks"]["gives"]["checks"]
    assert "ssda903" in rows["qaudit:standard"]["gives"]["sources"]
    assert rows["qaudit:standard"]["from"] == "qaudit.plugins.standard"
    assert ran.json()["failures"] == []


def test_a_folder_of_checks(tmp_path: Path) -> None:
    """Each file is a plugin: what it gives stands beside it, its hooks too."""
    own = own_check(tmp_path / "own", "return ()")
    put(own / "hooks.py", "def qaudit_run_ended(service):\n    pass\n")
    put(own / "shared.py", "WORDS = ()\n")
    ran = command("plugins", "--checks", own)
    assert ran.code == 0
    rows = {line.split()[0]: line for line in ran.out.splitlines()}
    assert rows["own01.py"].endswith("checks OWN01")
    assert rows["hooks.py"].endswith("follows qaudit_run_ended")
    assert rows["shared.py"].endswith("nothing")


def test_those_that_failed(tmp_path: Path) -> None:
    """Each is named with its file and the cause, the others are listed, and the exit code is 4."""
    own = own_check(tmp_path / "own", "return ()")
    put(own / "bad.py", "\n1 / 0")
    put(own / "taken.py", (own / "own01.py").read_text("utf-8"))
    for form in ("table", "json"):
        ran = command("plugins", "--checks", own, "--format", form)
        assert ran.code == 4
        assert ran.err.splitlines() == [
            "qaudit: plugin bad.py: ZeroDivisionError (bad.py, line 2): division by zero",
            "qaudit: plugin taken.py: the check OWN01 is already taken by own01.py",
        ]
        assert "own01.py" in ran.out
    assert ran.json()["failures"] == [
        line.removeprefix("qaudit: ") for line in ran.err.splitlines()
    ]


def test_what_a_plugin_prints_is_in_no_report(tmp_path: Path) -> None:
    """The JSON on standard output stays JSON."""
    own = own_check(tmp_path / "own", "return ()", before='print("loading")')
    ran, _ = audited(put(tmp_path / "case.json", told()), "--checks", own)
    assert ran.code == 0
    assert "loading" in ran.err


SOURCE = """
from qaudit.sources import Reading

class Empty:
    name = "one-child"
    summary = "a child of whom nothing is known"

    def read(self, folder, *, exported_on, covers_from=None):
        def records(tally):
            yield {"schema_version": "1", "case_id": "T-1", "exported_on": str(exported_on),
                   "child": {"date_of_birth": "2014-05-17"}}
        return Reading(records)

def qaudit_sources():
    return [Empty()]
"""


@pytest.mark.parametrize("named", ["by an option", "by settings"])
def test_a_source_in_a_folder(tmp_path: Path, named: str) -> None:
    """`qaudit import` reads with it as with one that is installed; a file that fails is named."""
    own = own_check(tmp_path / "own", "return ()")
    put(own / "source.py", SOURCE)
    if named == "by settings":
        put(tmp_path / "qaudit.toml", 'check_folders = ["own"]')
    chosen = ("--checks", own) if named == "by an option" else ()
    arguments = ("import", "one-child", ".", "--exported-on", "2026-03-31", "--output", "-")
    ran = command(*arguments, *chosen)
    assert (ran.code, ran.json()["case_id"]) == (0, "T-1")
    put(own / "bad.py", "1 / 0")
    ran = command(*arguments, *chosen)
    assert (ran.code, ran.json()["case_id"]) == (4, "T-1")
    assert "plugin bad.py: ZeroDivisionError" in ran.err
