"""The command line: one module a command."""

from __future__ import annotations

from typing import Any

import click

import qaudit
from qaudit.checking.failures import kind_and_place
from qaudit.cli.checks import checks, explain
from qaudit.cli.compare import compare
from qaudit.cli.exits import Exit
from qaudit.cli.importing import import_
from qaudit.cli.new import new
from qaudit.cli.plugins import plugins
from qaudit.cli.regrade import regrade
from qaudit.cli.run import run
from qaudit.cli.settings import config, print_schema
from qaudit.cli.testing import test
from qaudit.cli.validate import validate
from qaudit.cli.waive import waive
from qaudit.cli.why import why
from qaudit.reporting.files import nothing_more_to_screen


class _Commands(click.Group):
    """Where a command is broken off, the exit code says so, as of any program.

    It must not be one of `Exit`: a build that was stopped did not miss a grade.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("qaudit: stopped", err=True)
            raise SystemExit(Exit.INTERRUPTED) from None
        except BrokenPipeError:  # whoever read the output has read enough, as `head` does
            nothing_more_to_screen()
            raise SystemExit(Exit.UNREAD) from None
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:  # noqa: BLE001
            # A fault of our own. A traceback would show what it was about: a child's record.
            click.echo(f"qaudit: a fault in qaudit itself: {kind_and_place(error)}", err=True)
            raise SystemExit(Exit.FAILED) from None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(qaudit.__version__, prog_name="qaudit")
def main() -> None:
    """Audit the case files of children in care: what was done, what was missed, and where."""


for command in (
    run,
    why,
    regrade,
    waive,
    compare,
    validate,
    checks,
    explain,
    import_,
    test,
    plugins,
    new,
    config,
    print_schema,
):
    main.add_command(command)
