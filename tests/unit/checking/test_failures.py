"""What is said of an exception: its kind, and the line that whoever wrote it can mend."""

from __future__ import annotations

import json
from pathlib import Path

from qaudit.checking.failures import kind_and_place


def caught(text: str) -> BaseException:
    try:
        json.loads(text)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_last_line_before_pythons_own() -> None:
    """Not the line in Python's library, nor what the exception says."""
    said = kind_and_place(caught("{"))
    assert said.startswith("JSONDecodeError (test_failures.py, line ")
    assert "Expecting" not in said


def test_what_only_called() -> None:
    """Files that called the code that is to blame are not blamed."""
    assert kind_and_place(caught("{"), beside=Path(__file__).parent) == "JSONDecodeError"
    assert kind_and_place(caught("{"), beside=Path(__file__)) != "JSONDecodeError"


def test_without_a_place() -> None:
    """An exception that was never raised, or whose name could say something, says no more."""
    assert kind_and_place(KeyError("a name")) == "KeyError"
    assert kind_and_place(type("what the record says", (Exception,), {})()) == "an exception"
