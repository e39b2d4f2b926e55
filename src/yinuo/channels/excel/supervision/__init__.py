"""Documents of supervision: notices, receipts, the facts of a year."""
