"""The samples of output in the README are what the commands beside them print.

Run as a program, it writes them anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
SAMPLE = re.compile(
    r"(<!-- output -->\n```console\n\$ (?P<command>[^\n]+)\n)(?P<output>.*?)(```\n)", re.DOTALL
)


def printed(command: str) -> str:
    """What a command of the README prints, its own output and its complaints."""
    ran = subprocess.run(  # noqa: S602  # the README's own commands
        re.sub(r"\bqaudit\b(?! run --)", f'"{sys.executable}" -m qaudit', command),
        shell=True,
        cwd=ROOT,
        env={"COLUMNS": "110", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return re.sub(r"[ \t]+$", "", ran.stdout, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("command", "output"),
    [(found["command"], found["output"]) for found in SAMPLE.finditer(README.read_text("utf-8"))],
)
def test_a_sample_of_output_is_what_the_command_prints(command: str, output: str) -> None:
    """The README shows what the program prints today."""
    assert output == printed(command)


def test_the_readme_has_samples() -> None:
    """The pattern finds the samples that the other test is made of."""
    assert len(SAMPLE.findall(README.read_text("utf-8"))) >= 5


if __name__ == "__main__":
    text = SAMPLE.sub(
        lambda found: found[1] + printed(found["command"]) + found[4], README.read_text("utf-8")
    )
    README.write_text(text, "utf-8")
