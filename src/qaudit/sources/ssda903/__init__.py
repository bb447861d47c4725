"""The SSDA903 return: yearly CSV files on the children a council in England looks after."""

from qaudit.sources.ssda903.source import SSDA903

__all__ = ["SSDA903"]
