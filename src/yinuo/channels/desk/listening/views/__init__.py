"""The views of listening days."""
