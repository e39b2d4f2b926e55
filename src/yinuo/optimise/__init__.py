"""Solvers: plain arrays in, plans with proof and reasons out. Pure: no Django, nothing of the other floors."""
