"""Pairs of the PAN 2013 text alignment corpus, read from a folder the user has."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plagdet import Match

CLEAN = "01-no-plagiarism"
VERBATIM = "02-no-obfuscation"
RANDOM = "03-random-obfuscation"


class Pair(NamedTuple):
    """A suspicious text, a source, and what was copied."""

    target: str
    source: str
    true: Sequence[Match]


def read(folder: Path, kind: str) -> list[Pair]:
    """The pairs of one kind: a list of file names in ``pairs``, one XML of offsets for each."""
    pairs = []
    for line in (folder / kind / "pairs").read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        target, source = line.split()
        annotation = folder / kind / f"{Path(target).stem}-{Path(source).stem}.xml"
        pairs.append(
            Pair(
                _text(folder / "susp" / target),
                _text(folder / "src" / source),
                [
                    _match(feature.attrib)
                    # A corpus of one's own, not data of unknown origin.
                    for feature in ET.parse(annotation).getroot().iter("feature")  # noqa: S314
                    if feature.get("name") == "plagiarism"
                ],
            )
        )
    return pairs


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _match(attributes: dict[str, str]) -> Match:
    target, source = int(attributes["this_offset"]), int(attributes["source_offset"])
    return Match(
        target,
        target + int(attributes["this_length"]),
        source,
        source + int(attributes["source_length"]),
    )
