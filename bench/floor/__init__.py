"""The floor: what bare Django costs for the same kind of request. One plain table, three views, no more."""
