"""What a check is: a standard, its settings, and the function that looks for it in a case."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol

from attrs import field, frozen

from qaudit.cases.model import SECTIONS
from qaudit.checking.life import Life
from qaudit.checking.settings import NoSettings
from qaudit.checking.standards import Area, Axis, Force, Validity
from qaudit.checking.survey import Survey
from qaudit.checking.wording import Wording

PARTS = (
    "What it looks at",
    "Why it matters to the child",
    "The standard",
    "Met",
    "Not met",
    "What it cannot see",
)
"""The parts of a check's docstring, in order, from which `explain` and the reference are made."""

CODE = re.compile(r"[A-Z]{2,6}[0-9]{2,3}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadCheck(Exception):
    """A check is not put together as a check must be; its author can mend it."""


class Standard(Protocol):
    """What a check holds practice to, without how it looks for it.

    Grading and reporting ask no more of a check, so that a stored report, which knows as much,
    can be graded and shown again. The attributes are those of `Check`.
    """

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def area(self) -> Area: ...
    @property
    def axis(self) -> Axis: ...
    @property
    def force(self) -> Force: ...
    @property
    def source(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def wording(self) -> Wording | None: ...


@frozen(kw_only=True, eq=False)
class Check:
    """A standard and how the record is searched for it.

    Attributes:
        code: as ruff or SQLFluff have it: letters for the kind, then digits. It never changes.
        name: in words, with hyphens.
        area: where it counts when practice is graded.
        axis: what it measures.
        force: what the standard rests on.
        source: the law, guidance or practice it rests on, with its paragraph.
        needs: the sections without which it cannot tell.
        find: yields what it finds in one case; with a survey, what the survey shows, each
            finding with the case it belongs to.
        survey: the work over all cases together that it rests on, if it does.
        settings: the attrs class of its settings.
        validity: the days whose events the standard applies to.
        life: whether it is tried out, in force or deprecated.
        wording: how a letter speaks of it; None: by its name.
        doc: the docstring, in parts.
    """

    code: str
    name: str
    area: Area
    axis: Axis
    force: Force
    source: str
    needs: tuple[str, ...]
    find: Callable[[Any, Any], Iterable[Any]]
    survey: Survey | None = None
    settings: type[Any] = NoSettings
    validity: Validity = field(factory=Validity)
    life: Life = field(factory=Life)
    wording: Wording | None = None
    doc: dict[str, str]

    def __attrs_post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise BadCheck(f"{self.code!r} is not a code such as REV02")
        if not NAME.fullmatch(self.name):
            raise BadCheck(f"{self.code}: {self.name!r} is not a name such as review-timeliness")
        if strange := [name for name in self.needs if name not in SECTIONS]:
            raise BadCheck(f"{self.code}: there is no section {strange[0]!r}")
        if missing := [part for part in ("", *PARTS) if not self.doc.get(part)]:
            raise BadCheck(f"{self.code}: its docstring lacks the part {missing[0] or 'summary'!r}")
        self._hold_life()

    def _hold_life(self) -> None:
        life = self.life
        if life.preview and life.deprecated:
            raise BadCheck(f"{self.code}: what is in preview cannot be deprecated")
        if life.replaced_by and not life.deprecated:
            raise BadCheck(f"{self.code}: what is replaced must be deprecated")
        for code in (*life.replaces, *filter(None, [life.replaced_by])):
            if not CODE.fullmatch(code) or code == self.code:
                raise BadCheck(f"{self.code}: {code!r} is not the code of another check")

    @property
    def summary(self) -> str:
        return self.doc[""]


def check(
    code: str,
    name: str,
    *,
    area: Area,
    axis: Axis,
    force: Force,
    source: str,
    needs: tuple[str, ...] = (),
    settings: type[Any] = NoSettings,
    survey: Survey | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    wording: Wording | None = None,
    since: str = "",
    preview: bool = False,
    deprecated: str = "",
    replaced_by: str = "",
    replaces: tuple[str, ...] = (),
) -> Callable[[Callable[[Any, Any], Iterable[Any]]], Check]:
    """Make a check of a function that yields what it finds.

    The function takes a case and the settings, and yields findings. With a survey it takes
    what the survey concluded and the settings, once an audit, and yields pairs of a case_id
    and a finding. Its docstring, or that of its module, has the parts of `PARTS`. What is said
    of its life, from `since` on, is that of `Life`.

    Raises:
        BadCheck: the code, the name, a section or a part of the docstring is wrong or missing, or
            what is said of its life cannot be.
    """
    life = Life(
        since=since,
        preview=preview,
        deprecated=deprecated,
        replaced_by=replaced_by,
        replaces=replaces,
    )

    def make(find: Callable[[Any, Any], Iterable[Any]]) -> Check:
        return Check(
            code=code,
            name=name,
            area=area,
            axis=axis,
            force=force,
            source=source,
            needs=needs,
            find=find,
            survey=survey,
            settings=settings,
            validity=Validity(first=valid_from, last=valid_to),
            life=life,
            wording=wording,
            doc=read_docstring(_docstring(find)),
        )

    return make


def _docstring(function: Callable[..., Any]) -> str:
    module = inspect.getmodule(function)
    return inspect.getdoc(function) or (module and inspect.getdoc(module)) or ""


def read_docstring(text: str) -> dict[str, str]:
    """A check's docstring by its parts; the summary's name is empty."""
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for line in text.splitlines():
        heading = line.rstrip().removesuffix(":")
        if heading in PARTS and line.rstrip().endswith(":"):
            current = heading
            parts[current] = []
        else:
            parts[current].append(line)
    return {name: inspect.cleandoc("\n".join(lines)).strip() for name, lines in parts.items()}
