"""`docs/commands.md` says of every command what the command line says of itself.

Run as a program, it writes the page anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qaudit.cli import main
from qaudit.cli.exits import Exit

PAGE = Path(__file__).parent.parent.parent / "docs" / "commands.md"

HEAD = """# The commands

What each command does, takes and gives back. `qaudit COMMAND --help` prints the same. This page is
made of the commands.

A day is written YYYY-MM-DD. CODES are codes of checks or their beginnings, with commas between:
`REV,SUP01`. What is said on the command line goes before what [`qaudit.toml`](settings.md) says;
folders of checks are added to those that it names.
"""

EXITS = """
## Exit codes

Where several are true, the exit code is the one that weighs most: 5, then 4, 3 and 1. A report is
written before anything is decided, whole or not at all.

| code | meaning |
|---|---|
"""

HELP = {"help", "version"}
"""The options that every program has."""


def commands(
    group: click.Group = main, before: str = "qaudit"
) -> Iterator[tuple[str, click.Command]]:
    """Every command that can be run, with its name as it is typed, in the order of the names."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def page() -> str:
    """The whole page."""
    found = list(commands())
    lines = ["\n| command | what it does |\n|---|---|\n"]
    lines += [
        f"| [`{name}`](#{name.replace(' ', '-')}) | {first_sentence(command)} |\n"
        for name, command in found
    ]
    codes = [f"| {code.value} | {code.meaning} |\n" for code in Exit]
    sections = [section(name, command) for name, command in found]
    return HEAD + "".join(lines) + EXITS + "".join(codes) + "".join(sections)


def paragraphs(command: click.Command) -> list[str]:
    """What a command says of itself."""
    return [" ".join(part.split()) for part in (command.help or "").split("\n\n")]


def first_sentence(command: click.Command) -> str:
    return in_cell(paragraphs(command)[0])


def section(name: str, command: click.Command) -> str:
    """One command."""
    text = re.sub(r"\s+Exit codes:", "\n\n**Exit codes:**", "\n\n".join(paragraphs(command)))
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option)]
    usage = " ".join([name, *(["[OPTIONS]"] if options else []), *map(argument, arguments)])
    lines = [f"\n## {name}\n", f"```text\n{usage}\n```\n", f"{text}\n"]
    if options:
        rows = "".join(f"| `{written(option)}` | {meaning(option)} |\n" for option in options)
        lines.append(f"| option | meaning |\n|---|---|\n{rows}")
    return "\n".join(lines)


def argument(param: click.Argument) -> str:
    """As in `PATHS...`, with the words where it is one of some."""
    name = param.metavar or (param.name or "").upper()
    if isinstance(param.type, click.Choice) and not param.metavar:
        name = "|".join(map(str, param.type.choices))
    return f"{name}..." if param.nargs == -1 else name


def written(option: click.Option) -> str:
    """As in `--as-at DATE`."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return names
    kind = option.metavar or {click.Choice: "WORD", click.IntRange: "NUMBER"}.get(
        type(option.type), "TEXT" if option.type is click.STRING else ""
    )
    if isinstance(option.type, click.Path) and not kind:
        kind = "FILE" if option.type.file_okay else "FOLDER"
    return f"{names} {kind or 'TEXT'}"


def meaning(option: click.Option) -> str:
    """What it does, with what it may be."""
    said = [option.help or ""]
    if isinstance(option.type, click.Choice):
        said.append(f"One of {', '.join(f'`{choice}`' for choice in option.type.choices)}.")
    if isinstance(option.type, click.IntRange):
        said.append(f"{option.type.min} to {option.type.max}.")
    if option.show_default:
        said.append(f"By default `{option.default}`.")
    if option.required:
        said.append("Required.")
    return in_cell(" ".join(said))


def in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def test_the_page_says_what_the_commands_say() -> None:
    """A command, an option or an exit code that is not there, or with other words, fails here."""
    assert page() == PAGE.read_text("utf-8")


def test_groups_are_gone_into() -> None:
    """The commands of a group are each there by the name that is typed."""
    names = {name for name, _ in commands()}
    assert {"qaudit run", "qaudit new check", "qaudit config show", "qaudit schema"} <= names
    assert "qaudit new" not in names


COMMANDS = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
class TestEach:
    def test_every_option_has_a_meaning(self, name: str) -> None:
        """It stands in the command's own section, and more than its name is said of it."""
        (own,) = re.findall(rf"(?ms)^## {name}\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"))
        for param in COMMANDS[name].params:
            if isinstance(param, click.Option):
                assert len(param.help or "") > 5, param.opts
                assert f"| `{written(param)}` | {in_cell(param.help or '')}" in own

    def test_it_says_its_exit_codes(self, name: str) -> None:
        """Whoever calls it from a program need not guess; no code is named that there is not."""
        said = " ".join(paragraphs(COMMANDS[name])).partition("Exit codes:")[2]
        assert said
        assert {int(code) for code in re.findall(r"(?:^| )([0-9]+) [a-z]", said)} <= set(Exit)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
