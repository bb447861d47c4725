"""What qaudit itself gives through the hooks, as any plugin does; its checks apart."""

from __future__ import annotations

from pathlib import Path

from qaudit.grading.profile import BUILT_IN
from qaudit.letters.reporter import LetterReporter
from qaudit.plugins.hookspecs import hookimpl
from qaudit.reporting.annotations import GithubReporter
from qaudit.reporting.base import Reporter
from qaudit.reporting.html import HtmlReporter
from qaudit.reporting.json_report import JsonReporter
from qaudit.reporting.junit import JunitReporter
from qaudit.reporting.lines import CsvReporter, NdjsonReporter
from qaudit.reporting.markdown import MarkdownReporter
from qaudit.reporting.sarif import SarifReporter
from qaudit.reporting.table import TableReporter
from qaudit.reporting.workbook import WorkbookReporter
from qaudit.sources import SSDA903, Source


@hookimpl
def qaudit_sources() -> list[Source]:
    return [SSDA903()]


@hookimpl
def qaudit_reporters() -> list[Reporter]:
    return [
        TableReporter(),
        JsonReporter(),
        LetterReporter(),
        HtmlReporter(),
        WorkbookReporter(),
        MarkdownReporter(),
        CsvReporter(),
        NdjsonReporter(),
        JunitReporter(),
        SarifReporter(),
        GithubReporter(),
    ]


@hookimpl
def qaudit_profiles() -> list[Path]:
    return sorted(BUILT_IN.glob("*.toml"))
