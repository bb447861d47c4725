"""Reports read back: whole and as they were written, or refused with why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict

from qaudit.checking.standards import Area
from qaudit.reporting.canonical import Digest, canonical
from qaudit.reporting.stored import BadReport, StoredReport, _ByLine, read_report
from support import host
from terminal import CANARY, put, qaudit, told


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A report of two children, and of a file that could not be audited."""
    folder = tmp_path_factory.mktemp("records")
    put(folder / "a.json", told("T-1"))
    put(folder / "b.json", told("T-2", reviews=[]))
    put(folder / "c.json", "[]")
    assert qaudit("run", folder, "--report", f"json:{folder / 'report'}").code == 3
    return (folder / "report").read_bytes()


@pytest.fixture
def report(written: bytes, tmp_path: Path) -> Path:
    """The file of that report."""
    return put(tmp_path / "report.json", written)


def refused(path: Path) -> str:
    """Why a report cannot be used; the file is named before."""
    with pytest.raises(BadReport) as caught:
        list(read_report(path).cases())
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert "T-1" not in said
    assert CANARY not in said
    return said.removeprefix(f"{path}: ")


def signed(content: dict[str, Any]) -> str:
    """A report with the digest that it should have."""
    digest = Digest()
    for case in content["cases"]:
        digest.case(canonical(case).encode())
    rest = {name: part for name, part in content.items() if name not in ("cases", "digest")}
    return json.dumps({**content, "digest": digest.end(rest)})


def rewritten(path: Path, change: Callable[[Any], None]) -> Path:
    """A report changed by a program that gives it the digest of what it says then."""
    content = json.loads(path.read_bytes())
    change(content)
    return put(path, signed(content))


class TestReadReport:
    def test_what_it_says(self, report: Path, written: bytes) -> None:
        """It gives what the report says of the run, its checks and its service."""
        stored, content = read_report(report), json.loads(written)
        assert stored.digest == content["digest"]
        assert (stored.as_at, stored.profile) == ("2026-09-30", "letters")
        assert stored.manifest == content["manifest"]
        assert stored.service.cases == 2
        assert stored.service.areas == content["service"]["areas"]
        assert stored.service.not_auditable == content["not_auditable"]
        assert stored.checks.keys() == content["service"]["checks"].keys()

    def test_its_standards_are_those_of_the_checks(self, report: Path) -> None:
        """What is stored of a check is what the check itself says."""
        for code, standard in read_report(report).checks.items():
            check = host().checks[code]
            for name, value in asdict(standard, recurse=False).items():
                assert getattr(check, name) == value

    def test_cases(self, report: Path, written: bytes) -> None:
        """Its cases come in order, with all that was found, as often as they are asked for."""
        stored, rows = read_report(report), json.loads(written)["cases"]
        for _ in range(2):
            cases = list(stored.cases())
            assert [case.case_id for case in cases] == ["T-1", "T-2"]
            assert [case.observations for case in cases] == [row["observations"] for row in rows]
            assert [case.record_sha256 for case in cases] == [row["record_sha256"] for row in rows]

    def test_areas_come_as_in_the_letters(self, report: Path) -> None:
        """A report has its names in order of the alphabet; read back, areas have their own."""
        (case, _) = read_report(report).cases()
        assert list(case.areas) == [area.value for area in Area if area.value in case.areas]
        assert list(case.areas) != sorted(case.areas)

    @pytest.mark.parametrize(
        "write",
        [
            pytest.param(lambda content: json.dumps(content, indent=4), id="indented"),
            pytest.param(lambda content: json.dumps(content, indent=0), id="a value a line"),
            pytest.param(lambda content: json.dumps(content, sort_keys=True), id="names sorted"),
            pytest.param(lambda content: "\ufeff" + json.dumps(content), id="byte order mark"),
        ],
    )
    def test_however_it_is_indented(
        self, report: Path, written: bytes, write: Callable[[Any], str]
    ) -> None:
        """Written anew by another program, it is the same report."""
        as_written = read_report(report)
        put(report, write(json.loads(written)))
        stored = read_report(report)
        assert _said(stored) == _said(as_written)

    def test_with_the_line_ends_of_windows(self, report: Path, written: bytes) -> None:
        """A report that went through Windows is still read a case at a time."""
        as_written = _said(read_report(report))
        assert _said(read_report(put(report, written.replace(b"\n", b"\r\n")))) == as_written

    def test_of_no_case(self, report: Path) -> None:
        """A report of nothing is a report."""
        path = put(report.parent / "case.json", "[]")
        assert qaudit("run", path, "--report", f"json:{report}").code == 5
        assert list(read_report(report).cases()) == []

    def test_never_whole(self, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """In the form in which it is written, no more than a case is read at a time."""
        most = 0
        lines = _ByLine.cases

        def watched(self: _ByLine) -> Any:
            nonlocal most
            for line in lines(self):
                most = max(most, len(line))
                yield line

        monkeypatch.setattr("qaudit.reporting.stored._Whole", None)
        monkeypatch.setattr(_ByLine, "cases", watched)
        assert len(list(read_report(report).cases())) == 2
        assert most < report.stat().st_size


def _said(stored: StoredReport) -> Any:
    return stored.digest, stored.manifest, stored.service, stored.checks, list(stored.cases())


class TestRefused:
    def test_not_there(self, tmp_path: Path) -> None:
        """A file that cannot be read says so."""
        assert refused(tmp_path / "none") == "cannot be read: No such file or directory"
        assert refused(tmp_path) == "cannot be read: Is a directory"

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "it breaks off: the end of it is missing"),
            (b"not json", "it is not JSON (line 1, column 1)"),
            (b'{"cases": [}', "it is not JSON (line 1, column 12)"),
            (b'"\xff"', "it is no report that `qaudit run --report json:PATH` wrote"),
            (b"[]", "it is no report that `qaudit run --report json:PATH` wrote"),
            (b'{"cases": {}}', "it is no report that `qaudit run --report json:PATH` wrote"),
            (b'{"cases": [NaN]}', "it is no report that `qaudit run --report json:PATH` wrote"),
            (b"[" * 100_000, "it is no report that `qaudit run --report json:PATH` wrote"),
            (
                json.dumps(told()).encode(),
                "it is no report that `qaudit run --report json:PATH` wrote",
            ),
            (
                "{}".encode("utf-16"),
                "it is written in UTF-16, as some terminals do; write it with --report json:PATH",
            ),
        ],
    )
    def test_no_report(self, tmp_path: Path, content: bytes, why: str) -> None:
        """What is no report is told from one that is broken."""
        assert refused(put(tmp_path / "report.json", content)) == why

    @pytest.mark.parametrize("indent", [None, 2])
    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda content: content["service"].update(grade="good"), id="a grade"),
            pytest.param(lambda content: content["cases"].pop(), id="a case less"),
            pytest.param(lambda content: content["cases"].reverse(), id="another order"),
            pytest.param(lambda content: content.update(more=1), id="something more"),
            pytest.param(
                lambda content: content["cases"][0]["observations"][0].update(outcome="waived"),
                id="an outcome",
            ),
            pytest.param(lambda content: content.update(digest="0" * 64), id="the digest"),
            pytest.param(lambda content: content.pop("digest"), id="no digest"),
        ],
    )
    def test_edited(
        self, report: Path, written: bytes, change: Callable[[Any], None], indent: int | None
    ) -> None:
        """Whatever was changed in it, it is refused."""
        content = json.loads(written)
        change(content)
        put(report, json.dumps(content, indent=indent))
        assert refused(report) == (
            "it was changed after it was written: its digest does not hold; "
            "use it as qaudit wrote it"
        )

    def test_edited_in_place(self, report: Path, written: bytes) -> None:
        """So it is where a word was changed in an editor, with all lines as they were."""
        changed = written.replace(b'"outcome":"not_met"', b'"outcome":"met"', 1)
        assert changed != written
        assert "its digest does not hold" in refused(put(report, changed))

    def test_broken_off_anywhere(self, report: Path, written: bytes) -> None:
        """A report that was cut off, wherever, says so."""
        first = written.index(b"\n]") - 10
        for end in (1, 5, 20, first, first + 8, first + 11, first + 12, first + 13, -40, -3):
            why = refused(put(report, written[:end]))
            assert why == "it breaks off: the end of it is missing", end

    def test_a_line_between_the_cases(self, report: Path, written: bytes) -> None:
        """A line that is no case, where only cases are, was put there."""
        lines = written.splitlines(keepends=True)
        put(report, b"".join([*lines[:3], b"\n", *lines[3:]]))
        assert refused(report).startswith("it was changed after it was written")

    def test_other_versions(self, report: Path) -> None:
        """An older report is to be made again, a newer one read with a newer program."""
        rewritten(report, lambda content: content.update(schema_version="1"))
        assert refused(report) == (
            "an older qaudit wrote it (schema_version 1; this one reads 2): audit the records again"
        )
        rewritten(report, lambda content: content.update(schema_version="3"))
        assert refused(report) == (
            "a newer qaudit wrote it (schema_version 3; this one reads 2): update qaudit"
        )

    @pytest.mark.parametrize(
        ("change", "where"),
        [
            (
                lambda content: content["service"]["areas"].update(XYZ={}),
                "service/areas/(name not shown)",
            ),
            (lambda content: content["service"].update(cases=-1), "service/cases"),
            (lambda content: content["service"]["areas"]["APR"].clear(), "service/areas/APR"),
            (lambda content: content["service"]["checks"]["REV02"].clear(), "service/checks/REV02"),
            (lambda content: content["cases"][1].update(as_at="2026-13-01"), "cases/1/as_at"),
            (lambda content: content["cases"][0].update({CANARY: CANARY}), "cases/0/"),
            (lambda content: content["manifest"].pop("tool"), "manifest"),
        ],
    )
    def test_not_as_the_schema_has_it(
        self, report: Path, change: Callable[[Any], None], where: str
    ) -> None:
        """What the schema does not have is refused with where, though its digest holds."""
        why = refused(rewritten(report, change))
        assert why == f"it is not as schemas/report.schema.json has it, at {where}"

    def test_changed_while_it_is_read(self, report: Path) -> None:
        """Cases of another report than was opened do not pass for its own."""
        stored = read_report(report)
        rewritten(report, lambda content: content["cases"].pop())
        with pytest.raises(BadReport, match="it was changed while it was read"):
            list(stored.cases())
