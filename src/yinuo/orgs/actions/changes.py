"""How organisations become others: merged, split, moved, closed; nothing is deleted, every change leaves a succession."""

from datetime import date, timedelta

from django.db.models import Max, Model, Q

from ...acts.door import act, many_on
from ...kernel.actor import HOUSE, Actor
from ...kernel.errors import Refused, Unfit
from ...kernel.words import _
from ...places.models import Place
from .. import policy
from ..models import (
    SEGMENT,
    Coverage,
    Gathering,
    Headcount,
    Member,
    Organisation,
    Post,
    Seat,
    ServiceArea,
    Succession,
    Term,
    Trust,
)
from ..queries.people import valid
from ..queries.tree import members_of, superior_of
from ..words import Change, Kind, ProposalState
from .establishing import OFF_DUTY, fit_name, fit_place, found, has_ended
from .seats import LIVING, vacate
from .structure import fit_day, fit_document, fit_line, living

DAY = timedelta(days=1)
UNDONE = (ProposalState.PROPOSED, ProposalState.APPROVED)
MERGEABLE = (
    {Kind.BRANCH, Kind.JOINT_BRANCH},
    {Kind.GENERAL_BRANCH, Kind.COMMITTEE_ORG},
    {Kind.STREET_GRAND_COMMITTEE, Kind.STREET_JOINT_COMMITTEE, Kind.COORDINATION_COMMITTEE},
    {Kind.COMMUNITY_GRAND_COMMITTEE, Kind.COMMUNITY_PARTY_OFFICE},
    {
        Kind.DEPARTMENT, Kind.UTILITY, Kind.SUPERVISION, Kind.SECTION, Kind.RESIDENT_UNIT, Kind.SOCIAL_ORGANISATION,
        Kind.OTHER,
    },
)  # fmt: skip
"""Kinds that may go over into each other; every other kind only into its own."""


@act(may=policy.may_reshape)
def absorb(org: Organisation, actor: Actor, *, at, other: Organisation, document: str, changed_on: date | None = None):
    """`org` takes over `other`, which ends the day before: units, areas, members, posts and counts go over; seats end."""
    document = fit_document(document)
    living(org, at.date())
    if other.pk == org.pk:
        raise Unfit(_("不能并入自己，请选择另一个单位。"), "other")
    if refusal := policy.may_reshape(actor, other):
        raise Refused(refusal)
    other = Organisation.objects.select_for_update().get(pk=other.pk)
    changed_on = _leaving(other, at, changed_on, "other")
    _taking(org, at, changed_on)
    _same_sort(org, other)
    _without_inferiors(other, changed_on)
    _counts_together(org, other, changed_on)
    _hand_over_counts(org, other, changed_on)
    _hand_over_work(org, other, changed_on)
    _end_seats(Q(body=other) | Q(unit=other), at, _("并入其他组织"))
    _end_terms(other, changed_on)
    Coverage.objects.on(changed_on).filter(unit=other).update(valid_to=changed_on - DAY)
    return _ended(other, org, Change.MERGED, changed_on, document)


@act(may=policy.may_reshape)
def split_off(
    org: Organisation,
    actor: Actor,
    *,
    at,
    name: str,
    kind: Kind,
    place: Place,
    document: str,
    changed_on: date | None = None,
):
    """A new organisation beside `org`, come out of it. Members, areas and units are given to it by their own acts."""
    document = fit_document(document)
    living(org, at.date())
    changed_on = fit_day(changed_on, at, "changed_on")
    if Kind(kind) not in _sort(org.kind):
        raise Unfit(_("分设出来的组织要和原来的同类。"), "kind")
    fresh = Organisation(
        name=fit_name(name),
        kind=kind,
        place=place,
        hours=OFF_DUTY if kind == Kind.STAIRWELL_GROUP else "",
        superior=org.superior,
        valid_from=changed_on,
    )
    above = Organisation.objects.filter(path=org.path[:-SEGMENT]).select_related("place").first()
    fit_place(place, above, "place")
    fresh = found(fresh, above)
    Succession.objects.create(before=org, after=fresh, change=Change.SPLIT, changed_on=changed_on, document=document)
    return fresh


@act(may=policy.may_reshape)
def move_under(
    org: Organisation, actor: Actor, *, at, parent: Organisation, document: str, changed_on: date | None = None
):
    """The same organisation below another one: a new row takes over everything, the old one keeps the history.

    Below one of a smaller area it serves that area.
    """
    document = fit_document(document)
    changed_on = _leaving(org, at, changed_on, "parent")
    if refusal := policy.may_establish(actor, parent):
        raise Refused(refusal)
    if has_ended(parent, at.date()):
        raise Unfit(_("“{name}”已经撤销，请选择现有的上级单位。").format(name=parent), "parent")
    if parent.path.startswith(org.path):
        raise Unfit(_("不能移到自己或者自己的下级“{name}”之下，这样会绕成一个圈。").format(name=parent), "parent")
    if org.path[:-SEGMENT] == parent.path:
        raise Unfit(_("本来就在“{name}”之下。").format(name=parent), "parent")
    if changed_on < parent.valid_from:
        raise Unfit(_("“{name}”{day}才设立，变动不能更早。").format(name=parent, day=parent.valid_from), "changed_on")
    narrower = parent.place.code.startswith(org.place.code)
    place = parent.place if narrower else org.place
    fit_place(place, parent, "parent")
    _without_inferiors(org, changed_on, superiors=False)
    fresh = found(_copy(org, changed_on, place=place), parent)
    fit_line(org, superior_of(fresh, at.date()), at.date(), "parent")
    _move_everything(org, fresh, changed_on)
    _ended(org, fresh, Change.MOVED, changed_on, document)
    return fresh


@act(may=policy.may_reshape)
def close_down(org: Organisation, actor: Actor, *, at, document: str, changed_on: date | None = None):
    """The organisation ends and nothing takes its place."""
    fit_document(document)
    changed_on = _leaving(org, at, changed_on, "changed_on")
    _without_inferiors(org, changed_on)
    if posts := [m.post for m in org.members.all() if valid(m, changed_on)]:
        raise Unfit(_("还有工作人员（{posts}），请先调到别的单位或者办理离岗。").format(posts="、".join(posts[:5])))
    if (members := members_of([org], changed_on)[org.pk]).all:
        raise Unfit(_("还有{count}名党员登记在这里，请先转接到别的组织。").format(count=members.all))
    _end_seats(Q(body=org) | Q(unit=org), at, _("组织撤销"))
    _end_terms(org, changed_on)
    gone = changed_on - DAY
    Coverage.objects.on(changed_on).filter(Q(unit=org) | Q(branch=org)).update(valid_to=gone)
    ServiceArea.objects.on(changed_on).filter(org=org).update(valid_to=gone)
    Post.objects.on(changed_on).filter(org=org).update(valid_to=gone)
    org.valid_to = gone


def _leaving(org: Organisation, at, changed_on: date | None, field: str) -> date:
    """The first day without it; Unfit when it has ended already or not yet begun on that day."""
    if has_ended(org, at.date()):
        raise Unfit(_("“{name}”已经撤销。").format(name=org), field)
    changed_on = fit_day(changed_on, at, "changed_on")
    if changed_on <= org.valid_from:
        raise Unfit(
            _("“{name}”从{day}起设立，要在那之后才能变动。").format(name=org, day=org.valid_from.isoformat()),
            "changed_on",
        )
    _nothing_since(org, at, changed_on)
    return changed_on


def _taking(org: Organisation, at, changed_on: date) -> None:
    """Unfit when the successor was not there on that day, or much has been entered about it since."""
    if changed_on < org.valid_from:
        raise Unfit(_("“{name}”{day}才设立，变动不能更早。").format(name=org, day=org.valid_from), "changed_on")
    _nothing_since(org, at, changed_on)


def _nothing_since(org: Organisation, at, changed_on: date) -> None:
    """Unfit when numbers, units, areas or posts were entered for a later day: the change would not know of them."""
    if changed_on == at.date():
        return
    newest = [org.headcounts.aggregate(day=Max("counted_on"))["day"]]
    newest += [
        rows.aggregate(day=Max("valid_from"))["day"] for rows in (org.covers, org.covered_by, org.areas, org.posts)
    ]
    latest = max((day for day in newest if day), default=changed_on)
    if latest > changed_on:
        raise Unfit(
            _("“{name}”在{day}还登记过党员数、覆盖单位、服务范围或者岗位，变动日期不能早于这一天。").format(
                name=org, day=latest
            ),
            "changed_on",
        )


def _sort(kind: str) -> set[Kind]:
    return next((kinds for kinds in MERGEABLE if kind in kinds), {Kind(kind)})


def _same_sort(org: Organisation, other: Organisation) -> None:
    if other.kind not in _sort(org.kind):
        raise Unfit(
            _("“{other}”（{one}）不能并入“{org}”（{two}），只有同类的组织才能合并。").format(
                other=other, one=other.get_kind_display(), org=org, two=org.get_kind_display()
            ),
            "other",
        )


def _without_inferiors(org: Organisation, day: date, superiors: bool = True) -> None:
    """Unfit, naming them, while living organisations stand below it."""
    below = Organisation.objects.under(org.path).exclude(pk=org.pk)
    if superiors:
        below = below | Organisation.objects.filter(superior=org)
    names = list(below.on(day).values_list("name", flat=True)[:6])
    if names:
        told = "、".join(names[:5]) + (_("等") if len(names) > 5 else "")
        raise Unfit(_("下面还有：{names}。请先把它们移到别的单位或者撤销。").format(names=told))


def _counts_together(org: Organisation, other: Organisation, day: date) -> None:
    """Unfit where one counts by what it covers and the other by itself: members would vanish from the sum."""
    covering = {c.branch_id for c in Coverage.objects.on(day).filter(branch__in=[org, other])}
    for one in (org, other):
        if covering and one.pk not in covering and members_of([one], day)[one.pk].all:
            raise Unfit(
                _("“{name}”的党员数是单独登记的，另一个按所覆盖的单位统计。请先登记“{name}”覆盖的单位。").format(
                    name=one
                ),
                "other",
            )


def _hand_over_counts(org: Organisation, other: Organisation, day: date) -> None:
    """Own counts are added up on the day; what stands at covered units goes over with them."""
    latest = {one.pk: one.headcounts.filter(counted_on__lte=day).last() for one in (org, other)}
    if latest[other.pk] is None:
        return
    sums = {
        field: sum(getattr(count, field) for count in latest.values() if count is not None)
        for field in ("full", "probationary")
    }
    Headcount.objects.create(org=org, counted_on=day, **sums)
    Headcount.objects.create(org=other, counted_on=day, full=0, probationary=0)


def _hand_over_work(org: Organisation, other: Organisation, day: date) -> None:
    """Units covered, areas served, posts and the people go over; of what both have, the successor keeps its own."""
    Member.objects.filter(org=other).exclude(valid_to__lt=day).update(org=org)
    for present in Coverage.objects.select_for_update().filter(branch=other, valid_to=None):
        _begin_again(present, day, branch=org)
    own = {(a.grid_id, a.building_id, a.stairwell) for a in ServiceArea.objects.on(day).filter(org=org)}
    for area in ServiceArea.objects.on(day).filter(org=other):
        if (area.grid_id, area.building_id, area.stairwell) in own:
            area.valid_to = day - DAY
            area.save(update_fields=["valid_to"])
        else:
            _begin_again(area, day, org=org)
    for post in Post.objects.on(day).filter(org=other):
        _begin_again(post, day, org=org)


def _begin_again(row: Model, day: date, **changed) -> None:
    """The dated row ends the day before, and a copy with what has changed begins."""
    old_key, until = row.pk, row.valid_to
    type(row)._base_manager.filter(pk=old_key).update(valid_to=day - DAY)
    row.pk, row.valid_from, row.valid_to = None, max(row.valid_from, day), until
    for field, value in changed.items():
        setattr(row, field, value)
    row._state.adding = True
    row.save(force_insert=True)


def _end_seats(which: Q, at, note: str) -> None:
    """The house vacates each seat by the act of that name, so that every seat's own record tells of it."""
    seats = Seat.objects.filter(which, state__in=LIVING)
    many_on(vacate, [(seat, {"note": note}, at) for seat in seats], HOUSE)


def _end_terms(org: Organisation, day: date) -> None:
    """The running term ends the day before; one that has not begun never does."""
    Term.objects.filter(org=org, starts_on__lt=day - DAY, ends_on__gte=day).update(ends_on=day - DAY)


def _copy(org: Organisation, day: date, **changed) -> Organisation:
    kept = {
        f.name: getattr(org, f.name) for f in org._meta.concrete_fields if f.name not in ("id", "path", "valid_from")
    }
    return Organisation(**kept | changed, valid_from=day)


def _move_everything(org: Organisation, fresh: Organisation, day: date) -> None:
    """What makes the organisation what it is goes on under the new row; grants are given anew, the old ones keep reading."""
    _hand_over_work(fresh, org, day)
    for present in Coverage.objects.on(day).filter(unit=org):
        _begin_again(present, day, unit=fresh)
    Seat.objects.filter(body=org, state__in=LIVING).update(body=fresh)
    Seat.objects.filter(unit=org, state__in=LIVING).update(unit=fresh)
    Term.objects.filter(org=org, ends_on__gte=day).update(org=fresh)
    Gathering.objects.filter(org=org).update(org=fresh)
    Organisation.objects.filter(superior=org).update(superior=fresh)
    org.explanations.filter(valid_to__gte=day).update(org=fresh)
    org.proposals.filter(state__in=UNDONE).update(org=fresh)
    org.decisions.filter(state__in=UNDONE).update(superior=fresh)
    if hasattr(org, "section"):
        type(org.section)._base_manager.filter(pk=org.section.pk).update(org=fresh)
    if latest := org.headcounts.filter(counted_on__lte=day).last():
        counts = {"full": latest.full, "probationary": latest.probationary, "source": latest.source}
        Headcount.objects.create(org=fresh, counted_on=day, **counts)
    trusts = Trust.objects.filter(org=org).exclude(valid_to__lt=day)
    Trust.objects.bulk_create(
        Trust(member=t.member, role=t.role, org=fresh, place=t.place, valid_from=day, valid_to=t.valid_to)
        for t in trusts.select_related("member", "place")
    )


def _ended(org: Organisation, into: Organisation, change: Change, day: date, document: str) -> Succession:
    org.valid_to = day - DAY
    org.save(update_fields=["valid_to"])
    return Succession.objects.create(before=org, after=into, change=change, changed_on=day, document=document)
