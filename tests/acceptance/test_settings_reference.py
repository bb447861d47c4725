"""`docs/settings.md` says of every setting what its schema and its check say.

Run as a program, it writes the page anew.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from qaudit_schemas import schema

sys.path.insert(0, str(Path(__file__).parent.parent))  # where it is run as a program

from qaudit.auditing.configuration import configuration_schema
from qaudit.checking.settings import (
    DAY_PATTERN,
    DURATION_PATTERN,
    SHARE_PATTERN,
    settings_schema,
)
from qaudit.grading.profile import BUILT_IN
from qaudit.plugins.host import load
from terminal import own_check, put, qaudit

PAGE = Path(__file__).parent.parent.parent / "docs" / "settings.md"

HEAD = """# The settings

Every number of a standard is a setting, with its default. Settings stand in `qaudit.toml`, in the
folder where qaudit is run or above it, or in `[tool.qaudit]` of a `pyproject.toml`;
`--config FILE` names another file. Paths in it are relative to it. What is unknown or badly written
is an error that names the nearest match. This page is made of the schemas and of the checks.

```toml
# qaudit.toml, with one of everything
profile = "ilacs-2026"
select = ["REV", "SUP01"]
ignore = ["REV05"]
preview = true
check_folders = ["ours"]
audited_from = 2026-04-01
judgements = "judgements.toml"
waivers = "waivers.toml"
waivers_ending_within = "60 days"
fail_on_new = ["statutory"]

[groups]
by = ["team", "age"]
fields = { unaccompanied = "child.uasc" }
age_bands = [5, 11, 16]
fewest = 10

[checks.REV02]
after_unplanned = "15 working days"

[surveys.text_reuse]
blank_forms = { "supervisions/" = "forms/supervision.txt" }
```

`qaudit config show` prints the settings in force, and where each came from. What it prints is
itself a file of settings.

## In an editor

`qaudit schema configuration > qaudit.schema.json` writes a JSON Schema with the settings of every
check that is installed or stands in one's own folders. With it an editor completes names, shows
what they mean and marks mistakes:

- **TOML** (Even Better TOML for VS Code, taplo elsewhere): a first line
  `#:schema ./qaudit.schema.json` in `qaudit.toml`. To TOML it is a comment. Grading profiles,
  waivers, judgements and what is expected of sample cases go likewise, with
  `qaudit schema profile`, `waivers`, `judgements` and `expected`.
- **Case records** (JSON) in VS Code: write the schema with
  `qaudit schema case-record > case-record.schema.json`, and name it in `.vscode/settings.json`:

  ```json
  {"json.schemas": [{"fileMatch": ["*.case.json"], "url": "./case-record.schema.json"}]}
  ```

  or, in any editor, in the record itself: `"$schema": "./case-record.schema.json"`. qaudit does not
  read it.
"""

LENGTH = '`"20 working days"`, `"6 weeks"`, `"12 months"`'

KINDS: dict[str, tuple[Mapping[str, Any], str]] = {
    "text": ({"type": "string"}, '`"letters"`'),
    "yes or no": ({"type": "boolean"}, "`true`, `false`"),
    "day": ({"type": "string", "format": "date"}, "`2026-04-01`"),
    "number": ({"type": "number"}, "`4`, `2.5`"),
    "whole number": ({"type": "integer"}, "`30`"),
    "length of time": ({"type": "string", "pattern": DURATION_PATTERN}, LENGTH),
    'length of time or "off"': (
        {"anyOf": [{"type": "string", "pattern": DURATION_PATTERN}, {"const": "off"}]},
        '`"12 months"`, `"off"`',
    ),
    "share": ({"type": "string", "pattern": SHARE_PATTERN}, '`"40%"`, `"12.5%"`'),
    "words": ({"type": "array", "items": {"type": "string"}}, '`["analysis", "plan*"]`'),
    "days of the year": (
        {"type": "array", "items": {"type": "string", "pattern": DAY_PATTERN}},
        '`["01-01", "09-01"]`',
    ),
    "whole numbers": ({"type": "array", "items": {"type": "integer"}}, "`[5, 11, 16]`"),
    "texts by name": (
        {"type": "object", "additionalProperties": {"type": "string"}},
        '`{ name = "a/file.txt" }`',
    ),
    "fraction": ({"type": "string", "pattern": "/"}, '`"1/3"`'),
}
"""The kinds of settings: by what a schema says of them, and how they are written."""

MEANT = {
    "words": " Where they are looked for in a text, `plan*` is whatever begins so.",
    "length of time": " Working days leave out weekends and bank holidays (England and Wales).",
}


def kind(part: Mapping[str, Any]) -> str:
    """What a setting's schema says it is, in words.

    Raises:
        LookupError: no kind is like that; it needs a name in `KINDS`.
    """
    if "enum" in part:
        return "one of " + ", ".join(f"`{json.dumps(word)}`" for word in part["enum"])
    if "enum" in part.get("items", {}):
        return "some of " + ", ".join(f"`{json.dumps(word)}`" for word in part["items"]["enum"])
    if part.get("type") == "string" and "/" in part.get("pattern", ""):
        return "fraction"
    if part.get("pattern", "").endswith("(day|week|month|year)s?$"):
        return "length of time"
    for name, (like, _) in KINDS.items():
        told = {key: part[key] for key in ("type", "format", "pattern", "anyOf") if key in part}
        items = {k: v for k, v in part.get("items", {}).items() if k in ("type", "pattern")}
        if {**told, **({"items": items} if items else {})} == {
            key: value for key, value in like.items() if key != "additionalProperties"
        }:
            return name
    raise LookupError(f"what kind of setting is this: {part}")


def page() -> str:
    """The whole page."""
    checks = load().checks
    surveys = {check.survey.name: check.survey for check in checks.values() if check.survey}
    run = schema("configuration")
    run = {**run, "properties": {k: v for k, v in run["properties"].items() if k not in OF_CHECKS}}
    profile = schema("profile")
    letters = tomllib.loads((BUILT_IN / "letters.toml").read_text("utf-8"))
    parts = [HEAD, KINDS_HEAD]
    parts += [f"| {name} | {how}.{MEANT.get(name, '')} |\n" for name, (_, how) in KINDS.items()]
    parts += [OF_A_RUN, *(row(*found, found[1].get("default")) for found in leaves(run, run))]
    parts.append(OF_THE_CHECKS)
    for code, check in checks.items():
        parts += table(f"`[checks.{code}]` {check.name}", settings_schema(check.settings))
    parts.append("\n## What several checks share\n")
    for name, survey in sorted(surveys.items()):
        parts += table(f"`[surveys.{name}]`", settings_schema(survey.settings))
    parts.append(OF_A_PROFILE)
    parts += [row(name, part, at(letters, name)) for name, part in leaves(profile, profile)]
    return "".join(parts)


OF_CHECKS = ("checks", "surveys")

KINDS_HEAD = """
## How values are written

| kind | for example |
|---|---|
"""

OF_A_RUN = """
## Of a run

| setting | kind | default | meaning |
|---|---|---|---|
"""

OF_THE_CHECKS = """
## Of each check

Under its code: `[checks.REV02]`. `qaudit explain REV02` prints them as they are in force, with
the standard that they belong to ([the checks](checks.md)). The default shows how each is written.
"""

OF_A_PROFILE = """
## Of a grading profile

A profile is a file of its own: copy [letters](../src/qaudit/grading/profiles/letters.toml), change
it, and name it with `profile = "FILE"` or `--profile FILE`. What its numbers do is in
[how practice is graded](grading.md). All of them must be there; `parts` only where `overall` is
true.

| setting | kind | in letters | meaning |
|---|---|---|---|
"""


def table(title: str, of_it: Mapping[str, Any]) -> Iterator[str]:
    """The settings of a check or a survey; nothing where it has none."""
    if of_it["properties"]:
        yield f"\n### {title}\n\n| setting | kind | default | meaning |\n|---|---|---|---|\n"
        for name, part in of_it["properties"].items():
            yield row(name, part, part["default"])


def leaves(
    part: Mapping[str, Any], whole: Mapping[str, Any], before: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every setting below a part of a schema, with its name as in `evidence.isolated_among`."""
    for name, below in part["properties"].items():
        if reference := below.get("$ref"):
            below = {**whole["$defs"][reference.rpartition("/")[2]], **below}  # noqa: PLW2901
        if "properties" in below:
            yield from leaves(below, whole, f"{before}{name}.")
        else:
            yield f"{before}{name}", below


def row(name: str, part: Mapping[str, Any], value: Any) -> str:
    """A line of a table."""
    shown = f"`{json.dumps(value, ensure_ascii=False)}`" if value is not None else "–"
    meaning = part["description"]
    return f"| `{name}` | {kind(part)} | {shown} | {meaning} |\n"


def at(values: Any, name: str) -> Any:
    """The value at a name as in `evidence.isolated_among`."""
    for step in name.split("."):
        values = values[step]
    return values


def test_the_page_says_what_the_settings_are() -> None:
    """A setting that is not on the page, or is there with other words, fails here."""
    assert page() == PAGE.read_text("utf-8")


def test_its_example_is_whole_and_can_be_used(tmp_path: Path) -> None:
    """Every setting of a run has its example, and qaudit takes the file as it is printed."""
    (text,) = re.findall(r"(?ms)^```toml\n(.*?)^```$", HEAD)
    run = schema("configuration")
    names = [name for name, _ in leaves(run, run)]
    table = tomllib.loads(text)
    for name in names:
        at(table, name)
    own_check(tmp_path / "ours", "return ()")
    (tmp_path / "forms").mkdir()
    put(tmp_path / "forms" / "supervision.txt", "What was decided, and by whom")
    put(tmp_path / "qaudit.toml", text)
    ran = qaudit("config", "show")
    assert (ran.code, ran.err) == (0, "")
    assert 'after_unplanned = "15 working days"' in ran.out


@pytest.mark.parametrize(("name", "like", "how"), [(name, *rest) for name, rest in KINDS.items()])
def test_each_kind_is_written_as_it_says(name: str, like: Mapping[str, Any], how: str) -> None:
    """What stands as an example of a kind satisfies what a schema says of that kind."""
    import jsonschema

    assert kind(like) == name
    for example in re.findall(r"`([^`]+)`", how):
        (value,) = tomllib.loads(f"value = {example}").values()
        jsonschema.validate(json.loads(json.dumps(value, default=str)), like)


def test_a_setting_of_an_unknown_kind_is_not_passed_over() -> None:
    """Whoever brings a new kind of setting has to say what it is."""
    with pytest.raises(LookupError):
        kind({"type": "null"})


def test_what_the_schema_of_settings_holds_is_on_the_page() -> None:
    """The page goes by the same schema that the settings are held to."""
    text = PAGE.read_text("utf-8")
    whole = configuration_schema(load().checks)
    for group in OF_CHECKS:
        for code, own in whole["properties"][group]["properties"].items():
            for name in own["properties"]:
                assert re.search(rf"(?ms)^### `\[{group}\.{code}\]`[^#]*^\| `{name}` \|", text)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
