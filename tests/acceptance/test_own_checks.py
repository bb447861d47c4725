"""Whatever a check of one's own does, the others' findings stand and the failure is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from terminal import CANARY, IMPORTS, audited, errors, others, own_check, process, put, qaudit, told

CORE = "ASM01,ASM03,REV02,SUP01"
"""The checks beside which it is tried: with and without a survey, before and after in order."""

MOVE = "case.placements[1]"
FOUND = f'Observation(outcome=Outcome.MET, about={MOVE}, on=case.as_at, message="seen"'

RAISES = {
    "an exception": ('raise ValueError("{CANARY}")', "ValueError (own01.py, line"),
    "an exception named by the case": (
        'raise type(case.placements[1].rationale.text, (Exception,), {})("x")',
        "an exception (own01.py, line",
    ),
    "an exception with what the case says": (
        "raise KeyError(case.placements[1].rationale.text)",
        "KeyError (own01.py, line",
    ),
    "an exception after a finding": (f"yield {FOUND})\n1 / 0", "ZeroDivisionError (own01.py, line"),
    "an exit": ("sys.exit(0)", "SystemExit (own01.py, line"),
    "an exit with what the case says": (
        "raise SystemExit(case.placements[1].rationale.text)",
        "SystemExit (own01.py, line",
    ),
    "an exit of a generator": ("raise GeneratorExit", "GeneratorExit (own01.py, line"),
    "a stop": ("yield\nraise StopIteration", "it yielded something that is no finding"),
    "recursion without an end": ("return find.find(case, settings)", "RecursionError (own01.py"),
    "running out of memory": ("raise MemoryError", "MemoryError (own01.py, line"),
    "a name that is not there": ("yield observation", "NameError (own01.py, line"),
    "a section there is none of": ("yield case.pets", "AttributeError (own01.py, line"),
}

NONSENSE = {
    "nothing to go through": ("return None", "TypeError"),
    "a number to go through": ("return 3", "TypeError"),
    "None": ("yield None", "it yielded something that is no finding"),
    "text": ("yield case.placements[1].rationale.text", "something that is no finding"),
    "text to go through": ("return case.placements[1].rationale.text", "something that is no"),
    "the class": ("yield Observation", "something that is no finding"),
    "a pointer to nothing": (
        (
            'yield Observation(outcome=Outcome.MET, about=Reference("/placements/7", "x", "x"),\n'
            '    on=case.as_at, message="x")'
        ),
        "a pointer to what is not in the record",
    ),
    "a pointer that is none": (
        (
            'yield Observation(outcome=Outcome.MET, about=Reference("placements/0", "x", "x"),\n'
            '    on=case.as_at, message="x")'
        ),
        "a pointer to what is not in the record",
    ),
    "an index with a zero before it": (
        (
            'yield Observation(outcome=Outcome.MET, about=Reference("/placements/01", "x", "x"),\n'
            '    on=case.as_at, message="x")'
        ),
        "a pointer to what is not in the record",
    ),
    "evidence that points to nothing": (
        f'yield {FOUND}, evidence=(Reference("/reviews/9", "x", "x"),))',
        "a pointer to what is not in the record",
    ),
    "nothing it is about": (
        'yield Observation(outcome=Outcome.MET, about=None, on=case.as_at, message="x")',
        "a reference to what is no item of a case",
    ),
    "the outcome error": (
        f'yield Observation(outcome=Outcome.ERROR, about={MOVE}, on=case.as_at, message="x")',
        "an outcome that no check may give",
    ),
    "the outcome waived": (
        f'yield Observation(outcome=Outcome.WAIVED, about={MOVE}, on=case.as_at, message="x")',
        "an outcome that no check may give",
    ),
    "an outcome in words": (
        f'yield Observation(outcome="met", about={MOVE}, on=case.as_at, message="x")',
        "an outcome that no check may give",
    ),
    "a day in words": (
        f'yield Observation(outcome=Outcome.MET, about={MOVE}, on="2026-01-01", message="x")',
        "a day that is no date",
    ),
    "an hour for a day": (
        (
            f"yield Observation(outcome=Outcome.MET, about={MOVE}, on=datetime(2026, 1, 1), "
            'message="x")'
        ),
        "a day that is no date",
    ),
    "no day": (
        f'yield Observation(outcome=Outcome.MET, about={MOVE}, on=None, message="x")',
        "a day that is no date",
    ),
    "a due date in words": (f'yield {FOUND}, due="soon")', "a day that is no date"),
    "lateness in words": (f'yield {FOUND}, days_late="very")', "days_late that is no whole number"),
    "no message": (
        f'yield Observation(outcome=Outcome.MET, about={MOVE}, on=case.as_at, message="")',
        "a message that is no text",
    ),
    "a message that is a list": (
        f'yield Observation(outcome=Outcome.MET, about={MOVE}, on=case.as_at, message=["x"])',
        "a message that is no text",
    ),
    "a fact that is an object": (f'yield {FOUND}, facts={{"x": case}})', "a value that is no"),
    "a fact that is a function": (f'yield {FOUND}, facts={{"x": lambda: 1}})', "a value that is"),
    "a fact that is no number": (f'yield {FOUND}, facts={{"x": float("nan")}})', "a value that is"),
    "facts that are a list": (f'yield {FOUND}, facts=["x"])', "AttributeError"),
    "a passage with its end first": (
        (
            f"yield {FOUND}, passages=(CopiedPassage(\n"
            '    target=Place(pointer="/reviews/0/sections/0/text", start=9, end=3),\n'
            '    source=Place(pointer="/reviews/0/sections/0/text", start=0, end=3),\n'
            '    words=1, kind="verbatim", relation="same_case"),))'
        ),
        "a passage that ends before it begins",
    ),
    "a passage of nothing": (
        (
            f"yield {FOUND}, passages=(CopiedPassage(\n"
            '    target=Place(pointer="/reviews/5/sections/0/text", start=0, end=3),\n'
            '    source=Place(pointer="/reviews/0/sections/0/text", start=0, end=3),\n'
            '    words=1, kind="verbatim", relation="same_case"),))'
        ),
        "a pointer to what is not in the record",
    ),
    "a measure in words": ('yield Measure(name="x", value="many", unit="x")', "a value that is no"),
    "a measure that is no number": (
        'yield Measure(name="x", value=float("inf"), unit="x")',
        "a value that is no number",
    ),
    "a note without a message": ('yield Note(message="")', "a message that is no text"),
    "nothing to judge, and met": (
        'yield NothingToJudge(Outcome.MET, "x")',
        "an outcome that takes an occasion",
    ),
}

CHANGES = {
    "an item": ("case.placements[0].start_date = date(2020, 1, 1)", "FrozenInstanceError"),
    "a list of items": ("case.placements.clear()", "AttributeError"),
    "one of a list of items": ("case.placements[0] = None", "TypeError"),
    "an item of a list within an item": ("case.reviews[0].sections[0].text = ''", "FrozenInstance"),
    "the audit date": ("case.as_at = date(2020, 1, 1)", "FrozenInstanceError"),
    "the id of the case": ('case.case_id = "T-9"', "FrozenInstanceError"),
    "the child": ("case.child = None", "FrozenInstanceError"),
    "the child's birthday": ("case.child.date_of_birth = None", "FrozenInstanceError"),
    "a section": ("case.placements = ()", "FrozenInstanceError"),
    "a section away": ("del case.placements", "FrozenInstanceError"),
    "the record behind it": ('case._record["placements"].clear()\nreturn ()', "it changed the rec"),
    "the record behind it, and go on": (
        f'case._record["reviews"].pop()\nyield {FOUND})',
        "it changed the record",
    ),
    "the record behind it into what is no JSON": (
        'case._record["reviews"] = object()\nreturn ()',
        "it changed the record",
    ),
    "the text of the record behind it": (
        'case._record["reviews"][0]["sections"][0]["text"] = ""\nreturn ()',
        "it changed the record",
    ),
    "the record behind it, and fail": (
        'case._record.clear()\nraise ValueError("x")',
        "it changed the record",
    ),
}


def two_cases(folder: Path) -> Path:
    """A folder with two records in it."""
    folder.mkdir()
    put(folder / "a.json", told("T-1"))
    put(folder / "b.json", told("T-2"))
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What the other checks find in those two records."""
    return others(
        audited(two_cases(tmp_path_factory.mktemp("undisturbed") / "cases"), "--select", CORE)[1]
    )


ATTACKS = {
    **{f"raises {name}": attack for name, attack in RAISES.items()},
    **{f"yields {name}": attack for name, attack in NONSENSE.items()},
    **{f"changes {name}": attack for name, attack in CHANGES.items()},
}


@pytest.mark.parametrize(("body", "why"), ATTACKS.values(), ids=ATTACKS)
def test_nothing_else_is_lost(tmp_path: Path, undisturbed: list[Any], body: str, why: str) -> None:
    """A check that fails is an error in each case, by kind and place; the rest is as without it."""
    cases = two_cases(tmp_path / "cases")
    # Before the others, and after them.
    for code in ("AAA01", "ZZZ01"):
        own = own_check(tmp_path / code, body.replace("{CANARY}", CANARY), code=code)
        ran, report = audited(cases, "--checks", own, "--select", f"{CORE},{code}")
        assert ran.code == 4
        found = errors(report, code)
        assert len(found) == 2
        for message in found:
            assert message.startswith("the check failed: ")
            assert why.replace("own01", code.lower()) in message
        assert others(report, code) == undisturbed
        assert report["not_auditable"] == []
    assert "the check failed" in qaudit("run", cases / "a.json", "--checks", own).out


def test_what_was_found_before_it_failed_is_kept(tmp_path: Path) -> None:
    """A check that fails at its second occasion has judged its first."""
    own = own_check(tmp_path / "own", f"yield {FOUND})\nyield None")
    _, report = audited(put(tmp_path / "case.json", told()), "--checks", own)
    (case,) = report["cases"]
    assert [row["outcome"] for row in case["observations"] if row["check"] == "OWN01"] == [
        "error",
        "met",
    ]


def test_what_was_found_before_a_missing_section_does_not_pass_for_all(tmp_path: Path) -> None:
    """A check that comes upon a section that was not exported says so beside what it found."""
    own = own_check(tmp_path / "own", f"yield {FOUND})\nyield from case.visits")
    ran, report = audited(put(tmp_path / "case.json", told()), "--checks", own)
    rows = [row for row in report["cases"][0]["observations"] if row["check"] == "OWN01"]
    assert [(row["outcome"], row["message"]) for row in rows] == [
        ("met", "seen"),
        ("cannot_tell", "visits not exported"),
    ]
    assert ran.code == 0


def test_a_check_that_ends_the_process(tmp_path: Path) -> None:
    """With workers, a check that kills its process costs the case it did that on, and no other."""
    lines = "\n".join(json.dumps(told(f"T-{n}")) for n in range(2))
    cases = put(tmp_path / "cases.ndjson", lines)
    own = own_check(
        tmp_path / "own",
        'if case.case_id == "T-1":\n    os.kill(os.getpid(), signal.SIGKILL)\nreturn ()',
    )
    ran = process("run", cases, "--checks", own, "--workers", "2", "--report", "json")
    report = ran.json()
    assert ran.code == 3
    assert report["not_auditable"] == [
        {"path": f"{cases}:2", "reason": "the process that audited it was ended"}
    ]
    # Checks over all cases see one child less.
    _, undisturbed = audited(put(tmp_path / "alone.ndjson", json.dumps(told("T-0"))))
    assert others(report) == others(undisturbed)


FILES = {
    "fails at import": ('raise RuntimeError("as it pleases")', "RuntimeError (bad.py, line 1)"),
    "exits at import": ("import sys\nsys.exit(0)", "SystemExit (bad.py, line 2)"),
    "is no Python": ("def (", "SyntaxError"),
    "is no text": (b"\xff\xfe\x00", "bad.py"),
    "needs what is not installed": ("import nothing_of_the_kind", "ModuleNotFoundError"),
    "misspells a hook": ("def qaudit_chekcs():\n    return []", "qaudit_chekcs"),
    "wants what no hook gives": ("def qaudit_case_audited(record):\n    pass", "record"),
    "has a hook that is a list": ("qaudit_checks = []", "qaudit_checks is not a function"),
    "has a hook that fails": ("def qaudit_checks():\n    return 1 / 0", "ZeroDivisionError"),
    "has a hook that gives None": ("def qaudit_checks():\n    return None", "TypeError"),
    "has a hook that gives words": (
        'def qaudit_checks():\n    return ["REV02"]',
        "qaudit_checks gave something that is no Check",
    ),
    "gives a reporter that is none": (
        "def qaudit_reporters():\n    return [3]",
        "qaudit_reporters gave something that is no Reporter",
    ),
}


@pytest.mark.parametrize(("content", "why"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_used_is_named(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    """A file of checks that fails is named with why; the others are loaded; the exit code is 4."""
    own = own_check(tmp_path / "own", "return ()")
    put(own / "bad.py", content)
    put(tmp_path / "case.json", told())
    ran, report = audited("case.json", "--checks", own)
    assert ran.code == 4
    (failure,) = report["failures"]
    assert failure.startswith("plugin bad.py: ")
    assert why in failure
    assert "plugin bad.py" in ran.err
    assert report["service"]["checks"].keys() == {
        *audited("case.json")[1]["service"]["checks"],
        "OWN01",
    }
    assert qaudit("checks", "--checks", own).code == 4
    assert qaudit("run", "case.json", "--checks", own).code == 4


class TestFolders:
    def test_a_code_that_is_taken(self, tmp_path: Path) -> None:
        """Two checks of one code: the first stays, the other is named."""
        own = own_check(tmp_path / "own", "1 / 0", code="REV02")
        ran, report = audited(put(tmp_path / "case.json", told()), "--checks", own)
        assert ran.code == 4
        assert report["failures"] == [
            "plugin rev02.py: the check REV02 is already taken by qaudit:checks"
        ]
        assert report["service"]["checks"]["REV02"]["name"] == "review-after-placement-change"
        assert errors(report, "REV02") == []

    def test_a_check_that_is_put_together_wrongly(self, tmp_path: Path) -> None:
        """A code, a section or a part of the docstring that is wrong is said in words."""
        own = own_check(tmp_path / "own", "return ()")
        whole = (own / "own01.py").read_text("utf-8")
        put(own / "a.py", whole.replace('"OWN01"', '"own-1"'))
        put(own / "b.py", whole.replace('"OWN01"', '"OWN02"').replace("Met:", "Met"))
        put(
            own / "c.py",
            whole.replace('"OWN01",', '"OWN03",').replace('"a test"', '"", needs=("pets",)'),
        )
        ran = qaudit("checks", "--checks", own)
        assert ran.code == 4
        assert "plugin a.py: 'own-1' is not a code such as REV02" in ran.said
        assert "plugin b.py: OWN02: its docstring lacks the part 'Met'" in ran.said
        assert "plugin c.py: OWN03: there is no section 'pets'" in ran.said
        assert "OWN01" in ran.out

    @pytest.mark.parametrize(
        "settings",
        [
            "class Settings:\n    pass",
            "@frozen(kw_only=True)\nclass Settings:\n    limit: int",
            '@frozen(kw_only=True)\nclass Settings:\n    limit = length_of_time("3 moons", "x")',
        ],
        ids=["no attrs class", "no default", "a default that cannot be read"],
    )
    def test_settings_that_cannot_be_used(self, tmp_path: Path, settings: str) -> None:
        """Settings that could not be written in a file are found before any case is read."""
        imports = "from attrs import frozen\nfrom qaudit.checking.settings import length_of_time"
        before = f"\n{imports}\n{settings}\n"
        own = own_check(tmp_path / "own", "return ()", before=before)
        path = own / "own01.py"
        put(
            path, path.read_text("utf-8").replace('source="a test"', 'source="", settings=Settings')
        )
        ran, report = audited(put(tmp_path / "case.json", told()), "--checks", own)
        assert ran.code == 4
        (failure,) = report["failures"]
        assert failure.startswith("plugin own01.py: OWN01: its settings cannot be used: ")

    def test_files_of_one_name(self, tmp_path: Path) -> None:
        """Two folders may each have a file of one name."""
        one = own_check(tmp_path / "one", "return ()", code="ONE01")
        two = own_check(tmp_path / "two", "return ()", code="TWO01")
        for folder, code in ((one, "one01"), (two, "two01")):
            (folder / f"{code}.py").rename(folder / "same.py")
        ran = qaudit("checks", "--checks", one, "--checks", two)
        assert ran.code == 0
        assert "ONE01" in ran.out
        assert "TWO01" in ran.out

    def test_one_folder_twice(self, tmp_path: Path) -> None:
        """A folder that is named twice is one folder."""
        own = own_check(tmp_path / "own", "return ()")
        assert qaudit("checks", "--checks", own, "--checks", f"{own}/../own").code == 0

    def test_a_folder_without_checks(self, tmp_path: Path) -> None:
        """A folder with no file of checks in it is a slip that would look like a clean audit."""
        (tmp_path / "own").mkdir()
        put(tmp_path / "own" / "test_own.py", "1 / 0")
        put(tmp_path / "own" / "_private.py", "1 / 0")
        (tmp_path / "own" / ".venv").mkdir()
        put(tmp_path / "own" / ".venv" / "x.py", "1 / 0")
        ran = qaudit("checks", "--checks", tmp_path / "own")
        assert ran.code == 4
        assert "there is no file of checks in" in ran.err

    def test_a_check_that_is_imported(self, tmp_path: Path) -> None:
        """A file may import a check that is installed without taking its code."""
        own = own_check(tmp_path / "own", "return ()")
        imported = (
            "from qaudit_checks.supervision.sup01_supervision_frequency import "
            "supervision_frequency\n"
        )
        put(own / "other.py", imported)
        assert qaudit("checks", "--checks", own).code == 0

    def test_a_folder_named_as_a_file(self, tmp_path: Path) -> None:
        """A folder called `x.py` cannot be loaded, and is named."""
        own = own_check(tmp_path / "own", "return ()")
        (own / "x.py").mkdir()
        ran = qaudit("checks", "--checks", own)
        assert ran.code == 4
        assert "plugin x.py: cannot be read" in ran.err


SURVEY = """
from qaudit.checking.survey import Survey

class Gathering:
    def __init__(self):
        self.names = []
    def add(self, case_id, collected):
        {add}
        self.names.append(case_id)
    def conclude(self):
        {conclude}
        return self.names

def collect(case, settings):
    {collect}
    return case.case_id

SURVEY = Survey(name="{name}", collect=collect, start=lambda settings: Gathering())
"""

SURVEYS = {
    "its collecting fails": ({"collect": "1 / 0"}, "ZeroDivisionError"),
    "its collecting exits": ({"collect": "sys.exit(0)"}, "SystemExit"),
    "it collects what cannot be sent": ({"collect": "return lambda: case"}, "Error"),
    "its collecting changes the record": (
        {"collect": "case._record['reviews'].clear()"},
        "it changed the record",
    ),
    "its adding fails": ({"add": "1 / 0"}, "ZeroDivisionError"),
    "its end fails": ({"conclude": "raise ValueError(self.names)"}, "ValueError"),
    "its check fails": ({"body": "1 / 0"}, "ZeroDivisionError"),
    "its check yields nonsense": (
        {"body": "for name in case:\n    yield name, None"},
        "no finding",
    ),
    "its check yields no pairs": ({"body": "for name in case:\n    yield None"}, "TypeError"),
    "its check finds something for nobody": (
        {"body": 'yield "T-99", Note(message="x")'},
        "a finding for a case that it was not given",
    ),
}


@pytest.mark.parametrize(
    ("parts", "why", "workers"),
    [
        pytest.param(*attack, workers, id=f"{name}, {workers}")
        for name, attack in SURVEYS.items()
        # What is collected goes through a worker; the rest is done in the first process.
        for workers in (("1", "2") if "collect" in attack[0] else ("1",))
    ],
)
def test_a_survey_that_fails(
    tmp_path: Path, undisturbed: list[Any], parts: dict[str, Any], why: str, workers: str
) -> None:
    """Work over all cases that fails is an error of its check in each of them, and no more."""
    given = {"add": "pass", "conclude": "pass", "collect": "pass", "body": "return ()", **parts}
    own = own_check(
        tmp_path / "own", given["body"], before=SURVEY.format(name="own_survey", **given)
    )
    path = own / "own01.py"
    put(path, path.read_text("utf-8").replace('source="a test"', 'source="", survey=SURVEY'))
    cases = two_cases(tmp_path / "cases")
    selected = ("--select", f"{CORE},OWN01")
    ran, report = audited(cases, "--checks", own, *selected, "--workers", workers)
    assert ran.code == 4
    assert len(errors(report)) == 2
    assert all(why in message for message in errors(report))
    assert others(report) == undisturbed


def test_the_name_of_a_survey_that_is_taken(tmp_path: Path) -> None:
    """A survey that takes another's name takes nothing from the checks that rest on that."""
    filled = SURVEY.format(name="text_reuse", add="pass", conclude="pass", collect="pass")
    own = own_check(tmp_path / "own", "return ()", before=filled)
    path = own / "own01.py"
    put(path, path.read_text("utf-8").replace('source="a test"', 'source="", survey=SURVEY'))
    cases = two_cases(tmp_path / "cases")
    ran, report = audited(cases, "--checks", own)
    assert ran.code == 4
    assert report["failures"] == ["plugin own01.py: the survey text_reuse is already taken"]
    assert others(report) == others(audited(cases)[1])


HOOKS = """
{imports}
def qaudit_run_started(manifest):
    manifest.clear()
    {started}

def qaudit_case_audited(result):
    result.observations.clear()
    result.grade = "outstanding"
    {audited}

def qaudit_run_ended(service):
    service.checks.clear()
    {ended}
"""


class TestHooks:
    def test_what_is_done_to_what_a_hook_is_told_changes_nothing(self, tmp_path: Path) -> None:
        """A plugin that follows a run cannot change what it finds or what is reported."""
        own = own_check(tmp_path / "own", "return ()")
        cases = two_cases(tmp_path / "cases")
        _, undisturbed = audited(cases, "--checks", own)
        hooks = HOOKS.format(imports="", started="pass", audited="pass", ended="pass")
        put(own / "hooks.py", hooks)
        ran, report = audited(cases, "--checks", own)
        assert ran.code == 0
        assert report["cases"] == undisturbed["cases"]
        assert report["service"] == undisturbed["service"]
        single = qaudit("run", cases / "a.json", "--checks", own)
        assert "review-after" not in single.out
        assert "REV02" in single.out

    @pytest.mark.parametrize("hook", ["started", "audited", "ended"])
    @pytest.mark.parametrize("deed", [f'raise ValueError("{CANARY}")', "import sys; sys.exit(0)"])
    def test_a_hook_that_fails(self, tmp_path: Path, hook: str, deed: str) -> None:
        """A plugin that fails while it follows a run is named once, and the run goes on."""
        own = own_check(tmp_path / "own", "return ()")
        parts = dict.fromkeys(("started", "audited", "ended"), "pass")
        put(own / "hooks.py", HOOKS.format(imports=IMPORTS, **{**parts, hook: deed}))
        cases = two_cases(tmp_path / "cases")
        ran, report = audited(cases, "--checks", own)
        assert ran.code == 4
        assert ran.err.count("plugin hooks.py") == 1
        assert "(hooks.py, line" in ran.err
        assert len(report["cases"]) == 2
        assert len(report["failures"]) == (hook != "ended")
