"""The same desks as those of central work."""

from tests.desk.campaigns.conftest import built, made

__all__ = ["built", "made"]
