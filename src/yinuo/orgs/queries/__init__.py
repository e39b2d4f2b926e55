"""What may be asked about organisations and members."""

from .people import actor_for, actor_of, administered, names_of, valid
from .thresholds import thresholds

__all__ = ["actor_for", "actor_of", "administered", "names_of", "thresholds", "valid"]
