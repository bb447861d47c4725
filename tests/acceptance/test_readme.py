"""The samples of output in the README are what the commands beside them print.

Run as a program, it writes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))  # where it is run as a program

from printed import ROOT, SAMPLE, anew, printed

README = ROOT / "README.md"


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
    README.write_text(anew(README.read_text("utf-8")), "utf-8")
