"""The samples of output in docs are what the commands beside them print, one after the other.

They are run in a folder where there is nothing but the sample cases, so that a file that one
command writes is there for the next. Run as a program, it writes them anew.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))  # where it is run as a program

from printed import ROOT, SAMPLE, anew

DOCUMENTS = [
    path for path in sorted((ROOT / "docs").glob("*.md")) if SAMPLE.search(path.read_text("utf-8"))
]


def prepared(folder: Path) -> Path:
    """The folder, with the sample cases in it."""
    (folder / "sample_cases").symlink_to(ROOT / "sample_cases")
    return folder


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.name))
def test_the_samples_of_output_are_what_the_commands_print(path: Path, tmp_path: Path) -> None:
    """The documents show what the program prints today."""
    text = path.read_text("utf-8")
    assert text == anew(text, prepared(tmp_path))


def test_there_are_samples() -> None:
    """The pattern finds the documents that the other test is made of."""
    assert {"baseline.md", "ci.md", "waivers.md"} <= {path.name for path in DOCUMENTS}


if __name__ == "__main__":
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as name:
            document.write_text(anew(document.read_text("utf-8"), prepared(Path(name))), "utf-8")
