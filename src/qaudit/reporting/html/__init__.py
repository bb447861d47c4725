"""The report for a browser: `--report html:PATH`, one file that opens anywhere, offline."""

from __future__ import annotations

from qaudit.reporting.html.reporter import HtmlReporter

__all__ = ["HtmlReporter"]
