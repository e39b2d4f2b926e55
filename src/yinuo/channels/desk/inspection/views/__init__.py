"""The views of inspection tours."""
