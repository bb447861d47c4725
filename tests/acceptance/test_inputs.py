"""What comes in damaged is refused by name, in words that say nothing of what it says."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from qaudit.cases.reading import MOST_BYTES
from support import record
from terminal import CANARY, audited, process, put, qaudit, told

WHOLE = json.dumps(told())


def nested(levels: int, *, within: str = "") -> str:
    """Objects in objects, as a whole document or as a field of a record."""
    deep = '{"a": ' * levels + f'"{CANARY}"' + "}" * levels
    return f'{json.dumps(told())[:-1]}, "{within}": {deep}}}' if within else deep


def with_placements(*placements: dict[str, Any]) -> str:
    return json.dumps(told(placements=list(placements)))


DAMAGED = {
    "empty": ("", "it is empty"),
    "blank": (" \n\t\n", "it is empty"),
    "truncated": (WHOLE[:-40], "it breaks off"),
    "truncated in a string": (WHOLE[: WHOLE.index(CANARY) + 10], "it breaks off"),
    "not UTF-8": (WHOLE.encode().replace(b"magpies", b"magpi\xe9s"), "it is not UTF-8: byte"),
    "UTF-16": (WHOLE.encode("utf-16"), "UTF-16"),
    "duplicate keys": (WHOLE[:-1] + ', "reviews": []}', "the name 'reviews' is given twice"),
    "duplicate keys that say something": (
        f'{{"{CANARY}": 1, "{CANARY}": 2}}',
        "the name (name not shown) is given twice",
    ),
    "NaN": (WHOLE[:-1] + ', "source": {"size": NaN}}', "NaN"),
    "infinity": (WHOLE[:-1] + ', "source": {"size": -Infinity}}', "-Infinity"),
    "a number of 5,000 digits": (
        f'{WHOLE[:-1]}, "source": {{"size": {"9" * 5000}}}}}',
        "a number too long",
    ),
    "200 levels deep": (nested(200), "nested too deeply"),
    "200 lists deep": ("[" * 200 + "]" * 200, "a list stands where a record should be"),
    "100,000 levels deep": (nested(100_000), "nested too deeply"),
    "200 levels deep in source": (nested(200, within="source"), "nested too deeply"),
    "200 levels deep in a section": (nested(200, within="visits"), "nested too deeply"),
    "200 levels deep in an unknown field": (nested(200, within="extra"), "nested too deeply"),
    "a list": (f"[{WHOLE}]", "a list stands where a record should be"),
    "a word": (f'"{CANARY}"', "a case record is a JSON object"),
    "nothing": ("null", "a case record is a JSON object"),
    "prose": (CANARY, "it is not JSON (line 1, column 1)"),
    "zeros": (b"\0" * 500, "it is not JSON"),
    "two records": (WHOLE + WHOLE, "something follows the record"),
    "30 February": (
        with_placements({"placement_id": "P1", "start_date": "2026-02-30"}),
        "/placements/0/start_date: is not a real day written YYYY-MM-DD",
    ),
    "29 February of no leap year": (
        with_placements({"placement_id": "P1", "start_date": "2025-02-29"}),
        "/placements/0/start_date: is not a real day",
    ),
    "a day as it is spoken": (
        with_placements({"placement_id": "P1", "start_date": CANARY}),
        "/placements/0/start_date: is not a real day",
    ),
    "end before start": (
        with_placements(
            {"placement_id": "P1", "start_date": "2026-02-03", "end_date": "2026-02-02"}
        ),
        "/placements/0: end_date is before start_date",
    ),
    "one id twice": (
        with_placements(
            {"placement_id": CANARY, "start_date": "2026-02-03"},
            {"placement_id": CANARY, "start_date": "2026-02-04"},
        ),
        "/placements/1/placement_id: another in this section has the same id",
    ),
    "half of a character": (
        json.dumps(told(documents=[{"title": f"{CANARY} \ud83d"}])),
        "half of a surrogate pair",
    ),
    "another version": (
        WHOLE.replace('"schema_version": "1"', '"schema_version": "2"'),
        "/schema_version: should be '1'",
    ),
    "a case_id of 10,000 characters": (json.dumps(record("x" * 10_000)), "/case_id: is too long"),
    "an object for a list": (
        json.dumps(told(reviews={CANARY: CANARY})),
        "/reviews: should be a list",
    ),
    "text for a record": (json.dumps(told(reviews=[CANARY])), "/reviews/0: should be an object"),
    "a name that says something, with something wrong in it": (
        json.dumps(told(coverage={CANARY: 3})),
        "/coverage/(name not shown)",
    ),
}


@pytest.mark.parametrize(("content", "why"), DAMAGED.values(), ids=DAMAGED)
class TestDamaged:
    def test_alone(self, tmp_path: Path, content: str | bytes, why: str) -> None:
        """A damaged file is named with the reason; nothing was audited, and that is said."""
        path = put(tmp_path / "case.json", content)
        ran, report = audited(path)
        assert ran.code == 5
        (refused,) = report["not_auditable"]
        assert refused["path"] == str(path)
        assert why in refused["reason"]
        assert "nothing was audited" in ran.err
        assert why in qaudit("run", path).said

    def test_beside_a_good_one(self, tmp_path: Path, content: str | bytes, why: str) -> None:
        """A damaged file takes nothing from the others, but the run does not pass for whole."""
        put(tmp_path / "a.json", content)
        put(tmp_path / "b.json", told("T-2"))
        ran, report = audited(tmp_path)
        assert ran.code == 3
        assert [case["case_id"] for case in report["cases"]] == ["T-2"]
        assert why in report["not_auditable"][0]["reason"]

    def test_validate(self, tmp_path: Path, content: str | bytes, why: str) -> None:
        """`validate` says the same of it."""
        ran = qaudit("validate", put(tmp_path / "case.json", content))
        assert ran.code == 3
        assert why in ran.out
        assert ran.out.endswith("0 records valid, 1 not\n")


class TestLines:
    def test_each_line_has_an_outcome(self, tmp_path: Path) -> None:
        """In NDJSON one bad line costs that line, named by its number; blank ones cost nothing."""
        lines = [
            WHOLE,
            "",
            WHOLE[:-30],
            json.dumps(told("T-3")),
            "[]",
            "\ufeff" + json.dumps(told("T-6")),
        ]
        path = put(tmp_path / "cases.ndjson", "\r\n".join(lines))
        ran, report = audited(path)
        assert ran.code == 3
        assert [case["path"] for case in report["cases"]] == [f"{path}:{n}" for n in (1, 4, 6)]
        assert [refused["path"] for refused in report["not_auditable"]] == [
            f"{path}:3",
            f"{path}:5",
        ]

    def test_standard_input_of_one_record(self) -> None:
        """One record may come on standard input, laid out over many lines."""
        ran, report = audited("-", stdin=json.dumps(told(), indent=2).encode())
        assert ran.code == 0
        assert [(case["case_id"], case["path"]) for case in report["cases"]] == [("T-1", "-")]

    def test_standard_input_of_one_a_line(self) -> None:
        """So may many, one a line, in a real pipe."""
        lines = "\n".join(json.dumps(told(f"T-{n}")) for n in range(3))
        ran = process("run", "-", "--report", "json", stdin=lines.encode())
        assert ran.code == 0
        assert [case["path"] for case in ran.json()["cases"]] == ["-:1", "-:2", "-:3"]

    def test_nothing_on_standard_input(self) -> None:
        """An empty pipe is an input that is empty, not a clean bill."""
        ran = process("run", "-")
        assert ran.code == 5
        assert "it is empty" in ran.out

    def test_byte_order_mark(self, tmp_path: Path) -> None:
        """A byte order mark, as Windows puts it, does no harm."""
        path = put(tmp_path / "case.json", b"\xef\xbb\xbf" + WHOLE.encode())
        ran, report = audited(path)
        assert ran.code == 0
        assert len(report["cases"]) == 1


class TestFiles:
    @pytest.mark.parametrize(("name", "megabytes"), [("huge.json", 1024), ("huge.ndjson", 256)])
    def test_a_gigabyte(self, tmp_path: Path, name: str, megabytes: int) -> None:
        """A file of a gigabyte is refused by its size, in little memory, and the rest audited."""
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(megabytes * 1024**2)
        put(tmp_path / "small.json", told())
        script = (
            "import resource, sys\n"
            f"resource.setrlimit(resource.RLIMIT_DATA, ({MOST_BYTES * 8},) * 2)\n"
            "from qaudit.cli import main\n"
            "main(['run', '.', '--report', 'json'])\n"
        )
        put(tmp_path / "limited.py", script)
        if sys.platform != "linux":
            pytest.skip("the limit on memory is Linux's")
        ran = _python(tmp_path / "limited.py")
        assert ran.code == 3, ran.said
        report = ran.json()
        assert [case["path"] for case in report["cases"]] == ["small.json"]
        assert "too large to be one case record" in report["not_auditable"][0]["reason"]

    def test_no_such_file(self) -> None:
        """A path that is not there is a slip in the command, and is named."""
        ran = qaudit("run", "nobody.json")
        assert ran.code == 2
        assert "nobody.json" in ran.err

    def test_broken_link(self, tmp_path: Path) -> None:
        """A link that leads nowhere is refused by name, and the rest is audited."""
        (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere.json")
        put(tmp_path / "here.json", told())
        ran, report = audited(tmp_path)
        assert ran.code == 3
        assert report["not_auditable"] == [
            {
                "path": str(tmp_path / "gone.json"),
                "reason": "cannot be read: No such file or directory",
            }
        ]

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can read every file"
    )
    def test_without_leave_to_read(self, tmp_path: Path) -> None:
        """A file that may not be read is refused by name, even if it is the only one."""
        path = put(tmp_path / "locked.json", told())
        path.chmod(0)
        ran, report = audited(path)
        assert ran.code == 5
        assert report["not_auditable"][0]["reason"].startswith("cannot be read")

    def test_folder_named_as_a_file(self, tmp_path: Path) -> None:
        """A folder called `x.json` is a folder, whose files are audited."""
        (tmp_path / "x.json").mkdir()
        put(tmp_path / "x.json" / "y.json", told())
        ran, report = audited(tmp_path)
        assert ran.code == 0
        assert len(report["cases"]) == 1

    def test_folder_with_no_cases(self, tmp_path: Path) -> None:
        """A folder with other things in it is an audit of nothing, which is no success."""
        put(tmp_path / "notes.txt", CANARY)
        put(tmp_path / "sample.expected.json", "{}")
        ran, report = audited(tmp_path)
        assert ran.code == 5
        assert "nothing was audited" in ran.err
        assert report["manifest"]["files_passed_over"] == 1
        assert (report["cases"], report["service"]["cases"]) == ([], 0)
        assert qaudit("validate", tmp_path).code == 5

    @pytest.mark.parametrize("command", [("run",), ("validate",), ("why", "APR")])
    def test_files_that_are_passed_over(self, tmp_path: Path, command: tuple[str, ...]) -> None:
        """How many were not read is said: a record may be among them, under another name."""
        put(tmp_path / "a.json", told())
        put(tmp_path / "a.expected.json", "{}")
        assert qaudit(*command, tmp_path).err == ""
        put(tmp_path / "b.json.txt", told("T-2"))
        one = "1 file was passed over: its name ends in none of .json, .ndjson, .jsonl"
        assert qaudit(*command, tmp_path).err == f"qaudit: {one}\n"
        put(tmp_path / "c.xml", "<case/>")
        many = "2 files were passed over: their names end in none of .json, .ndjson, .jsonl"
        assert qaudit(*command, tmp_path).err == f"qaudit: {many}\n"

    def test_same_case_twice(self, tmp_path: Path) -> None:
        """The second record of one child is refused, naming the first: it counts once."""
        first = put(tmp_path / "a.json", told())
        put(tmp_path / "b.json", told(exported_on="2026-08-31"))
        ran, report = audited(tmp_path)
        assert ran.code == 3
        assert report["service"]["cases"] == 1
        assert report["not_auditable"][0]["reason"] == (
            f"its case_id was audited already, from {first}"
        )
        assert f"/case_id: the same as in {first}" in qaudit("validate", tmp_path).out

    def test_a_name_that_is_not_utf8(self, tmp_path: Path) -> None:
        """A file whose name is no text is audited, and its report is JSON all the same."""
        if sys.platform != "linux":
            pytest.skip("other systems have no such names")
        name = os.fsdecode(b"case-\xff.json")
        put(tmp_path / name, told())
        assert [case["path"] for case in audited(tmp_path)[1]["cases"]] == [str(tmp_path / name)]
        assert qaudit("run", tmp_path).code == 0
        assert qaudit("validate", tmp_path).code == 0


def _python(script: Path) -> Any:
    import subprocess

    from terminal import Ran

    ran = subprocess.run(  # noqa: S603
        [sys.executable, script], capture_output=True, cwd=script.parent, check=False
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
