"""What can be done to organisations and members."""

from .staffing import appoint, dismiss, drop_filter, entrust, establish, relieve, save_filter

__all__ = ["appoint", "dismiss", "drop_filter", "entrust", "establish", "relieve", "save_filter"]
