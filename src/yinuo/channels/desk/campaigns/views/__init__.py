"""The views of campaigns of central work."""
