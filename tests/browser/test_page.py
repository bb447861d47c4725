"""The page as its readers use it, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from qaudit.reporting.html import reporter
from support import record
from terminal import SAMPLES, put, qaudit

HOSTILE = (
    '<script>document.title="taken"</script><img src=x onerror=\'document.title="taken"\'>'
    "</script></style></template>{{7*7}} {% raw %} javascript:document.title=1 \u2028 \u2029 "
    "\u202e desrever \u2066 isolated \u0000 &lt;b&gt;"
)


def shown(page: Any, path: Path, where: str = "") -> Any:
    """The page, opened at a place."""
    page.goto(path.as_uri() + where)
    page.wait_for_function("document.title.includes(' – ')")
    return page


class TestService:
    def test_it_shows_the_grades_by_area_in_the_order_of_the_letters(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """The first area is assessments, plans and reviews, with its grade and both rates."""
        shown(page, pages["plain"])
        first = page.locator("#service-page tbody tr").first.inner_text()
        assert first.startswith("Assessments, plans and reviews")
        assert re.search(r"good\s+\d+% \(\d+ to \d+%\)\s+\d+ of \d+", first)

    def test_a_failure_leads_to_the_children_it_was_found_in(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """The link of a standard filters the list of cases by it."""
        shown(page, pages["plain"])
        page.click("#service-page a[href='#cases?check=REV02']")
        page.wait_for_selector("#cases-page:not([hidden])")
        rows = page.locator("#cases-table tbody tr")
        said = page.locator("#found").inner_text()
        assert said == f"{rows.count()} cases of 31"
        assert page.locator("#filter-check").input_value() == "REV02"
        page.click("#cases-table tbody tr >> nth=0 >> a")
        page.wait_for_selector("#child-page:not([hidden])")
        assert page.locator("article.not_met .what", has_text="REV02").count() >= 1

    def test_where_nothing_was_audited_it_says_so_and_why(self, page: Any, tmp_path: Path) -> None:
        """And shows no empty tables; with some audited, it says first that others were not."""
        broken = put(tmp_path / "broken.case.json", "no record")
        good = put(tmp_path / "good.case.json", record("C-1"))
        for records, expected in (([broken], "Nothing was audited."), ([broken, good], "1 record")):
            out = tmp_path / "page.html"
            qaudit("run", *records, "--select", "REV02", "--report", f"html:{out}")
            shown(page, out)
            said = page.locator("#service-page").inner_text()
            assert expected in said.partition("What could not be audited")[0]
            assert "broken.case.json" in said
        assert page.locator("table.areas").count() == 1
        assert "1 record could not be audited and is in no figure" in said


class TestCases:
    def test_they_are_found_by_a_part_of_their_id(self, page: Any, pages: dict[str, Path]) -> None:
        """In whatever case it is typed."""
        shown(page, pages["plain"], "#cases")
        page.fill("#filter-id", "qa-0014")
        assert page.locator("#cases-table tbody th").all_inner_texts() == ["QA-0014"]
        assert page.locator("#found").inner_text() == "1 case of 31"

    def test_they_are_sorted_by_a_column_either_way(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """A second press turns the order round, and a screen reader is told."""
        shown(page, pages["plain"], "#cases")
        head = page.locator("#cases-table thead th", has_text="Times")
        head.locator("button").click()
        times = [
            int(text)
            for text in page.locator("#cases-table tbody td:nth-child(4)").all_inner_texts()
        ]
        assert times == sorted(times, reverse=True)
        assert head.get_attribute("aria-sort") == "descending"
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        times = [
            int(text)
            for text in page.locator("#cases-table tbody td:nth-child(4)").all_inner_texts()
        ]
        assert times == sorted(times)

    def test_they_are_filtered_by_team_without_a_setting(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """The team of each child's social worker is in the page of itself."""
        shown(page, pages["plain"], "#cases")
        page.select_option("#filter-group\\.team", "Disabled children")
        assert page.locator("#found").inner_text() == "2 cases of 31"

    def test_filters_hold_together_and_stand_in_the_address(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """Two filters give what both let through; the address leads back to it."""
        shown(page, pages["plain"], "#cases")
        page.select_option("#filter-grade", "inadequate")
        page.select_option("#filter-check", "REV02")
        found = page.locator("#cases-table tbody th a").all_inner_texts()
        report = json.loads(pages["report"].read_bytes())
        assert found
        assert set(found) == {
            case["case_id"]
            for case in report["cases"]
            if case["grade"] == "inadequate"
            and any(
                row["check"] == "REV02" and row["outcome"] == "not_met"
                for row in case["observations"]
            )
        }
        address = page.url
        page.goto("about:blank")
        shown(page, pages["plain"], address.partition("#")[1] + address.partition("#")[2])
        assert page.locator("#cases-table tbody th a").all_inner_texts() == found

    def test_a_part_of_an_id_is_found_however_it_is_spaced(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """As it is copied out of a letter or a spreadsheet."""
        shown(page, pages["plain"], "#cases")
        page.fill("#filter-id", " qa - 0014 ")
        assert page.locator("#cases-table tbody th").all_inner_texts() == ["QA-0014"]

    def test_order_and_filters_outlive_a_child_and_a_reload(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """They stand in the address, and in the link back from a child."""
        shown(page, pages["plain"], "#cases")
        page.locator("#cases-table thead button", has_text="The longest late").click()
        page.select_option("#filter-grade", "inadequate")
        ids = page.locator("#cases-table tbody th a")
        expected = ["QA-0014", "QA-0012", "QA-0028"]
        assert ids.all_inner_texts() == expected
        for leave in (page.go_back, lambda: page.click(".back a")):
            page.click("#cases-table tbody a")
            page.wait_for_selector("#child-page:not([hidden])")
            leave()
            page.wait_for_selector("#cases-page:not([hidden])")
            assert ids.all_inner_texts() == expected
        page.reload()
        page.wait_for_selector("#cases-page:not([hidden])")
        assert ids.all_inner_texts() == expected
        assert page.locator("#filter-grade").input_value() == "inadequate"
        head = page.locator("#cases-table thead th", has_text="The longest late")
        assert head.get_attribute("aria-sort") == "descending"

    def test_printed_the_list_is_whole(self, page: Any, tmp_path: Path) -> None:
        """Beyond the first hundred that the screen begins with."""
        records = "".join(json.dumps(record(f"C-{number:03d}")) + "\n" for number in range(130))
        out = tmp_path / "page.html"
        many = put(tmp_path / "many.ndjson", records)
        assert qaudit("run", many, "--select", "REV02", "--report", f"html:{out}").code == 0
        shown(page, out, "#cases")
        rows = page.locator("#cases-table tbody tr")
        assert rows.count() == 100
        page.fill("#filter-id", "C-1")
        page.pdf()
        assert rows.count() == 30
        page.fill("#filter-id", "")
        page.pdf()
        assert rows.count() == 130


class TestChild:
    def test_two_moves_without_a_review_are_seen_at_once(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """The timeline says so beside the placements, in the first view."""
        shown(page, pages["plain"], "#child=QA-0014")
        flag = page.locator("svg.timeline text.flag")
        assert flag.text_content() == "✕ 2 moves, no review in time"
        box = flag.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 900

    def test_it_begins_with_what_matters_most(self, page: Any, pages: dict[str, Path]) -> None:
        """Moves, what was late, and when the child was last visited, in sentences."""
        shown(page, pages["plain"], "#child=QA-0014")
        sentences = page.locator(".gist p").all_inner_texts()
        assert sentences[0].startswith("2 of 2 moves had no review in time; a visit was late 4 ")
        assert sentences[1].startswith("The last visit was on 8 July 2026, 84 days before 30 Sept")

    def test_on_a_telephone_the_recent_end_is_seen_beside_the_names_of_the_lanes(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """Wherever the timeline is scrolled to, the names stay."""
        page.set_viewport_size({"width": 400, "height": 800})
        shown(page, pages["plain"], "#child=QA-0014")
        last = page.locator("svg.timeline text.missed").first.bounding_box()
        assert last["x"] + last["width"] <= 400
        for left in (10_000, 0):
            page.evaluate("x => document.querySelector('.timeline-box').scrollTo(x, 0)", left)
            for name in page.locator("svg.names text").all():
                box = name.bounding_box()
                assert box["x"] >= 16
                assert box["x"] + box["width"] <= 130

    def test_the_timeline_can_be_read(self, page: Any, pages: dict[str, Path]) -> None:
        """Opened by a key, a list tells each mark and each due date."""
        shown(page, pages["plain"], "#child=QA-0014")
        told = page.locator("details.told")
        told.locator("summary").press("Enter")
        assert told.locator("strong").all_inner_texts()[:3] == [
            "In care",
            "Legal status",
            "Placements",
        ]
        lines = told.locator("li").all_inner_texts()
        assert "REV02: due by 14 Nov 2025, ✕ missed" in lines
        assert "child in care visit, child not seen, 16 Sep 2026" in lines

    def test_each_failure_shows_standard_force_and_evidence(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """Opened, a finding names its source and points into the record."""
        shown(page, pages["plain"], "#child=QA-0014")
        finding = page.locator("article", has_text="REV02").first
        assert "statutory, compliance" in finding.inner_text()
        finding.locator("summary").first.click()
        assert "SI 2010/959" in finding.inner_text()
        assert finding.locator("code").first.inner_text().startswith("/placements/")

    def test_what_was_met_is_listed_when_it_is_asked_for(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """The button gives way to every observation that was met, with its dates."""
        shown(page, pages["plain"], "#child=QA-0014")
        button = page.locator("button.load")
        number = int(re.findall(r"\d+", button.inner_text())[0])
        button.click()
        page.wait_for_selector(".met-list")
        assert page.locator(".met-list li").count() == number

    def test_copied_text_stands_side_by_side_where_text_is_shown(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """Both passages, what changed marked, the documents and who wrote them."""
        shown(page, pages["text"], "#child=QA-0026")
        pair = page.locator(".pair").first
        assert pair.locator("h4").all_inner_texts()[0].startswith("Earlier: assessment")
        assert pair.locator("mark").count() == 2
        assert pair.locator("mark .changed").count() > 0

    def test_without_leave_no_text_and_no_name_is_in_the_file(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """Not even in the names of the files the records came from."""
        shown(page, pages["plain"], "#child=QA-0014")
        assert page.locator(".pair").count() == 0
        told = page.evaluate("document.body.innerText")
        assert "Shanice" not in told
        assert "no names and no text" in page.locator(".banner").inner_text()
        shown(page, pages["text"], "#child=QA-0014")
        assert "holds text out of case records" in page.locator(".banner").inner_text()

    def test_what_was_waived_is_seen_with_reason_name_and_day(
        self, page: Any, tmp_path: Path
    ) -> None:
        """Of the child under a heading of its own, of the service in a table."""
        report, waivers, out = (tmp_path / name for name in ("a.json", "w.toml", "page.html"))
        qaudit("run", SAMPLES, "--select", "REV02", "--report", f"json:{report}")
        about = ["--case", "QA-0013", "--check", "REV02", "--until", "2026-12-31"]
        why = ["--reason", "The court had set the date.", "--by", "the service manager"]
        put(waivers, qaudit("waive", report, *about, *why).out)
        more = ["--select", "REV02", "--waivers", str(waivers)]
        assert qaudit("run", SAMPLES, *more, "--report", f"html:{out}").code == 0
        shown(page, out, "#child=QA-0013")
        assert page.locator("h2", has_text="Not met, and waived: 1 observation").count() == 1
        said = page.locator("article.waived").inner_text()
        assert "until 31 December 2026 by the service manager: The court had set the date." in said
        shown(page, out, "#service")
        row = page.locator("tr", has_text="REV02 in QA-0013")
        assert row.locator("td").all_inner_texts() == [
            "1 of 1",
            "31 December 2026",
            "the service manager",
            "The court had set the date.",
        ]

    def test_printed_it_shows_what_is_open_and_no_more(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """The picture and the failures, not the timeline told again or standards left closed."""
        shown(page, pages["plain"], "#child=QA-0014")
        page.emulate_media(media="print")
        assert page.locator("svg.timeline[role=img]").is_visible()
        assert page.locator("article.not_met").last.is_visible()
        assert not page.locator("details.told").is_visible()
        assert page.locator("article.not_met summary:visible").count() == 0
        page.emulate_media(media="screen")
        page.locator("article.not_met summary").first.click()
        page.emulate_media(media="print")
        assert page.locator("article.not_met summary:visible").count() == 1

    def test_what_there_is_no_room_for_is_counted(
        self, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The picture and the worst of each standard stay, and it is said what is left out."""
        monkeypatch.setattr(reporter, "MOST_BYTES", 0)
        out = tmp_path / "page.html"
        assert qaudit("run", SAMPLES, "--report", f"html:{out}").code == 0
        shown(page, out, "#child=QA-0014")
        assert page.locator("svg.timeline[role=img]").count() == 1
        assert page.locator("h2", has_text="Not met: 77 observations").count() == 1
        found = page.locator("article.not_met .what").all_inner_texts()
        assert len(set(found)) == len(found) == 34
        said = page.locator("#child-page").inner_text()
        assert "Here is the worst of each standard: a report of so many children has no" in said
        assert "The timeline is not told in words: a report of so many children" in said
        assert said.count("They are counted here: a report of so many children has no room") == 2
        worst = page.locator("article.not_met", has_text="SUP01").inner_text()
        assert "154 days between supervisions" in worst

    def test_a_case_that_is_not_there_says_so(self, page: Any, pages: dict[str, Path]) -> None:
        """An old link leads to a sentence."""
        shown(page, pages["plain"], "#child=QA-9999")
        assert page.locator("h1:visible").inner_text() == "There is no such case"

    def test_it_prints_on_whole_pages_of_a4(
        self, page: Any, pages: dict[str, Path], tmp_path: Path
    ) -> None:
        """Saved as a PDF it has pages, and nothing of the forms."""
        shown(page, pages["plain"], "#child=QA-0014")
        printed = page.pdf(path=str(tmp_path / "child.pdf"), prefer_css_page_size=True)
        assert printed.startswith(b"%PDF-")
        assert re.search(rb"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", printed)
        page.emulate_media(media="print")
        assert not page.locator("header nav").is_visible()


@pytest.mark.parametrize("where", ["#service", "#cases", "#child=QA-0014"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestEverybody:
    def test_axe_finds_nothing_against_wcag_2_2_aa(
        self, page: Any, pages: dict[str, Path], where: str, scheme: str
    ) -> None:
        """In light and in dark, on each kind of page, with all that opens opened."""
        axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not here")
        page.emulate_media(color_scheme=scheme)
        shown(page, pages["text"], where)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = axe.Axe().run(page, options={"runOnly": rules}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []

    def test_nothing_is_wider_than_a_telephone(
        self, page: Any, pages: dict[str, Path], where: str, scheme: str
    ) -> None:
        """At 400 pixels what is wide scrolls within itself."""
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 400, "height": 800})
        shown(page, pages["text"], where)
        assert page.evaluate("document.documentElement.scrollWidth") <= 400


class TestKeyboard:
    def test_a_child_is_reached_and_left_without_a_mouse(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """Focus goes to the heading of a page that opens, and back leads to the list."""
        shown(page, pages["plain"], "#cases")
        page.focus("#cases-table tbody a")
        page.keyboard.press("Enter")
        page.wait_for_selector("#child-page:not([hidden])")
        assert page.evaluate("document.activeElement.tagName") == "H1"
        page.go_back()
        page.wait_for_selector("#cases-page:not([hidden])")
        assert page.locator("#child-page").is_hidden()


class TestHostile:
    def test_text_of_a_record_does_nothing(self, page: Any, tmp_path: Path) -> None:
        """Markup, scripts, templates and marks of direction are shown as what they are."""
        long = f"{HOSTILE} " + "she walks to school with her friend every day and reads aloud " * 4
        sections = [{"heading": HOSTILE, "text": long}]

        def written(number: int, day: str) -> dict[str, Any]:
            return {
                "assessment_id": f"{HOSTILE}{number}",
                "type": "child_in_care",
                "start_date": day,
                "authorised_date": day,
                "author_id": HOSTILE,
                "sections": sections,
            }

        made = record(
            "</script><b>QA</b>",
            child={"date_of_birth": "2014-05-17", "names": [HOSTILE]},
            assessments=[written(1, "2025-03-02"), written(2, "2026-06-01")],
            involvements=[
                {
                    "worker_id": "W" * 10_000,
                    "role": "social_worker",
                    "team": f"{HOSTILE}{'T' * 10_000}",
                    "start_date": "2026-01-05",
                }
            ],
        )
        case = put(tmp_path / "case.json", json.dumps(made))
        out = tmp_path / "page.html"
        assert qaudit("run", case, "--show-text", "--report", f"html:{out}").code == 0
        shown(page, out, "#cases")
        page.click("#cases-table tbody a")
        page.wait_for_selector("#child-page:not([hidden])")
        page.wait_for_selector(".pair")
        assert "taken" not in page.title()
        assert page.locator("h1:visible").inner_text() == "</script><b>QA</b>"
        assert "{{7*7}}" in page.locator(".passage").first.inner_text()
        assert page.locator("main img, main script, main b").count() == 0
        page.set_viewport_size({"width": 400, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 400

    def test_the_policy_allows_nothing_but_the_file_itself(
        self, page: Any, pages: dict[str, Path]
    ) -> None:
        """A script that is put into the page is not run, and nothing can be fetched."""
        policy = re.search(
            r'Content-Security-Policy" content="([^"]*)"', pages["plain"].read_text("utf-8")
        )
        assert policy
        assert policy[1].replace("&#39;", "'").startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy[1]
        assert "://" not in pages["plain"].read_text("utf-8")
        shown(page, pages["plain"])
