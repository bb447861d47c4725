import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.cases.parsing import (
    MOST_NESTED,
    Refused,
    decode,
    nested_too_deeply,
    parse_record,
    shown_name,
    shown_step,
)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # No half of a surrogate pair
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), parts, max_size=4)
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON, max_size=5)


def why(data: bytes) -> str:
    """The reason for which a record is refused."""
    with pytest.raises(Refused) as refused:
        parse_record(data)
    return str(refused.value)


class TestParseRecord:
    @given(RECORDS, st.booleans(), st.booleans())
    @settings(deadline=None)
    def test_reads_json(self, value: dict[str, Any], escaped: bool, marked: bool) -> None:
        """Any JSON object is read as it is, with or without escapes and a byte order mark."""
        text = json.dumps(value, ensure_ascii=escaped)
        assert value == parse_record(text.encode("utf-8-sig" if marked else "utf-8"))

    @pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
    def test_empty(self, data: bytes) -> None:
        """Nothing, blanks or a byte order mark alone are an empty file."""
        assert why(data) == "it is empty"

    @pytest.mark.parametrize(
        "text",
        ['{"case_id": "T-1"', '{"case_id": "T-', '{"case_id":', "{", '{"a": [1, 2', '{"a": {},'],
    )
    def test_truncated(self, text: str) -> None:
        """A file that breaks off is said to, with the place."""
        assert why(text.encode()).startswith("it breaks off: the JSON is not complete (line 1, ")

    @given(RECORDS, st.data())
    @settings(deadline=None)
    def test_every_beginning_is_refused(self, value: dict[str, Any], data: st.DataObject) -> None:
        """No beginning of a record is taken for the record, wherever it is cut off."""
        whole = json.dumps(value, ensure_ascii=False).encode()
        length = data.draw(st.integers(0, len(whole) - 1))
        with pytest.raises(Refused):
            parse_record(whole[:length])

    def test_place(self) -> None:
        """What is no JSON is refused with its line and column."""
        assert why(b'{\n  "case_id": Kayleigh\n}') == "it is not JSON (line 2, column 14)"

    @pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
    def test_not_utf8(self, encoding: str) -> None:
        """A file of another encoding is refused, with the byte where that shows."""
        assert why('{"text": "Zoë"}'.encode(encoding)) == "it is not UTF-8: byte 13 cannot be read"

    @pytest.mark.parametrize("data", [b'{"a": "\xed\xa0\x80"}', b'{"a": "\xc0\xaf"}', b"\xff"])
    def test_no_utf8_either(self, data: bytes) -> None:
        """Bytes that only look like UTF-8 are refused."""
        assert "it is not UTF-8" in why(data)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf16(self, encoding: str) -> None:
        """UTF-16, as some systems export it, is named where it is marked."""
        mark = "\ufeff" if encoding != "utf-16" else ""
        data = (mark + '{"case_id": "T-1"}').encode(encoding)
        assert why(data) == "it is written in UTF-16; a case record is UTF-8"

    def test_utf16_unmarked(self) -> None:
        """UTF-16 without its mark is refused as well."""
        assert "it is not JSON" in why('{"case_id": "T-1"}'.encode("utf-16-le"))

    def test_one_mark_only(self) -> None:
        """One byte order mark is passed over, not two."""
        assert parse_record(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
        assert "it is not JSON" in why(b'\xef\xbb\xbf\xef\xbb\xbf{"a": 1}')

    @pytest.mark.parametrize(
        "text",
        [
            '{"case_id": 1, "case_id": 1}',
            '{"child": {"case_id": null, "sex": "F", "case_id": null}}',
            '{"a": [{}, {"case_id": 1, "case_id": 2}]}',
            '{"case_id": 1, "\\u0063ase_id": 2}',
            '{"child": 1, "case_id": 1, "source": 1, "case_id": 2}',
        ],
    )
    def test_name_given_twice(self, text: str) -> None:
        """A name given twice in one object is refused at any depth, with the name."""
        assert why(text.encode()) == "the name 'case_id' is given twice in one object"

    def test_same_name_in_two_objects(self) -> None:
        """A name may stand in two objects."""
        assert parse_record(b'{"a": {"b": 1}, "c": {"b": 2}}') == {"a": {"b": 1}, "c": {"b": 2}}

    def test_strange_name_given_twice(self) -> None:
        """A name that may be a person's is not shown when it is given twice."""
        reason = why(b'{"Kayleigh Smith": 1, "Kayleigh Smith": 2}')
        assert reason == "the name (name not shown) is given twice in one object"

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
    @pytest.mark.parametrize("text", ["%s", '{"a": %s}', '{"a": [1, %s]}'])
    def test_no_number(self, text: str, number: str) -> None:
        """NaN and the infinities are no JSON numbers."""
        assert why((text % number).encode()) == f"it holds {number}, which is not a JSON number"

    @pytest.mark.parametrize("number", ["1e999", "-1e999", "1e" + "9" * 5000, "1" * 400 + ".0"])
    def test_number_too_large(self, number: str) -> None:
        """A number that would become infinite is refused, not made infinite."""
        assert why(b'{"a": %s}' % number.encode()) == "it holds a number too large to be one"

    @pytest.mark.parametrize("number", ["9" * 5000, "-" + "1" * 100_000])
    def test_number_too_long(self, number: str) -> None:
        """A whole number of thousands of digits is refused."""
        assert why(b'{"a": %s}' % number.encode()) == "it holds a number too long to be one"

    def test_long_fraction(self) -> None:
        """A fraction of thousands of digits is a number like any other."""
        assert parse_record(b'{"a": 0.%s}' % (b"5" * 5000)) == {"a": float("0." + "5" * 5000)}

    @pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "\\ud83d x", "\\ude00\\ud83d"])
    @pytest.mark.parametrize("text", ['{"a": "%s"}', '{"%s": 1}', '{"a": [{"b": "x%sx"}]}'])
    def test_half_a_character(self, text: str, half: str) -> None:
        """Half of a surrogate pair is refused wherever it stands, for no report could hold it."""
        reason = why((text % half).encode())
        assert reason == "it holds half of a surrogate pair, which is no character"

    def test_whole_character(self) -> None:
        """A character written as an escaped pair is one character."""
        assert parse_record(b'{"a": "\\ud83d\\ude00"}') == {"a": "\U0001f600"}

    @pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
    def test_nested_without_end(self, opening: str, closing: str) -> None:
        """A hundred thousand levels are refused."""
        data = '{"source": ' + opening * 100_000 + "1" + closing * 100_000 + "}"
        assert why(data.encode()) == "it is nested too deeply to be a case record"

    def test_list(self) -> None:
        """A list where a record should be is refused, with what to do."""
        assert why(b'[{"case_id": "T-1"}]') == (
            "a list stands where a record should be: give one file, or one line of NDJSON, a child"
        )

    @pytest.mark.parametrize("text", ["null", "true", "1", '"Kayleigh"'])
    def test_no_object(self, text: str) -> None:
        """Anything else that is JSON, but no object, is refused."""
        assert why(text.encode()) == "a case record is a JSON object"

    def test_several_records(self) -> None:
        """A second record in one file is refused, with where several records go."""
        assert why(b'{"a": 1}\n{"a": 2}') == (
            "something follows the record (line 2, column 1): "
            "several records go into an .ndjson file, one a line"
        )

    @given(st.text(st.characters(min_codepoint=0x3B1, max_codepoint=0x3C9), min_size=4))
    @settings(deadline=None)
    def test_reasons_never_hold_what_the_record_says(self, secret: str) -> None:
        """No reason for a refusal holds a name or a text of the record."""
        broken: list[Callable[[str], str]] = [
            lambda word: f'{{"text": "{word}',
            lambda word: f'{{"text": {word}}}',
            lambda word: f'{{"{word}": 1, "{word}": 2}}',
            lambda word: f'["{word}"]',
            lambda word: f'"{word}"',
            lambda word: f'{{"a": "{word}"}} {word}',
            lambda word: f'{{"{word}": NaN}}',
            lambda word: f'{{"{word}": "\\ud800"}}',
            lambda word: word,
        ]
        for break_it in broken:
            assert secret not in why(break_it(secret).encode())


class TestDecode:
    def test_mark_removed(self) -> None:
        """The byte order mark is no part of the text."""
        assert decode(b"\xef\xbb\xbfabc") == "abc"


class TestNestedTooDeeply:
    @pytest.mark.parametrize("wrap", [lambda part: [part], lambda part: {"a": part}])
    @pytest.mark.parametrize("inner", [1, [], {}])
    def test_limit(self, wrap: Callable[[Any], Any], inner: Any) -> None:
        """As many levels as are allowed are not too deep, one more is."""
        value = inner
        for _ in range(MOST_NESTED - isinstance(inner, (list, dict))):
            value = wrap(value)
        assert not nested_too_deeply(value)
        assert nested_too_deeply(wrap(wrap(value)))

    def test_wide(self) -> None:
        """Being wide is not being deep."""
        assert not nested_too_deeply([[n] for n in range(1000)])

    def test_far_too_deep(self) -> None:
        """Levels by the hundred thousand are counted without going down them all."""
        value: Any = 1
        for _ in range(100_000):
            value = [value]
        assert nested_too_deeply(value)
        while isinstance(value, list):  # taken apart from outside: nothing need recurse
            (value,) = value


class TestShownName:
    @pytest.mark.parametrize("name", ["case_id", "x", "section_47_id"])
    def test_shown(self, name: str) -> None:
        """What is written like a field's name is shown."""
        assert f"'{name}'" == shown_name(name)
        assert name == shown_step(name)

    @pytest.mark.parametrize(
        "name", ["Kayleigh", "kayleigh smith", "", "a" * 41, "zoë", "case_id\n", "1a", "a/b", "a'b"]
    )
    def test_not_shown(self, name: str) -> None:
        """What may be a person's name, or anything else, is not shown."""
        assert shown_name(name) == "(name not shown)"
        assert shown_step(name) == "(name not shown)"

    def test_index(self) -> None:
        """A place in a list is a step that is shown."""
        assert shown_step(3) == "3"
