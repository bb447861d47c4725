"""What `docs/tutorial.md` builds is a whole check, and its tests hold it.

What the commands print on the way is held by `test_documents.py`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from printed import FILE, ROOT, anew
from terminal import put, qaudit

PAGE = ROOT / "docs" / "tutorial.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which everything was done as the page says."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "sample_cases").symlink_to(ROOT / "sample_cases")
    anew(PAGE.read_text("utf-8"), folder)
    return folder


def pytest_in(folder: Path) -> tuple[int, str]:
    """What pytest says in a folder."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_its_tests_pass(built: Path) -> None:
    """Its tests and both sample cases are run by pytest, and pass."""
    code, said = pytest_in(built / "ours")
    assert code == 0, said
    assert "18 passed" in said


BROKEN = {
    "a first day that does not count": ("first=allocation.start,", "first=due,"),
    "anybody's visit": ("visit.worker_id == worker and child", "child"),
    "a visit in vain": ("and child_was_seen(visit)\n", "\n"),
    "a guess": ("Outcome.CANNOT_TELL", "Outcome.NOT_MET"),
    "who left on the day": ("allocation.end <= due", "allocation.end < due"),
    "who had left": ("Outcome.NOT_APPLICABLE", "Outcome.NOT_MET"),
    "a number in the code": ("settings.within.after", "Settings().within.after"),
}


def test_its_tests_fail_where_the_check_is_wrong(built: Path, tmp_path: Path) -> None:
    """As the page asks its reader to try: each edge is held by a test."""
    for name, (right, wrong) in BROKEN.items():
        shutil.copytree(built / "ours", tmp_path / name)
        (check,) = (tmp_path / name).glob("wcc01_*.py")
        whole = check.read_text("utf-8")
        assert whole.count(right) == 1, name
        put(check, whole.replace(right, wrong))
    code, said = pytest_in(tmp_path)
    assert code == 1
    failed = {line.split("/")[0] for line in re.findall(r"(?m)^FAILED (.*)$", said)}
    assert failed == set(BROKEN)
    assert "ERROR" not in said


def test_its_check_explains_itself(built: Path) -> None:
    """What was written as the docstring is what `qaudit explain` prints."""
    ran = qaudit("explain", "WCC01", "--checks", built / "ours")
    assert ran.code == 0
    assert "Wrenshire practice standards, 2026, 4.2" in ran.out
    assert 'within = "10 working days": from taking over to seeing the child' in ran.out


def test_it_shows_every_file(built: Path) -> None:
    """But for the settings of the sample cases, which come with the example, nothing is hidden."""
    shown = {found["path"] for found in FILE.finditer(PAGE.read_text("utf-8"))}
    files = (
        path for path in built.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    found = {path.relative_to(built).as_posix() for path in files if path.suffix != ".pyc"}
    assert found - shown == {"ours/qaudit.toml"}
    assert shown <= found
