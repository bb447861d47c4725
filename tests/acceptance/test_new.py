"""What `qaudit new` makes works at once, and takes nothing's place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from terminal import Ran, process, put, qaudit

DIRECT = ("--name", "direct-work-begins")

NO_ROOM = """
import resource
from qaudit.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
main()
"""
"""The command where no file may have more than a line, as on a disk that is full."""


def python(*arguments: str | Path, path: Path | None = None) -> Ran:
    """Run a module of Python's, warnings being errors, with a folder to import from."""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "-m", *map(str, arguments)],
        env={**os.environ, **({"PYTHONPATH": str(path)} if path else {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


class TestCheck:
    def test_it_works_at_once(self, tmp_path: Path) -> None:
        """With pytest, with qaudit test, with qaudit run, and explained."""
        ours = tmp_path / "ours"
        made = qaudit("new", "check", "OUR01", *DIRECT, "--folder", ours, "--area", "hed")
        assert made.code == 0
        assert f"made {ours / 'our01_direct_work_begins.py'}" in made.out
        ran = python("pytest", ours)
        assert ran.code == 0, ran.out
        assert "15 passed" in ran.out
        assert qaudit("test", ours).out == "3 sample cases as expected, 0 not\n"
        ran = qaudit("run", ours, "--checks", ours, "--select", "OUR01", "--report", "json")
        assert ran.code == 0
        outcomes = {
            case["case_id"]: [row["outcome"] for row in case["observations"]]
            for case in ran.json()["cases"]
        }
        assert outcomes == {
            "OUR01-in-time": ["met"],
            "OUR01-too-late": ["not_met"],
            "OUR01-not-exported": [],
        }
        explained = qaudit("explain", "OUR01", "--checks", ours)
        assert explained.out.startswith("OUR01 direct-work-begins\n\nDirect work with a child")
        assert "Area:   Health and education (HED)" in explained.out

    def test_a_change_is_caught(self, tmp_path: Path) -> None:
        """A check that is a day more lenient is not what its tests and cases expect."""
        ours = tmp_path / "ours"
        qaudit("new", "check", "OUR01", *DIRECT, "--folder", ours)
        check = ours / "our01_direct_work_begins.py"
        put(check, check.read_text("utf-8").replace('"6 weeks"', '"43 days"'))
        ran = qaudit("test", ours)
        assert ran.code == 1
        assert (
            "expected not met (due 16 February 2026, done 17 February 2026, 1 day late" in ran.out
        )
        assert "but met (due 17 February 2026" in ran.out

    def test_two_in_one_folder(self, tmp_path: Path) -> None:
        """The second finds the settings of the first, and both are tested together."""
        for code in ("OUR01", "OUR02"):
            assert qaudit("new", "check", code, *DIRECT, "--folder", tmp_path / "ours").code == 0
        ran = qaudit("test", tmp_path / "ours")
        assert (ran.code, ran.out) == (0, "6 sample cases as expected, 0 not\n")

    def test_settings_that_name_the_folder(self, tmp_path: Path) -> None:
        """Where settings above name the folder already, it gets none of its own."""
        put(tmp_path / "qaudit.toml", 'check_folders = ["ours"]')
        qaudit("new", "check", "OUR01", *DIRECT, "--folder", tmp_path / "ours")
        assert not (tmp_path / "ours" / "qaudit.toml").exists()
        assert qaudit("test", tmp_path / "ours").code == 0

    def test_settings_that_do_not(self, tmp_path: Path) -> None:
        """Settings in the folder are not changed: what they lack is said, and nothing is made."""
        (tmp_path / "ours").mkdir()
        put(tmp_path / "ours" / "qaudit.toml", 'profile = "letters"')
        ran = qaudit("new", "check", "OUR01", *DIRECT, "--folder", tmp_path / "ours")
        assert ran.code == 2
        assert 'check_folders does not name "."' in ran.said
        assert [path.name for path in (tmp_path / "ours").iterdir()] == ["qaudit.toml"]

    @pytest.mark.parametrize(
        ("code", "name", "why"),
        [
            ("our1", "direct-work", "'our1' is not a code such as OWN01"),
            ("OUR0001", "direct-work", "'OUR0001' is not a code such as OWN01"),
            ("REV02", "reviews", "the code REV02 is taken, by the check review-after-placement-"),
            ("OUR01", "Direct work", "'Direct work' is not a name such as"),
            ("OUR01", "../direct", "'../direct' is not a name such as"),
        ],
    )
    def test_what_cannot_be_made(self, tmp_path: Path, code: str, name: str, why: str) -> None:
        """A code or a name that is none, or is taken, is refused, and nothing is written."""
        ran = qaudit("new", "check", code, "--name", name, "--folder", tmp_path / "ours")
        assert ran.code == 2
        assert why in ran.said
        assert not (tmp_path / "ours").exists()

    def test_a_code_that_is_taken_in_the_folder(self, tmp_path: Path) -> None:
        """A check of one's own takes its code as any other does."""
        ours = tmp_path / "ours"
        qaudit("new", "check", "OUR01", *DIRECT, "--folder", ours)
        ran = qaudit("new", "check", "OUR01", "--name", "another", "--folder", ours)
        assert ran.code == 2
        assert "the code OUR01 is taken, by the check direct-work-begins" in ran.said

    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        """If one of the files is there, none is written."""
        cases = tmp_path / "ours" / "sample_cases"
        cases.mkdir(parents=True)
        put(cases / "our01-too-late.case.json", "mine")
        ran = qaudit("new", "check", "OUR01", *DIRECT, "--folder", tmp_path / "ours")
        assert ran.code == 2
        assert "our01-too-late.case.json is there already, and is not written over" in ran.said
        assert [path.name for path in cases.iterdir()] == ["our01-too-late.case.json"]
        assert (cases / "our01-too-late.case.json").read_text("utf-8") == "mine"

    def test_what_cannot_be_written(self, tmp_path: Path) -> None:
        """If one of the files cannot be written, those before it do not stay."""
        ours = tmp_path / "ours"
        ours.mkdir()
        put(ours / "sample_cases", "a file, where a folder is to be")
        ran = qaudit("new", "check", "OUR01", *DIRECT, "--folder", ours)
        assert ran.code == 2
        assert "sample_cases" in ran.err
        assert "nothing was made" in ran.said
        assert [path.name for path in ours.iterdir()] == ["sample_cases"]

    @pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
    def test_no_room(self, tmp_path: Path) -> None:
        """Where the disk is full the file is named, and no folder that was made stays."""
        script = put(tmp_path / "limited.py", NO_ROOM)
        arguments = ("new", "check", "OUR01", *DIRECT, "--folder", "of/ours")
        ran = subprocess.run(  # noqa: S603
            [sys.executable, script, *arguments], capture_output=True, check=False, cwd=tmp_path
        )
        assert ran.returncode == 2
        said = " ".join(ran.stderr.decode().split())
        assert (
            "Error: of/ours/our01_direct_work_begins.py: File too large; nothing was made" in said
        )
        assert not (tmp_path / "of").exists()


class TestPlugin:
    def test_it_works_at_once(self, tmp_path: Path) -> None:
        """It is built and installed without a network, is listed, and passes its own tests."""
        made = qaudit("new", "plugin", "our-checks", "--folder", tmp_path)
        assert made.code == 0
        # What is built away from the source leaves nothing of itself in it.
        copy = shutil.copytree(tmp_path / "our-checks", tmp_path / "copy")
        site = tmp_path / "site"
        offline = ("--no-build-isolation", "--no-index", "--no-deps", "--quiet")
        installed = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "pip", "install", *offline, "--target", site, copy],
            capture_output=True,
            text=True,
            check=False,
        )
        assert installed.returncode == 0, installed.stderr
        ran = python("pytest", tmp_path / "our-checks", path=site)
        assert ran.code == 0, ran.out
        assert "15 passed" in ran.out
        listed = process("plugins", env={"PYTHONPATH": str(site)})
        assert listed.code == 0
        (row,) = [line for line in listed.out.splitlines() if line.startswith("our-checks:checks")]
        assert row.split()[1:] == ["0.1.0", "our_checks", "checks", "OUR01"]

    def test_its_files(self, tmp_path: Path) -> None:
        """A package with its hook, its description, its tests and continuous integration."""
        qaudit("new", "plugin", "leaving-care", "--folder", tmp_path, "--code", "LCX100")
        top = tmp_path / "leaving-care"
        files = {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
        cases = [
            f"tests/sample_cases/lcx100-{sample}.{form}"
            for sample in ("in-time", "too-late", "not-exported")
            for form in ("case.json", "expected.toml")
        ]
        assert files == {
            ".github/workflows/tests.yml",
            ".gitignore",
            "README.md",
            "pyproject.toml",
            "src/leaving_care/__init__.py",
            "src/leaving_care/lcx100_direct_work_begins.py",
            "tests/test_lcx100_direct_work_begins.py",
            *cases,
        }
        assert "python-version: ${{ matrix.python }}" in (
            top / ".github/workflows/tests.yml"
        ).read_text("utf-8")
        written = [(top / name).read_text("utf-8") for name in files]
        assert not [text for text in written if "$code" in text or "$module" in text]

    @pytest.mark.parametrize(
        ("name", "options", "why"),
        [
            ("Our Checks", (), "'Our Checks' is not a name such as our-checks"),
            ("2nd", (), "'2nd' is not a name such as our-checks"),
            ("../ours", (), "'../ours' is not a name such as our-checks"),
            ("json", (), "the name 'json' is taken: there is a Python module json"),
            ("qaudit-checks", (), "the name 'qaudit-checks' is taken"),
            ("revision", ("--code", "REV02"), "the code REV02 is taken"),
            ("ours", ("--code", "ours"), "'ours' is not a code such as OWN01"),
        ],
    )
    def test_what_cannot_be_made(
        self, tmp_path: Path, name: str, options: tuple[str, ...], why: str
    ) -> None:
        """A name or a code that is none, or is taken, is refused, and nothing is written."""
        folder = tmp_path / "plugins"
        ran = qaudit("new", "plugin", name, "--folder", folder, *options)
        assert ran.code == 2
        assert why in ran.said
        assert not folder.exists()

    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        """A folder of that name stays as it is."""
        (tmp_path / "our-checks").mkdir()
        ran = qaudit("new", "plugin", "our-checks", "--folder", tmp_path)
        assert ran.code == 2
        assert "is there already, and is not written over" in ran.said
        assert list((tmp_path / "our-checks").iterdir()) == []
