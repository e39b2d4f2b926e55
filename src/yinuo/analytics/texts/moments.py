"""Moments as spreadsheets write them: cells of a date, serial numbers, and text in the forms found in real exports."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
SERIAL_ZERO = datetime(1899, 12, 30)
"""Day 0 of Excel's 1900 calendar, its phantom 29 February 1900 taken into account for every later day."""

EARLIEST, LATEST = 1990, 2100
"""Years outside are typing errors or other numbers; such a moment is not guessed."""

DAY = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
PACKED = r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
CLOCK = (
    r"(?:[T\s]*(?P<half>上午|下午|中午|晚上|凌晨|AM|PM)?\s*(?P<hour>\d{1,2})\s*[::时点]\s*(?P<minute>\d{1,2})?"
    r"\s*[::分]?\s*(?P<second>\d{1,2})?(?:\.\d+)?\s*秒?\s*(?P<tail>AM|PM)?)?"
)
WRITTEN = [re.compile(day + CLOCK, re.I) for day in (DAY, PACKED)]
LATE = {"下午", "晚上", "PM"}
EARLY = {"上午", "凌晨", "AM"}


def read_moment(cell: object) -> datetime | None:
    """The moment in a cell, aware and in China time; None when it cannot be read without guessing.

    Accepts datetime and date cells (a date is its midnight), serial days (as number or text), and text such as
    "2020/1/4 11:17:46", "2020-01-04T11:17", "2020年1月4日 下午3时5分", "2020.1.4" and "20200104".
    """
    moment = _moment(cell)
    if moment is None or not EARLIEST <= moment.year < LATEST:
        return None
    return moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _moment(cell: object) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    return _written(str(cell).strip()) if cell is not None else None


def _serial(days: float) -> datetime | None:
    if not 1 <= days < 200_000:
        return None
    return SERIAL_ZERO + timedelta(seconds=round(days * 86_400))


def _written(text: str) -> datetime | None:
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text))
    found = next((match for form in WRITTEN if (match := form.fullmatch(text))), None)
    if not found:
        return None
    part = {name: int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")}
    part["hour"] = _hour(part["hour"], found["half"] or found["tail"])
    try:
        return datetime(**part)
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int:
    half = (half or "").upper()
    if half in LATE and hour < 12:
        return hour + 12
    if half in EARLY and hour == 12:
        return 0
    return hour
