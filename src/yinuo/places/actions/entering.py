"""Enter places, load years of the calendar, and correct single days."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ...acts.door import act, many
from ...kernel import codes
from ...kernel.actor import Actor
from ...kernel.calendar import seed
from ...kernel.errors import Unfit
from ...kernel.words import _
from .. import policy
from ..models import CalendarDay, CalendarYear, Place

FIRST_DAY = date(2000, 1, 1)


@act(may=policy.may_administer, opens=True)
def enter(
    above: Place | None, actor: Actor, *, at, code: str, name: str, valid_from=None, latitude=None, longitude=None
):
    """A place by its official code; the level follows from the code."""
    place = _draft(above, actor, at=at, code=code, name=name, valid_from=valid_from)
    place.latitude, place.longitude = latitude, longitude
    place.save(force_insert=True)
    return place


def _draft(_above, _actor, *, at, code: str, name: str, valid_from=None) -> Place:
    code = codes.read_place(code)
    if not name.strip():
        raise Unfit(_("请填写名称。"), "name")
    level = codes.level(code)
    return Place(
        code=code,
        name=name.strip(),
        level=level.name.lower(),
        kind=_kind(code, level),
        valid_from=valid_from or FIRST_DAY,
    )


def _kind(code: str, level: codes.Level) -> str:
    if level == codes.Level.TOWN:
        return codes.town_kind(code)
    return codes.community_kind(code) if level == codes.Level.COMMUNITY else ""


def _save_all(places: list[Place]) -> None:
    Place.objects.bulk_create(places)


enter.act.fn.draft, enter.act.fn.save_all = _draft, _save_all


@transaction.atomic
def import_divisions(rows: Iterable[dict[str, str]], actor: Actor) -> tuple[int, int, list[str]]:
    """Enter divisions from rows with `code` and `name`; (imported, known, sentences about rejected rows)."""
    known = set(Place.objects.values_list("code", flat=True))
    fresh, again, rejected = {}, 0, []
    for number, row in enumerate(rows, start=2):
        code, name = (row.get("code") or "").strip(), (row.get("name") or "").strip()
        try:
            draft = _draft(None, actor, at=None, code=code, name=name)
        except Unfit as problem:
            rejected.append(_("第{row}行：{why}").format(row=number, why=problem.sentence))
            continue
        if draft.code in known or draft.code in fresh:
            again += 1
        else:
            fresh[draft.code] = {"code": code, "name": name}
    many(enter, ((None, given, None) for given in fresh.values()), actor)
    return len(fresh), again, rejected


@act(may=policy.may_administer, opens=True)
def load_year(_where, actor: Actor, *, at, year: int, source: str = "holidays"):
    """Load the announced holidays and make-up workdays of a year; refused for a year not yet announced."""
    announced = seed([year])
    if year not in announced.years:
        raise Unfit(_("{year}年的放假安排还没有公布（一般在上一年11月公布），不能装入。").format(year=year), "year")
    loaded, _made = CalendarYear.objects.update_or_create(year=year, defaults={"is_plain": False, "source": source})
    days = [(day, False) for day in announced.days_off] + [(day, True) for day in announced.make_up]
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, is_working=works, source=source) for day, works in sorted(days) if day.year == year
    )
    return loaded


@act(may=policy.may_administer, opens=True)
def confirm_year(_where, actor: Actor, *, at, year: int, source: str):
    """A clerk confirms that a year not yet announced counts as plain Monday to Friday for now."""
    if CalendarYear.objects.filter(year=year).exists():
        raise Unfit(_("{year}年的日历已经有了。").format(year=year), "year")
    return CalendarYear.objects.create(year=year, is_plain=True, source=source)


@act(may=policy.may_administer, opens=True)
def override_day(_where, actor: Actor, *, at, day: date, is_working: bool, source: str):
    """Set one day by hand, with the document that says so; dues computed before keep their calendar version."""
    if not source.strip():
        raise Unfit(_("请写明依据的文件。"), "source")
    return CalendarDay.objects.create(day=day, is_working=is_working, source=source.strip())
