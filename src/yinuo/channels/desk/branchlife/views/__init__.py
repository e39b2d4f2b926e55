"""The views of branch life."""
