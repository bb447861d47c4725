"""Reports read back: held to their digest and their schema, and read in a stream.

A report of thousands of children has hundreds of megabytes. As `qaudit.reporting.json_report`
writes it, with a case a line, it is never held whole; one that was indented anew is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

import jsonschema_rs
from attrs import frozen
from qaudit_schemas import schema

from qaudit.cases.parsing import shown_step
from qaudit.checking.check import CODE
from qaudit.checking.results import AreaGrade, CaseResult, ServiceResult
from qaudit.checking.standards import Area, Axis, Force
from qaudit.checking.wording import Wording
from qaudit.reporting.canonical import Digest, canonical
from qaudit.reporting.json_report import SCHEMA_VERSION


class BadReport(Exception):
    """A report that cannot be used: which, why, and what to do. It says nothing of what it says."""


@frozen(kw_only=True)
class StoredStandard:
    """The standard of a check as a report has it (`qaudit.checking.check.Standard`)."""

    code: str
    name: str
    area: Area
    axis: Axis
    force: Force
    source: str
    summary: str
    wording: Wording | None


@frozen(kw_only=True)
class StoredReport:
    """A report of an audit that was made before.

    Attributes:
        path: the file.
        digest: what tells it from any other.
        as_at: the day as at which all cases were judged; "" where each has its own.
        profile: the name of the grading profile.
        manifest: what it rests on.
        checks: the standards of the checks that were selected, by code.
        service: what came of all cases together.
    """

    path: Path
    digest: str
    as_at: str
    profile: str
    manifest: Mapping[str, Any]
    checks: Mapping[str, StoredStandard]
    service: ServiceResult

    def cases(self) -> Iterator[CaseResult]:
        """Each case, in the order of the input.

        Raises:
            BadReport: the file was changed since it was opened, or a case is not what a case is.
        """
        with _about(self.path), self.path.open("rb") as stream:
            reading = _reading(stream)
            for number, line in enumerate(reading.cases()):
                row = _parsed(line)
                _hold_to_schema(row, _of_case(), f"cases/{number}/")
                yield case_of(row)
            if reading.digest_of_all() != self.digest:
                raise BadReport("it was changed while it was read")


def read_report(path: Path) -> StoredReport:
    """Open a report and see that it is whole and as it was written.

    Raises:
        BadReport: it is not.
    """
    with _about(path), path.open("rb") as stream:
        reading = _reading(stream)
        for _ in reading.cases():
            pass
        rest = reading.rest
        _hold_to_version(rest)
        if reading.digest_of_all() != rest.get("digest"):
            raise BadReport(
                "it was changed after it was written: its digest does not hold; "
                "use it as qaudit wrote it"
            )
        _hold_to_schema({**rest, "cases": []}, _of_report(), "")
    return StoredReport(
        path=path,
        digest=rest["digest"],
        as_at=rest["as_at"] or "",
        profile=rest["profile"],
        manifest=rest["manifest"],
        checks=_standards(rest),
        service=_service(rest),
    )


def looks_like_report(path: Path) -> bool:
    """Whether a file begins as a report does, and not as a case record or anything else."""
    try:
        with path.open("rb") as stream:
            begin = stream.read(200)
    except OSError:
        return False
    first = re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"([a-z_]+)"\s*:', begin)
    return bool(first and first[1] in (b"cases", b"as_at", b"digest", b"failures", b"manifest"))


def case_of(row: Mapping[str, Any]) -> CaseResult:
    """A case out of its row, which `qaudit.reporting.json_report.case_row` made."""
    return CaseResult(**{**row, "areas": _in_order(row["areas"])})


def _service(rest: Mapping[str, Any]) -> ServiceResult:
    row = rest["service"]
    return ServiceResult(
        **{**row, "areas": _in_order(row["areas"])},
        not_auditable=rest["not_auditable"],
        failures=rest["failures"],
    )


def _in_order(areas: Mapping[str, AreaGrade]) -> dict[str, AreaGrade]:
    """In the order of the letters, which a report with its names in order does not keep."""
    return {area.value: areas[area] for area in Area if area in areas}


def _standards(rest: Mapping[str, Any]) -> dict[str, StoredStandard]:
    about = rest["manifest"]["settings"]["checks"]
    return {
        code: StoredStandard(
            code=code,
            name=row["name"],
            area=Area(row["area"]),
            axis=Axis(row["axis"]),
            force=Force(row["force"]),
            source=about[code]["source"] if code in about else "",
            summary=row["summary"],
            wording=Wording(**row["wording"]) if "wording" in row else None,
        )
        for code, row in rest["service"]["checks"].items()
    }


# Reading

_BEFORE_THE_CASES = 2
"""Lines."""


class _ByLine:
    """Goes through a report as it was written: the cases a line each, then the rest.

    Attributes:
        rest: all but the cases, once they have been gone through.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = Digest()
        self.rest: dict[str, Any] = {}

    def cases(self) -> Iterator[bytes]:
        for number, line in enumerate(self._stream, _BEFORE_THE_CASES + 1):
            case = line.rstrip(b"\r\n").removesuffix(b",")
            if _is_case(case):
                self._digest.case(case)
                yield case
            elif case == b"]":
                self.rest = _parsed(b"{" + self._stream.read(), lines_before=number)
                return
            elif not line.endswith(b"\n"):
                break
            else:
                raise BadReport("it was changed after it was written; use it as qaudit wrote it")
        raise BadReport("it breaks off: the end of it is missing")

    def digest_of_all(self) -> str:
        return _end(self._digest, self.rest)


class _Whole:
    """Goes through a report that was indented anew, which has to be held whole."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.rest: dict[str, Any] = _parsed(stream.read())
        self._cases = self.rest.pop("cases", None)
        self._digest = Digest()

    def cases(self) -> Iterator[bytes]:
        if not isinstance(self._cases, list):
            _no_report()
        for case in self._cases:
            line = canonical(case).encode("ascii")
            self._digest.case(line)
            yield line

    def digest_of_all(self) -> str:
        return _end(self._digest, self.rest)


def _end(digest: Digest, rest: Mapping[str, Any]) -> str:
    return digest.end({name: rest[name] for name in rest if name != "digest"})


def _reading(stream: IO[bytes]) -> _ByLine | _Whole:
    """How to go through a report: by what its first lines look like."""
    first = [stream.readline().rstrip(b"\r\n") for _ in range(_BEFORE_THE_CASES)]
    here = stream.tell()
    if first == [b"{", b'"cases": ['] and _is_case(stream.readline().rstrip(b",\r\n")):
        stream.seek(here)
        return _ByLine(stream)
    stream.seek(0)
    return _Whole(stream)


def _is_case(line: bytes) -> bool:
    return line.startswith(b'{"') and line.endswith(b"}")


def _parsed(data: bytes, lines_before: int = 0) -> dict[str, Any]:
    """A JSON object.

    Args:
        data: its bytes.
        lines_before: how many lines of the file stand before it.

    Raises:
        BadReport: it is none.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadReport(
            "it is written in UTF-16, as some terminals do; write it with --report json:PATH"
        )
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
            raise BadReport("it breaks off: the end of it is missing") from None
        place = f"line {lines_before + error.lineno}, column {error.colno}"
        raise BadReport(f"it is not JSON ({place})") from None
    except (ValueError, RecursionError):
        _no_report()
    if not isinstance(value, dict):
        _no_report()
    return value


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _no_report() -> NoReturn:
    raise BadReport("it is no report that `qaudit run --report json:PATH` wrote")


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """What is wrong names the file."""
    try:
        yield
    except BadReport as error:
        raise BadReport(f"{path}: {error}") from None
    except OSError as error:
        raise BadReport(f"{path}: cannot be read: {error.strerror or 'not a file'}") from None


# What a report must be


def _hold_to_version(rest: Mapping[str, Any]) -> None:
    version = rest.get("schema_version")
    if (
        not isinstance(version, str)
        or not version.isdecimal()
        or not {"service", "manifest"} <= set(rest)
    ):
        _no_report()
    if int(version) < int(SCHEMA_VERSION):
        raise BadReport(
            f"an older qaudit wrote it (schema_version {version}; this one reads "
            f"{SCHEMA_VERSION}): audit the records again"
        )
    if version != SCHEMA_VERSION:
        raise BadReport(
            f"a newer qaudit wrote it (schema_version {version}; this one reads "
            f"{SCHEMA_VERSION}): update qaudit"
        )


def _hold_to_schema(
    value: dict[str, Any], validator: jsonschema_rs.Draft202012Validator, place: str
) -> None:
    if not validator.is_valid(value):
        paths = (error.instance_path for error in validator.iter_errors(value))
        where = place + "/".join(map(_shown, min(paths, key=str)))
        raise BadReport(f"it is not as schemas/report.schema.json has it, at {where or 'the top'}")


def _shown(step: str | int) -> str:
    """A step to a place in a report: the code of a check or of an area is no child's name."""
    return step if isinstance(step, str) and _CODE.fullmatch(step) else shown_step(step)


_CODE = re.compile("|".join((*Area, CODE.pattern)))


@cache
def _of_report() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema("report"), validate_formats=True)


@cache
def _of_case() -> jsonschema_rs.Draft202012Validator:
    case = {"$ref": "#/$defs/case", "$defs": schema("report")["$defs"]}
    return jsonschema_rs.Draft202012Validator(case, validate_formats=True)
