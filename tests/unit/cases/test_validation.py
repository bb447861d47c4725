import copy
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qaudit.cases import validation
from qaudit.cases.case import Case
from qaudit.cases.model import SECTIONS
from qaudit.cases.validation import MOST_FAULTS, Fault, examine, is_day, is_instant
from support import record

from .strategies import (
    GOOD_MOMENTS,
    ODD_DAYS,
    ODD_MOMENTS,
    ODD_VALUES,
    Path,
    Record,
    at,
    full_record,
    mutated,
    objects,
    paths,
    put,
    root,
)

NO_DAY = "is not a real day written YYYY-MM-DD"
NO_INSTANT = "is not a date-time with an offset (2026-03-04T09:30:00Z)"
FULL = full_record()
PLACES = list(paths(FULL))


def only(made: Record) -> tuple[str, str]:
    """The one thing wrong with a record: where, and what."""
    (fault,) = examine(made).faults
    return fault.pointer, fault.reason


def holding(section: str, items: Any) -> Record:
    """A record with one section."""
    made = record()
    made[section] = items
    return made


def unread(made: Record) -> list[tuple[str, str]]:
    """The names of a valid record that are not read: where, and what is said of each."""
    examined = examine(made)
    assert examined.faults == ()
    return [(fault.pointer, fault.reason) for fault in examined.unread]


def said(made: Record) -> str:
    """All that is said of a record."""
    examined = examine(made)
    return "\n".join(str(fault) for fault in (*examined.faults, *examined.unread))


def nested(levels: int) -> list[Any]:
    """Lists in each other."""
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


class TestIsDay:
    @given(st.dates())
    @settings(deadline=None)
    def test_every_day(self, day: Any) -> None:
        """Every day that there is, written YYYY-MM-DD, is one."""
        assert is_day(str(day))

    @pytest.mark.parametrize("written", sorted({*ODD_DAYS} - {"0001-01-01", "9999-12-31"}))
    def test_no_day(self, written: str) -> None:
        """30 February, a newline, other digits, other ways to write a date: none is a day."""
        assert not is_day(written)

    @pytest.mark.parametrize("value", [None, 20260304, True, []])
    def test_other_types(self, value: object) -> None:
        """What is no text is for the schema to refuse."""
        assert is_day(value)


class TestIsInstant:
    @pytest.mark.parametrize("written", GOOD_MOMENTS)
    def test_instant(self, written: str) -> None:
        """A date-time as RFC 3339 writes it, with an offset, is one."""
        assert is_instant(written)

    @pytest.mark.parametrize("written", ODD_MOMENTS)
    def test_no_instant(self, written: str) -> None:
        """Without an offset, without seconds, at a leap second or on no day, it is none."""
        assert not is_instant(written)

    @given(st.datetimes(), st.integers(-23 * 60, 23 * 60))
    @settings(deadline=None)
    def test_every_minute(self, moment: Any, offset: int) -> None:
        """Any moment with any offset is one."""
        hours, minutes = divmod(abs(offset), 60)
        sign = "-" if offset < 0 else "+"
        written = f"{moment.isoformat(timespec='milliseconds')}{sign}{hours:02}:{minutes:02}"
        assert is_instant(written)

    @pytest.mark.parametrize("written", GOOD_MOMENTS)
    def test_can_be_read(self, written: str) -> None:
        """What is let through can be read into a case."""
        made = record(referrals=[{"received_at": written}], exported_on="9999-12-31")
        assert examine(made).faults == ()
        (referral,) = Case(made).referrals
        assert referral.received_at is not None
        assert referral.received_at.tzinfo is not None

    @pytest.mark.parametrize("value", [None, 20260304, True, []])
    def test_other_types(self, value: object) -> None:
        """What is no text is for the schema to refuse."""
        assert is_instant(value)


class TestFault:
    def test_printed(self) -> None:
        """A fault is printed with where it is; one of the whole record says so."""
        assert str(Fault("/child", "is empty")) == "/child: is empty"
        assert str(Fault("", "is empty")) == "the record: is empty"


class TestExamineValid:
    def test_least(self) -> None:
        """A record with nothing but what is required is valid."""
        assert examine(record()) == validation.Examination()

    def test_most(self) -> None:
        """A record with every name of the data dictionary is valid."""
        assert examine(FULL) == validation.Examination()

    @pytest.mark.parametrize("section", SECTIONS)
    def test_empty_section(self, section: str) -> None:
        """Every section may be empty, and hold an item of which nothing is known."""
        assert examine(holding(section, [])).faults == ()
        assert examine(holding(section, [{}])).faults == ()

    def test_every_section_empty(self) -> None:
        """A record with every section empty is valid."""
        empty: dict[str, Any] = {section: [] for section in SECTIONS}
        assert examine(record(**empty)).faults == ()

    def test_expected_child(self) -> None:
        """A child who is not born yet has an expected date of birth alone."""
        assert examine(record(child={"expected_date_of_birth": "2026-12-24"})).faults == ()

    @given(objects(root()))
    @settings(deadline=None, max_examples=50)
    def test_the_record_is_not_changed(self, made: Record) -> None:
        """Looking at a record changes nothing in it."""
        before = copy.deepcopy(made)
        examine(made)
        assert before == made


class TestExamineNull:
    @pytest.mark.parametrize(
        "path",
        [
            path
            for path in PLACES
            if isinstance(path[-1], str)
            and path[0] not in ("schema_version", "case_id", "exported_on", "source")
            and path not in (("child",), ("audits", 0, "areas", "placements"))
        ],
        ids=lambda path: "/".join(map(str, path)),
    )
    def test_is_missing(self, path: Path) -> None:
        """A name that is null is valid, and makes the same case as one that is missing."""
        null = put(FULL, path, None)
        missing = copy.deepcopy(FULL)
        del at(missing, path[:-1])[path[-1]]
        assert examine(null) == examine(missing) == validation.Examination()
        one, other = Case(null), Case(missing)
        assert other.child == one.child
        for section in SECTIONS:
            assert other.exports(section) is one.exports(section)
            assert other.coverage(section) == one.coverage(section)
            if one.exports(section):
                assert getattr(other, section) == getattr(one, section)

    @pytest.mark.parametrize("name", ["schema_version", "case_id", "exported_on", "child"])
    def test_required(self, name: str) -> None:
        """What is required may neither be null nor missing."""
        null = record()
        null[name] = None
        pointer, _ = only(null)
        assert f"/{name}" == pointer
        del null[name]
        assert ("", f"{name} missing") == only(null)

    @pytest.mark.parametrize("section", SECTIONS)
    def test_item(self, section: str) -> None:
        """An item of a section may not be null: it is no field."""
        assert (f"/{section}/0", "should be an object") == only(holding(section, [None]))


class TestExamineFaults:
    @pytest.mark.parametrize(
        ("named", "pointer", "reason"),
        [
            ({"exported_on": "2026-02-30"}, "/exported_on", NO_DAY),
            ({"exported_on": "2026-02-28\n"}, "/exported_on", NO_DAY),
            ({"exported_on": ""}, "/exported_on", NO_DAY),
            ({"exported_on": 20260228}, "/exported_on", "should be text"),
            ({"case_id": ""}, "/case_id", "is empty"),
            ({"case_id": "x" * 201}, "/case_id", "is too long"),
            ({"case_id": 7}, "/case_id", "should be text"),
            ({"child": []}, "/child", "should be an object"),
            ({"child": {"date_of_birth": "2015-02-29"}}, "/child/date_of_birth", NO_DAY),
            ({"child": {"sex": "X"}}, "/child/sex", "is not one of M, F, U"),
            (
                {"child": {"ethnicity": "wbri"}},
                "/child/ethnicity",
                "is not written like a code of this field",
            ),
            ({"child": {"names": ["a", 1]}}, "/child/names/1", "should be text"),
            ({"child": {"uasc": "no"}}, "/child/uasc", "should be true or false"),
            ({"source": []}, "/source", "should be an object"),
            ({"visits": {}}, "/visits", "should be a list"),
            ({"visits": [[]]}, "/visits/0", "should be an object"),
            ({"visits": [{}, {"seen": 1}]}, "/visits/1/seen", "should be true or false"),
            ({"visits": [{"visit_id": ""}]}, "/visits/0/visit_id", "is empty"),
            (
                {"visits": [{"sections": [{"text": 1}]}]},
                "/visits/0/sections/0/text",
                "should be text",
            ),
            (
                {"referrals": [{"received_at": "2026-03-04T09:30:00"}]},
                "/referrals/0/received_at",
                NO_INSTANT,
            ),
            (
                {"referrals": [{"received_at": "2026-03-04"}]},
                "/referrals/0/received_at",
                NO_INSTANT,
            ),
            (
                {"referrals": [{"received_at": "2016-12-31T23:59:60Z"}]},
                "/referrals/0/received_at",
                NO_INSTANT,
            ),
            (
                {"placements": [{"distance_miles": -1}]},
                "/placements/0/distance_miles",
                "is less than 0",
            ),
            (
                {"placements": [{"distance_miles": True}]},
                "/placements/0/distance_miles",
                "should be a number",
            ),
            (
                {"placements": [{"distance_miles": "4"}]},
                "/placements/0/distance_miles",
                "should be a number",
            ),
            (
                {"placements": [{"start_reason": "X"}]},
                "/placements/0/start_reason",
                "is not one of S, P, T, B, L, U",
            ),
            (
                {"plans": [{"actions": [{"due_date": "ongoing"}]}]},
                "/plans/0/actions/0/due_date",
                NO_DAY,
            ),
            (
                {"care_leaving": [{"pathway_contacts": ["2026-02-31"]}]},
                "/care_leaving/0/pathway_contacts/0",
                NO_DAY,
            ),
            ({"coverage": {"visits": {"from": "2020"}}}, "/coverage/visits/from", NO_DAY),
            (
                {"coverage": {"visits": {"complete": "no"}}},
                "/coverage/visits/complete",
                "should be true or false",
            ),
        ],
    )
    def test_said_in_words(self, named: dict[str, Any], pointer: str, reason: str) -> None:
        """What is wrong is said in plain words, with the pointer to where."""
        made = record()
        made.update(named)
        assert (pointer, reason) == only(made)

    def test_schema_version(self) -> None:
        """A record of another version is refused."""
        assert only({**record(), "schema_version": "2"}) == ("/schema_version", "should be '1'")
        assert only({**record(), "schema_version": 1}) == ("/schema_version", "should be '1'")

    def test_all_missing(self) -> None:
        """All that is missing is named at once."""
        assert only({}) == ("", "schema_version and case_id and exported_on and child missing")

    @pytest.mark.parametrize("written", sorted({*ODD_DAYS} - {"0001-01-01", "9999-12-31"}))
    def test_every_odd_day(self, written: str) -> None:
        """A date that is no day is refused in a section as at the top."""
        assert only(record(visits=[{"date": written}])) == ("/visits/0/date", NO_DAY)
        assert only(record(exported_on=written)) == ("/exported_on", NO_DAY)

    @pytest.mark.parametrize("written", ODD_MOMENTS)
    def test_every_odd_moment(self, written: str) -> None:
        """A date-time that is none is refused."""
        made = record(missing_episodes=[{"end_at": written}])
        assert only(made) == ("/missing_episodes/0/end_at", NO_INSTANT)

    def test_in_order_and_not_without_end(self) -> None:
        """Of a record wrong throughout the first faults are listed, in order of place."""
        made = record(visits=[{"date": "x", "seen": "x"}] * 50)
        faults = examine(made).faults
        assert len(faults) == MOST_FAULTS
        assert sorted(faults) == list(faults)

    def test_contradictions_not_without_end(self) -> None:
        """A record that contradicts itself throughout is not listed throughout either."""
        made = record(visits=[{"visit_id": "v"}] * 50)
        assert len(examine(made).faults) == MOST_FAULTS


class TestExamineContradictions:
    @pytest.mark.parametrize(
        ("section", "begins", "ends"),
        [
            ("legal_statuses", "start_date", "end_date"),
            ("court_proceedings", "start_date", "end_date"),
            ("care_periods", "start_date", "end_date"),
            ("placements", "start_date", "end_date"),
            ("involvements", "start_date", "end_date"),
            ("section_47_enquiries", "start_date", "end_date"),
            ("plans", "start_date", "end_date"),
            ("private_fostering", "arrangement_start_date", "arrangement_end_date"),
        ],
    )
    def test_end_before_start(self, section: str, begins: str, ends: str) -> None:
        """What ends before it starts is refused; on the day it starts, it may end."""
        items = [{begins: "2026-03-04", ends: "2026-03-04"}, {begins: "2026-03-04", ends: None}]
        assert examine(holding(section, items)).faults == ()
        items.append({begins: "2026-03-04", ends: "2026-03-03"})
        assert (f"/{section}/2", f"{ends} is before {begins}") == only(holding(section, items))

    @pytest.mark.parametrize("section", ["missing_episodes", "police_custody"])
    def test_moments(self, section: str) -> None:
        """Moments are compared as moments, whatever their offsets."""
        good = {"start_at": "2026-07-01T10:30:00+01:00", "end_at": "2026-07-01T09:30:00Z"}
        assert examine(holding(section, [good])).faults == ()
        bad = {"start_at": "2026-07-01T09:30:01z", "end_at": "2026-07-01t10:30:00+01:00"}
        assert (f"/{section}/0", "end_at is before start_at") == only(holding(section, [bad]))

    def test_parts(self) -> None:
        """What ends before it starts is refused inside an item too."""
        backwards = {"start_date": "2026-03-04", "end_date": "2026-03-03"}
        reason = "end_date is before start_date"
        made = record(placements=[{}, {"temporary_approval": backwards}])
        assert ("/placements/1/temporary_approval", reason) == only(made)
        made = record(care_leaving=[{"accommodation": [{}, backwards]}])
        assert ("/care_leaving/0/accommodation/1", reason) == only(made)

    def test_every_pair_of_the_schema(self) -> None:
        """Whatever in the schema has a start and an end may not end before it starts."""
        for path in PLACES:
            name = str(path[-1])
            if "start_" not in name:
                continue
            ends = (*path[:-1], name.replace("start_", "end_"))
            if ends not in PLACES:
                continue
            early = "2026-03-03" + str(at(FULL, ends))[10:]
            assert only(put(FULL, ends, early)) == (
                "".join(f"/{step}" for step in path[:-1]),
                f"{ends[-1]} is before {name}",
            )

    @pytest.mark.parametrize(
        ("section", "name"),
        [
            ("placements", "placement_id"),
            ("referrals", "referral_id"),
            ("section_47_enquiries", "section_47_id"),
            ("assessments", "assessment_id"),
            ("plans", "plan_id"),
            ("reviews", "review_id"),
            ("visits", "visit_id"),
            ("supervisions", "supervision_id"),
            ("oversight", "oversight_id"),
            ("iro_activity", "activity_id"),
            ("education_plans", "plan_id"),
            ("missing_episodes", "episode_id"),
            ("documents", "document_id"),
            ("audits", "audit_id"),
        ],
    )
    def test_same_id_twice(self, section: str, name: str) -> None:
        """An id is given once in its section; items without one may be many."""
        items = [{name: "7"}, {}, {name: None}, {}, {name: "8"}]
        assert examine(holding(section, items)).faults == ()
        assert (f"/{section}/5/{name}", "another in this section has the same id") == only(
            holding(section, [*items, {name: "8"}])
        )

    def test_same_id_in_two_sections(self) -> None:
        """Two sections may use the same id."""
        made = record(plans=[{"plan_id": "7"}], education_plans=[{"plan_id": "7"}])
        assert examine(made).faults == ()

    def test_ids_of_others(self) -> None:
        """What an item refers to may be referred to again: a referral, a worker, a carer."""
        made = record(
            assessments=[{"assessment_id": str(n), "referral_id": "1"} for n in range(2)],
            visits=[{"visit_id": str(n), "worker_id": "1"} for n in range(2)],
            placements=[{"placement_id": str(n), "carer_id": "1"} for n in range(2)],
            involvements=[{"worker_id": "1"}] * 2,
        )
        assert examine(made).faults == ()


class TestExamineDepth:
    @pytest.mark.parametrize("levels", [200, 900, 20_000])
    @pytest.mark.parametrize("name", ["source", "unknown", "documents", "child"])
    def test_too_deep(self, name: str, levels: int) -> None:
        """A record nested hundreds of levels deep is refused, wherever that is."""
        inside = {"a": nested(levels)}
        made = record()
        made[name] = [inside] if name == "documents" else inside
        assert "nested too deeply" in said(made)
        assert examine(made).faults

    def test_free_form(self) -> None:
        """Where it comes from may be told in a few levels."""
        assert examine(record(source={"system": {"a": nested(20)}})).faults == ()


class TestExamineUnread:
    @pytest.mark.parametrize(
        ("named", "pointer", "reason"),
        [
            ({"visit": []}, "", "'visit' is not read; did you mean 'visits'?"),
            ({"hobbies": []}, "", "'hobbies' is not read"),
            (
                {"child": {"dateofbirth": "x"}},
                "/child",
                "'dateofbirth' is not read; did you mean 'date_of_birth'?",
            ),
            (
                {"visits": [{}, {"seen_alon": True}]},
                "/visits/1",
                "'seen_alon' is not read; did you mean 'seen_alone'?",
            ),
            ({"plans": [{"actions": [{"due": "x"}]}]}, "/plans/0/actions/0", "'due' is not read"),
            (
                {"placements": [{"rationale": {"txt": 1}}]},
                "/placements/0/rationale",
                "'txt' is not read; did you mean 'text'?",
            ),
            (
                {"coverage": {"visit": {}}},
                "/coverage",
                "'visit' is not a section; did you mean 'visits'?",
            ),
            (
                {"coverage": {"visits": {"form": "2020-01-01"}}},
                "/coverage/visits",
                "'form' is not read; did you mean 'from'?",
            ),
            ({"visits": [{"Kayleigh": 1}]}, "/visits/0", "(name not shown) is not read"),
        ],
    )
    def test_said_with_the_nearest(self, named: Any, pointer: str, reason: str) -> None:
        """A name that is not read is no fault, but is said, with the nearest that is."""
        assert [(pointer, reason)] == unread(record(**named))

    def test_free_form(self) -> None:
        """Where the record comes from and the areas of an audit have names of their own."""
        made = record(source={"whatever": 1}, audits=[{"areas": {"whatever": "good"}}])
        assert unread(made) == []

    def test_faults_alone(self) -> None:
        """Of a record that is refused only the faults are said."""
        examined = examine(record(visit=[], visits=[{"date": "x"}]))
        assert examined.unread == ()
        assert len(examined.faults) == 1

    @given(mutated())
    @settings(deadline=None)
    def test_every_pointer_resolves(self, made: Record) -> None:
        """Whatever is said of a valid record, its pointer leads to a place in it."""
        for fault in examine(made).unread:
            value: Any = made
            for step in fault.pointer.split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
            assert isinstance(value, dict)


# Letters in which nothing that is said of a record is written.
SECRETS = st.text(st.characters(min_codepoint=0x3B1, max_codepoint=0x3C9), min_size=3)


class TestNothingIsGivenAway:
    @given(st.sampled_from(PLACES), SECRETS, st.data())
    @settings(deadline=None, max_examples=300)
    def test_values(self, path: Path, secret: str, data: st.DataObject) -> None:
        """What stands in a record is never repeated, whatever place it is wrong in."""
        form: Any = data.draw(
            st.sampled_from(
                [
                    secret,
                    [secret],
                    {"text": secret},
                    {"date": secret, "start_date": secret, "end_date": secret},
                    {secret: secret},
                    [{secret: [secret]}],
                    f"2026-02-28{secret}",
                    f"2026-02-28T09:30:00{secret}",
                    secret * 100,
                ]
            )
        )
        assert secret not in said(put(FULL, path, form))

    @given(st.sampled_from([(), *PLACES]), SECRETS, ODD_VALUES)
    @settings(deadline=None, max_examples=300)
    def test_names(self, path: Path, secret: str, value: Any) -> None:
        """A name that is not written like a field's is never repeated, wherever it stands."""
        made = copy.deepcopy(FULL)
        place = at(made, path)
        if isinstance(place, dict):
            place[secret] = value
        elif isinstance(place, list):
            place.append({secret: value})
        assert secret not in said(made)

    @given(st.sampled_from(PLACES), st.integers(10**6, 10**12))
    @settings(deadline=None)
    def test_numbers(self, path: Path, secret: int) -> None:
        """A number where it does not belong is not repeated."""
        assert str(secret) not in said(put(FULL, path, secret))
        assert str(secret) not in said(put(FULL, path, -secret - 0.5))

    @given(SECRETS)
    @settings(deadline=None)
    def test_contradictions(self, secret: str) -> None:
        """An id that is given twice is not repeated a third time."""
        assert secret not in said(record(visits=[{"visit_id": secret}] * 2, case_id=secret))


class TestGates:
    @given(mutated())
    @settings(deadline=None, max_examples=400)
    @example(record(exported_on="2026-02-28\n"))
    @example(record(exported_on="0000-01-01"))
    @example(record(visits=[{"date": "0000-01-01"}]))
    @example(record(legal_statuses=[{"legal_status": "C1\n"}]))
    @example(record(legal_statuses=[{"legal_status": "C１"}]))
    @example(record(referrals=[{"received_at": "2026-03-04T09:30:00Z\n"}]))
    @example(record(placements=[{"distance_miles": True}]))
    def test_agree(self, made: Record) -> None:
        """The fast gate lets through what the judge finds nothing wrong with, and nothing else."""
        assert validation._judge().is_valid(made) is validation._gate().is_valid(made)

    @pytest.mark.parametrize("written", [*ODD_DAYS, *ODD_MOMENTS, *GOOD_MOMENTS])
    @pytest.mark.parametrize(
        "path", [("visits", 0, "date"), ("referrals", 0, "received_at"), ("exported_on",)]
    )
    def test_agree_on_dates(self, path: Path, written: str) -> None:
        """Both read every date and date-time alike."""
        made = put(FULL, path, written)
        assert validation._judge().is_valid(made) is validation._gate().is_valid(made)

    @given(objects(root()))
    @settings(deadline=None)
    def test_let_good_records_through(self, made: Record) -> None:
        """All three let a record through that was made from the schema."""
        assert validation._judge().is_valid(made)
        assert validation._gate().is_valid(made)
        assert validation._strict_gate().is_valid(made)

    @given(mutated())
    @settings(deadline=None, max_examples=300)
    def test_what_is_valid_can_be_read(self, made: Record) -> None:
        """A record without faults makes a case, every section of which can be asked for."""
        examined = examine(made)
        if examined.faults:
            assert all(fault.reason for fault in examined.faults)
            return
        case = Case(made)
        for section in SECTIONS:
            case.coverage(section)
            if case.exports(section):
                assert isinstance(getattr(case, section), tuple)

    @given(mutated())
    @settings(deadline=None)
    def test_a_refusal_has_a_reason(self, made: Record) -> None:
        """Whatever the judge refuses, is refused with what is wrong, in words of its own."""
        faults = examine(made).faults
        if not validation._judge().is_valid(made):
            assert faults
        assert "it does not satisfy the schema of a case record" not in {f.reason for f in faults}
        assert "does not satisfy the schema of a case record" not in {f.reason for f in faults}
