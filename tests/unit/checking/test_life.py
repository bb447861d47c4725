"""The life of a check: what is said of it, what runs, and where its code leads."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from qaudit.auditing.configuration import (
    BadSettings,
    Configuration,
    hold_to_checks,
    notices_of,
    selected_codes,
    unknown_codes,
)
from qaudit.checking.check import BadCheck, Check
from qaudit.checking.life import Life, current_code, old_codes
from support import host


def checks(**lives: Life) -> dict[str, Check]:
    """Some checks, with the settings of SUP06, by code."""
    one = host().checks["SUP06"]
    return {code: evolve(one, code=code, life=life) for code, life in lives.items()}


STABLE = Life()
PREVIEW = Life(preview=True, since="0.2.0")
OLD = Life(deprecated="0.3.0", replaced_by="NEW01")
REPLACING = Life(replaces=("OLD01", "OLD02"))
ENDING = Life(deprecated="0.3.0")


@pytest.mark.parametrize(
    ("life", "said"),
    [
        (STABLE, ""),
        (PREVIEW, "in preview since 0.2.0"),
        (Life(since="0.2.0"), "since 0.2.0"),
        (OLD, "deprecated since 0.3.0: NEW01 replaces it"),
        (ENDING, "deprecated since 0.3.0"),
        (
            Life(since="0.3.0", replaces=("OLD01", "OLD02")),
            "since 0.3.0; in the place of OLD01, OLD02",
        ),
    ],
)
def test_in_words(life: Life, said: str) -> None:
    """Only what there is to say is said."""
    assert str(life) == said


@pytest.mark.parametrize(
    ("life", "why"),
    [
        ({"preview": True, "deprecated": "0.3.0"}, "in preview cannot be deprecated"),
        ({"replaced_by": "NEW01"}, "what is replaced must be deprecated"),
        ({"deprecated": "0.3.0", "replaced_by": "new-1"}, "'new-1' is not the code of another"),
        ({"deprecated": "0.3.0", "replaced_by": "OLD01"}, "'OLD01' is not the code of another"),
        ({"replaces": ("OLD01",)}, "'OLD01' is not the code of another"),
    ],
)
def test_what_no_life_can_be(life: dict[str, Any], why: str) -> None:
    """A check whose life contradicts itself is not put together as a check must be."""
    with pytest.raises(BadCheck, match=f"OLD01: .*{why}"):
        checks(OLD01=Life(**life))


class TestSelection:
    @pytest.mark.parametrize(
        ("select", "ignore", "preview", "chosen"),
        [
            ((), (), False, ["AAA01"]),
            ((), (), True, ["AAA01", "AAB01"]),
            (("AAB01",), (), False, ["AAB01"]),
            (("AAB",), (), False, []),
            (("AA",), (), False, ["AAA01"]),
            (("AA",), (), True, ["AAA01", "AAB01"]),
            (("AA", "AAB01"), (), False, ["AAA01", "AAB01"]),
            (("AAB01",), ("AAB",), True, []),
        ],
    )
    def test_preview(
        self, select: tuple[str, ...], ignore: tuple[str, ...], preview: bool, chosen: list[str]
    ) -> None:
        """A check in preview runs by its exact code, or where previews are asked for."""
        there = checks(AAA01=STABLE, AAB01=PREVIEW)
        assert selected_codes(select, ignore, there, preview=preview) == chosen

    @pytest.mark.parametrize(
        ("select", "ignore", "chosen"),
        [
            ((), (), ["END01", "NEW01"]),
            (("OLD01",), (), ["OLD01"]),
            (("OLD",), (), ["OLD01"]),
            (("OLD", "NEW"), (), ["NEW01"]),
            (("OLD01", "NEW01"), (), ["NEW01", "OLD01"]),
            ((), ("NEW01",), ["END01", "OLD01"]),
        ],
    )
    def test_deprecated(
        self, select: tuple[str, ...], ignore: tuple[str, ...], chosen: list[str]
    ) -> None:
        """What replaces a check takes its place; both run only where the old code is selected."""
        there = checks(END01=ENDING, NEW01=STABLE, OLD01=OLD)
        assert selected_codes(select, ignore, there) == chosen

    def test_replaced_by_a_preview(self) -> None:
        """Until what replaces it is in force, a deprecated check runs on."""
        there = checks(NEW01=PREVIEW, OLD01=OLD)
        assert selected_codes((), (), there) == ["OLD01"]
        assert selected_codes((), (), there, preview=True) == ["NEW01"]

    def test_it_is_said(self) -> None:
        """Who runs a deprecated check is told what replaces it."""
        there = checks(NEW01=STABLE, OLD01=OLD)
        assert notices_of((), ["NEW01"], there) == []
        assert notices_of(("OLD01",), ["OLD01"], there) == [
            "the check OLD01 is deprecated since 0.3.0: NEW01 replaces it"
        ]


class TestOldCodes:
    def test_they_lead_to_the_new(self) -> None:
        """An old code is known, and selects or leaves out the check that took its place."""
        there = checks(NEW01=REPLACING, OTH01=STABLE)
        assert unknown_codes(["OLD01"], there) == []
        assert selected_codes(("OLD01",), (), there) == ["NEW01"]
        assert selected_codes((), ("OLD02",), there) == ["OTH01"]
        assert current_code("OLD01", there) == "NEW01"
        assert current_code("OTH01", there) == "OTH01"
        assert notices_of(("OLD01",), ["NEW01"], there) == ["OLD01 is NEW01 now"]

    def test_a_check_that_is_there_is_itself(self) -> None:
        """A code that a check has leads nowhere else."""
        there = checks(NEW01=REPLACING, OLD01=STABLE)
        assert old_codes(there) == {"OLD02": "NEW01"}
        assert selected_codes(("OLD01",), (), there) == ["OLD01"]

    def test_settings(self) -> None:
        """Settings under an old code are those of the new, and whoever wrote them is told."""
        table = {
            "select": ["OLD01"],
            "ignore": ["OLD02"],
            "checks": {"OLD01": {"written_up": "3 working days"}},
        }
        held = hold_to_checks(Configuration(table=table), checks(NEW01=REPLACING))
        assert held.settings_of("NEW01") == {"written_up": "3 working days"}
        assert held.select == ("NEW01",)
        assert held.ignore == ("NEW01",)
        assert [notice.partition(": ")[2] for notice in held.notices] == [
            "select: OLD01 is NEW01 now",
            "ignore: OLD02 is NEW01 now",
            "checks: OLD01 is NEW01 now",
        ]

    @pytest.mark.parametrize("codes", [("OLD01", "NEW01"), ("NEW01", "OLD01"), ("OLD01", "OLD02")])
    def test_settings_under_both(self, codes: tuple[str, str]) -> None:
        """Which of them is meant is not guessed."""
        table = {"checks": {code: {"written_up": "3 days"} for code in codes}}
        with pytest.raises(BadSettings, match=r"checks\.(OLD0.): \1 is NEW01 now, and has"):
            hold_to_checks(Configuration(table=table), checks(NEW01=REPLACING))

    def test_settings_that_the_new_check_lacks(self) -> None:
        """They are held to the new check's schema, as any other."""
        table = {"checks": {"OLD01": {"within": "3 days"}}}
        with pytest.raises(BadSettings, match=r"checks\.OLD01\.within: there is no such setting"):
            hold_to_checks(Configuration(table=table), checks(NEW01=REPLACING))
