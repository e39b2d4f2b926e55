"""Views about matters."""
