"""Documents: what is printed, signed and published on paper."""
