"""Marks of simulated judges: lenient, severe, and some who give nearly the same everywhere; the same for the same seed."""

from dataclasses import dataclass
from random import Random

SEVERITY, NOISE, SITE, TASK = 0.055, 0.03, 0.04, 0.08
"""Standard deviations, as shares of the points: between judges, of one visit, between sites of a unit, between tasks."""

STRAIGHT, HABIT = 0.05, 0.8
"""Share of judges who mark in a straight line, and the share of the points that they give everywhere."""


@dataclass(frozen=True)
class Observer:
    """How a simulated judge marks."""

    severity: float
    is_straight: bool
    random: Random


def observers(number: int, seed: str) -> list[Observer]:
    """So many judges; about one in twenty marks in a straight line."""
    random = Random(f"{seed} observers")
    straight = set(random.sample(range(number), round(number * STRAIGHT)))
    return [
        Observer(random.gauss(0, SEVERITY), index in straight, Random(f"{seed} observer {index}"))
        for index in range(number)
    ]


def quality(key: str, seed: str, *, lift: float = 0.0) -> float:
    """The true share of the points that a unit or a site deserves."""
    return min(0.97, 0.8 + lift + Random(f"{seed} quality {key}").gauss(0, 0.05))


def marks(observer: Observer, items: list[dict], unit: float, site: str, seed: str, reason: str) -> dict:
    """The marks of one ballot, as JSON: in the item's steps, with a reason where they are extreme."""
    level = unit + Random(f"{seed} site {site}").gauss(0, SITE) - observer.severity + observer.random.gauss(0, NOISE)
    return {item["no"]: _mark(observer, item, level, reason) for item in items}


def _mark(observer: Observer, item: dict, level: float, reason: str) -> dict:
    most = float(item["points"])
    share = HABIT if observer.is_straight else level + observer.random.gauss(0, TASK)
    points = max(0.0, min(most, round(most * share * 2) / 2))
    extreme = points in (0.0, most)
    return {"points": f"{points:g}", "reason": reason if extreme else ""}
