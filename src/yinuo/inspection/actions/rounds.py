"""A round from its order to the way home: sites listed and drawn, groups led, travel times, visits, archive."""

from collections.abc import Sequence
from datetime import date, timedelta

from ...acts.door import act
from ...evaluation import actions as evaluating
from ...evaluation.models import Rubric, Subject
from ...evaluation.words import AssessmentState, day_words
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Member, Organisation
from ...places.models import Place
from .. import policy, rules
from ..models import Group, Round, Site, Visit
from ..travel import TravelTable
from ..words import IN_ROUND, Pick, RoundState, VisitState

LONGEST_DAYS = 10


@act(may=policy.may_order, opens=True)
def order(
    org: Organisation,
    actor: Actor,
    *,
    at,
    name: str,
    theme: str,
    rubric: Rubric,
    starts_on: date,
    ends_on: date,
    groups: int,
    ordered_by: str,
    sites_per_unit: int = 5,
    unit_minutes: int | None = None,
    document: str = "",
):
    """Order a round. A second one on the same theme within a year, here, above or below, needs an approval document."""
    if not 0 <= (ends_on - starts_on).days < LONGEST_DAYS:
        raise Unfit(_("结束的日子不能早于开始，一轮最多{n}天。").format(n=LONGEST_DAYS), "ends_on")
    if not ordered_by.strip():
        raise Unfit(_("请写明是谁部署的。"), "ordered_by")
    if not 1 <= sites_per_unit <= 12:
        raise Unfit(_("每个单位看1到12个点位。"), "sites_per_unit")
    if (earlier := again(org, theme, starts_on)) and not document.strip():
        raise Unfit(
            _(
                "“{theme}”这个主题在一年内已经安排过“{name}”（{org}，{day}）。要再安排一轮，请先报批，填写批准文号。"
            ).format(
                theme=theme,
                name=earlier,
                org=earlier.org,
                day=_("{y}年{said}").format(y=earlier.starts_on.year, said=day_words(earlier.starts_on)),
            ),
            "document",
        )
    assessment = evaluating.design(org, actor, at=at, name=name, rubric=rubric, panels=groups)
    round = Round.objects.create(
        org=org, assessment=assessment, name=name.strip(), theme=theme.strip(), ordered_by=impersonal(ordered_by, "ordered_by"),
        document=impersonal(document, "document"), starts_on=starts_on, ends_on=ends_on, sites_per_unit=sites_per_unit,
        unit_minutes=unit_minutes, ordered_at=at,
    )  # fmt: skip
    Group.objects.bulk_create(Group(round=round, number=number) for number in range(1, groups + 1))
    return round


def again(org: Organisation, theme: str, day: date) -> Round | None:
    """The latest round on this theme within a year, of this organisation or of one above or below it."""
    near = Round.objects.filter(
        theme=theme.strip(), starts_on__gt=day - timedelta(days=rules.AGAIN_AFTER),
        starts_on__lt=day + timedelta(days=rules.AGAIN_AFTER),
    )  # fmt: skip
    found = near.select_related("org").order_by("-starts_on")
    return next((one for one in found if one.org.path.startswith(org.path) or org.path.startswith(one.org.path)), None)


@act(may=policy.may_run)
def lead_group(round: Round, actor: Actor, *, at, number: int, leader: Member):
    """Somebody leads this group; it does not go to the unit he comes from."""
    group = round.groups.filter(number=number).first()
    if group is None:
        raise Unfit(_("没有第{number}组。").format(number=number), "number")
    group.leader = leader
    group.save(update_fields=["leader"])
    return group


@act(may=policy.may_list, opens=True)
def list_site(
    subject: Subject,
    actor: Actor,
    *,
    at,
    name: str,
    place: Place,
    minutes: int = 30,
    address: str = "",
    about: str = "",
    windows: str = "",
    open_on: Sequence[str] = (),
    latitude=None,
    longitude=None,
    host: str = "",
    phone: str = "",
    shares_contact: bool = False,
    is_proposed: bool = False,
):
    """The unit names a site that it has, whether it would like to show it or not: the full list is drawn from."""
    round = subject.assessment.round
    if round.state != RoundState.LISTING:
        raise NotNow(_("点位已经抽定，不能再报。"))
    unit = subject.org.place.code
    if not place.code.startswith(unit):
        raise Unfit(_("“{place}”不在“{unit}”里。").format(place=place, unit=subject.org.place), "place")
    if not name.strip() or round.sites.filter(subject=subject, name=name.strip()).exists():
        raise Unfit(_("请填写点位名称，同一个单位里不能重名。"), "name")
    if not 10 <= minutes <= 120:
        raise Unfit(_("参观时间在10到120分钟之间。"), "minutes")
    if (latitude is None or longitude is None) and place.latitude is None:
        raise Unfit(_("“{place}”还没有坐标，请填写点位的经纬度。").format(place=place), "latitude")
    return Site.objects.create(
        round=round, subject=subject, place=place, name=impersonal(name, "name"), address=impersonal(address, "address"),
        about=impersonal(about, "about"), minutes=minutes, windows=rules.read_windows(windows), open_on=list(open_on),
        latitude=float(latitude if latitude is not None else place.latitude),
        longitude=float(longitude if longitude is not None else place.longitude),
        host=impersonal(host, "host"), phone=impersonal(phone, "phone"), shares_contact=shares_contact and bool(phone),
        is_proposed=is_proposed,
    )  # fmt: skip


@act(may=policy.may_withdraw_site)
def withdraw_site(site: Site, actor: Actor, *, at):
    """The unit no longer has it; only before the lot is drawn."""
    if site.round.state != RoundState.LISTING:
        raise NotNow(_("点位已经抽定，不能再撤。去不了的点位，请组织员临时取消并写明原因。"))
    site.pick = Pick.WITHDRAWN


@act(may=policy.may_run)
def draw(round: Round, actor: Actor, *, at, seed: str, source: str):
    """The lot decides about half of each unit's sites, from its full list; the seed is public and anybody can repeat it."""
    if not seed.strip() or not source.strip():
        raise Unfit(_("请填写种子和它的来历，例如当天公开摇出的号码，谁都可以照着再抽一遍。"), "seed")
    lists: dict[Subject, list[Site]] = {subject: [] for subject in round.assessment.subjects.select_related("org")}
    for site in round.sites.filter(pick=Pick.LISTED).select_related("subject__org"):
        lists[site.subject].append(site)
    if short := [str(subject) for subject, sites in lists.items() if not sites]:
        raise Unfit(_("{units}还没有报点位。").format(units="、".join(short[:5])))
    if not lists:
        raise Unfit(_("还没有参加观摩的单位。"))
    round.seed, round.seed_source = seed.strip(), impersonal(source, "source")
    round.list_digest = rules.list_digest({s.key: [site.name for site in sites] for s, sites in lists.items()})
    for subject, sites in lists.items():
        listed = [(site.name, site.is_proposed) for site in sites]
        picked = rules.drawn(round.seed, subject.key, listed, round.sites_per_unit)
        for site in sites:
            site.pick = picked.get(site.name, Pick.LISTED)
    Site.objects.bulk_update([site for sites in lists.values() for site in sites], ["pick"])


@act(may=policy.may_run)
def share_sites(round: Round, actor: Actor, *, at, sites: list[Site]):
    """These sites are seen by every group, so that the marks of the groups can be compared."""
    if any(site.round_id != round.pk or site.pick not in IN_ROUND for site in sites):
        raise Unfit(_("共看的点位要从抽定的点位里选。"), "sites")
    round.sites.update(is_anchor=False)
    round.sites.filter(pk__in=[site.pk for site in sites]).update(is_anchor=True)


@act(may=policy.may_run)
def set_travel(round: Round, actor: Actor, *, at, table: TravelTable):
    """Travel times from a file; Unfit while it has holes."""
    round.travel = table.checked(round).data


@act(may=policy.may_run)
def close_site(round: Round, actor: Actor, *, at, site: Site, reason: str):
    """A site cannot be seen; what was planned there is called off."""
    if site.round_id != round.pk or site.pick not in IN_ROUND:
        raise Unfit(_("这个点位不在这轮观摩里。"), "site")
    if not reason.strip():
        raise Unfit(_("请写明为什么取消。"), "reason")
    site.pick, site.closed_why = Pick.CLOSED, impersonal(reason, "reason")[:200]
    site.save(update_fields=["pick", "closed_why"])
    for visit in site.visits.filter(state=VisitState.PLANNED):
        call_off(visit, actor, at=at, reason=site.closed_why)
    lay_out(round, actor, at, [site.subject])
    return site


def lay_out(round: Round, actor: Actor, at, subjects: Sequence[Subject]) -> None:
    """Tell the assessment which sites of these units are marked."""
    assessment = round.assessment
    assessment.refresh_from_db()
    if not assessment.is_before_seal:
        return
    for subject in subjects:
        sites = [site for site in round.sites.filter(subject=subject) if site.pick in IN_ROUND]
        evaluating.lay_out(
            assessment, actor, at=at, org=subject.org, parts=[f"{site.key} {site.name}" for site in sites],
            shared=[site.key for site in sites if site.is_anchor],
        )  # fmt: skip


@act(may=policy.may_run)
def set_out(round: Round, actor: Actor, *, at):
    """The groups set out; marking begins."""
    if round.assessment.state == AssessmentState.DESIGNED:
        raise NotNow(_("出发以前先冻结计分规则：细则、档次、启封口令都要定下来。"))
    if lacking := [group.number for group in round.groups.all() if group.leader_id is None]:
        raise Unfit(_("第{numbers}组还没有组长。").format(numbers="、".join(map(str, lacking))))
    if round.assessment.state == AssessmentState.FROZEN:
        evaluating.begin(round.assessment, actor, at=at)


@act(may=policy.may_run)
def come_back(round: Round, actor: Actor, *, at):
    """Every planned visit was made, or it is said why not."""
    if left := Visit.objects.filter(group__round=round, state=VisitState.PLANNED).count():
        raise NotNow(_("还有{n}个点位没有登记看没看成。").format(n=left))


@act(may=policy.may_tell)
def hold_visit(visit: Visit, actor: Actor, *, at):
    """The group has seen the site."""


@act(may=policy.may_tell)
def miss_visit(visit: Visit, actor: Actor, *, at, reason: str):
    """The group has not seen the site."""
    if not reason.strip():
        raise Unfit(_("请写明为什么没有看成。"), "reason")
    visit.reason = impersonal(reason, "reason")[:200]


@act(may=policy.may_tell)
def call_off(visit: Visit, actor: Actor, *, at, reason: str):
    """The group does not go there any more: the site was closed, or the routes were changed."""
    visit.reason = reason[:200]


@act(may=policy.may_run)
def archive(round: Round, actor: Actor, *, at):
    """The round is over: published, discussed, and every unit has said what it changes, or why nothing."""
    if round.assessment.state != AssessmentState.PUBLISHED:
        raise NotNow(_("结果公布以后才能归档。"))
    if round.met_at is None:
        raise NotNow(_("总结点评会还没有登记。"))
    silent = round.assessment.subjects.filter(gaps__isnull=True, no_gap__isnull=True).select_related("org")
    if names := "、".join(str(subject) for subject in silent[:5]):
        raise NotNow(
            _("{names}等{n}个单位还没有提出对标查改，也没有说明“没有，因为……”。").format(names=names, n=silent.count())
        )
