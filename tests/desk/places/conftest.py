"""The desk of the tests next door, for the pages of places."""

from tests.desk.conftest import desk, monday

__all__ = ["desk", "monday"]
