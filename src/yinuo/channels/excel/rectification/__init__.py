"""Ledgers of problems and Monday lists to take away."""
