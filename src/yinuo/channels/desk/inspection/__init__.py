"""Inspection tours at the desk: rounds, sites, draw, routes, visits, the meeting, and what units change afterwards."""
