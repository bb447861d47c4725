"""qaudit audits the case files of children in care."""

__version__ = "0.1.0"
