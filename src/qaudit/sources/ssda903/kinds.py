"""The files of an SSDA903 return: by which columns each is known, and what is read from them."""

from __future__ import annotations

from qaudit.sources.ssda903 import codes
from qaudit.sources.ssda903.model import (
    Absence,
    Adopted,
    AsylumRow,
    ChildRow,
    Column,
    Episode,
    Kind,
    Review,
    ToBePlaced,
    Worker,
)


def _away(row: Absence) -> str:
    if row.absence == codes.AWAY:
        return "away without authorisation: the record has a place for missing only"
    return ""


def _reversed(row: ToBePlaced) -> str:
    return "the decision was reversed: the record has no place for that" if row.reversed else ""


CHILD = Column(heading="CHILD", must=True)
BORN = Column(heading="DOB", dated=True, field="")

NO_DATE = "a yes or no for the year: the record asks when"
NO_PLACE = "the record has no place for it"
FROM_THE_HEADER = "the header's is carried"

HEADER = Kind(
    name="header",
    usual=frozenset({"header"}),
    row=ChildRow,
    columns=(
        CHILD,
        Column(heading="DOB", dated=True, must=True),
        Column(heading="SEX", codes=codes.SEX, field=""),
        Column(heading="ETHNIC", codes=codes.ETHNICITY, field=""),
    ),
    left_out={
        "UPN": "a pupil number names the child and no check needs it",
        "MOTHER": NO_PLACE,
        "MC_DOB": "it is another child's date of birth",
    },
)
ASYLUM = Kind(
    name="unaccompanied asylum-seeking children",
    usual=frozenset({"uasc"}),
    row=AsylumRow,
    columns=(CHILD, BORN),
    left_out={"SEX": FROM_THE_HEADER, "DUC": NO_PLACE},
)
EPISODES = Kind(
    name="episodes",
    usual=frozenset({"episodes", "episode"}),
    row=Episode,
    columns=(
        CHILD,
        Column(heading="DECOM", dated=True, must=True),
        Column(heading="RNE", codes=codes.REASON_FOR_EPISODE),
        Column(heading="LS", codes=codes.LEGAL_STATUS),
        Column(heading="PLACE", codes=codes.PLACEMENT),
        Column(heading="PLACE_PROVIDER", codes=codes.PROVIDER, field="provider"),
        Column(heading="DEC", dated=True, ends=True),
        Column(heading="REC", codes=codes.REASON_CEASED),
        Column(heading="REASON_PLACE_CHANGE", codes=codes.REASON_FOR_CHANGE, field="change_reason"),
        Column(heading="URN", field="urn"),
        Column(heading="PL_POST", field=""),
    ),
    left_out={
        "CIN": NO_PLACE,
        "HOME_POST": "a postcode can name a family and no check needs it",
        "PL_POST": "read to see whether a placement went on, and not carried: it can name a carer",
    },
    sections=("placements", "legal_statuses", "care_periods"),
    without=(
        *("carer_id", "planned", "registered", "intended_until_18", "temporary_approval"),
        *("distance_miles", "iro_notified_date", "rationale", "long_term_match"),
        "parent_placement",
    ),
    interval=("DECOM", "DEC", ("REC", "REASON_PLACE_CHANGE")),
)
REVIEWS = Kind(
    name="reviews",
    usual=frozenset({"reviews", "review"}),
    row=Review,
    columns=(
        CHILD,
        BORN,
        Column(heading="REVIEW", dated=True, must=True),
        Column(heading="REVIEW_CODE", codes=codes.PARTICIPATION, field="participation"),
    ),
    left_out={},
    sections=("reviews",),
    without=(
        *("due_date", "completed_date", "cancelled", "trigger", "chair_id", "attended"),
        *("permanence_considered", "decisions_recorded_date", "minutes_completed_date"),
        *("minutes_uploaded_date", "minutes_distributed_date", "decisions", "sections"),
    ),
)
WORKERS = Kind(
    name="social worker episodes",
    usual=frozenset({"swepisodes", "socialworkerepisodes", "socialworkers", "socialworker"}),
    row=Worker,
    columns=(
        CHILD,
        BORN,
        Column(heading="SW_ID", must=True),
        Column(heading="SW_DECOM", dated=True, must=True),
        Column(heading="SW_DEC", dated=True, ends=True),
        Column(heading="SW_REASON", codes=codes.WORKER_CHANGE, field="change_reason"),
    ),
    left_out={},
    sections=("involvements",),
    # The last four are roles: a return has social workers only, so that nobody else is
    # recorded does not mean that there was nobody.
    without=(
        *("team", "agency", "caseload"),
        *("iro", "team_manager", "personal_advisor", "family_support"),
    ),
    interval=("SW_DECOM", "SW_DEC", ()),
)
ABSENCES = Kind(
    name="missing",
    usual=frozenset({"missing", "missingepisodes"}),
    row=Absence,
    columns=(
        CHILD,
        BORN,
        Column(heading="MISSING", codes=codes.ABSENCE, must=True),
        Column(heading="MIS_START", dated=True, must=True),
        Column(heading="MIS_END", dated=True, ends=True),
    ),
    left_out={},
    sections=("missing_episodes",),
    without=(
        *("return_interview_offered_at", "return_interview_at", "accepted", "independent"),
        *("sections", "time"),
    ),
    interval=("MIS_START", "MIS_END", ()),
    leaves_out=_away,
)
ADOPTED = Kind(
    name="adopted",
    usual=frozenset({"ad1", "adopted", "adoption"}),
    row=Adopted,
    columns=(
        CHILD,
        BORN,
        Column(heading="DATE_INT", dated=True, field="plan_date"),
        Column(heading="DATE_MATCH", dated=True),
    ),
    left_out=dict.fromkeys(("FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"), NO_PLACE),
    sections=("adoption",),
    without=("placement_order_date", "placed_date", "order_date"),
)
TO_BE_PLACED = Kind(
    name="should be placed for adoption",
    usual=frozenset({"placedadoption", "placedforadoption", "sbpfa", "shouldbeplacedforadoption"}),
    row=ToBePlaced,
    columns=(
        CHILD,
        BORN,
        Column(heading="DATE_PLACED", dated=True, must=True),
        Column(heading="DATE_PLACED_CEASED", dated=True, ends=True),
    ),
    left_out={"REASON_PLACED_CEASED": NO_PLACE},
    sections=("adoption",),
    without=ADOPTED.without,
    interval=("DATE_PLACED", "DATE_PLACED_CEASED", ()),
    leaves_out=_reversed,
)
HEALTH = Kind(
    name="outcomes, health",
    usual=frozenset({"oc2"}),
    columns=(CHILD, BORN),
    left_out={
        "SDQ_SCORE": "a score for the year: the record asks when",
        "SDQ_REASON": NO_PLACE,
        "CONVICTED": NO_PLACE,
        "HEALTH_CHECK": NO_DATE,
        "IMMUNISATIONS": NO_DATE,
        "TEETH_CHECK": NO_DATE,
        "HEALTH_ASSESSMENT": NO_DATE,
        "SUBSTANCE_MISUSE": NO_PLACE,
        "INTERVENTION_RECEIVED": NO_PLACE,
        "INTERVENTION_OFFERED": NO_PLACE,
    },
    why_no_row="health is given as yes or no for the year: the record asks when",
)
CARE_LEAVERS = Kind(
    name="outcomes, care leavers",
    usual=frozenset({"oc3"}),
    columns=(CHILD, BORN),
    left_out={
        "IN_TOUCH": "how things stand on a birthday: the record asks when",
        "ACTIV": NO_PLACE,
        "ACCOM": "how things stand on a birthday: the record asks from when",
    },
    why_no_row="how things stand on a birthday: the record asks when",
)
PREVIOUS = Kind(
    name="previous permanence",
    usual=frozenset({"prevperm", "previouspermanence"}),
    columns=(CHILD, BORN),
    left_out=dict.fromkeys(("PREV_PERM", "LA_PERM", "DATE_PERM"), NO_PLACE),
    why_no_row="the record has no place for an earlier order",
)
DEPRIVATION = Kind(
    name="deprivation of liberty orders",
    usual=frozenset({"dolo", "deprivationofliberty"}),
    columns=(CHILD, BORN),
    left_out=dict.fromkeys(("DOLO_START", "DOLO_END"), NO_PLACE),
    why_no_row="the record has no place for these orders",
)

KINDS = (
    *(HEADER, EPISODES, REVIEWS, WORKERS, ABSENCES, ASYLUM, ADOPTED, TO_BE_PLACED),
    *(HEALTH, CARE_LEAVERS, PREVIOUS, DEPRIVATION),
)
"""In the order in which they are read: the header settles a date of birth."""
