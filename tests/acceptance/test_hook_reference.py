"""`docs/hooks.md` says of every hook, and of what a plugin meets, what the code says of it.

Run as a program, it writes that part of the page anew. What the page shows as an example is run
by `test_documents.py`.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from enum import EnumMeta
from pathlib import Path
from textwrap import dedent
from typing import Any

import attrs
import pytest

from qaudit.cases.case import Case, Coverage
from qaudit.checking.absence import none_recorded
from qaudit.checking.check import Check, check
from qaudit.checking.deadlines import (
    Turn,
    Verdict,
    in_words,
    judge_by,
    judge_next,
    judge_step,
    judge_turns,
    judge_window,
)
from qaudit.checking.life import Life
from qaudit.checking.observations import (
    Measure,
    Note,
    NothingToJudge,
    Observation,
    Reference,
    cannot_tell,
    not_applicable,
    reference,
)
from qaudit.checking.results import CaseResult, Enclosure, ServiceResult
from qaudit.checking.settings import (
    choice,
    count,
    days_of_the_year,
    length_of_time,
    optional_length_of_time,
    share,
    text_files,
    words,
)
from qaudit.checking.survey import Gathering, Survey
from qaudit.checking.wording import Wording
from qaudit.plugins import hookspecs
from qaudit.plugins.hooks import HOOKS
from qaudit.plugins.loading import NotLoaded, checks_of
from qaudit.reporting.base import Report, Reporter, Run, WrongFile
from qaudit.sources import Import, Reading, Source
from qaudit.sources.base import Sums, Tally

PAGE = Path(__file__).parent.parent.parent / "docs" / "hooks.md"
MADE = re.compile(r"(?s)(<!-- made of the code -->\n).*(<!-- until here -->\n)")

MET: Mapping[str, tuple[Any, ...]] = {
    "A check": (check, Check, Case, Coverage, Life, Wording),
    "What a check yields": (
        Observation,
        Measure,
        Note,
        NothingToJudge,
        cannot_tell,
        not_applicable,
        Reference,
        reference,
    ),
    "Its settings": (
        length_of_time,
        optional_length_of_time,
        share,
        count,
        choice,
        words,
        days_of_the_year,
        text_files,
    ),
    "What many checks need": (
        judge_window,
        judge_next,
        judge_step,
        judge_turns,
        judge_by,
        Verdict,
        Turn,
        in_words,
        none_recorded,
    ),
    "Work over all cases": (Survey, Gathering),
    "A reporter": (
        Reporter,
        Report,
        Run,
        Enclosure,
        WrongFile,
        CaseResult,
        ServiceResult,
    ),
    "A source": (Source, Reading, Tally, Sums, Import),
    "A package of checks": (checks_of, NotLoaded),
}
"""What a plugin meets, under the title of what it is for."""

PART = re.compile(r"^(Args|Attributes|Raises|Returns):$")


def made() -> str:
    """The part of the page that is made of the code."""
    parts = ["\n## The hooks\n"]
    for name in HOOKS:
        parts += described(getattr(hookspecs, name), name)
    parts.append("\n## What a plugin meets\n")
    for title, things in MET.items():
        parts.append(f"\n### {title}\n")
        for thing in things:
            parts += described(thing, f"{thing.__module__}.{thing.__name__}", level=4)
    return re.sub(r"\n{3,}", "\n\n", "".join([*parts, "\n"]))


def described(thing: Any, name: str, level: int = 3) -> Iterator[str]:
    """A function or a class, with what it says of itself."""
    yield f"\n{'#' * level} `{name}`\n\n"
    if inspect.isfunction(thing):
        yield f"```python\n{signature(thing, thing.__name__)}\n```\n\n"
    yield in_markdown(inspect.getdoc(thing) or "")
    if isinstance(thing, EnumMeta):
        yield f"\nOne of {', '.join(f'`{name}`' for name in thing.__members__)}.\n"
    elif inspect.isclass(thing):
        if "Attributes:" not in (thing.__doc__ or "") and attrs.has(thing):
            yield f"\nIt has {', '.join(f'`{field.name}`' for field in attrs.fields(thing))}.\n"
        methods = {name: value for name, value in vars(thing).items() if not name.startswith("_")}
        yield "\n" + "".join(
            f"- `{how}`: {' '.join(doc.partition(STOP)[0].split())}\n"
            for name, value in methods.items()
            if (how := usage(value, name)) and (doc := inspect.getdoc(value))
        )


STOP = "\n\n"
"""Where the first paragraph of a docstring ends."""


def usage(value: Any, name: str) -> str:
    """How a method or a property is used; "" of anything else."""
    if isinstance(value, property):
        return name
    return signature(value, name) if inspect.isfunction(value) else ""


def signature(function: Callable[..., Any], name: str) -> str:
    """As it stands in the code, without `self`."""
    text = ast.unparse(ast.parse(dedent(inspect.getsource(function))).body[0])
    (line,) = re.findall(r"(?m)^ *def (.*):$", text)[:1]
    return str(
        name + line.removeprefix(function.__name__).replace("(self, ", "(").replace("(self)", "()")
    )


def in_markdown(doc: str) -> str:
    """A docstring: its parts with a title in bold, what they name as a list."""
    lines: list[str] = []
    of_names = False
    for line in doc.splitlines():
        if part := PART.match(line):
            lines += [f"**{part[1]}**", ""]
            of_names = True
        elif of_names and re.match(r"    \S", line):
            named, colon, text = line.strip().partition(": ")
            lines.append(f"- `{named}`: {text}" if colon else f"- {line.strip()}")
        elif of_names and line.startswith("     "):
            lines.append(f"  {line.strip()}")
        else:
            of_names = of_names and not line
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def test_the_page_says_what_the_code_says() -> None:
    """A hook, or what a plugin meets, that is not there or there with other words, fails here."""
    text = PAGE.read_text("utf-8")
    assert MADE.sub(lambda found: found[1] + made() + found[2], text) == text
    assert MADE.search(text)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_in_the_example(hook: str) -> None:
    """The one file of the page has each of them; it is run as it stands there."""
    text = PAGE.read_text("utf-8")
    (example,) = re.findall(r"(?s)<!-- file: ours/ours.py -->\n```python\n(.*?)```", text)
    functions = {
        part.name: [argument.arg for argument in part.args.args]
        for part in ast.parse(example).body
        if isinstance(part, ast.FunctionDef)
    }
    assert functions[hook] == list(inspect.signature(getattr(hookspecs, hook)).parameters)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_says_when_it_is_called(hook: str) -> None:
    """Whoever writes one need not read the host."""
    assert "\nCalled " in (inspect.getdoc(getattr(hookspecs, hook)) or "")


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    PAGE.write_text(MADE.sub(lambda found: found[1] + made() + found[2], page), "utf-8")
