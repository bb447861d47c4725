"""Reports: written whole or not at all, the same bytes for the same input, and true."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from qaudit_schemas import schema

from qaudit.grading.profile import BUILT_IN
from support import host, record
from terminal import (
    CANARY,
    ROOT,
    SAMPLES,
    audited,
    command,
    own_check,
    process,
    put,
    qaudit,
    told,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of POSIX")

LIMITED = """
import resource
from qaudit.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
main()
"""
"""The command where no file may become large, as on a disk that is almost full."""


CASE = SAMPLES / "shanice-drift-and-moves.case.json"


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


class TestWhole:
    def test_over_an_older_one(self, tmp_path: Path) -> None:
        """A report takes the place of the one before, and nothing else is left in the folder."""
        case = put(tmp_path / "case.json", told())
        out = tmp_path / "out"
        out.mkdir()
        put(out / "report.json", "older")
        assert qaudit("run", case, "--report", f"json:{out / 'report.json'}").code == 0
        assert names(out) == ["report.json"]
        assert json.loads((out / "report.json").read_bytes())["service"]["cases"] == 1

    @POSIX
    def test_leave_to_read(self, tmp_path: Path) -> None:
        """Who could not read the report before cannot read the new one."""
        case, report = put(tmp_path / "case.json", told()), put(tmp_path / "r", "older")
        report.chmod(0o600)
        assert qaudit("run", case, "--report", f"json:{report}").code == 0
        assert stat.S_IMODE(report.stat().st_mode) == 0o600

    @POSIX
    def test_through_a_link(self, tmp_path: Path) -> None:
        """A report written to a link is written to where it leads, and the link stays."""
        case, report = put(tmp_path / "case.json", told()), put(tmp_path / "r", "older")
        (tmp_path / "link").symlink_to(report)
        assert qaudit("run", case, "--report", f"json:{tmp_path / 'link'}").code == 0
        assert (tmp_path / "link").is_symlink()
        assert report.read_bytes().startswith(b"{")

    @POSIX
    def test_to_a_pipe(self, tmp_path: Path) -> None:
        """A report may go to a pipe, as a shell makes one, which stays a pipe."""
        case = put(tmp_path / "case.json", told())
        os.mkfifo(tmp_path / "pipe")
        reader = subprocess.Popen(
            [sys.executable, "-c", "print(open('pipe').read())"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
        )
        assert qaudit("run", case, "--report", f"json:{tmp_path / 'pipe'}").code == 0
        assert json.loads(reader.communicate(timeout=30)[0])["service"]["cases"] == 1
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)

    @POSIX
    def test_to_a_device(self, tmp_path: Path) -> None:
        """A report to the null device does not put a file in its place."""
        case = put(tmp_path / "case.json", told())
        assert qaudit("run", case, "--report", "json:/dev/null").code == 0
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
    @pytest.mark.parametrize("report", ["json:/dev/full", "table:/dev/full"])
    def test_to_a_full_disk(self, tmp_path: Path, report: str) -> None:
        """Where there is no room it says so, with another exit code than any grade has."""
        case = put(tmp_path / "case.json", told())
        ran = qaudit("run", case, "--report", report)
        assert ran.code == 2
        assert "/dev/full: No space left on device; it was not written" in ran.err

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
    def test_to_a_full_screen(self, tmp_path: Path) -> None:
        """So it is where standard output has no room, and Python adds nothing to it."""
        case = put(tmp_path / "case.json", told())
        with Path("/dev/full").open("wb") as full:
            ran = subprocess.run(  # noqa: S603
                command("run", case), stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert ran.returncode == 2
        assert ran.stderr.decode() == (
            "Error: standard output: No space left on device; it was not written\n"
        )

    @POSIX
    def test_a_report_that_finds_no_room_is_named(self, tmp_path: Path) -> None:
        """The disk does not say which file it was; the report before it stands, and is whole."""
        case = put(tmp_path / "case.json", told())
        script = put(tmp_path / "limited.py", LIMITED)
        before, large = tmp_path / "before.md", tmp_path / "large.json"
        reports = ("--report", f"letter:{before}", "--report", f"json:{large}")
        ran = subprocess.run(  # noqa: S603
            [sys.executable, script, "run", case, *reports], capture_output=True, check=False
        )
        assert ran.returncode == 2
        assert ran.stderr.decode() == f"Error: {large}: File too large; it was not written\n"
        assert before.read_text("utf-8").startswith("# What an audit")
        assert not large.exists()

    @POSIX
    @pytest.mark.parametrize("arguments", [("run", CASE, "--explain"), ("explain", "REV02")])
    def test_to_whoever_has_read_enough(self, arguments: tuple[str, ...]) -> None:
        """`qaudit ... | head` is no error, and says nothing."""
        reading, writing = os.pipe()
        os.close(reading)
        ran = subprocess.run(  # noqa: S603
            command(*arguments), stdout=writing, stderr=subprocess.PIPE, check=False
        )
        os.close(writing)
        assert ran.stderr == b""
        assert ran.returncode in (0, 141)

    @pytest.mark.parametrize(
        ("report", "why"),
        [
            ("json:nowhere/r.json", "there is no folder nowhere"),
            ("json:folder", "folder is a folder; a report is a file"),
            ("yaml", "there is no report 'yaml'; there are table, json"),
            ("json:case.json", "case.json is to be read; a report would take its place"),
        ],
    )
    def test_where_none_can_be(self, tmp_path: Path, report: str, why: str) -> None:
        """A report that cannot be written is refused before anything is audited."""
        put(tmp_path / "case.json", told())
        (tmp_path / "folder").mkdir()
        before = (tmp_path / "case.json").read_bytes()
        ran = qaudit("run", "case.json", "--report", report)
        assert ran.code == 2
        assert why in ran.said
        assert (tmp_path / "case.json").read_bytes() == before

    @pytest.mark.parametrize(
        "place", ["cases/a.json", "cases/of/B.NDJSON", "own.toml", "qaudit.toml", "link/a.json"]
    )
    def test_in_the_place_of_what_is_read(self, tmp_path: Path, place: str) -> None:
        """No report takes the place of a record in a folder, of the settings or the profile."""
        (tmp_path / "cases" / "of").mkdir(parents=True)
        (tmp_path / "link").symlink_to("cases")
        put(tmp_path / "cases" / "a.json", told())
        put(tmp_path / "cases" / "of" / "B.NDJSON", told("T-2"))
        put(tmp_path / "qaudit.toml", 'select = ["REV"]\n')
        put(tmp_path / "own.toml", (BUILT_IN / "letters.toml").read_text("utf-8"))
        before = (tmp_path / place).read_bytes()
        ran = qaudit("run", "cases", "--profile", "own.toml", "--report", f"json:{place}")
        assert ran.code == 2
        assert f"{place} is to be read; a report would take its place" in ran.said
        assert (tmp_path / place).read_bytes() == before

    def test_beside_what_is_read(self, tmp_path: Path) -> None:
        """A file in a folder of records that is not read as one may be written anew."""
        put(tmp_path / "a.json", told())
        for _ in range(2):
            assert qaudit("run", tmp_path, "--report", f"html:{tmp_path / 'r.html'}").code == 0

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can write everywhere"
    )
    def test_without_leave_to_write(self, tmp_path: Path) -> None:
        """A folder in which nothing may be written is named."""
        case = put(tmp_path / "case.json", told())
        (tmp_path / "locked").mkdir(mode=0o500)
        ran = qaudit("run", case, "--report", f"json:{tmp_path / 'locked' / 'r.json'}")
        assert ran.code == 2
        assert "r.json: Permission denied; it was not written" in ran.err


class TestNames:
    def test_the_terminal_shows_none(self, tmp_path: Path) -> None:
        """What a check says of a child by name is said of the case, unless text is shown."""
        said = """
yield Observation(outcome=Outcome.NOT_MET, about=case.child, on=case.as_at, message="Wim waits")
yield Note(message="Wim has no school")
"""
        own = own_check(tmp_path / "own", said)
        case = put(tmp_path / "case.json", record(child={"names": ["Wim"]}))
        arguments = ("run", case, "--checks", own, "--select", "OWN01")
        ran = qaudit(*arguments)
        assert "Wim" not in ran.out
        assert "T-1 waits" in ran.out
        assert "the record: T-1 has no school" in ran.out
        assert "Wim waits" in qaudit(*arguments, "--show-text").out


class TestMany:
    def test_the_longest_late_is_said_only_of_what_was_late(self, tmp_path: Path) -> None:
        """One day is one day, and what has no day by which it is due was not late by none."""
        review = {"type": "child_in_care", "date": "2026-02-03"}
        period = {"start_date": "2026-01-05", "end_date": "2026-03-02"}
        put(tmp_path / "a.json", record("T-1", care_periods=[period], reviews=[review]))
        plan = {"type": "care", "agreed_date": "2026-03-02", "contingency": None}
        put(tmp_path / "b.json", record("T-2", plans=[plan]))
        lines = qaudit("run", tmp_path, "--select", "REV01,PLN03").out.splitlines()
        ends = {line[:3]: line.split("  ")[-1].strip() for line in lines if line[:2] == "T-"}
        assert ends == {"T-1": "REV01, 1 day", "T-2": "–"}

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ((), "2 children audited, each as at its own export"),
            (("--as-at", "2026-06-30"), "2 children audited, as at 30 June 2026"),
        ],
    )
    def test_as_at_which_day(self, tmp_path: Path, given: tuple[str, ...], said: str) -> None:
        """The terminal and the summary of a build say it in the same words."""
        for name in ("T-1", "T-2"):
            put(tmp_path / f"{name}.json", told(name))
        assert qaudit("run", tmp_path, *given).out.startswith(f"{said}\n")
        assert f"\n\n{said}.\n" in qaudit("run", tmp_path, *given, "--report", "markdown").out


class TestSeveral:
    def test_two_reports(self, tmp_path: Path) -> None:
        """`--report` may be given twice, and each report is as it is alone."""
        case = put(tmp_path / "case.json", told())
        ran = qaudit("run", case, "--report", "table", "--report", f"json:{tmp_path / 'r'}")
        assert ran.out == qaudit("run", case).out
        assert (tmp_path / "r").read_text("ascii") == audited(case)[0].out

    def test_in_the_order_given(self, tmp_path: Path) -> None:
        """Two reports on the screen come in the order in which they were asked for."""
        case = put(tmp_path / "case.json", told())
        ran = qaudit("run", case, "--report", "table", "--report", "json")
        assert ran.out.startswith("Case T-1")
        assert ran.out.endswith("}\n")

    def test_to_one_file(self, tmp_path: Path) -> None:
        """Two reports cannot go to one file, of which one would be lost."""
        case = put(tmp_path / "case.json", told())
        ran = qaudit("run", case, "--report", "table:r", "--report", "json:./r")
        assert ran.code == 2
        assert "two reports cannot both be written to" in ran.said

    @pytest.mark.parametrize("part", ["start", "case", "end"])
    @pytest.mark.parametrize("deed", [f'raise ValueError("{CANARY}")', "import sys; sys.exit(0)"])
    def test_a_reporter_that_fails(self, tmp_path: Path, part: str, deed: str) -> None:
        """A report of one's own that fails is not written; the others are, and say so."""
        parts = {**dict.fromkeys(("start", "case", "end"), "pass"), part: deed}
        own = own_check(tmp_path / "own", "return ()")
        put(
            own / "reporter.py",
            "class Reporter:\n    name, summary, to_screen = 'mine', 'x', False\n"
            "    def start(self, run, stream):\n        stream.write(b'x')\n"
            f"        {parts['start']}\n"
            f"        return self\n    def case(self, result):\n        {parts['case']}\n"
            f"    def end(self, service):\n        {parts['end']}\n"
            "def qaudit_reporters():\n    return [Reporter()]\n",
        )
        put(tmp_path / "case.json", told())
        ran, report = audited(
            "case.json", "--checks", own, "--report", "mine:mine.txt", "--report", "json:r.json"
        )
        assert ran.code == 4
        assert ran.err.count("the report mine: ") == 1
        assert "(reporter.py, line" in ran.err
        assert names(tmp_path) == ["case.json", "own", "r.json"]
        assert json.loads((tmp_path / "r.json").read_bytes()) == report
        assert len(report["failures"]) == 1
        put(own / "reporter.py", (own / "reporter.py").read_text().replace(deed, "pass"))
        assert qaudit("run", "case.json", "--checks", own, "--report", "mine:mine.txt").code == 0
        assert (tmp_path / "mine.txt").read_bytes() == b"x"


SLOW = "import time\nopen('started', 'w').close()\ntime.sleep(60)\nreturn ()"


@POSIX
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGKILL, -9), (signal.SIGTERM, -15), (signal.SIGINT, 130)],
    ids=["killed", "ended", "stopped"],
)
def test_broken_off(tmp_path: Path, number: signal.Signals, code: int, workers: str) -> None:
    """However a run is broken off, the report before stays, no other is left, nor any process."""
    put(tmp_path / "case.json", told())
    own_check(tmp_path / "own", SLOW)
    out = tmp_path / "out"
    out.mkdir()
    put(out / "r.json", "older")
    arguments = ("run", "case.json", "--checks", "own", "--workers", workers)
    process = subprocess.Popen(  # noqa: S603
        command(*arguments, "--report", "json:out/r.json", "--report", "table:out/new.txt"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _until((tmp_path / "started").exists)
        assert names(out) == ["r.json"]
        if number is signal.SIGINT:
            os.killpg(process.pid, number)  # as a terminal does
        else:
            process.send_signal(number)
        _, complaints = process.communicate(timeout=30)
        assert process.returncode == code
        assert names(out) == ["r.json"]
        assert (out / "r.json").read_text() == "older"
        assert b"Traceback" not in complaints
        if number is signal.SIGINT:
            assert complaints == b"qaudit: stopped\n"
        _until(lambda: not _group_lives(process.pid))
    finally:
        if _group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)


def _until(true: Any) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it did not come about in 30 seconds")


def _group_lives(group: int) -> bool:
    """Whether a process of the group runs; one that has ended and waits to be counted does not."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False


class TestSameBytes:
    def test_for_any_number_of_workers(self, tmp_path: Path) -> None:
        """One worker or two: the same report, byte for byte, faults and refusals and all."""
        cases = tmp_path / "cases.ndjson"
        lines = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.case.json"))]
        lines = [json.dumps(json.loads(line)) for line in lines]
        lines[3:3] = ["[]", lines[0], json.dumps(told())[:-9]]
        # More than one worker takes at once.
        lines += [json.dumps(told(f"N-{n}")) for n in range(150)]
        put(cases, "\n".join(lines))
        own = own_check(
            tmp_path / "own", "if case.case_id in ('QA-0003', 'N-77'):\n    1 / 0\nreturn ()"
        )
        ran = [
            process("run", cases, "--checks", own, "--report", "json", "--workers", workers)
            for workers in ("1", "2")
        ]
        assert [one.code for one in ran] == [4, 4]
        assert ran[0].out == ran[1].out
        assert len(ran[0].json()["not_auditable"]) == 3

    def test_for_any_order_of_hashing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The order in which Python keeps a set does not show."""
        monkeypatch.setenv("COLUMNS", "100")
        arguments = ("run", SAMPLES, "--report", "json", "--report", "table")
        here = qaudit(*arguments).out
        for seed in ("1", "4242"):
            assert process(*arguments, env={"PYTHONHASHSEED": seed}).out == here

    def test_on_another_day(self, tmp_path: Path) -> None:
        """There is no clock in a report: a run much later gives the same."""
        put(
            tmp_path / "later.py",
            "import sys, time\nnow = time.time\ntime.time = lambda: now() + 10**8\n"
            "from qaudit.cli import main\nmain(sys.argv[1:])\n",
        )
        arguments = ["run", str(SAMPLES), "--report", "json"]
        later = subprocess.run(  # noqa: S603
            [sys.executable, "later.py", *arguments], capture_output=True, check=True
        )
        assert later.stdout.decode() == qaudit(*arguments).out


@pytest.fixture(scope="module")
def samples() -> dict[str, Any]:
    """The report of the sample cases."""
    return audited(SAMPLES)[1]


@pytest.fixture(scope="module")
def records() -> dict[str, Any]:
    """The sample cases, by their ids."""
    found = [json.loads(path.read_bytes()) for path in SAMPLES.glob("*.case.json")]
    return {made["case_id"]: made for made in found}


def led_to(pointer: str, document: Any) -> Any:
    """What a JSON pointer leads to (RFC 6901)."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


class TestTruth:
    def test_schema(self, samples: dict[str, Any]) -> None:
        """The report of the sample cases satisfies the schema of reports."""
        jsonschema.Draft202012Validator.check_schema(schema("report"))
        validator = jsonschema.Draft202012Validator(
            schema("report"), format_checker=jsonschema.FormatChecker()
        )
        assert [
            (error.json_path, error.message[:200]) for error in validator.iter_errors(samples)
        ] == []

    def test_schema_is_strict(self) -> None:
        """No object in the schema takes names that it does not give, and each says what it is."""
        for place in _places(schema("report")):
            if place.get("type") == "object" and "properties" in place:
                assert place["additionalProperties"] is False
                assert place["required"]
            if "type" in place or "enum" in place:
                assert "description" in place or set(place) <= {"type", "minLength", "minimum"} | {
                    "maximum",
                    "enum",
                }, place

    def test_schema_of_a_run_with_failures(self, tmp_path: Path) -> None:
        """A report of what could not be audited, failed or was not known satisfies it too."""
        put(tmp_path / "a.json", told())
        put(tmp_path / "b.json", "[]")
        put(tmp_path / "c.json", record("T-3", pets=[]))
        own = own_check(tmp_path / "own", "yield None")
        put(own / "bad.py", "1 / 0")
        _, report = audited(tmp_path, "--checks", own, "--profile", "ilacs-2026")
        assert report["failures"]
        assert report["not_auditable"]
        assert report["service"]["grade"] is None
        jsonschema.Draft202012Validator(schema("report")).validate(report)

    def test_names_others_build_on(self, samples: dict[str, Any]) -> None:
        """The names that other programs rely on are there."""
        assert samples.keys() >= {
            "schema_version",
            "as_at",
            "profile",
            "manifest",
            "cases",
            "not_auditable",
            "service",
        }
        assert samples["service"].keys() >= {"grade", "areas", "checks"}
        for case in samples["cases"]:
            assert case.keys() >= {"case_id", "grade", "areas", "silent", "observations"}
        assert samples["manifest"].keys() >= {"tool", "plugins", "inputs", "settings_sha256"}

    def test_every_check_has_an_outcome_in_every_case(self, samples: dict[str, Any]) -> None:
        """No check passes over a case in silence: it has an observation or says why not."""
        codes = samples["service"]["checks"].keys()
        for case in samples["cases"]:
            judged = {row["check"] for row in case["observations"]}
            silent = [row["check"] for row in case["silent"]]
            assert judged | set(silent) == codes
            assert not judged & set(silent)
            assert len(silent) == len(set(silent))

    def test_pointers(self, samples: dict[str, Any], records: dict[str, Any]) -> None:
        """Every pointer of the report leads to something in its record."""
        looked_at = 0
        for case in samples["cases"]:
            for row in [*case["observations"], *case["notes"]]:
                for evidence in row["evidence"]:
                    led_to(evidence["pointer"], records[case["case_id"]])
                    looked_at += 1
        assert looked_at > 500

    def test_passages(self, samples: dict[str, Any], records: dict[str, Any]) -> None:
        """Every passage lies inside its text, on both sides, and what is verbatim is the same."""
        looked_at = 0
        for case in samples["cases"]:
            for row in case["observations"]:
                for passage in row.get("passages", []):
                    source = passage["source"]
                    here = _text(passage["target"], records[case["case_id"]])
                    there = _text(source, records[source["case_id"]])
                    if passage["kind"] == "verbatim":
                        assert here.casefold().split() == there.casefold().split()
                    looked_at += 1
        assert looked_at >= 3

    def test_fingerprints(self, samples: dict[str, Any]) -> None:
        """No two observations of an audit have one fingerprint."""
        prints = [row["fingerprint"] for case in samples["cases"] for row in case["observations"]]
        assert len(prints) == len(set(prints)) > 300

    def test_fingerprints_stay(self, tmp_path: Path) -> None:
        """An item that moves to another place in its section keeps its fingerprint."""
        made = told()
        _, before = audited(put(tmp_path / "case.json", made))
        turned = {
            name: part[::-1] if isinstance(part, list) else part for name, part in made.items()
        }
        _, after = audited(put(tmp_path / "case.json", turned))
        assert _prints(before) == _prints(after)

    def test_the_sums(self, samples: dict[str, Any]) -> None:
        """The sums of the service are the sums of its cases."""
        assert samples["service"]["cases"] == len(samples["cases"])
        for code, found in samples["service"]["checks"].items():
            rows = [
                row
                for case in samples["cases"]
                for row in case["observations"]
                if row["check"] == code
            ]
            assert sum(found["outcomes"].values()) == len(rows)
            met = sum(row["outcome"] == "met" for row in rows)
            missed = sum(row["outcome"] == "not_met" for row in rows)
            assert (found["rate"]["met"], found["rate"]["judged"]) == (met, met + missed)

    def test_inputs(self, samples: dict[str, Any]) -> None:
        """The manifest holds the hash of each file that was read."""
        inputs = samples["manifest"]["inputs"]
        assert len(inputs) == len(list(SAMPLES.glob("*.case.json")))
        for path, digest in inputs.items():
            assert hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest

    def test_the_hash_of_a_record(self, tmp_path: Path) -> None:
        """A case has its record's hash, the same in a file and in a line, however that ends."""
        line = json.dumps(told("T-1"))
        put(tmp_path / "a.json", line + "\n")
        put(tmp_path / "b.ndjson", line.replace("T-1", "T-2") + "\r\n" + line.replace("T-1", "T-3"))
        _, report = audited(tmp_path)
        expected = [
            hashlib.sha256(line.replace("T-1", name).encode()).hexdigest()
            for name in ("T-1", "T-2", "T-3")
        ]
        assert [case["record_sha256"] for case in report["cases"]] == expected

    def test_no_text_of_a_case(self, samples: dict[str, Any], records: dict[str, Any]) -> None:
        """Nothing that a social worker wrote stands in a report, unless a text was asked for."""
        said = json.dumps(samples, ensure_ascii=False)
        sentences = [
            sentence
            for made in records.values()
            for text in _texts(made)
            for sentence in text.split(". ")
            if len(sentence) > 30
        ]
        assert len(sentences) > 500
        assert [sentence for sentence in sentences if sentence in said] == []


def _prints(report: dict[str, Any]) -> set[str]:
    return {row["fingerprint"] for case in report["cases"] for row in case["observations"]}


def _places(place: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    if isinstance(place, list):
        for part in place:
            yield from _places(part)
    elif isinstance(place, dict):
        if not any(isinstance(part, dict) for part in place.values()) or "type" in place:
            yield place
        for part in place.values():
            yield from _places(part)


def _text(place: dict[str, Any], made: dict[str, Any]) -> str:
    text = led_to(place["pointer"], made)
    assert isinstance(text, str)
    assert 0 <= place["start"] < place["end"] <= len(text)
    return text[place["start"] : place["end"]]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


HOSTILE = {
    "escapes": "\x1b]0;owned\x07\x1b[31m\x1b[2J",
    "lines": "A\r\nB\n\nC\u2028D\u2029E\x85F\x0bG",
    "directions": "A\u202eB\u2066C\u200fD\u061cE",
    "nothing to see": "\u200b\u200d\ufeff\u00ad",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x80\x9b31m",
    "numbers": "1e5",
    "a table": "| a | b |\n|---|---|\n=====",
    "markup": "[bold red]A[/] <script>alert(1)</script>",
    "wide": "案件" * 40,
    "joined": "e" + "\u0301" * 150,
}
CONTROLS = {*range(32), 127, *range(128, 160), 0x2028, 0x2029, 0x200F, 0x061C} - {ord("\n")}
CONTROLS |= {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200D, 0xFEFF}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
class TestHostileText:
    def test_in_a_table(self, tmp_path: Path, hostile: str) -> None:
        """What a case says of itself does nothing to a terminal, alone or among others."""
        path = put(tmp_path / "a.json", hostile_record(hostile))
        for ran in (
            qaudit("run", path, "--explain"),
            qaudit("run", put(tmp_path / "b.json", told()), path),
            qaudit("validate", path),
        ):
            assert ran.code == 0
            assert not CONTROLS & set(map(ord, ran.out))
            assert not CONTROLS & set(map(ord, ran.err))
            assert "\n=====" not in ran.out

    def test_in_a_report(self, tmp_path: Path, hostile: str) -> None:
        """The JSON report is ASCII and gives it back unchanged."""
        path = put(tmp_path / "a.json", hostile_record(hostile))
        ran, report = audited(path)
        assert ran.out.isascii()
        assert report["cases"][0]["case_id"] == hostile
        jsonschema.Draft202012Validator(schema("report")).validate(report)

    def test_in_a_name(self, tmp_path: Path, hostile: str) -> None:
        """Nor does the name of a field that is not known, or one that stands twice."""
        strange = put(tmp_path / "a.json", {**record(), hostile: 1})
        twice = put(tmp_path / "b.json", f"{{{json.dumps(hostile)}: 1, {json.dumps(hostile)}: 2}}")
        for path in (strange, twice):
            for ran in (qaudit("run", path), qaudit("validate", path)):
                assert not CONTROLS & set(map(ord, ran.out + ran.err))
                assert ran.code in (0, 3, 5)


def hostile_record(hostile: str) -> dict[str, Any]:
    """A record whose ids are hostile, and long."""
    made = told(hostile)
    made["placements"][1]["placement_id"] = hostile + "x" * 10_000
    made["reviews"][0]["review_id"] = hostile
    made["supervisions"][0]["supervision_id"] = hostile
    return made


def test_a_folder_with_a_hostile_name(tmp_path: Path) -> None:
    """The name of a file does nothing to a terminal either."""
    path = put(tmp_path / "a\x1b[2J\u202e.json", "[]")
    for arguments in (("run", path), ("validate", path), ("run", tmp_path)):
        ran = qaudit(*arguments)
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err


def test_without_a_terminal(tmp_path: Path) -> None:
    """Where nobody watches there is no progress, no colour and nothing on standard error."""
    put(tmp_path / "case.json", told())
    for env in ({"TERM": "dumb"}, {"TERM": "xterm-256color", "LANG": "C", "LC_ALL": "C"}):
        ran = process("run", "case.json", cwd=tmp_path, env=env)
        assert ran.err == ""
        assert "\x1b" not in ran.out


def test_no_path_of_this_machine_in_a_report() -> None:
    """A report of files named from here says nothing of where here is."""
    ran = process("run", "sample_cases", "--report", "json", cwd=ROOT)
    assert ran.code == 0
    assert str(ROOT) not in ran.out


def test_every_report_is_in_the_documentation() -> None:
    """The page of reports has a row for each, and none for one that is not there."""
    page = (ROOT / "docs" / "reports.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([a-z]+)`", row)]
    assert sorted(named) == sorted(host().reporters)


def test_no_report_for_programs_names_a_child_that_a_check_names(tmp_path: Path) -> None:
    """What a check of one's own repeats is left out, unless text may be shown."""
    child = {"date_of_birth": "2014-05-17", "names": ["Łucja Ada"]}
    review = {"type": "child_in_care", "date": "2026-01-05", "review_id": "R of Ada"}
    case = put(tmp_path / "c.json", json.dumps(record("T-1", child=child, reviews=[review])))
    checks = own_check(
        tmp_path / "checks",
        "yield Observation(outcome=Outcome.MET, about=case.reviews[0], on=case.as_at,\n"
        "                  message='ŁUCJA was there on 5 May 2026')\n"
        "yield Note(message='Ada')",
    )
    run = ("run", case, "--checks", checks, "--select", "OWN01", "--report", "json")
    (told,) = qaudit(*run).json()["cases"]
    assert told["observations"][0]["message"] == "T-1 was there on 5 May 2026"
    assert "Ada" not in json.dumps(told)
    (shown,) = qaudit(*run, "--show-text").json()["cases"]
    assert shown["observations"][0]["message"] == "ŁUCJA was there on 5 May 2026"
