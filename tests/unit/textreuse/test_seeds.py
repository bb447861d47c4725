from __future__ import annotations

import numpy as np
from textreuse_support import prose

from qaudit.textreuse.batch import lay_out
from qaudit.textreuse.profiles import PROFILES
from qaudit.textreuse.runs import Runs
from qaudit.textreuse.seeds import find_runs
from qaudit.textreuse.tokens import tokenise

_GAP = 50


def _runs(source: str, target: str, profile: str = "default") -> tuple[Runs, int]:
    """The runs that two texts share, and where the words of the target begin."""
    tokens, first = tokenise([source, target], [_GAP, _GAP])
    lengths = np.diff(first)
    parts = [lengths[:1] - _GAP, lengths[1:] - _GAP]
    batch = lay_out(tokens, lengths, parts, groups=[0, 0])
    return find_runs(batch, PROFILES[profile]), int(first[1])


class TestFindRuns:
    def test_a_sequence_is_looked_for_at_several_places_of_the_source(self) -> None:
        """A sentence that the source has three times is linked to all three."""
        sentence = prose(10, 1)
        source = " ".join([sentence, prose(7, 2), sentence, prose(7, 3), sentence])

        runs, begin = _runs(source, sentence)

        assert [(begin, 0, 10), (begin, 17, 10), (begin, 34, 10)] == sorted(
            zip(runs.targets.tolist(), runs.sources.tolist(), runs.sizes.tolist(), strict=True)
        )

    def test_what_is_there_over_and_over_has_one_run(self) -> None:
        """A word 5,000 times in a row matches its copy once, not at each of its places."""
        for profile in PROFILES:
            runs, begin = _runs("again " * 5_000, "again " * 5_000, profile)

            assert [begin] == runs.targets.tolist()
            assert runs.sources.tolist() == [0]
            assert runs.sizes.tolist() == [5_000]

    def test_a_period_over_and_over_is_linked_once_for_each_turn(self) -> None:
        """Ten words 1,000 times in a row have one run, whatever the sources of each might be."""
        period = prose(10, 1) + " "

        runs, _ = _runs(period * 1_000, period * 900)

        assert runs.sizes.tolist() == [9_000]

    def test_words_of_two_documents_do_not_run_into_each_other(self) -> None:
        """No run is longer than the text it is in."""
        text = prose(60, 4)

        runs, begin = _runs(text, text)

        assert [(begin, 0, 60)] == list(
            zip(runs.targets.tolist(), runs.sources.tolist(), runs.sizes.tolist(), strict=True)
        )
