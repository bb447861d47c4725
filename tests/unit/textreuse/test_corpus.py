"""Documents that come bit by bit."""

from __future__ import annotations

import attrs
import pytest
from textreuse_support import PROSE, cohort, document, prose

from qaudit.textreuse import Corpus, find_reuse


class TestCorpus:
    def test_bit_by_bit_is_as_all_at_once(self) -> None:
        """The same passages and shares, whether documents come together or one at a time."""
        documents = cohort(6)
        at_once = find_reuse(documents)
        with Corpus() as corpus:
            for one in documents:
                corpus.add([one])
            bit_by_bit = corpus.find()
        assert list(at_once) == list(bit_by_bit)
        assert [at_once.shares(one.id) for one in documents] == [
            bit_by_bit.shares(one.id) for one in documents
        ]

    def test_families_may_be_known_at_the_end_alone(self) -> None:
        """Who is whose sibling decides the relation, whenever it is said."""
        early = document("A", PROSE, case="C1", family=None)
        late = document("B", f"{prose(40, 1)} {PROSE}", day=2, case="C2", family=None)
        with Corpus() as corpus:
            corpus.add([early, late])
            (found,) = corpus.find({"C1": "F", "C2": "F"})
        assert found.relation == "sibling"

    def test_a_family_may_have_the_name_of_a_case(self) -> None:
        """A child without a family is not taken into one that is called as the child is."""
        early = document("A", PROSE, case="X", family=None)
        late = document("B", f"{prose(40, 1)} {PROSE}", day=2, case="C2", family=None)
        with Corpus() as corpus:
            corpus.add([early, late])
            (found,) = corpus.find({"C2": "X"})
        assert found.relation == "unrelated"

    def test_two_documents_of_one_id_are_refused_at_the_end(self) -> None:
        """However far apart they came."""
        one = document("A", PROSE)
        with Corpus() as corpus:
            corpus.add([one])
            corpus.add([attrs.evolve(one, text="other")])
            with pytest.raises(ValueError, match="same id"):
                corpus.find()
