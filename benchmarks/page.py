"""The page for a browser at the size of a large service: how big it is and how fast to use.

    python benchmarks/page.py [--children 5000]

The children are the sample cases over and over under other ids, without the checks of copied
text. Times are of headless Chromium on this machine: to the page's own word that it is ready,
and from a key in the search field, or a choice in a filter, to the next frame.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "sample_cases"
READY = "document.title.includes(' – ')"
FILTERED = """async ([id, value]) => {
  const field = document.getElementById(id);
  field.value = value;
  const from = performance.now();
  field.dispatchEvent(new Event(id === "filter-id" ? "input" : "change", {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - from;
}"""
FILTERS = (
    ("filter-id", "C-0"),
    ("filter-id", "C-00001"),
    ("filter-id", ""),
    ("filter-grade", "good"),
    ("filter-check", "REV02"),
)


def write_records(path: Path, children: int) -> None:
    """The sample cases, over and over, one record a line."""
    samples = [json.loads(case.read_text("utf-8")) for case in sorted(SAMPLES.glob("*.case.json"))]
    with path.open("w", encoding="utf-8") as out:
        for number in range(children):
            made = {**samples[number % len(samples)], "case_id": f"C-{number + 1:05d}"}
            made["child"] = {**made["child"], "sibling_case_ids": []}
            out.write(json.dumps(made) + "\n")


def opened(browser: Any, page: Path, where: str) -> tuple[Any, float]:
    """A window in which a place of the page is ready, and the seconds it took."""
    window = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    start = time.perf_counter()
    window.goto(page.as_uri() + where)
    window.wait_for_function(READY)
    return window, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=5000)
    children = parser.parse_args().children
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    chromium = os.environ.get("QAUDIT_BROWSER") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        records, page = Path(folder, "records.ndjson"), Path(folder, "page.html")
        write_records(records, children)
        qaudit = [sys.executable, "-m", "qaudit", "run", str(records), "--report", f"html:{page}"]
        start = time.perf_counter()
        subprocess.run([*qaudit, "--ignore", "ASM03,ASM07,SUP03,PLN05"], check=True)
        print(f"{children:,} children audited and written in {time.perf_counter() - start:.0f} s")
        print(f"size of the page: {page.stat().st_size / 1e6:.1f} MB (goal: under 30)")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for where in ("#service", "#cases", f"#child=C-{children // 2:05d}"):
            window, seconds = opened(browser, page, where)
            print(f"first view of {where}: {seconds:.2f} s (goal: under 2)")
        window, _ = opened(browser, page, "#cases")
        for field, value in FILTERS:
            took = min(window.evaluate(FILTERED, [field, value]) for _ in range(3))
            print(f"{field} = {value!r}: {took:.0f} ms (goal: under 200)")
        browser.close()


if __name__ == "__main__":
    main()
