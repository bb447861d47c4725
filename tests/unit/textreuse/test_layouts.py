"""How a form's own sequences are told and found again."""

from __future__ import annotations

import numpy as np

from qaudit.textreuse.layouts import FormLayouts
from qaudit.textreuse.register import Register
from qaudit.textreuse.store import TokenStore

_FORMS = (1 << 16) + 1


def _layouts() -> FormLayouts:
    """Those of many forms, before any document is looked at."""
    return FormLayouts(
        np.zeros(0, np.int64), Register(TokenStore(0), gap=0), np.zeros(_FORMS, bool)
    )


class TestFormLayouts:
    def test_a_sequence_is_found_among_any_number(self) -> None:
        """Each of many more sequences than there are buckets is its form's, and no other's."""
        rng = np.random.default_rng(1)
        keys = rng.choice(np.iinfo(np.uint32).max, 300_000).astype(np.uint32)
        forms = rng.integers(0, 9, len(keys))
        layouts = _layouts()

        layouts._fill(keys, forms)

        assert layouts.has(keys, forms).all()
        known = set(zip(keys.tolist(), forms.tolist(), strict=True))
        another = (forms + 1) % 9
        assert layouts.has(keys, another).tolist() == [
            place in known for place in zip(keys.tolist(), another.tolist(), strict=True)
        ]

    def test_nothing_is_a_forms_own_where_nothing_is_known(self) -> None:
        """Without any sequence of a form, none is found."""
        assert not _layouts().has(np.arange(5, dtype=np.uint32), np.zeros(5, np.int64)).any()

    def test_forms_are_told_apart_however_many_there_are(self) -> None:
        """A sequence is counted once a form, be there more forms than two bytes can number."""
        forms = np.array([0, _FORMS - 1] * 3)
        places = np.array([0, 0, 1, 1, 2, 2])

        own = _layouts()._own(forms, np.full(6, 7, np.uint32), places)

        assert forms[own].tolist() == [0, _FORMS - 1]
