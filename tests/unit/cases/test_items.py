import pickle
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from qaudit.cases import model
from qaudit.cases.items import FORWARD_LOOKING, make_item
from qaudit.cases.model import SECTIONS, Item
from support import case

UNTIL = date(2026, 3, 10)
BEFORE, ON, AFTER = "2026-03-09", "2026-03-10", "2026-03-11"


def made(kind: type[Item], **value: Any) -> Any:
    """An item as at the audit date."""
    return make_item(kind, value, "/x/0", UNTIL)


class TestMakeItem:
    def test_fields(self) -> None:
        """Dates become dates, moments become moments, lists tuples; the rest is as it is."""
        referral = made(
            model.Referral,
            referral_id="r1",
            received_at="2026-03-04T09:30:00+01:00",
            no_further_action=False,
            closure_date=BEFORE,
        )
        assert referral.referral_id == "r1"
        assert referral.received_at == datetime(2026, 3, 4, 8, 30, tzinfo=UTC)
        assert referral.no_further_action is False
        assert referral.closure_date == date(2026, 3, 9)
        assert referral.decision_at is None

    @pytest.mark.parametrize("section", SECTIONS)
    def test_made_like_any_other(self, section: str) -> None:
        """An item made of nothing is the same as one called into being with nothing."""
        kind = SECTIONS[section]
        item = made(kind)
        assert kind(pointer="/x/0") == item
        assert hash(kind(pointer="/x/0")) == hash(item)
        assert evolve(item, pointer="/y") == kind(pointer="/y")

    def test_frozen(self) -> None:
        """An item cannot be changed by a check."""
        item = made(model.Visit, date=ON)
        with pytest.raises(FrozenInstanceError):
            item.date = UNTIL

    def test_null_is_missing(self) -> None:
        """A name that is null is as good as missing, in an item and in its parts."""
        assert made(model.Visit, date=None) == made(model.Visit)
        assert made(model.Placement, rationale=None).rationale is None
        assert made(model.Plan, actions=None).actions is None

    def test_empty_list(self) -> None:
        """A list that is there and empty is told from one that is missing."""
        assert made(model.Plan, actions=[]).actions == ()
        assert made(model.Plan).actions is None

    def test_unknown_names(self) -> None:
        """A name that is not in the data dictionary is not read."""
        visit = made(model.Visit, colour="red", pointer="/elsewhere")
        assert visit == made(model.Visit)
        assert not hasattr(visit, "colour")

    def test_pointers_of_parts(self) -> None:
        """Each part knows where it stands, also where one before it is left out."""
        plan = made(
            model.Plan,
            actions=[{"owner": "a"}, {"owner": "b"}],
            sections=[{"heading": "a"}],
        )
        assert [action.pointer for action in plan.actions] == ["/x/0/actions/0", "/x/0/actions/1"]
        assert [part.pointer for part in plan.sections] == ["/x/0/sections/0"]
        left = made(
            model.CareLeaving, accommodation=[{"start_date": AFTER}, {"start_date": BEFORE}]
        )
        assert [part.pointer for part in left.accommodation] == ["/x/0/accommodation/1"]
        placement = made(model.Placement, rationale={"date": ON}, long_term_match={})
        assert placement.rationale.pointer == "/x/0/rationale"
        assert placement.long_term_match.pointer == "/x/0/long_term_match"

    def test_parts_of_an_item_sent_elsewhere(self) -> None:
        """A copy of an item has its parts, asked for before or not, and is equal to it."""
        plan = made(model.Plan, actions=[{"action_id": "a1"}], sections=[{"heading": "Needs"}])
        assert [action.action_id for action in plan.actions] == ["a1"]
        copied = pickle.loads(pickle.dumps(plan))  # noqa: S301
        assert [action.action_id for action in copied.actions] == ["a1"]
        assert [section.heading for section in copied.sections] == ["Needs"]
        assert copied == plan

    def test_parts_are_made_once(self) -> None:
        """Whoever asks for an item's parts is given the same ones."""
        visit = made(model.Visit, sections=[{"heading": "Seen"}])
        assert visit.sections is visit.sections

    def test_no_such_field(self) -> None:
        """What the data dictionary does not name is no field of an item, with parts or without."""
        for item in (made(model.Visit, sections=[]), made(model.Referral), model.Plan(pointer="")):
            with pytest.raises(AttributeError, match="no field 'shoe_size'"):
                getattr(item, "shoe_size")  # noqa: B009  # a type checker would object

    def test_mapping(self) -> None:
        """The areas of an audit are a mapping that cannot be changed."""
        value = {"plans": "good"}
        areas: Any = made(model.AuditRecord, areas=value).areas
        assert dict(areas) == value
        with pytest.raises(TypeError):
            areas["plans"] = "outstanding"


class TestNothingAfterTheDayCounts:
    @pytest.mark.parametrize("section", [name for name in SECTIONS if SECTIONS[name].happens])
    def test_not_happened_yet(self, section: str) -> None:
        """What happened on the day counts, what happened after it is not there."""
        kind = SECTIONS[section]
        for name in kind.happens:
            moment = name.endswith("_at")
            on, after = (f"{ON}T23:59:59Z", f"{AFTER}T00:00:00Z") if moment else (ON, AFTER)
            assert made(kind, **{name: on}) is not None
            assert made(kind, **{name: after}) is None

    @pytest.mark.parametrize("section", SECTIONS)
    def test_no_date(self, section: str) -> None:
        """An item without dates cannot be placed in time, and is there."""
        assert made(SECTIONS[section]) is not None

    @pytest.mark.parametrize(
        ("kind", "begins", "ends"),
        [
            (model.LegalStatus, "start_date", "end_date"),
            (model.CarePeriod, "start_date", "end_date"),
            (model.Placement, "start_date", "end_date"),
            (model.Involvement, "start_date", "end_date"),
            (model.Plan, "start_date", "end_date"),
            (model.Assessment, "start_date", "authorised_date"),
            (model.Review, "date", "completed_date"),
            (model.Review, "date", "minutes_uploaded_date"),
            (model.Visit, "date", "recorded_date"),
            (model.IroActivity, "date", "resolved_date"),
            (model.PrivateFostering, "notified_date", "arrangement_end_date"),
        ],
    )
    def test_step_not_taken_yet(self, kind: type[Item], begins: str, ends: str) -> None:
        """A step dated after the day has not been taken; on the day it has."""
        later = made(kind, **{begins: BEFORE, ends: AFTER})
        assert getattr(later, ends) is None
        assert getattr(later, begins) == date(2026, 3, 9)
        assert getattr(made(kind, **{begins: BEFORE, ends: ON}), ends) == UNTIL

    def test_moment_not_come_yet(self) -> None:
        """A child still missing at the end of the day has not returned."""
        episode = made(
            model.MissingEpisode,
            start_at=f"{BEFORE}T20:00:00Z",
            end_at=f"{AFTER}T00:10:00Z",
        )
        assert episode.end_at is None

    def test_lists_of_days(self) -> None:
        """Of days in a list those after the day are left out."""
        left = made(model.CareLeaving, pathway_contacts=[AFTER, BEFORE, ON])
        assert left.pathway_contacts == (date(2026, 3, 9), UNTIL)

    def test_parts(self) -> None:
        """A part dated after the day is left out, and a step of a part has not been taken."""
        placement = made(
            model.Placement,
            start_date=BEFORE,
            rationale={"date": AFTER, "text": "x"},
            long_term_match={"panel_date": BEFORE, "ratified_date": AFTER},
        )
        assert placement.rationale is None
        assert placement.long_term_match.panel_date == date(2026, 3, 9)
        assert placement.long_term_match.ratified_date is None
        plan = made(model.Plan, actions=[{"completed_date": AFTER, "owner": "a"}])
        assert plan.actions[0].completed_date is None
        assert plan.actions[0].owner == "a"

    def test_birth(self) -> None:
        """A child not yet born on the day is expected, on a day that lies ahead."""
        child = made(model.Child, date_of_birth=AFTER, expected_date_of_birth=AFTER)
        assert child.date_of_birth is None
        assert child.expected_date_of_birth == date(2026, 3, 11)


class TestWhatIsDueMayLieAhead:
    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            (model.Review, "due_date"),
            (model.Visit, "planned_date"),
            (model.PermanenceGoal, "decide_by_date"),
            (model.PlanAction, "due_date"),
            (model.Decision, "due_date"),
            (model.SupervisionAction, "due_date"),
            (model.AuditAction, "due_date"),
            (model.Child, "expected_date_of_birth"),
        ],
    )
    def test_stands(self, kind: type[Item], name: str) -> None:
        """A date by which something should be stands, however far ahead."""
        assert name in FORWARD_LOOKING
        assert getattr(made(kind, **{name: "2031-01-01"}), name) == date(2031, 1, 1)

    def test_every_such_date_is_known(self) -> None:
        """Every date of the model that is named as due, planned or expected may lie ahead."""
        for kind in [*SECTIONS.values(), *Item.__subclasses__()]:
            for name in kind.__annotations__:
                if name.startswith(("due_d", "planned_", "decide_", "expected_")):
                    assert name in FORWARD_LOOKING

    def test_review_held_later(self) -> None:
        """A review held after the day was due all the same, and nothing else of it is known."""
        review = made(
            model.Review,
            review_id="r1",
            type="child_in_care",
            due_date=BEFORE,
            date=AFTER,
            completed_date=AFTER,
            participation="PN1",
            trigger="placement_change",
            minutes_uploaded_date=AFTER,
            decisions=[{"text": "x"}],
            sections=[{"text": "x"}],
        )
        assert review == model.Review(
            pointer="/x/0", review_id="r1", type="child_in_care", due_date=date(2026, 3, 9)
        )

    def test_visit_made_later(self) -> None:
        """A visit made after the day was planned, and neither succeeded nor failed."""
        visit = made(
            model.Visit,
            visit_id="v1",
            worker_id="w1",
            planned_date=BEFORE,
            date=AFTER,
            successful=True,
            seen=True,
            sections=[{"text": "x"}],
        )
        assert visit == model.Visit(
            pointer="/x/0", visit_id="v1", worker_id="w1", planned_date=date(2026, 3, 9)
        )

    def test_health_assessment_held_later(self) -> None:
        """A health assessment held after the day was requested, and has no result."""
        asked = made(model.HealthAssessment, requested_date=BEFORE, date=AFTER, score=12)
        assert asked == model.HealthAssessment(pointer="/x/0", requested_date=date(2026, 3, 9))
        assert made(model.HealthAssessment, requested_date=AFTER, date=AFTER) is None

    def test_plan_agreed_before_it_starts(self) -> None:
        """A plan that was agreed by the day is there, and has not started."""
        plan = made(
            model.Plan, agreed_date=BEFORE, start_date=AFTER, permanence_goals=[{"goal": "SGO"}]
        )
        assert plan.agreed_date == date(2026, 3, 9)
        assert plan.start_date is None
        assert plan.permanence_goals[0].goal == "SGO"

    def test_strategy_discussion_before_the_enquiry(self) -> None:
        """A strategy discussion held by the day counts though its enquiry starts after it."""
        enquiry = made(
            model.Section47Enquiry, strategy_discussion_date=ON, start_date=AFTER, end_date=AFTER
        )
        assert enquiry.strategy_discussion_date == UNTIL
        assert (enquiry.start_date, enquiry.end_date) == (None, None)

    def test_series_completed_later(self) -> None:
        """Of a series of meetings that is known by its completion alone, nothing is there yet."""
        assert made(model.Review, completed_date=AFTER, sections=[{"text": "x"}]) is None


class TestPointersInACase:
    def test_left_out_items_keep_the_places_of_others(self) -> None:
        """An item's pointer is its place in the record, also as at a day before some of it."""
        as_at = case("2026-03-10", visits=[{"date": AFTER}, {"date": BEFORE}])
        (visit,) = as_at.visits
        assert visit.pointer == "/visits/1"
