"""The hooks for pre-commit, run as pre-commit would: the entry, its arguments, the files."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from terminal import CANARY, ROOT, SAMPLES, Ran, process, put, told

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


def run(name: str, folder: Path, *files: str) -> Ran:
    """Run a hook on the files of a folder that it takes; pre-commit uses no shell."""
    hook = HOOKS[name]
    program, *arguments = shlex.split(hook["entry"])
    arguments += hook.get("args", [])
    assert program == "qaudit"
    taken = [file for file in files if re.search(hook["files"], file)]
    if hook.get("pass_filenames", True):
        arguments += taken
    return process(*arguments, cwd=folder)


def test_the_hooks_are_as_pre_commit_has_them() -> None:
    """What a manifest must say, and in which language."""
    assert list(HOOKS) == ["qaudit-validate", "qaudit-test"]
    for hook in HOOKS.values():
        assert {"id", "name", "description", "entry", "language", "files"} <= hook.keys()
        assert hook["language"] == "python"


HOSTILE = (
    "with space.case.json",
    "quote'.case.json",
    "$(touch taken).case.json",
    "; touch taken;.case.json",
    "-h.case.json",
    "--help.case.json",
)


class TestValidate:
    def test_records_are_validated_whatever_they_are_called(self, tmp_path: Path) -> None:
        """A name is a name, and does nothing."""
        for number, name in enumerate(HOSTILE):
            put(tmp_path / name, told(f"T-{number}"))
        ran = run("qaudit-validate", tmp_path, *HOSTILE)
        assert (ran.code, ran.out) == (0, f"{len(HOSTILE)} records valid, 0 not\n")
        assert {path.name for path in tmp_path.iterdir()} == set(HOSTILE)

    def test_one_that_is_not_valid_stops_the_commit(self, tmp_path: Path) -> None:
        """It is said where and why, and nothing of what the record says."""
        put(tmp_path / "good.case.json", told("T-1"))
        put(tmp_path / "bad.case.json", {**told("T-2"), "exported_on": CANARY})
        ran = run("qaudit-validate", tmp_path, "bad.case.json", "good.case.json")
        assert ran.code == 3
        assert "bad.case.json: /exported_on" in ran.out
        assert "1 record valid, 1 not" in ran.out

    @pytest.mark.parametrize(
        ("name", "taken"),
        [
            ("a/one.case.json", True),
            ("one.expected.json", False),
            ("package.json", False),
            ("one.case.json.orig", False),
        ],
    )
    def test_it_takes_case_records_only(self, name: str, taken: bool) -> None:
        """Not every JSON file is one."""
        assert bool(re.search(HOOKS["qaudit-validate"]["files"], name)) == taken


class TestTest:
    def test_sample_cases_are_held_to_what_is_expected(self, tmp_path: Path) -> None:
        """A commit that moves an outcome is stopped."""
        folder = tmp_path / "sample_cases"
        folder.mkdir()
        name = "finley-planned-move-reviewed"
        for ending in ("case", "expected"):
            file = f"{name}.{ending}.json"
            put(folder / file, (SAMPLES / file).read_bytes())
        assert run("qaudit-test", tmp_path).code == 0
        case = json.loads((folder / f"{name}.case.json").read_bytes())
        case["reviews"] = []
        put(folder / f"{name}.case.json", case)
        ran = run("qaudit-test", tmp_path)
        assert ran.code == 1
        assert "REV" in ran.out

    @pytest.mark.parametrize(
        ("name", "runs"),
        [
            ("checks/own01.py", True),
            ("sample_cases/one.case.json", True),
            ("sample_cases/one.expected.toml", True),
            ("qaudit.toml", True),
            ("README.md", False),
        ],
    )
    def test_it_runs_where_something_changed_that_could_matter(self, name: str, runs: bool) -> None:
        """A check, a sample case, what is expected, or the settings."""
        assert bool(re.search(HOOKS["qaudit-test"]["files"], name)) == runs


def test_the_documentation_names_the_hooks() -> None:
    """As a project would write them down."""
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    (config,) = (
        yaml.safe_load(block)
        for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
        if "hooks:" in block
    )
    assert [hook["id"] for hook in config["repos"][0]["hooks"]] == list(HOOKS)
