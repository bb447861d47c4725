"""SUP03: supervision records pasted from the last."""

from __future__ import annotations

from typing import Any

from support import audit, audit_one, record

CODE = "SUP03"
SAID = (
    "Marlo has settled at the new school and the panel wants a decision on the match before the "
    "summer, the carer asked again about the holiday, and the worker will ring the grandmother "
    "to agree which weekends she can manage while the bus is not running."
)
OTHER = (
    "The review moved the date of the health check, nobody has yet written to the housing "
    "officer about the damp, and the manager wants the chronology brought up to date by Friday "
    "so that counsel can read it before the hearing on the twelfth."
)


def supervision(name: str, day: str, text: str, **section: Any) -> dict[str, Any]:
    return {
        "supervision_id": name,
        "date": day,
        "sections": [{"heading": "Discussion", "text": text, **section}],
    }


def two(first: str, second: str, **section: Any) -> dict[str, Any]:
    return record(
        supervisions=[
            supervision("S1", "2026-07-01", first),
            supervision("S2", "2026-08-12", second, **section),
        ]
    )


class TestCopiedSupervision:
    def test_a_record_pasted_from_the_last_is_not_met(self) -> None:
        """The later of the two, with both places."""
        rows = audit_one(CODE, two(SAID, SAID)).of(CODE)
        assert [(row["evidence"][0]["pointer"], row["outcome"]) for row in rows] == [
            ("/supervisions/0", "met"),
            ("/supervisions/1", "not_met"),
        ]
        (passage,) = rows[1]["passages"]
        assert passage["target"]["pointer"] == "/supervisions/1/sections/0/text"
        assert passage["source"]["pointer"] == "/supervisions/0/sections/0/text"
        assert SAID[passage["target"]["start"] : passage["target"]["end"]] == SAID.rstrip(".")
        assert rows[1]["message"].startswith(
            "100% of this supervision stands in the supervision of 1 July 2026"
        )

    def test_a_record_pasted_time_and_again(self) -> None:
        """Each is copied from the one before it, however many there are: no standing text."""
        days = [f"2026-0{month}-01" for month in range(1, 9)]
        made = record(supervisions=[supervision(f"S{n}", day, SAID) for n, day in enumerate(days)])
        rows = audit_one(CODE, made).of(CODE)
        assert [row["outcome"] for row in rows] == ["met"] + ["not_met"] * 7
        for number, row in enumerate(rows[1:]):
            (passage,) = row["passages"]
            assert passage["source"]["pointer"] == f"/supervisions/{number}/sections/0/text"
            assert passage["relation"] == "same_case"

    def test_a_manager_who_pastes_everywhere(self) -> None:
        """What is pasted in each of twelve unrelated children's records is pasted in each."""
        records = []
        for number in range(12):
            own = SAID.replace(" the ", f" the {'abcdefghijkl'[number] * 5} ")
            supervisions = [
                supervision(f"S{turn}", day, own)
                for turn, day in enumerate(("2026-06-01", "2026-07-01", "2026-08-01"))
            ]
            records.append(record(f"C{number:02d}", supervisions=supervisions))
        for found in audit(*records, select=(CODE,)):
            assert found.outcomes(CODE) == ["met", "not_met", "not_met"]

    def test_one_text_for_all_children(self) -> None:
        """What all records of a kind say may be the form's: it is shown, and cannot be told."""
        records = [
            record(
                f"C{number:02d}",
                supervisions=[
                    supervision("S1", "2026-06-01", SAID),
                    supervision("S2", "2026-07-01", SAID),
                ],
            )
            for number in range(12)
        ]
        for found in audit(*records, select=(CODE,)):
            assert found.outcomes(CODE) == ["cannot_tell", "cannot_tell"]
            assert found.of(CODE)[0]["message"] == (
                "46 of its 46 words stand in most documents of this kind: the form's own words, "
                "or the same pasted into all of them"
            )

    def test_fresh_records_are_met(self) -> None:
        """Two records with nothing in common."""
        assert audit_one(CODE, two(SAID, OTHER)).outcomes(CODE) == ["met", "met"]

    def test_a_part_pasted_is_met_below_the_threshold(self) -> None:
        """A third of the words stand in the last one: below 40%."""
        later = f"{OTHER} {OTHER.lower().replace('the', 'that')} {SAID}"
        row = audit_one(CODE, two(SAID, later)).of(CODE)[1]
        assert row["outcome"] == "met"
        assert 0.25 < row["facts"]["reused"] < 0.4

    def test_what_is_carried_forward_is_not_counted(self) -> None:
        """Kept on purpose: nothing is left of the record to look at, and that is shown."""
        found = audit_one(CODE, two(SAID, SAID, carried_forward=True))
        assert found.outcomes(CODE) == ["met", "cannot_tell"]
        row = found.of(CODE)[1]
        assert row["message"] == (
            "46 of its 46 words are in sections marked as carried forward, which leaves too "
            "little to look at"
        )
        assert [passage["counted"] for passage in row["passages"]] == [False]

    def test_other_documents_are_not_looked_at(self) -> None:
        """An assessment pasted from a supervision is ASM03's."""
        made = record(
            supervisions=[supervision("S1", "2026-07-01", SAID)],
            assessments=[
                {
                    "type": "child_in_care",
                    "authorised_date": "2026-08-12",
                    "sections": [{"heading": "Now", "text": SAID}],
                }
            ],
        )
        (found,) = audit(made, select=(CODE, "ASM03"))
        assert found.outcomes(CODE) == ["met"]
        assert found.outcomes("ASM03") == ["not_met"]

    def test_supervisions_not_exported_cannot_be_told(self) -> None:
        """A missing section is not a section without copies."""
        assert audit_one(CODE, record()).outcomes(CODE) == ["cannot_tell"]
