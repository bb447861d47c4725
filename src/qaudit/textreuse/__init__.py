"""Finding copied passages: plain functions over text that know nothing of cases.

`compare` looks at two texts, `find_reuse` at any number of documents of many
children, `word_difference` shows what was changed in one passage.
"""

from qaudit.textreuse.cohort import Corpus, find_reuse
from qaudit.textreuse.comparison import compare
from qaudit.textreuse.difference import WordChange, word_difference
from qaudit.textreuse.model import (
    Document,
    Kind,
    Masking,
    Passage,
    Relation,
    ReusedPassage,
    Shares,
)
from qaudit.textreuse.reuse import Reuse

__all__ = [
    "Corpus",
    "Document",
    "Kind",
    "Masking",
    "Passage",
    "Relation",
    "Reuse",
    "ReusedPassage",
    "Shares",
    "WordChange",
    "compare",
    "find_reuse",
    "word_difference",
]
