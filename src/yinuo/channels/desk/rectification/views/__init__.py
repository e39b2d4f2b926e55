"""Pages of rectification campaigns."""
