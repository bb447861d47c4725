"""The plugin host: what is installed and what is given, each loaded by itself."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

from qaudit.plugins import host as hosting
from qaudit.plugins.host import Host, load
from support import host
from terminal import own_check, put


def installed(monkeypatch: pytest.MonkeyPatch, **modules: str) -> None:
    """Pretend that some entry points are installed beside our own."""

    def found(group: str) -> list[EntryPoint]:
        theirs = [EntryPoint(name, value, group) for name, value in modules.items()]
        return [*theirs, *entry_points(group=group)]

    monkeypatch.setattr(hosting, "entry_points", found)


class TestInstalled:
    def test_our_own(self) -> None:
        """What comes with qaudit is there without a failure, by way of the hooks."""
        found = host()
        assert found.failures == []
        assert set(found.reporters) >= {"table", "json"}
        assert set(found.sources) >= {"ssda903"}
        assert set(found.profiles) >= {"letters", "ilacs-2026"}
        assert list(found.checks) == sorted(found.checks)

    def test_one_that_cannot_be_loaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An installed plugin that cannot be loaded is named; the others are there."""
        known = set(host().checks)
        installed(monkeypatch, absent="nothing_of_the_kind", wrong="json:nothing")
        found = load()
        assert set(found.checks) >= known
        assert len(found.failures) == 2
        assert found.failures[0].startswith("plugin absent: ModuleNotFoundError")
        assert found.failures[1].startswith("plugin wrong: AttributeError")

    def test_our_own_come_first(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A plugin whose name comes before ours does not take our codes."""
        folder = own_check(tmp_path / "own", "return ()", code="REV02")
        text = (folder / "rev02.py").read_text("utf-8")
        put(
            tmp_path / "aaa_plugin.py",
            text + "\nfrom qaudit.plugins.hookspecs import hookimpl\n"
            "@hookimpl\ndef qaudit_checks():\n    return [find]\n",
        )
        monkeypatch.syspath_prepend(tmp_path)
        installed(monkeypatch, aaa="aaa_plugin")
        found = load()
        assert found.checks["REV02"].name == "review-after-placement-change"
        assert found.failures == ["plugin aaa: the check REV02 is already taken"]


class TestFolder:
    def test_versions_are_hashes(self, tmp_path: Path) -> None:
        """A file of checks has the beginning of its SHA-256 for a version."""
        own = own_check(tmp_path / "own", "return ()")
        before = load([own]).plugins[-1]
        assert before.name == "own01.py"
        put(own / "own01.py", (own / "own01.py").read_bytes() + b"\n# changed\n")
        after = load([own]).plugins[-1]
        assert len(before.version) == len(after.version) == 12
        assert before.version != after.version

    def test_its_hooks(self, tmp_path: Path) -> None:
        """A file may give what any plugin gives: then its checks are those of its hook."""
        own = own_check(tmp_path / "own", "return ()")
        put(
            own / "own01.py",
            (own / "own01.py").read_text() + "\ndef qaudit_checks():\n    return []\n",
        )
        put(
            own / "profile.py",
            "from pathlib import Path\ndef qaudit_profiles():\n    return [Path('mine.toml')]",
        )
        found = load([own])
        assert found.failures == []
        assert "OWN01" not in found.checks
        assert found.profiles["mine"] == Path("mine.toml")

    def test_deep(self, tmp_path: Path) -> None:
        """Folders in the folder are looked through, but for the private and the hidden."""
        for place in ("deep/down", "_private", ".hidden", "__pycache__"):
            (tmp_path / place).mkdir(parents=True)
        own_check(tmp_path / "deep" / "down", "return ()", code="DEP01")
        for number, place in enumerate(("_private", ".hidden", "__pycache__"), 1):
            own_check(tmp_path / place, "return ()", code=f"NOT0{number}")
        found = load([tmp_path])
        assert found.failures == []
        assert "DEP01" in found.checks
        assert not {"NOT01", "NOT02", "NOT03"} & set(found.checks)


class TestFail:
    def test_once(self) -> None:
        """What fails at each of a thousand cases is named once."""
        empty = Host()
        for _ in range(3):
            empty.fail("the same")
        assert empty.failures == ["the same"]
