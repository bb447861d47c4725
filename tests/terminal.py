"""Runs the command as a user does, and gives the tests that do so what they need.

Whatever is run, no traceback and no text of a case may be seen: `Ran` holds every run to it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from click.testing import CliRunner

from qaudit.cli import main
from support import record

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_cases"

CANARY = "Wren counted seven magpies on the kettle"
"""What a case says, wherever it says anything. It must be seen nowhere."""


@frozen
class Ran:
    """What came of a run of the command."""

    code: int
    out: str
    err: str

    def __attrs_post_init__(self) -> None:
        for shown in (self.out, self.err):
            assert "Traceback" not in shown, shown
            assert CANARY not in shown

    @property
    def said(self) -> str:
        """All that was printed, on one line."""
        return " ".join((self.out + " " + self.err).split())

    def json(self) -> Any:
        """The JSON that was printed."""
        return json.loads(self.out)


def qaudit(*arguments: str | Path, stdin: bytes | None = None) -> Ran:
    """Run the command in this process."""
    result = CliRunner().invoke(main, list(map(str, arguments)), input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def process(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Ran:
    """Run the command in a process of its own."""
    ran = subprocess.run(  # noqa: S603
        command(*arguments),
        input=stdin,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def command(*arguments: str | Path) -> list[str]:
    """The command line of such a process."""
    return [sys.executable, "-m", "qaudit", *map(str, arguments)]


def audited(*arguments: str | Path, stdin: bytes | None = None) -> tuple[Ran, dict[str, Any]]:
    """Run `qaudit run` and give its JSON report too, in which there is no text of a case."""
    ran = qaudit("run", *arguments, "--report", "json", stdin=stdin)
    report: dict[str, Any] = ran.json()
    return ran, report


def put(path: Path, content: bytes | str | Mapping[str, Any]) -> Path:
    """Write a file: bytes, text, or a record."""
    if isinstance(content, Mapping):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def told(case_id: str = "T-1", **named: Any) -> dict[str, Any]:
    """A record with the canary in its texts, a planned and an unplanned move, and workers."""
    text = [{"heading": "What happened", "text": f"{CANARY}. {CANARY} again, and the rain came."}]
    sections = {
        "care_periods": [{"start_date": "2025-01-06"}],
        "placements": [
            {
                "placement_id": "P1",
                "start_date": "2025-01-06",
                "end_date": "2025-09-01",
                "placement_type": "U6",
                "carer_id": "C1",
                "start_reason": "S",
            },
            {
                "placement_id": "P2",
                "start_date": "2025-09-01",
                "placement_type": "U6",
                "carer_id": "C2",
                "start_reason": "P",
                "planned": False,
                "rationale": {"date": "2025-08-30", "text": CANARY},
            },
        ],
        "involvements": [
            {"worker_id": "W1", "role": "social_worker", "start_date": "2025-01-06"},
        ],
        "assessments": [
            {
                "assessment_id": "A1",
                "type": "child_and_family",
                "start_date": "2025-02-01",
                "authorised_date": "2025-03-10",
                "sections": text,
            }
        ],
        "reviews": [
            {"review_id": "R1", "type": "child_in_care", "date": "2025-09-10", "sections": text}
        ],
        "supervisions": [
            {"supervision_id": "S1", "date": "2026-08-24", "worker_id": "W1", "sections": text},
            {"supervision_id": "S2", "date": "2026-09-21", "worker_id": "W1", "sections": text},
        ],
    }
    return record(case_id, **{**sections, **named})


DOCSTRING = '''"""A check of one's own, for a test.

What it looks at:
    A case.

Why it matters to the child:
    It does not.

The standard:
    None.

Met:
    Always.

Not met:
    Never.

What it cannot see:
    Anything else.
"""
'''

IMPORTS = """
import os, signal, sys
from datetime import date, datetime
from qaudit.checking.check import check
from qaudit.checking.observations import (
    CopiedPassage, Measure, Note, NothingToJudge, Observation, Place, Reference, reference,
)
from qaudit.checking.standards import Area, Axis, Force, Outcome
"""


def own_check(folder: Path, body: str, *, code: str = "OWN01", before: str = "") -> Path:
    """A folder with a check of one's own in it: `body` is what stands in its function."""
    indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
    folder.mkdir(exist_ok=True)
    put(
        folder / f"{code.lower()}.py",
        f"{DOCSTRING}{IMPORTS}{before}\n"
        f'@check("{code}", "of-ones-own", area=Area.APR, axis=Axis.QUALITY, force=Force.LOCAL,\n'
        f'       source="a test")\n'
        f"def find(case, settings):\n{indented}\n",
    )
    return folder


def errors(report: Mapping[str, Any], code: str = "OWN01") -> list[str]:
    """What the report says of a check that failed, case by case."""
    return [
        row["message"]
        for case in report["cases"]
        for row in case["observations"]
        if row["check"] == code and row["outcome"] == "error"
    ]


def others(report: Mapping[str, Any], code: str = "OWN01") -> list[Any]:
    """What the other checks found."""
    return [
        [case["case_id"], *(row for row in case[part] if row["check"] != code)]
        for case in report["cases"]
        for part in ("observations", "silent", "measures", "notes")
    ]
