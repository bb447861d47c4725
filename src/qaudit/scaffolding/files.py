"""Writes files from templates, all of them or none, and none over another."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from string import Template


class CannotMake(Exception):
    """What was asked for cannot be made, with why."""


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its values put in.

    Args:
        template: its name, without the ending.
        values: what stands for each `$name` in it.
    """
    text = files(__package__).joinpath("templates", f"{template}.template").read_text("utf-8")
    return Template(text).substitute(values)


def write_new(contents: Mapping[Path, str]) -> None:
    """Write files that are not there yet, with the folders they need.

    Raises:
        CannotMake: one is there already, or cannot be written; then none is left behind.
    """
    for path in contents:
        if path.exists() or path.is_symlink():
            raise CannotMake(f"{path} is there already, and is not written over")
    folders = [folder for path in contents for folder in _missing(path.parent)]
    written: list[Path] = []
    path = Path()
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(path)
                stream.write(content)
    except OSError as error:
        for one in written:
            one.unlink()
        for folder in sorted(set(folders), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        why = error.strerror or type(error).__name__
        raise CannotMake(f"{error.filename or path}: {why}; nothing was made") from None


def _missing(folder: Path) -> list[Path]:
    """The folders that have to be made for one, itself among them."""
    return [one for one in (folder, *folder.parents) if not one.exists()]
