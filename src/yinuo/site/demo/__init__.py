"""The demo city: invented streets and people, a few months of matters walked through the real acts."""

from .building import Counts, build
from .people import sign_ins

__all__ = ["Counts", "build", "sign_ins"]
