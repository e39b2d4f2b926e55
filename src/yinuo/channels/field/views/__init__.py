"""Views of the field channel."""
