"""Who may do what, by theme; pure."""
