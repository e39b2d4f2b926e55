"""Views of the ground, by what they are about."""
