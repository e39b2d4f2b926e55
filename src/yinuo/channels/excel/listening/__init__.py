"""Documents of listening days."""
