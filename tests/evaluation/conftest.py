"""The round of the small town, for everything that is marked and counted."""

from tests.inspection.conftest import kept, made

__all__ = ["kept", "made"]
