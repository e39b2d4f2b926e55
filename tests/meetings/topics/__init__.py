"""Councils and committees."""
