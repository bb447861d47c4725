from datetime import date
from typing import Any

import pytest

from qaudit.cases.model import SECTIONS
from qaudit.cases.writing import WITH_TEXT, any_text_exported, writings, written_on
from support import case

TEXT = [{"heading": "Analysis", "text": "Kit sleeps better."}]


class TestWithText:
    def test_every_section_that_holds_text(self) -> None:
        """All sections whose items have sections of text are looked at, and no others."""
        assert [
            name for name, kind in SECTIONS.items() if "sections" in kind.__annotations__
        ] == list(WITH_TEXT)


class TestWritings:
    def test_all(self) -> None:
        """Every document comes once, in the order of the sections and of the record."""
        named: dict[str, Any] = {name: [{"sections": TEXT}] * 2 for name in WITH_TEXT}
        made = case(**named)
        assert [one.item.pointer for one in writings(made)] == [
            f"/{name}/{n}" for name in WITH_TEXT for n in range(2)
        ]

    def test_parts(self) -> None:
        """Parts without text are left out, and the others keep their places."""
        made = case(
            visits=[
                {
                    "sections": [
                        {"heading": "Views", "text": ""},
                        {"heading": "Views", "text": " \n\t"},
                        {"heading": "Views"},
                        {"heading": "Home", "text": "A room of his own."},
                    ]
                }
            ]
        )
        (one,) = writings(made)
        assert [part.pointer for part in one.parts] == ["/visits/0/sections/3"]
        assert one.parts[0].text == "A room of his own."

    @pytest.mark.parametrize("sections", [None, [], [{}], [{"text": " "}]])
    def test_without_text(self, sections: Any) -> None:
        """An item without any text is no document."""
        assert writings(case(visits=[{"sections": sections}])) == ()

    def test_form(self) -> None:
        """Documents of one section and type are of one form."""
        made = case(
            assessments=[
                {"type": "pathway", "sections": TEXT},
                {"type": "child_in_care", "sections": TEXT},
                {"sections": TEXT},
            ],
            plans=[{"type": "pathway", "sections": TEXT}],
        )
        assert [(one.section, one.form) for one in writings(made)] == [
            ("assessments", "assessments/pathway"),
            ("assessments", "assessments/child_in_care"),
            ("assessments", "assessments/"),
            ("plans", "plans/pathway"),
        ]

    def test_not_exported(self) -> None:
        """Sections that were not exported hold nothing, and are no error."""
        assert writings(case()) == ()

    @pytest.mark.parametrize(
        ("section", "item"),
        [
            ("visits", {"date": "2026-03-11"}),
            ("visits", {"date": "2026-03-11", "planned_date": "2026-03-09"}),
            ("reviews", {"date": "2026-03-11", "due_date": "2026-03-09"}),
            ("reviews", {"completed_date": "2026-03-11"}),
            ("assessments", {"authorised_date": "2026-03-11"}),
            ("documents", {"date": "2026-03-11"}),
        ],
    )
    def test_written_after_the_audit_date(self, section: str, item: dict[str, Any]) -> None:
        """What was written after the audit date is not there to be read."""
        named: dict[str, Any] = {section: [{**item, "sections": TEXT}]}
        made = case("2026-03-10", **named)
        assert writings(made) == ()

    def test_draft(self) -> None:
        """An assessment that was not authorised is a draft, still written on the last day known."""
        made = case(
            "2026-03-10",
            assessments=[
                {"start_date": "2026-03-01", "authorised_date": "2026-03-05", "sections": TEXT},
                {"start_date": "2026-03-01", "authorised_date": "2026-03-11", "sections": TEXT},
            ],
            visits=[{"date": "2026-03-01", "sections": TEXT}],
        )
        assert [(one.draft, one.day) for one in writings(made)] == [
            (False, date(2026, 3, 5)),
            (True, date(2026, 3, 10)),
            (False, date(2026, 3, 1)),
        ]


class TestAnyTextExported:
    @pytest.mark.parametrize(
        ("named", "exported"),
        [
            ({}, False),
            ({"oversight": [{"text": "Kit"}], "placements": [], "audits": []}, False),
            ({"visits": []}, True),
            ({"visits": [{"sections": []}]}, True),
            ({"visits": [{"sections": TEXT}]}, True),
            ({"visits": [{"date": "2026-03-01"}]}, False),
            ({"visits": [{"date": "2026-03-01"}], "plans": [{"sections": TEXT}]}, True),
            ({"visits": [{"date": "2026-03-01"}], "plans": []}, True),
        ],
    )
    def test_told_from_empty(self, named: dict[str, Any], exported: bool) -> None:
        """Items that all come without text show that text was not exported; no items do not."""
        assert exported is any_text_exported(case(**named))


class TestWrittenOn:
    @pytest.mark.parametrize(
        ("section", "item", "written"),
        [
            (
                "assessments",
                {"start_date": "2026-03-01", "authorised_date": "2026-03-02"},
                "2026-03-02",
            ),
            ("assessments", {"start_date": "2026-03-01"}, "2026-03-01"),
            ("plans", {"start_date": "2026-03-09", "agreed_date": "2026-03-02"}, "2026-03-02"),
            ("plans", {"start_date": "2026-03-09"}, "2026-03-09"),
            ("reviews", {"date": "2026-03-09", "due_date": "2026-03-01"}, "2026-03-09"),
            ("visits", {"date": "2026-03-09", "planned_date": "2026-03-01"}, "2026-03-09"),
            ("supervisions", {"date": "2026-03-09"}, "2026-03-09"),
            ("education_plans", {"date": "2026-03-09"}, "2026-03-09"),
            ("direct_work", {"date": "2026-03-09"}, "2026-03-09"),
            ("documents", {"date": "2026-03-09"}, "2026-03-09"),
            (
                "missing_episodes",
                {
                    "start_at": "2026-03-01T20:00:00Z",
                    "end_at": "2026-03-02T20:00:00Z",
                    "return_interview_at": "2026-03-04T20:00:00Z",
                },
                "2026-03-04",
            ),
            ("missing_episodes", {"start_at": "2026-03-01T20:00:00Z"}, "2026-03-01"),
            ("documents", {}, None),
            ("missing_episodes", {}, None),
            ("assessments", {}, None),
        ],
    )
    def test_day(self, section: str, item: dict[str, Any], written: str | None) -> None:
        """A document was written when it was signed or held, or else when it was begun."""
        named: dict[str, Any] = {section: [item]}
        (found,) = getattr(case(**named), section)
        assert (date.fromisoformat(written) if written else None) == written_on(found)
