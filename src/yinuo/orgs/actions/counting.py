"""How many members belong where, and their transfer: numbers only."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from .. import policy
from ..models import Headcount, Organisation
from .structure import fit_day, living


@act(may=policy.may_shape)
def count(org: Organisation, actor: Actor, *, at, counted_on: date, full: int, probationary: int = 0, source: str = ""):
    """So many full and probationary members belong here from a day on."""
    living(org, at.date())
    _not_negative(full, probationary)
    if fit_day(counted_on, at, "counted_on") < org.valid_from:
        raise Unfit(_("统计日期不能早于设立日期（{day}）。").format(day=org.valid_from.isoformat()), "counted_on")
    if org.covers.on(counted_on).exists():
        raise Unfit(_("“{name}”的党员数按所覆盖的单位、科室统计，请登记到单位、科室。").format(name=org))
    return Headcount.objects.create(
        org=org, counted_on=counted_on, full=full, probationary=probationary, source=impersonal(source, "source")
    )


def _not_negative(full: int, probationary: int) -> None:
    for field, number in (("full", full), ("probationary", probationary)):
        if number < 0:
            raise Unfit(_("党员数不能是负数。"), field)


@act(may=policy.may_shape)
def transfer(
    org: Organisation,
    actor: Actor,
    *,
    at,
    to: Organisation,
    full: int = 0,
    probationary: int = 0,
    moved_on: date | None = None,
):
    """So many members went over to another organisation; both are counted anew on that day."""
    living(org, at.date())
    living(to, at.date())
    _not_negative(full, probationary)
    if refusal := policy.may_shape(actor, to):
        raise Refused(refusal)
    if to.pk == org.pk:
        raise Unfit(_("转出和转入是同一个单位。"), "to")
    if not full + probationary:
        raise Unfit(_("请填写转接的人数。"), "full")
    moved_on = fit_day(moved_on, at, "moved_on")
    both = {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=[org.pk, to.pk])}
    before, after = (_counted(both[key], moved_on) for key in (org.pk, to.pk))
    for field, there, going in (("full", before.full, full), ("probationary", before.probationary, probationary)):
        if going > there:
            raise Unfit(
                _("“{name}”登记在册的只有{there}人，不能转出{going}人。").format(name=org, there=there, going=going),
                field,
            )
    Headcount.objects.bulk_create(
        [
            Headcount(org=org, counted_on=moved_on, full=before.full - full, probationary=before.probationary - probationary),
            Headcount(org=to, counted_on=moved_on, full=after.full + full, probationary=after.probationary + probationary),
        ]
    )  # fmt: skip


def _counted(org: Organisation, day: date) -> Headcount:
    """The latest count on the day; Unfit where numbers stand elsewhere or were counted again since."""
    if org.covers.on(day).exists():
        raise Unfit(_("“{name}”的党员数按所覆盖的单位、科室统计，请在单位、科室之间转接。").format(name=org))
    if later := org.headcounts.filter(counted_on__gt=day).order_by("counted_on").first():
        raise Unfit(
            _("“{name}”在{day}又登记过党员数，转接要写在那之后。").format(name=org, day=later.counted_on.isoformat()),
            "moved_on",
        )
    latest = org.headcounts.order_by("counted_on", "pk").last()
    return latest or Headcount(org=org, counted_on=day, full=0, probationary=0)
