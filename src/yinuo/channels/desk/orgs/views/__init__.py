"""Views of the pages of organisations, one file per page or family of pages."""
