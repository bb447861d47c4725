"""`qaudit config show` says what is in force and why, and `qaudit schema` what may be written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from qaudit_schemas import NAMES

from qaudit.auditing.configuration import Configuration, defaults_of_a_run
from qaudit.cases.grouping import Groups
from qaudit.grading.profile import BUILT_IN
from terminal import ROOT, SAMPLES, audited, own_check, put, qaudit, told

SETTINGS = """
from attrs import frozen
from qaudit.checking.settings import length_of_time, words

@frozen(kw_only=True)
class Settings:
    within = length_of_time("3 weeks", "in time\\nis within")
    kinds = words(('with "quotes"', "a\\\\b"), "the kinds")
"""


def own_settings(folder: Path) -> Path:
    """A folder with a check of one's own, OWN01, that has settings."""
    own = own_check(folder, "return ()", before=SETTINGS)
    path = own / "own01.py"
    put(path, path.read_text("utf-8").replace('source="a test"', 'source="", settings=Settings'))
    return own


def shown(*arguments: str | Path) -> str:
    """What `qaudit config show` prints, where it goes well."""
    ran = qaudit("config", "show", *arguments)
    assert ran.code == 0, ran.err
    return ran.out


def line_of(text: str, name: str) -> str:
    """The line that says what a setting is."""
    (line,) = [line for line in text.splitlines() if line.startswith(f"{name} = ")]
    return line


class TestShown:
    def test_where_nothing_is_written(self) -> None:
        """Every setting has its default, and says so, with what it is for."""
        text = shown("--select", "REV02")
        assert text.startswith("# Settings: none are written; all are defaults\n")
        assert line_of(text, "profile") == 'profile = "letters"  # default'
        assert line_of(text, "after_unplanned") == (
            'after_unplanned = "20 working days"  '
            "# an unplanned move: a review after it and within this long (default)"
        )
        assert {line.rpartition("default")[2] for line in text.splitlines() if " = " in line} == {
            "",
            ")",
        }

    def test_where_a_setting_came_from(self, tmp_path: Path) -> None:
        """What a file says stands with the file's name, and with the default that it changes."""
        put(
            tmp_path / "ours.toml",
            'select = ["REV"]\naudited_from = 2026-01-02\n'
            '[checks.REV02]\nafter_unplanned = "5 working days"\nbefore_planned = "28 days"\n',
        )
        text = shown("--config", "ours.toml", "--select", "REV02")
        assert text.startswith("# Settings: ours.toml\n")
        assert line_of(text, "select") == 'select = ["REV"]  # ours.toml; by default []'
        assert line_of(text, "audited_from") == 'audited_from = "2026-01-02"  # ours.toml'
        assert line_of(text, "after_unplanned").endswith(
            '(ours.toml; by default "20 working days")'
        )
        assert line_of(text, "before_planned").endswith("(ours.toml)")
        assert line_of(text, "long_absence").endswith("(default)")

    def test_all_checks_and_surveys(self) -> None:
        """Each check that has settings is there, and what checks share over all cases."""
        table = tomllib.loads(shown())
        listed = {
            row["code"]: row["settings"] for row in qaudit("checks", "--format", "json").json()
        }
        assert table["checks"].keys() == {code for code, settings in listed.items() if settings}
        for code, own in table["checks"].items():
            assert own == {name: setting["value"] for name, setting in listed[code].items()}
        assert table["surveys"] == {"text_reuse": {"blank_forms": {}}}

    def test_a_pyproject(self, tmp_path: Path) -> None:
        """Settings of `pyproject.toml` are shown as they would stand in `qaudit.toml`."""
        put(tmp_path / "pyproject.toml", '[tool.qaudit.checks.REV02]\nlong_absence = "1 week"\n')
        text = shown("--select", "REV02")
        assert line_of(text, "long_absence").endswith('(pyproject.toml; by default "28 days")')

    def test_an_old_code(self, tmp_path: Path) -> None:
        """Settings under the code of a check that is gone are shown under the one that replaced."""
        own = own_settings(tmp_path / "own")
        path = own / "own01.py"
        put(path, path.read_text("utf-8").replace('source=""', 'source="", replaces=("OWN09",)'))
        put(tmp_path / "qaudit.toml", '[checks.OWN09]\nwithin = "2 weeks"\n')
        ran = qaudit("config", "show", "--checks", own, "--select", "OWN09")
        assert ran.code == 0
        assert tomllib.loads(ran.out)["checks"]["OWN01"]["within"] == "2 weeks"
        assert "OWN09" in ran.err


def test_a_default_that_is_said_is_the_one_that_holds() -> None:
    """Settings that say nothing and settings that say every default are the same."""
    silent, said = Configuration(), Configuration(table=defaults_of_a_run())
    properties = [
        name for name, value in vars(Configuration).items() if isinstance(value, property)
    ]
    assert {"profile", "groups", "fail_on_new", "waivers_ending_within"} <= set(properties)
    for name in properties:
        assert getattr(silent, name) == getattr(said, name), name
    assert silent.groups == Groups()


class TestReadBack:
    def test_what_is_printed_changes_nothing(self, tmp_path: Path) -> None:
        """Written in the place of the file it was made of, it shows and does the same."""
        own_settings(tmp_path / "mine")
        there = tmp_path / "there"
        there.mkdir()
        own_settings(there / "own")
        (there / "own" / "own01.py").rename(there / "own" / "two.py")
        two = there / "own" / "two.py"
        put(two, two.read_text("utf-8").replace("OWN01", "OWN02"))
        put(there / "form.txt", "What happened, and what was said")
        put(
            there / "qaudit.toml",
            'check_folders = ["own"]\nignore = ["VIS"]\n[groups]\nby = ["age"]\n'
            '[checks.OWN02]\nwithin = "9 days"\nkinds = ["x", "y z"]\n'
            '[surveys.text_reuse.blank_forms]\n"reviews/child_in_care" = "form.txt"\n',
        )
        before = shown("--config", "there/qaudit.toml", "--checks", "mine")
        table = tomllib.loads(before)
        assert table["check_folders"] == ["own", "../mine"]
        assert table["groups"]["by"] == ["age"]
        assert table["checks"]["OWN01"] == {
            "within": "3 weeks",
            "kinds": ['with "quotes"', "a\\b"],
        }
        assert table["checks"]["OWN02"] == {"within": "9 days", "kinds": ["x", "y z"]}
        put(tmp_path / "case.json", told())
        _, earlier = audited("case.json", "--config", "there/qaudit.toml", "--checks", "mine")
        put(there / "qaudit.toml", before)
        after = shown("--config", "there/qaudit.toml")
        assert tomllib.loads(after) == table
        assert "default" not in re.sub(r"; by default.*", "", after)
        _, later = audited("case.json", "--config", "there/qaudit.toml")
        assert later["manifest"]["settings"] == earlier["manifest"]["settings"]

    def test_where_no_file_is(self, tmp_path: Path) -> None:
        """It may become the file of settings, in which a folder of `--checks` is named."""
        own = own_settings(tmp_path / "own")
        text = shown("--checks", own)
        assert line_of(text, "check_folders") == (
            'check_folders = ["own"]  # --checks; by default []'
        )
        put(tmp_path / "qaudit.toml", text)
        assert tomllib.loads(shown()) == tomllib.loads(text)


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "arguments", "why"),
        [
            ("", ("--select", "REV022"), "no check has the code 'REV022'; did you mean REV02?"),
            ("profil = 'letters'", (), "profil: there is no such setting; did you mean profile?"),
            ("profile = 'leters'", (), "there is no grading profile 'leters'"),
            ("check_folders = ['mine']", (), "check_folders: there is no folder"),
            ("[checks.REV02]\nlong_absence = '3 moons'", (), "checks.REV02.long_absence"),
            ("[checks", (), "it is not TOML"),
        ],
    )
    def test_settings_that_cannot_be_used(
        self, tmp_path: Path, content: str, arguments: tuple[str, ...], why: str
    ) -> None:
        """What no audit could use is not shown as if it were in force."""
        put(tmp_path / "qaudit.toml", content)
        ran = qaudit("config", "show", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert why in ran.said

    def test_a_plugin_that_failed(self, tmp_path: Path) -> None:
        """Its checks are missing in what is shown and in the schema, and the exit code says so."""
        own = own_settings(tmp_path / "own")
        put(own / "bad.py", "1 / 0")
        for command in (("config", "show"), ("schema", "configuration")):
            ran = qaudit(*command, "--checks", own)
            assert ran.code == 4
            assert "OWN01" in ran.out
            assert "plugin bad.py" in ran.err


def some_record() -> Any:
    """A sample case as it was read."""
    return json.loads((SAMPLES / "finley-planned-move-reviewed.case.json").read_bytes())


def some_comparison() -> Any:
    """What `qaudit compare` prints of a report and itself."""
    assert qaudit("run", SAMPLES, "--select", "REV02", "--report", "json:a.json").code == 0
    return qaudit("compare", "a.json", "a.json", "--report", "json").json()


ACCEPTED: dict[str, Callable[[], Any]] = {
    "case-record": some_record,
    "comparison": some_comparison,
    "configuration": lambda: tomllib.loads(shown()),
    "expected": lambda: json.loads(
        (SAMPLES / "finley-planned-move-reviewed.expected.json").read_bytes()
    ),
    "judgements": lambda: {
        "judgements": [{"grade": "good", "reason": "seen", "by": "a manager", "on": "2026-10-01"}]
    },
    "profile": lambda: tomllib.loads((BUILT_IN / "letters.toml").read_text("utf-8")),
    "report": lambda: audited(SAMPLES, "--select", "REV02")[1],
    "waivers": lambda: {
        "waivers": [
            {
                "check": "REV02",
                "case": "QA-0001",
                "reason": "the review was moved by the court",
                "by": "a manager",
                "until": "2026-12-31",
                "given_for": {"0" * 16: "0" * 64},
            }
        ]
    },
}
"""By the name of a schema, something that it is of."""


def as_json(value: Any) -> Any:
    """TOML's dates as JSON has them."""
    return json.loads(json.dumps(value, default=lambda day: day.isoformat()))


@pytest.mark.parametrize("name", NAMES)
class TestSchemas:
    def test_it_is_a_schema(self, name: str) -> None:
        """What is printed is valid by the draft that it names."""
        printed = qaudit("schema", name).json()
        assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(printed)

    def test_it_accepts_what_it_should_and_no_more(self, name: str) -> None:
        """What qaudit reads or writes satisfies it; the same as a list, or with less, does not."""
        printed = qaudit("schema", name).json()
        judge = jsonschema.Draft202012Validator(printed)
        whole = as_json(ACCEPTED[name]())
        assert [error.message for error in judge.iter_errors(whole)] == []
        assert not judge.is_valid([whole])
        for needed in printed.get("required", ()):
            assert not judge.is_valid({key: whole[key] for key in whole if key != needed})


def test_every_schema_can_be_printed() -> None:
    """None of the files is left out."""
    files = (path.name for path in (ROOT / "schemas").glob("*.schema.json"))
    assert sorted(f"{name}.schema.json" for name in NAMES) == sorted(files)


class TestForEditors:
    def test_the_settings_of_installed_and_own_checks(self, tmp_path: Path) -> None:
        """An editor can offer each setting, with its meaning and its default."""
        own = own_settings(tmp_path / "own")
        printed = qaudit("schema", "configuration", "--checks", own).json()
        checks = printed["properties"]["checks"]["properties"]
        assert checks["REV02"]["properties"]["after_unplanned"]["default"] == "20 working days"
        assert checks["OWN01"]["properties"]["kinds"]["default"] == ['with "quotes"', "a\\b"]
        assert checks["OWN01"]["properties"]["kinds"]["description"] == "the kinds"
        usual = {
            code: {name: part["default"] for name, part in check["properties"].items()}
            for code, check in checks.items()
        }
        jsonschema.validate({"checks": usual}, printed)

    def test_while_the_settings_are_wrong(self, tmp_path: Path) -> None:
        """Whoever is mending a file of settings gets the schema of what may stand there."""
        own_settings(tmp_path / "own")
        put(tmp_path / "qaudit.toml", 'check_folders = ["own"]\n[checks.OWN01]\nwithn = "1 day"\n')
        ran = qaudit("schema", "configuration")
        assert ran.code == 0
        assert "OWN01" in ran.json()["properties"]["checks"]["properties"]

    def test_an_unknown_name(self) -> None:
        """The names that there are are said."""
        ran = qaudit("schema", "cases")
        assert ran.code == 2
        assert "'case-record'" in ran.said

    def test_a_line_that_names_the_schema(self, tmp_path: Path) -> None:
        """By which an editor finds it: neither a record nor settings mean anything else with it."""
        put(tmp_path / "qaudit.toml", "#:schema ./qaudit.schema.json\nselect = ['REV02']\n")
        put(tmp_path / "plain.json", told())
        put(tmp_path / "named.json", {"$schema": "./case-record.schema.json", **told()})
        ran = qaudit("validate", "named.json")
        assert (ran.code, ran.out) == (0, "1 record valid, 0 not\n")
        _, plain = audited("plain.json")
        ran, named = audited("named.json")
        assert ran.code == 0
        assert [case["observations"] for case in named["cases"]] == [
            case["observations"] for case in plain["cases"]
        ]
