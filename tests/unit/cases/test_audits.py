import pytest

from qaudit.cases.audits import asks_for_improvement, grade_of
from support import case


@pytest.mark.parametrize(
    ("grade", "moderated", "final", "asks"),
    [
        ("outstanding", None, "outstanding", False),
        ("good", None, "good", False),
        ("requires_improvement", None, "requires_improvement", True),
        ("inadequate", None, "inadequate", True),
        ("good", "inadequate", "inadequate", True),
        ("inadequate", "good", "good", False),
        (None, "good", "good", False),
        (None, None, None, None),
    ],
)
def test_the_grade_an_audit_was_left_with(
    grade: str | None, moderated: str | None, final: str | None, asks: bool | None
) -> None:
    """The moderator's where there is one; what is not good asks for improvement."""
    made = case(audits=[{"grade": grade, "moderated_grade": moderated}])
    (audit,) = made.audits
    assert (grade_of(audit), asks_for_improvement(audit)) == (final, asks)
