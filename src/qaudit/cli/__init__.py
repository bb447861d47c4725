"""The command line: one module a command."""

from __future__ import annotations

import click

import qaudit
from qaudit.cli.checks import checks, explain
from qaudit.cli.importing import import_
from qaudit.cli.run import run
from qaudit.cli.validate import validate


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(qaudit.__version__, prog_name="qaudit")
def main() -> None:
    """Audit the case files of children in care: what was done, what was missed, and where."""


for command in (run, validate, checks, explain, import_):
    main.add_command(command)
