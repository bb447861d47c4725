"""A browser for the tests of the page; without one they are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from terminal import SAMPLES, qaudit

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, driven by Playwright."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: no test of the page is run"
    )
    found = os.environ.get("QAUDIT_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium is installed (apt install chromium): no test of the page is run")
    with sync_api.sync_playwright() as playwright:
        # A container has no user namespaces for the sandbox; the page is one of our own.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of all sample cases, without text of theirs and with it, and what it is made of."""
    folder = tmp_path_factory.mktemp("pages")
    names = {"plain": "plain.html", "text": "text.html", "report": "report.json"}
    made = {name: folder / file for name, file in names.items()}
    reports = (f"html:{made['plain']}", f"json:{made['report']}")
    assert qaudit("run", SAMPLES, "--report", reports[0], "--report", reports[1]).code == 0
    assert qaudit("run", SAMPLES, "--show-text", "--report", f"html:{made['text']}").code == 0
    return made


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window of 1280 by 900 in which nothing may fail, be refused, or be fetched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    fetched: list[str] = []
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: fetched.append(asked.url))
    yield page
    context.close()
    assert troubles == []
    assert [url for url in fetched if not url.startswith("file:")] == []
