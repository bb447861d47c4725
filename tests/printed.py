"""The samples of output in README and docs: what stands there, and what the commands print.

A block of code after `<!-- file: PATH -->` is a file that the commands below it find there;
`<!-- more: PATH -->` goes on with one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = re.compile(
    r"(<!-- output -->\n```console\n\$ (?P<command>[^\n]+)\n)(?P<output>.*?)(```\n)", re.DOTALL
)
FILE = re.compile(
    r"<!-- (?P<how>file|more): (?P<path>[^\n]+) -->\n```[a-z]*\n(?P<content>.*?)```\n", re.DOTALL
)
IN_TURN = re.compile(f"{SAMPLE.pattern}|{FILE.pattern}", re.DOTALL)


def printed(command: str, folder: Path = ROOT) -> str:
    """What a command prints in a folder, its own output and its complaints."""
    ran = subprocess.run(  # noqa: S602  # the documents' own commands
        re.sub(r"(?<![\w./-])qaudit(?= )", f'"{sys.executable}" -m qaudit', command),
        shell=True,
        cwd=folder,
        env={"COLUMNS": "110", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return re.sub(r"[ \t]+$", "", ran.stdout, flags=re.MULTILINE)


def anew(text: str, folder: Path = ROOT) -> str:
    """A document with its samples as the commands print them today, one after the other."""

    def once(found: re.Match[str]) -> str:
        if found["command"]:
            return found[1] + printed(found["command"], folder) + found[4]
        path = folder / found["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if found["how"] == "file" else "a", encoding="utf-8") as file:
            file.write(found["content"])
        return found[0]

    return IN_TURN.sub(once, text)
