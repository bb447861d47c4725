"""Observations to grades, and grades to the grade over them."""

from qaudit.grading.overall import overall_effectiveness

__all__ = ["overall_effectiveness"]
