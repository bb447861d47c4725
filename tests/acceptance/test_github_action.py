"""The composite action for GitHub, run as GitHub would: step by step, in bash."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import frozen

from qaudit.cli import main
from terminal import ROOT, own_check, put, qaudit, told

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
EXPRESSION = re.compile(r"\$\{\{\s*inputs\.([a-z-]+)\s*\}\}")
BASH = shutil.which("bash")

needs_bash = pytest.mark.skipif(
    BASH is None or sys.platform == "win32", reason="there is no bash here"
)

RECORD = json.dumps(told("T-1", reviews=[]), indent=1)
"""A child who had no review after an unplanned move."""


@frozen
class Done:
    """What came of the audit step."""

    code: int
    out: str
    err: str
    summary: str
    output: str
    left: set[str]


def audit(workspace: Path, **inputs: str) -> Done:
    """Run the audit step with some inputs; the others have their defaults."""
    assert BASH
    kept = workspace.parent / "runner"
    kept.mkdir(exist_ok=True)
    given = {name: part.get("default", "") for name, part in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    step = STEPS["Audit"]
    env = {
        name: EXPRESSION.sub(lambda one: given[one[1]], text) for name, text in step["env"].items()
    }
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        env[name] = str(put(kept / name, ""))
    tools = kept / "bin"
    tools.mkdir(exist_ok=True)
    put(tools / "qaudit", f'#!/bin/sh\nexec "{sys.executable}" -m qaudit "$@"\n').chmod(0o755)
    env["PATH"] = f"{tools}:/usr/bin:/bin"
    before = names_in(workspace)
    ran = subprocess.run(  # noqa: S603
        [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=workspace,
        env=env,
        input="",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Done(
        ran.returncode,
        ran.stdout,
        ran.stderr,
        (kept / "GITHUB_STEP_SUMMARY").read_text("utf-8"),
        (kept / "GITHUB_OUTPUT").read_text("utf-8"),
        names_in(workspace) - before,
    )


def names_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """What was checked out: a record."""
    folder = tmp_path / "work space"
    folder.mkdir()
    put(folder / "one.case.json", RECORD)
    return folder


class TestDefinition:
    def test_nothing_that_is_given_is_part_of_a_command(self) -> None:
        """No expression stands in the text of a shell step."""
        shells = [step for step in STEPS.values() if "run" in step]
        assert len(shells) == 2
        for step in shells:
            assert "${{" not in step["run"]
            assert step["shell"] == "bash"

    def test_every_input_is_used_and_every_use_is_an_input(self) -> None:
        """A misspelt name would be empty without a word."""
        used = set(EXPRESSION.findall((ROOT / "action.yml").read_text("utf-8")))
        assert used == set(ACTION["inputs"])
        assert ACTION["runs"]["using"] == "composite"

    def test_its_options_are_those_of_the_command(self) -> None:
        """And its grades."""
        run = main.commands["run"]
        known = {option for parameter in run.params for option in parameter.opts}
        given = set(re.findall(r"(?<=\s)--[a-z-]+(?= \"|=)", STEPS["Audit"]["run"]))
        assert {"--config", "--fail-on", "--baseline", "--waivers", "--checks"} <= given <= known

    def test_the_documentation_names_its_inputs(self) -> None:
        """Each, and no others."""
        text = (ROOT / "docs" / "ci.md").read_text("utf-8")
        (job,) = (
            yaml.safe_load(block)["jobs"]["audit"]
            for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
            if "jobs:" in block
        )
        steps = [step for step in job["steps"] if "/qaudit@" in step["uses"]]
        assert steps[0]["with"].keys() <= ACTION["inputs"].keys()
        inputs = text[text.index("| Input |") :]
        assert re.findall(r"^\| `([a-z-]+)` \|", inputs, re.MULTILINE) == list(ACTION["inputs"])


@needs_bash
class TestAudit:
    def test_findings_are_told_in_three_ways(self, workspace: Path) -> None:
        """Beside the lines, in the summary, and for code scanning."""
        done = audit(workspace, paths="one.case.json", select="REV02")
        assert (done.code, done.err, done.output) == (0, "", "exit-code=0\n")
        assert done.out.startswith("::error file=one.case.json,line=")
        assert "### Not met: 1" in done.summary
        assert done.left == {"qaudit.sarif"}
        (run,) = json.loads((workspace / "qaudit.sarif").read_bytes())["runs"]
        assert [one["ruleId"] for one in run["results"]] == ["REV02"]

    def test_a_gate_that_is_not_met_fails_the_step(self, workspace: Path) -> None:
        """With the exit code of the command, which later steps can read."""
        gate = {"select": "REV02", "fail_on": "requires_improvement"}
        done = audit(workspace, paths="one.case.json", **gate)
        assert (done.code, done.output) == (1, "exit-code=1\n")
        assert "### Not met: 1" in done.summary

    def test_baseline_and_waivers_are_handed_on(self, workspace: Path) -> None:
        """What is known does not fail, and what is waived is no failure."""
        report = workspace / "base line.json"
        case = workspace / "one.case.json"
        assert qaudit("run", case, "--select", "REV02", "--report", f"json:{report}").code == 0
        why = ("--reason", "x", "--by", "y", "--until", "2026-12-31")
        waiver = qaudit("waive", report, "--case", "T-1", "--check", "REV02", *why)
        put(workspace / "waivers.toml", waiver.out)
        known = audit(workspace, paths="one.case.json", select="REV02", baseline="base line.json")
        assert (known.code, "0 new, 0 worse, 1 known" in known.err) == (0, True)
        waived = audit(
            workspace,
            paths="one.case.json",
            select="REV02",
            waivers="waivers.toml",
            fail_on="requires_improvement",
        )
        assert (waived.code, "### Waived: 1" in waived.summary) == (0, True)

    def test_several_paths_and_folders_of_checks(self, workspace: Path) -> None:
        """One a line; empty lines are none."""
        put(workspace / "two.case.json", json.dumps(told("T-2", reviews=[])))
        for code in ("OWN01", "OWN02"):
            own_check(workspace / f"own {code}", "yield from ()", code=code)
        done = audit(
            workspace,
            paths="one.case.json\n\ntwo.case.json\n",
            checks="own OWN01\nown OWN02\n",
            select="OWN,REV02",
        )
        assert (done.code, done.err) == (0, "")
        assert "2 children audited" in done.summary

    @pytest.mark.parametrize(
        "name",
        [
            "with space.case.json",
            "quote'.case.json",
            'double".case.json',
            "$(touch taken).case.json",
            "`touch taken`.case.json",
            "; touch taken; .case.json",
            "-h.case.json",
            "--help",
            "-",
            "*.case.json",
            "~.case.json",
            "%0A::error::taken.case.json",
        ],
    )
    def test_a_hostile_path_is_a_path(self, workspace: Path, name: str) -> None:
        """It is audited, and does nothing else."""
        (workspace / "one.case.json").unlink()
        put(workspace / name, RECORD)
        done = audit(workspace, paths=name, select="REV02")
        assert (done.code, done.err, done.left) == (0, "", {"qaudit.sarif"})
        assert "1 child audited" in done.summary
        commands = [line.split(" ")[0] for line in done.out.splitlines()]
        assert commands == ["::error", "::notice"]

    @pytest.mark.parametrize("value", ["$(touch taken)", "`touch taken`", "'; touch taken; '"])
    @pytest.mark.parametrize(
        "name", ["checks", "config", "profile", "select", "fail_on", "baseline", "waivers"]
    )
    def test_a_hostile_input_is_refused_or_does_nothing(
        self, workspace: Path, name: str, value: str
    ) -> None:
        """It is a name of nothing."""
        done = audit(workspace, paths="one.case.json", **{name: value})
        assert (done.code, done.left) == (2, set())
        assert "::" not in done.out

    @pytest.mark.parametrize("name", ["config", "profile", "baseline", "waivers", "sarif"])
    def test_no_input_begins_a_command_on_a_line_of_its_own(
        self, workspace: Path, name: str
    ) -> None:
        """Where one line is asked for, more are refused, and not repeated."""
        done = audit(workspace, paths="one.case.json", **{name: "x\n::error::taken"})
        assert (done.code, done.left) == (2, set())
        assert "takes one line" in done.err
        assert "::" not in done.out + done.err

    def test_without_a_path_nothing_is_audited(self, workspace: Path) -> None:
        """And the step fails."""
        done = audit(workspace, paths="\n\n")
        assert (done.code, done.err) == (2, "qaudit: paths names no record\n")


@needs_bash
def test_it_installs_the_qaudit_it_came_with(tmp_path: Path) -> None:
    """From the checkout of the action, wherever that is, into an environment of its own."""
    assert BASH
    asked = tmp_path / "asked"
    fake = f"""#!/bin/sh
printf '%s\\n' "$0" "$@" >> '{asked}'
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
"""
    tools = tmp_path / "tools"
    tools.mkdir()
    put(tools / "python", fake).chmod(0o755)
    kept = tmp_path / "temp $(touch taken)"
    kept.mkdir()
    env: Mapping[str, str] = {
        "PATH": f"{tools}:/usr/bin:/bin",
        "RUNNER_TEMP": str(kept),
        "GITHUB_ACTION_PATH": "/the 'action' $(touch taken)",
        "GITHUB_PATH": str(tmp_path / "path"),
    }
    command = [BASH, "--noprofile", "--norc", "-e", "-c", STEPS["Install qaudit"]["run"]]
    ran = subprocess.run(  # noqa: S603
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "path").read_text("utf-8") == f"{kept}/qaudit/bin\n"
    assert asked.read_text("utf-8").splitlines()[-1] == "/the 'action' $(touch taken)"
    assert not (tmp_path / "taken").exists()
