"""The adjusted result as plain data, rounded so that every sum still holds."""

from decimal import ROUND_HALF_UP, Decimal

from .terms import Adjusted, Line, UnitResult


def as_data(result: Adjusted, places: int = 2) -> dict:
    """JSON-ready; numbers rounded to `places`. Addends are rounded, and `missed` and `shrinkage` take up the rest:

    raw + severity + missed = adjusted and adjusted + shrinkage = score hold to the last digit shown.
    """
    observers = [
        {"observer": one.observer, "group": one.group, "visits": one.visits}
        | {"severity": _float(one.severity, places), "error": _float(one.error, places)}
        for one in result.observers
    ]
    spread = {name: _float(getattr(result.spread, name), places) for name in type(result.spread).__slots__}
    return {
        "level": result.level,
        "visits": result.visits,
        "units": [_unit(one, places) for one in result.units],
        "ties": [list(one) for one in result.ties],
        "observers": observers,
        "spread": spread,
    }


def _unit(one: UnitResult, places: int) -> dict:
    raw, severity, adjusted, score = (
        _round(value, places) for value in (one.raw, one.line.severity, one.adjusted, one.score)
    )
    missed, shrinkage = adjusted - raw - severity, score - adjusted
    addends = {"raw": raw, "severity": severity, "missed": missed, "adjusted": adjusted, "shrinkage": shrinkage}
    return {
        "unit": one.unit,
        **{name: float(value) for name, value in addends.items()},
        "score": float(score),
        "error": _float(one.error, places),
        "low": _float(one.low, places),
        "high": _float(one.high, places),
        "rank": one.rank,
        "ranks": list(one.ranks),
        **_line(one.line, places),
    }


def _line(line: Line, places: int) -> dict:
    met = [
        {"observer": one.observer, "visits": one.visits, "severity": _float(one.severity, places)} for one in line.met
    ]
    sites = [
        {"site": one.site, "visits": one.visits}
        | {name: _float(getattr(one, name), places) for name in ("raw", "severity", "corrected")}
        for one in line.sites
    ]
    return {"visits": line.visits, "met": met, "sites": sites}


def _round(value: float, places: int) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def _float(value: float, places: int) -> float:
    return float(_round(value, places))
