"""Which files of a folder are which part of the return: told by their headings."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

from qaudit.sources.base import Tally
from qaudit.sources.ssda903.kinds import KINDS
from qaudit.sources.ssda903.model import Kind
from qaudit.sources.tables import Table, open_table, why_unprintable

_SHARED = frozenset({"CHILD", "DOB", "SEX"})
"""Headings that tell one file of the return from another as little as a name would."""


@frozen
class Found:
    """A file of the return: where it is and what it holds."""

    path: Path
    kind: Kind
    headings: tuple[str, ...]


def survey(folder: Path, tally: Tally) -> list[Found]:
    """The files that can be read, in the order of `KINDS`; the tally says what of the others.

    A file is known by its headings, not by its name. Of two with the same headings the one with
    the usual name is read; where that does not decide, neither is.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    by_kind: dict[str, list[Found]] = {}
    for path in sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name)):
        if path.is_dir():
            tally.passes_over(path.name, "it is a folder")
        elif path.suffix.casefold() != ".csv":
            tally.passes_over(path.name, "it is not a CSV file")
        elif not path.is_file():
            tally.passes_over(path.name, "it is not a file that can be read")
        elif found := _look_at(path, tally):
            by_kind.setdefault(found.kind.name, []).append(found)
    chosen = (_choose(by_kind[kind.name], tally) for kind in KINDS if kind.name in by_kind)
    return [found for found in chosen if found]


def _look_at(path: Path, tally: Tally) -> Found | None:
    try:
        with open_table(path) as stream:
            headings = Table(stream).headings
    except OSError:
        tally.refuse(path.name, 1, "", "the file cannot be opened")
        tally.passes_over(path.name, "it cannot be opened")
        return None
    except ValueError as error:
        tally.refuse(path.name, 1, "", str(error))
        tally.passes_over(path.name, str(error))
        return None
    kind = _recognise(frozenset(headings))
    if kind is None:
        # Its first line may be a child's data, so it is not repeated.
        why = "its first line is not the headings of a file of the return"
        if any(why_unprintable(heading) for heading in headings):
            why += "; it is not UTF-8 text (save it as CSV UTF-8)"
        tally.passes_over(path.name, why)
        return None
    missing = sorted(kind.needed - frozenset(headings))
    if missing:
        for heading in missing:
            tally.refuse(path.name, 1, heading, f"the column is missing from {kind.name}")
        tally.passes_over(path.name, f"{kind.name}: a column is missing that it needs")
        return None
    return Found(path, kind, headings)


def _recognise(headings: frozenset[str]) -> Kind | None:
    """The kind with most of its own headings there: all that it needs, or half of them."""
    best, most = None, 0
    for kind in KINDS:
        own = kind.headings - _SHARED
        there = len(own & headings)
        enough = 2 * there >= len(own) or (kind.needed - _SHARED and kind.needed <= headings)
        if enough and there > most:
            best, most = kind, there
    return best


def _choose(files: list[Found], tally: Tally) -> Found | None:
    if len(files) == 1:
        return files[0]
    kind = files[0].kind
    usual = [file for file in files if _plain(file.path.stem) in kind.usual]
    chosen = usual[0] if len(usual) == 1 else None
    for file in files:
        if chosen is None:
            why = f"another file holds {kind.name} too: keep one of them in the folder"
            tally.refuse(file.path.name, 1, "", why)
            tally.passes_over(file.path.name, why)
        elif file is not chosen:
            why = f"{chosen.path.name} holds {kind.name} too and has its usual name"
            tally.passes_over(file.path.name, why)
    return chosen


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9]", "", stem.casefold())
