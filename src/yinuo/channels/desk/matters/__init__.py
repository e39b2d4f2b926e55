"""The desk's pages about matters."""
