"""Makes the pictures in `docs/pictures`: the page as it looks in a browser.

python tests/browser/pictures.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "sample_cases"
PICTURES = ROOT / "docs" / "pictures"

SHOTS = {
    "service.png": ("#service", 1280, 1180),
    "cases.png": ("#cases", 1280, 900),
    "child.png": ("#child=QA-0014", 1280, 1000),
    "child-narrow.png": ("#child=QA-0014", 400, 900),
}


def audited(folder: Path, name: str, *arguments: str | Path) -> Path:
    """The page of an audit."""
    page = folder / name
    run = [sys.executable, "-m", "qaudit", "run", *map(str, arguments), "--report", f"html:{page}"]
    subprocess.run(run, check=True)  # noqa: S603  # ours
    return page


def shot(browser: Any, page: Path, where: str, width: int, height: int) -> bytes:
    """What a window of a size shows of a place in a page."""
    context = browser.new_context(viewport={"width": width, "height": height})
    window = context.new_page()
    window.goto(page.as_uri() + where)
    window.wait_for_function("document.title.includes(' – ')")
    picture: bytes = window.screenshot()
    context.close()
    return picture


def copied(browser: Any, page: Path) -> bytes:
    """A copied passage beside the one it was copied from."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    window = context.new_page()
    window.goto(page.as_uri() + "#child=QA-0026")
    window.wait_for_selector(".pair")
    picture: bytes = window.locator("article", has=window.locator(".pair")).first.screenshot()
    context.close()
    return picture


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("QAUDIT_BROWSER") or shutil.which("chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        plain = audited(folder, "plain.html", SAMPLES)
        for name, (where, width, height) in SHOTS.items():
            (PICTURES / name).write_bytes(shot(browser, plain, where, width, height))
        with_text = audited(folder, "text.html", SAMPLES, "--show-text")
        (PICTURES / "copied.png").write_bytes(copied(browser, with_text))
        browser.close()


if __name__ == "__main__":
    main()
