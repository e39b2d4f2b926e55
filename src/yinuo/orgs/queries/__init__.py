"""What may be asked about organisations and members."""

from .people import actor_for, actor_of, administered, names_of, valid

__all__ = ["actor_for", "actor_of", "administered", "names_of", "valid"]
