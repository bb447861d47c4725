import hashlib
import io
import json
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.cases import reading
from qaudit.cases.reading import Entry, Intake

ONE = b'{"case_id": "T-1"}'
TWO = b'{"case_id": "T-2"}'
MARK = b"\xef\xbb\xbf"
PRETTY = b'{\n  "case_id": "T-1"\n}\n'
NOBODY = 65534


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(*paths: Path | str) -> list[Entry]:
    """What is found in some paths."""
    return list(Intake(tuple(map(str, paths))))


def put(path: Path, data: bytes = ONE) -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def never_waiting() -> Iterator[None]:
    """Fails a test that waits for somebody to write into a pipe."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError("waited for what nobody will write")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[None]:
    """A user who may not look into the test's folder, where the tests are run by root."""
    if os.geteuid() != 0:
        tmp_path.chmod(0)
        yield
        tmp_path.chmod(0o700)
        return
    tmp_path.chmod(0o700)
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """The most bytes of a record, made few."""
    monkeypatch.setattr(reading, "MOST_BYTES", 64)
    return 64


def most_memory() -> int:
    """The most memory that this process has held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put something on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


class TestFile:
    def test_one_record(self, tmp_path: Path) -> None:
        """A file is one record, its bytes as they are."""
        path = put(tmp_path / "kit.json", PRETTY)
        assert read(path) == [Entry(str(path), PRETTY)]

    @pytest.mark.parametrize("data", [b"", b"\n", b"[1]", b"\xff\xfe", b'\xef\xbb\xbf{"a": 1}'])
    def test_not_looked_at(self, tmp_path: Path, data: bytes) -> None:
        """What is in it is for others to judge: empty, a list or no JSON, it is handed on."""
        path = put(tmp_path / "kit.json", data)
        assert read(path) == [Entry(str(path), data)]

    def test_two_lines_in_a_json_file(self, tmp_path: Path) -> None:
        """A file called .json is one record, whatever its first line looks like."""
        path = put(tmp_path / "kit.json", ONE + b"\n" + TWO)
        assert read(path) == [Entry(str(path), ONE + b"\n" + TWO)]

    def test_another_name(self, tmp_path: Path) -> None:
        """A file that is named itself is read whatever it is called: by its first line."""
        one, many = put(tmp_path / "kit", PRETTY), put(tmp_path / "all.txt", ONE + b"\n" + TWO)
        assert read(one, many) == [
            Entry(str(one), PRETTY),
            Entry(f"{many}:1", ONE + b"\n"),
            Entry(f"{many}:2", TWO),
        ]

    def test_hidden_if_named(self, tmp_path: Path) -> None:
        """A hidden file or an expectation is read where it is named itself."""
        hidden, expected = put(tmp_path / ".kit.json"), put(tmp_path / "kit.expected.json")
        assert [entry.path for entry in read(hidden, expected)] == [str(hidden), str(expected)]

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there is refused, with why."""
        path = tmp_path / "kit.json"
        assert read(path) == [Entry(str(path), refused="cannot be read: No such file or directory")]

    def test_broken_symlink(self, tmp_path: Path) -> None:
        """A link to nothing is refused, named itself and in a folder."""
        path = tmp_path / "kit.json"
        path.symlink_to(tmp_path / "nothing")
        expected = [Entry(str(path), refused="cannot be read: No such file or directory")]
        assert expected == read(path)
        assert expected == read(tmp_path)

    def test_circular_symlink(self, tmp_path: Path) -> None:
        """A link to itself is refused."""
        path = tmp_path / "kit.json"
        path.symlink_to(path)
        (entry,) = read(tmp_path)
        assert entry.refused.startswith("cannot be read: ")

    def test_symlink(self, tmp_path: Path) -> None:
        """A link to a file is read under its own name."""
        put(tmp_path / "elsewhere" / "kit.json")
        path = tmp_path / "cases" / "link.json"
        path.parent.mkdir()
        path.symlink_to(tmp_path / "elsewhere" / "kit.json")
        assert read(path.parent) == [Entry(str(path), ONE)]

    @pytest.mark.usefixtures("nobody")
    def test_unreadable(self, tmp_path: Path) -> None:
        """What may not be read is refused, with why."""
        path = tmp_path / "kit.json"
        assert read(path) == [Entry(str(path), refused="cannot be read: Permission denied")]

    @pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no such file here")
    def test_breaks_off_in_reading(self, tmp_path: Path) -> None:
        """A file that can be opened and not read is refused, and the next one is read."""
        (tmp_path / "a.json").symlink_to("/proc/self/mem")
        put(tmp_path / "b.json")
        intake = Intake((str(tmp_path),))
        assert list(intake) == [
            Entry(str(tmp_path / "a.json"), refused="cannot be read: Input/output error"),
            Entry(str(tmp_path / "b.json"), ONE),
        ]
        assert list(intake.inputs) == [str(tmp_path / "b.json")]

    @pytest.mark.usefixtures("never_waiting")
    def test_pipe(self, tmp_path: Path) -> None:
        """A pipe that is named itself is read: a shell hands over what a command prints so."""
        path = tmp_path / "pipe"
        os.mkfifo(path)
        writer = threading.Thread(target=path.write_bytes, args=(PRETTY,))
        writer.start()
        found = read(path)
        writer.join()
        assert found == [Entry(str(path), PRETTY)]


class TestFolder:
    def test_deep_and_in_order(self, tmp_path: Path) -> None:
        """A folder is read with all in it, its files by name and then its folders by name."""
        for name in ["b.json", "a.json", "z/b/1.json", "z/a/2.json", "c/3.json", "z/0.json"]:
            put(tmp_path / name)
        assert [str(Path(entry.path).relative_to(tmp_path)) for entry in read(tmp_path)] == [
            "a.json",
            "b.json",
            "c/3.json",
            "z/0.json",
            "z/a/2.json",
            "z/b/1.json",
        ]

    def test_passed_over(self, tmp_path: Path) -> None:
        """What is hidden is skipped, what is no case by its name is passed over and counted.

        What must be found in a sample case stands beside it, and nobody takes it for a case.
        """
        for name in [".kit.json", ".git/kit.json", "a/.b/kit.json"]:
            put(tmp_path / name)
        for name in ["README.md", "kit.expected.json", "notes.txt", "json", "kit.json.bak"]:
            put(tmp_path / name)
        path = put(tmp_path / "kit.case.json")
        intake = Intake((str(tmp_path),))
        assert list(intake) == [Entry(str(path), ONE)]
        assert intake.passed_over == 4

    def test_names_in_capitals(self, tmp_path: Path) -> None:
        """A file is read whether its name ends in capitals or not, and none is lost for it."""
        put(tmp_path / "A.JSON")
        put(tmp_path / "B.Ndjson", ONE + b"\n" + TWO + b"\n")
        put(tmp_path / "C.Expected.JSON")
        intake = Intake((str(tmp_path),))
        assert [(Path(entry.path).name, entry.data.strip()) for entry in intake] == [
            ("A.JSON", ONE),
            ("B.Ndjson:1", ONE),
            ("B.Ndjson:2", TWO),
        ]
        assert intake.passed_over == 0

    def test_hidden_folder_if_named(self, tmp_path: Path) -> None:
        """A hidden folder is read where it is named itself."""
        path = put(tmp_path / ".cases" / "kit.json")
        assert read(path.parent) == [Entry(str(path), ONE)]

    def test_ndjson_in_a_folder(self, tmp_path: Path) -> None:
        """NDJSON files in a folder are read by lines."""
        for name in ["a.jsonl", "b.ndjson"]:
            put(tmp_path / name, ONE + b"\n" + TWO + b"\n")
        assert [Path(entry.path).name for entry in read(tmp_path)] == [
            "a.jsonl:1",
            "a.jsonl:2",
            "b.ndjson:1",
            "b.ndjson:2",
        ]

    def test_empty(self, tmp_path: Path) -> None:
        """A folder with no cases gives none."""
        assert read(tmp_path) == []

    def test_named_like_a_file(self, tmp_path: Path) -> None:
        """A folder that is called like a file is a folder."""
        path = put(tmp_path / "cases.json" / "kit.json")
        assert read(tmp_path) == read(path.parent) == [Entry(str(path), ONE)]

    @pytest.mark.usefixtures("nobody")
    def test_unreadable(self, tmp_path: Path) -> None:
        """A folder that may not be looked into is refused, with why."""
        assert read(tmp_path) == [Entry(str(tmp_path), refused="cannot be read: Permission denied")]

    @pytest.mark.usefixtures("never_waiting")
    def test_no_files(self, tmp_path: Path) -> None:
        """A pipe, a socket or a device in a folder is refused without being opened."""
        os.mkfifo(tmp_path / "a.json")
        (tmp_path / "b.ndjson").symlink_to(tmp_path / "a.json")
        (tmp_path / "c.json").symlink_to("/dev/zero")
        path = put(tmp_path / "e.json")
        with socket.socket(socket.AF_UNIX) as listening:
            here = Path.cwd()
            os.chdir(tmp_path)  # the name of a socket may not be long
            listening.bind("d.json")
            os.chdir(here)
            found = read(tmp_path)
        assert found == [
            *(
                Entry(str(tmp_path / name), refused="cannot be read: not a file")
                for name in ("a.json", "b.ndjson", "c.json", "d.json")
            ),
            Entry(str(path), ONE),
        ]

    def test_several_paths(self, tmp_path: Path) -> None:
        """Paths are read in the order in which they are given."""
        b, a = put(tmp_path / "b.json"), put(tmp_path / "a" / "a.json")
        assert [entry.path for entry in read(b, a.parent, b)] == [str(b), str(a), str(b)]


class TestNdjson:
    @pytest.mark.parametrize("suffix", [".ndjson", ".jsonl"])
    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (ONE + b"\n" + TWO + b"\n", [(1, ONE + b"\n"), (2, TWO + b"\n")]),
            (ONE + b"\n" + TWO, [(1, ONE + b"\n"), (2, TWO)]),
            (ONE + b"\r\n" + TWO + b"\r\n", [(1, ONE + b"\r\n"), (2, TWO + b"\r\n")]),
            (b"\n" + ONE + b"\n\n \t\r\n" + TWO + b"\n\n", [(2, ONE + b"\n"), (5, TWO + b"\n")]),
            (b"not json\n" + TWO, [(1, b"not json\n"), (2, TWO)]),
            (ONE, [(1, ONE)]),
            (b"", []),
            (b"\n\n", []),
        ],
    )
    def test_lines(
        self, tmp_path: Path, suffix: str, data: bytes, expected: list[tuple[int, bytes]]
    ) -> None:
        """Each line is a record by its number; blank ones, CRLF and a last one left open do."""
        path = put(tmp_path / f"all{suffix}", data)
        assert [Entry(f"{path}:{number}", line) for number, line in expected] == read(path)

    def test_line_separators_in_text(self, tmp_path: Path) -> None:
        """What only looks like the end of a line in a text ends none."""
        line = json.dumps({"text": "a\u2028b\x85c\x0bd"}, ensure_ascii=False).encode()
        path = put(tmp_path / "all.ndjson", line + b"\n" + TWO)
        assert [entry.data for entry in read(path)] == [line + b"\n", TWO]

    def test_too_long_lines(self, tmp_path: Path, small: int) -> None:
        """A line that is too long is refused by its number, and the others are read."""
        long, longer = b"x" * (small + 1), b"y" * (5 * small)
        lines = [ONE, long, TWO, longer, ONE, longer]
        path = put(tmp_path / "all.ndjson", b"\n".join(lines))
        found = read(path)
        assert [entry.path for entry in found] == [f"{path}:{n}" for n in range(1, 7)]
        assert [entry.data for entry in found] == [
            ONE + b"\n",
            b"",
            TWO + b"\n",
            b"",
            ONE + b"\n",
            b"",
        ]
        assert ["too large" in entry.refused for entry in found] == [False, True] * 3

    @pytest.mark.parametrize("ending", [b"\n", b""])
    def test_longest_line(self, tmp_path: Path, small: int, ending: bytes) -> None:
        """A line as long as is allowed is read, a byte more is not."""
        path = put(tmp_path / "all.ndjson", b"x" * small + ending)
        assert read(path) == [Entry(f"{path}:1", b"x" * small + ending)]
        path = put(tmp_path / "all.ndjson", b"x" * (small + 1) + ending)
        (entry,) = read(path)
        assert entry.refused

    @given(
        st.lists(
            st.sampled_from([b"", b" ", b"x", b"y" * 60, b"z" * 70, b"u" * 150]),
            max_size=8,
        ),
        st.sampled_from([b"\n", b"\r\n"]),
        st.booleans(),
    )
    @settings(deadline=None)
    def test_every_line_has_an_outcome(
        self, lines: list[bytes], newline: bytes, ended: bool
    ) -> None:
        """Each line that is not blank is read or refused, under its number, and once."""
        data = newline.join(lines) + (newline if ended else b"")
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reading, "MOST_BYTES", 64)
            found = list(reading._lines("x", reading._hashed(io.BytesIO(data), hashlib.sha256())))
        expected = [
            (f"x:{number}", line if len(line) <= 64 else b"")
            for number, line in enumerate(lines, 1)
            if line.strip()
        ]
        assert expected == [(entry.path, entry.data.rstrip(newline)) for entry in found]
        assert all(bool(entry.refused) is (entry.data == b"") for entry in found)


class TestTooLarge:
    def test_refused(self, tmp_path: Path, small: int) -> None:
        """A file that is too large is refused, whether it has lines or not; the next is read."""
        put(tmp_path / "a.json", b"x" * small)
        put(tmp_path / "b.json", b"x" * (small + 1))
        put(tmp_path / "c.json", b"x\n" * small)
        put(tmp_path / "d.json", ONE)
        found = read(tmp_path)
        assert [entry.data for entry in found] == [b"x" * small, b"", b"", ONE]
        assert [entry.refused.split(" (")[0] for entry in found] == [
            "",
            "it is too large to be one case record",
            "it is too large to be one case record",
            "",
        ]

    def test_a_gigabyte(self, tmp_path: Path) -> None:
        """A file of a gigabyte is refused with its size, and never held in memory."""
        path = tmp_path / "kit.json"
        with path.open("wb") as file:
            file.truncate(1 << 30)
        before = most_memory()
        (entry,) = read(path)
        assert entry.refused == (
            "it is too large to be one case record (1,024 MB); the most is 64 MB"
        )
        assert entry.data == b""
        assert most_memory() - before < 4 * reading.MOST_BYTES


class TestStandardInput:
    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (PRETTY, [("-", PRETTY)]),
            (ONE, [("-:1", ONE)]),
            (ONE + b"\n", [("-:1", ONE + b"\n")]),
            (ONE + b"\n" + TWO + b"\n", [("-:1", ONE + b"\n"), ("-:2", TWO + b"\n")]),
            (ONE + b"\r\n\r\n" + TWO, [("-:1", ONE + b"\r\n"), ("-:3", TWO)]),
            (b"\n\n" + ONE + b"\n" + TWO, [("-:3", ONE + b"\n"), ("-:4", TWO)]),
            (MARK + ONE + b"\n" + TWO, [("-:1", MARK + ONE + b"\n"), ("-:2", TWO)]),
            (b"\n" + PRETTY, [("-", b"\n" + PRETTY)]),
            (b'{"visits": [\n' + ONE + b"\n]}", [("-", b'{"visits": [\n' + ONE + b"\n]}")]),
            (b"", [("-", b"")]),
        ],
    )
    def test_one_record_or_one_a_line(
        self, monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[tuple[str, bytes]]
    ) -> None:
        """Standard input is one record, or one a line where the first line is whole."""
        give(monkeypatch, data)
        assert [Entry(path, line) for path, line in expected] == read("-")

    def test_too_large(self, monkeypatch: pytest.MonkeyPatch, small: int) -> None:
        """It is refused like a file where it is too large."""
        give(monkeypatch, b"{\n" + b"x" * small)
        (entry,) = read("-")
        assert "too large" in entry.refused

    def test_cannot_be_read(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A folder given as standard input is refused, with why."""
        folder = os.open(tmp_path, os.O_RDONLY)

        class Folder(io.RawIOBase):
            def readable(self) -> bool:
                return True

            def readinto(self, _buffer: object) -> int:
                os.read(folder, 1)
                raise AssertionError

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Folder())))
        found = read("-")
        os.close(folder)
        assert found == [Entry("-", refused="cannot be read: Is a directory")]


class TestInputs:
    def test_hashes(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each file that was read is known by the hash of all its bytes."""
        ndjson = put(tmp_path / "a.ndjson", ONE + b"\n\n" + TWO)
        pretty = put(tmp_path / "b.json", PRETTY)
        give(monkeypatch, PRETTY)
        intake = Intake((str(tmp_path), "-", str(tmp_path / "missing.json")))
        assert [bool(entry.refused) for entry in intake] == [False, False, False, False, True]
        assert intake.inputs == {
            str(ndjson): sha256(ONE + b"\n\n" + TWO),
            str(pretty): sha256(PRETTY),
            "-": sha256(PRETTY),
        }

    @pytest.mark.parametrize("name", ["kit.json", "all.ndjson", "kit"])
    def test_hash_of_what_is_too_large(self, tmp_path: Path, small: int, name: str) -> None:
        """What was refused for its size is known by its hash as well."""
        data = b"x" * (7 * small) + b"\n" + b"y" * 3 * small
        path = put(tmp_path / name, data)
        intake = Intake((str(path),))
        list(intake)
        assert intake.inputs == {str(path): sha256(data)}
