"""Checks that are tried out, deprecated or gone, as whoever runs an audit meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal import audited, own_check, put, qaudit, told


def with_life(folder: Path, code: str, life: str, setting: str = "") -> None:
    """A check of one's own, with what is said of its life."""
    before = (
        "from attrs import frozen\nfrom qaudit.checking.settings import count\n"
        f'@frozen(kw_only=True)\nclass Settings:\n    {setting} = count(1, "x")'
        if setting
        else ""
    )
    own_check(folder, "return ()", code=code, before=f"\n{before}\n")
    path = folder / f"{code.lower()}.py"
    given = f", settings=Settings, {life}" if setting else f", {life}"
    put(path, path.read_text("utf-8").replace('source="a test"', f'source="a test"{given}'))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A check in preview, one that is deprecated, and what replaced another that is gone."""
    folder = tmp_path / "own"
    with_life(folder, "PRV01", 'preview=True, since="1.1"')
    with_life(folder, "DEP01", 'deprecated="1.2", replaced_by="NEW01"')
    with_life(folder, "NEW01", 'since="1.2", replaces=("OLD01",)', setting="limit")
    put(tmp_path / "case.json", told())
    return folder


def ran_checks(*options: str | Path) -> tuple[set[str], str]:
    """The checks of one's own that ran, and what was said."""
    ran, report = audited("case.json", *options)
    assert ran.code == 0
    own = {"PRV01", "DEP01", "NEW01"}
    return own & set(report["service"]["checks"]), ran.err


class TestRun:
    def test_what_runs_by_itself(self, own: Path) -> None:
        """Neither what is in preview nor what is replaced."""
        assert ran_checks("--checks", own) == ({"NEW01"}, "")

    def test_preview(self, own: Path, tmp_path: Path) -> None:
        """By its code, by the option, or by the settings."""
        assert ran_checks("--checks", own, "--select", "PRV01") == ({"PRV01"}, "")
        assert ran_checks("--checks", own, "--preview") == ({"NEW01", "PRV01"}, "")
        put(tmp_path / "qaudit.toml", "preview = true")
        assert ran_checks("--checks", own) == ({"NEW01", "PRV01"}, "")

    def test_nothing_but_previews(self, own: Path) -> None:
        """A beginning of codes that only previews have selects nothing, and that is said."""
        ran = qaudit("run", "case.json", "--checks", own, "--select", "PRV")
        assert ran.code == 2
        assert "no check is selected" in ran.err

    def test_deprecated(self, own: Path) -> None:
        """It runs where it is selected, and whoever selects it is told what replaces it."""
        said = "qaudit: the check DEP01 is deprecated since 1.2: NEW01 replaces it\n"
        assert ran_checks("--checks", own, "--select", "DEP01") == ({"DEP01"}, said)

    def test_an_old_code(self, own: Path) -> None:
        """It selects the check that took its place, and says so."""
        said = "qaudit: OLD01 is NEW01 now\n"
        assert ran_checks("--checks", own, "--select", "OLD01") == ({"NEW01"}, said)
        assert ran_checks("--checks", own, "--ignore", "OLD01,DEP01") == (set(), said)

    def test_old_settings(self, own: Path, tmp_path: Path) -> None:
        """They are the new check's, and the file is named."""
        settings = put(tmp_path / "qaudit.toml", "[checks.OLD01]\nlimit = 7")
        ran, report = audited("case.json", "--checks", own)
        assert ran.code == 0
        assert ran.err == f"qaudit: {settings}: checks: OLD01 is NEW01 now\n"
        ran_with = report["manifest"]["settings"]["checks"]
        assert ran_with["NEW01"]["settings"] == {"limit": 7}
        assert "OLD01" not in ran_with


class TestShown:
    def test_checks(self, own: Path) -> None:
        """The list has a column for it where there is anything to say."""
        assert "life" not in qaudit("checks").out.splitlines()[0]
        ran = qaudit("checks", "--checks", own)
        rows = {line.split()[0]: line for line in ran.out.splitlines()}
        assert rows["code"].endswith("life")
        assert rows["PRV01"].endswith("in preview since 1.1")
        assert rows["DEP01"].endswith("deprecated since 1.2: NEW01 replaces it")
        assert rows["NEW01"].endswith("since 1.2; in the place of OLD01")

    def test_checks_for_a_program(self, own: Path) -> None:
        """Each part of it has a name."""
        rows = {
            row["code"]: row for row in qaudit("checks", "--checks", own, "--format", "json").json()
        }
        names = ("since", "preview", "deprecated", "replaced_by", "replaces")
        assert [rows["PRV01"][name] for name in names] == ["1.1", True, None, None, []]
        assert [rows["DEP01"][name] for name in names] == [None, False, "1.2", "NEW01", []]
        assert [rows["NEW01"][name] for name in names] == ["1.2", False, None, None, ["OLD01"]]
        assert [rows["REV02"][name] for name in names] == [None, False, None, None, []]

    def test_explain(self, own: Path) -> None:
        """An old code is explained by what took its place."""
        ran = qaudit("explain", "old01", "--checks", own)
        assert ran.code == 0
        assert ran.out.startswith("NEW01 of-ones-own\n")
        assert ran.err == "qaudit: OLD01 is NEW01 now\n"
        told_of = qaudit("explain", "PRV01", "--checks", own).out
        assert "Life:   in preview since 1.1; it runs where its code is selected" in told_of
        assert "Life:" not in qaudit("explain", "REV02").out

    def test_a_sample_case(self, own: Path, tmp_path: Path) -> None:
        """What is expected under an old code is to be named by the new; a beginning is no code."""
        put(tmp_path / "old.case.json", told("T-1"))
        put(tmp_path / "old.expected.toml", 'checks = ["OLD01", "NEW"]')
        ran = qaudit("test", tmp_path, "--checks", own)
        assert ran.code == 1
        assert "no check has the code 'NEW'" in ran.out
        assert "OLD01 is NEW01 now" in ran.out


class TestTaken:
    def test_an_old_code_is_not_given_again(self, own: Path, tmp_path: Path) -> None:
        """A new check cannot be made under the code of one that is gone."""
        ran = qaudit("new", "check", "OLD01", "--name", "again", "--folder", own)
        assert ran.code == 2
        assert "the code OLD01 is taken: it leads to NEW01" in ran.said
        assert sorted(path.name for path in tmp_path.glob("own/*.py")) == [
            "dep01.py",
            "new01.py",
            "prv01.py",
        ]

    def test_an_old_code_leads_to_one_check(self, own: Path) -> None:
        """A second check that claims it is named, and is not there."""
        with_life(own, "ZZZ01", 'replaces=("OLD01",)')
        ran = qaudit("plugins", "--checks", own)
        assert ran.code == 4
        assert "plugin zzz01.py: ZZZ01: OLD01 leads to NEW01 already" in ran.err
        assert "checks ZZZ01" not in ran.out
