"""The plugin host: what is installed and what is given, each loaded by itself."""

from __future__ import annotations

import sys
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
        assert found.failures == [
            (
                "plugin absent (nothing_of_the_kind): ModuleNotFoundError: "
                "No module named 'nothing_of_the_kind'"
            ),
            "plugin wrong (json:nothing): AttributeError: module 'json' has no attribute 'nothing'",
        ]

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
        assert found.failures == [
            "plugin aaa (aaa_plugin): the check REV02 is already taken by qaudit:checks"
        ]


PLUGINS = {
    "raises": ("1 / 0", "ZeroDivisionError (council_hooks.py, line 3)"),
    "raises what cannot be said": (
        "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd",
        "Odd (council_hooks.py, line 5)",
    ),
    "raises in Python's own code": (
        "import json\njson.loads('{')",
        "JSONDecodeError (council_hooks.py, line 4): Expecting",
    ),
    "is no Python": ("if True:\n", "IndentationError (council_hooks.py, line 3): expected an"),
    "exits": ("import sys\nsys.exit(0)", "SystemExit (council_hooks.py, line 4): 0"),
    "misspells a hook": (
        "@hookimpl\ndef qaudit_check():\n    return []",
        "there is no hook qaudit_check; did you mean qaudit_checks?",
    ),
    "makes up a hook": (
        "@hookimpl\ndef qaudit_weather():\n    return []",
        "there is no hook qaudit_weather; there are qaudit_checks, ",
    ),
    "forgets the mark": (
        "def qaudit_checks():\n    return []",
        "qaudit_checks is not marked with @hookimpl",
    ),
    "asks for what is not given": (
        "@hookimpl\ndef qaudit_case_audited(record):\n    pass",
        "{'record'}",
    ),
    "has a hook that is no function": (
        (
            "class Hooks:\n    @property\n    def qaudit_checks(self): raise OSError('no')\n"
            "hooks = Hooks()"
        ),
        "qaudit_checks is not marked with @hookimpl",
    ),
    "misspells a hook and forgets the mark": (
        "def qaudit_chekcs():\n    return []",
        "qaudit_chekcs is not marked with @hookimpl; did you mean qaudit_checks?",
    ),
    "gives what fails when it is looked at": (
        (
            "class Odd:\n    @property\n    def __class__(self): raise OSError('no')\n"
            "@hookimpl\ndef qaudit_reporters():\n    return [Odd()]"
        ),
        "OSError (council_hooks.py, line 5): no",
    ),
    "gives a report without end": (
        "@hookimpl\ndef qaudit_reporters():\n    yield 3\n    raise OSError('no')",
        "OSError (council_hooks.py, line 6): no",
    ),
    "takes the name of a report": (
        (
            "from qaudit.reporting.json_report import JsonReporter\n"
            "@hookimpl\ndef qaudit_reporters():\n    return [JsonReporter()]"
        ),
        "the reporter json is already taken by qaudit:standard",
    ),
    "takes the name of a profile": (
        (
            "from pathlib import Path\n@hookimpl\ndef qaudit_profiles():\n"
            "    return [Path('letters.toml')]"
        ),
        "the profile letters is already taken by qaudit:standard",
    ),
}


@pytest.mark.parametrize(("content", "why"), PLUGINS.values(), ids=PLUGINS)
def test_an_installed_plugin_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, why: str
) -> None:
    """It is named with where it is and why; what others give is there all the same."""
    known = host()
    imports = "from qaudit.plugins.hookspecs import hookimpl\n\n"
    put(tmp_path / "council_hooks.py", imports + content)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "council_hooks", raising=False)
    value = "council_hooks:hooks" if "hooks = " in content else "council_hooks"
    installed(monkeypatch, council=value)
    found = load()
    monkeypatch.delitem(sys.modules, "council_hooks", raising=False)
    assert any(line.startswith(f"plugin council ({value}): ") for line in found.failures), (
        found.failures
    )
    assert any(why in line for line in found.failures), found.failures
    assert set(found.checks) == set(known.checks)
    assert set(found.reporters) == set(known.reporters)


def test_what_a_plugin_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It does not get into a report that goes to standard output."""
    own = own_check(tmp_path / "own", "return ()", before="print('loading')")
    assert "OWN01" in load([own]).checks
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "loading\n")


def test_what_plugins_give() -> None:
    """Each plugin is listed with the names of what came of it."""
    gives = {plugin.name: plugin.gives for plugin in host().plugins}
    assert gives["qaudit:checks"]["checks"] == list(host().checks)
    assert gives["qaudit:standard"]["sources"] == list(host().sources)
    assert gives["qaudit:standard"]["profiles"] == list(host().profiles)


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


class TestSharing:
    """Files of one folder share what several need, by a relative import."""

    def shared(self, folder: Path, code: str, words: str) -> Path:
        """A folder with a check whose message stands in another file of it."""
        body = "yield Note(message=WORDS)"
        own_check(folder, body, code=code, before="from .words import WORDS")
        put(folder / "words.py", f"WORDS = {words!r}")
        return folder

    def test_two_folders_with_one_name(self, tmp_path: Path) -> None:
        """Each finds its own, and neither stands in anybody's way."""
        one = self.shared(tmp_path / "one", "ONE01", "first")
        two = self.shared(tmp_path / "two", "TWO01", "second")
        before = set(sys.path)
        found = load([one, two])
        assert found.failures == []
        said = [
            [note.message for note in found.checks[code].find(None, None)]
            for code in ("ONE01", "TWO01")
        ]
        assert said == [["first"], ["second"]]
        assert set(sys.path) == before
        assert "words" not in sys.modules

    def test_from_a_folder_in_the_folder(self, tmp_path: Path) -> None:
        """Two dots lead out of a folder in the folder, and private files may be shared."""
        (tmp_path / "visits.v2").mkdir()
        own_check(
            tmp_path / "visits.v2",
            "yield Note(message=WORDS)",
            before="from .._words import WORDS",
        )
        put(tmp_path / "_words.py", "WORDS = 'shared'")
        found = load([tmp_path])
        assert found.failures == []
        (note,) = found.checks["OWN01"].find(None, None)
        assert note.message == "shared"

    def test_a_check_that_another_file_imports(self, tmp_path: Path) -> None:
        """It is one check, loaded once."""
        own = own_check(tmp_path / "own", "return ()", code="ZZZ01")
        own_check(own, "return zzz.find(case, settings)", before="from .zzz01 import find as zzz")
        found = load([own])
        assert found.failures == []
        assert {"OWN01", "ZZZ01"} <= set(found.checks)

    def test_a_shared_file_that_cannot_be_loaded(self, tmp_path: Path) -> None:
        """It is named, and so is what needs it; the others are there."""
        own = self.shared(tmp_path / "own", "ONE01", "x")
        own_check(own, "return ()", code="TWO01")
        put(own / "words.py", "1 / 0")
        found = load([own])
        assert "TWO01" in found.checks
        assert "ONE01" not in found.checks
        assert found.failures == [
            "plugin one01.py: ZeroDivisionError (words.py, line 1): division by zero",
            "plugin words.py: ZeroDivisionError (words.py, line 1): division by zero",
        ]

    def test_it_is_read_anew(self, tmp_path: Path) -> None:
        """What changed since the folder was last loaded is seen."""
        own = self.shared(tmp_path / "own", "ONE01", "before")
        load([own])
        put(own / "words.py", "WORDS = 'afterwards'")
        (note,) = load([own]).checks["ONE01"].find(None, None)
        assert note.message == "afterwards"


class TestPackage:
    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An installed package with a check in a folder."""
        package = tmp_path / "council_checks"
        own_check(package, "return ()", code="CCA01")
        (package / "visits").mkdir()
        own_check(package / "visits", "return ()", code="CCB01")
        put(package / "visits" / "__init__.py", "")
        put(
            package / "__init__.py",
            "from qaudit.plugins.hookspecs import hookimpl\n"
            "from qaudit.plugins.loading import checks_of\n\n"
            "@hookimpl\ndef qaudit_checks():\n    return checks_of(__name__)\n",
        )
        monkeypatch.syspath_prepend(tmp_path)
        for known in [name for name in sys.modules if name.startswith("council_checks")]:
            monkeypatch.delitem(sys.modules, known)
        installed(monkeypatch, council="council_checks")
        return package

    def test_all_its_modules(self, package: Path) -> None:
        """Its checks are those in its modules and in those of its folders."""
        put(package / "_private.py", "1 / 0")
        found = load()
        assert found.failures == []
        assert found.plugins[-1].gives == {"checks": ["CCA01", "CCB01"]}

    @pytest.mark.parametrize(
        ("file", "line"),
        [("bad.py", 1), ("visits/bad.py", 1), ("visits/__init__.py", 1)],
    )
    def test_one_module_that_cannot_be_loaded(self, package: Path, file: str, line: int) -> None:
        """It is named by its file; the others' checks are there."""
        put(package / file, "raise SystemExit('no')")
        found = load()
        assert "CCA01" in found.checks
        assert ("CCB01" in found.checks) == (file != "visits/__init__.py")
        name = Path(file).name
        assert found.failures == [
            f"plugin council (council_checks): {file}: SystemExit ({name}, line {line}): no"
        ]


class TestFail:
    def test_once(self) -> None:
        """What fails at each of a thousand cases is named once."""
        empty = Host()
        for _ in range(3):
            empty.fail("the same")
        assert empty.failures == ["the same"]
