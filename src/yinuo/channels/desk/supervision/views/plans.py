"""The plans that concern me, one plan with its parts, one team."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import long_day
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor
from yinuo.orgs.models import Organisation
from yinuo.supervision.models import SupervisionPlan
from yinuo.supervision.queries import (
    counts_of,
    findings_of,
    notices_of,
    own_units,
    plans_of,
    talks_of,
    teams_of,
    visits_of,
)
from yinuo.supervision.queries.seeing import own_paths
from yinuo.supervision.rules.counting import sentence
from yinuo.supervision.words import PlanState

from ...inspection.views.rounds import organised
from ...orgs.seeing import kept
from .. import showing

PER_PAGE = 50
ORG_VERBS = ["draft_plan", "form_team", "prepare_review", "compare_records"]
PLAN_VERBS = ["take_in", "assign_units", "put_in_force", "plan_visit", "issue_notice", "record_talk", "close_plan"]
DRAFT_VERBS = PLAN_VERBS[:3]
PARTS = {
    "overview": gettext_lazy("单位和督查组"),
    "visits": gettext_lazy("督查"),
    "findings": gettext_lazy("问题"),
    "notices": gettext_lazy("通知书"),
    "talks": gettext_lazy("约谈"),
}


def own_unit(actor: Actor) -> Organisation | None:
    """The organisation that the actor speaks for, the widest one."""
    paths = sorted(own_paths(actor))
    return Organisation.objects.filter(path=paths[0]).first() if paths else None


@open_to(MEMBERS)
def supervision(request: HttpRequest) -> HttpResponse:
    """Plans I run, oversee, carry out, or whose unit I speak for; teams; what can begin here."""
    page = Paginator(plans_of(request.actor).order_by("-starts_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    acts = [
        act | {"org": org}
        for org in organised(request.actor)
        for act in showing.acts_on(request.actor, org, "supervision_org_step", ORG_VERBS, ("draft_plan",))
    ]
    shown = {
        "page": page, "kept": kept(request), "plans": [showing.dressed_plan(one) for one in page], "acts": acts,
        "teams": teams_of(request.actor).filter(disbanded_on=None).prefetch_related("seats__member__org"),
    }  # fmt: skip
    return render(request, "desk/supervision/supervision.html", shown)


def plan_of(actor: Actor, pk: int) -> SupervisionPlan:
    """A plan that he sees; 404 for all others."""
    return showing.dressed_plan(get_object_or_404(plans_of(actor), pk=pk))


@open_to(MEMBERS)
def supervision_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan, one part at a time. A unit sees its own rows of each."""
    plan = plan_of(request.actor, pk)
    part = request.GET.get("part", "")
    part = part if part in PARTS else "overview"
    tabs = [{"word": word, "url": f"?part={key}", "here": key == part} for key, word in PARTS.items()]
    counted = sentence(counts_of(findings_of(request.actor).filter(visit__plan=plan)))
    shown = {
        "plan": plan, "part": part, "tabs": tabs, "part_template": f"desk/supervision/parts/{part}.html", "counted": counted,
        "acts": showing.acts_on(request.actor, plan, "supervision_plan_step", *_verbs(plan)),
        "kept": kept(request),
    }  # fmt: skip
    return render(request, "desk/supervision/supervision_plan.html", shown | SHOWN[part](request, plan))


def _verbs(plan: SupervisionPlan) -> tuple[list[str], tuple[str, ...]]:
    """What may be done to a plan, and what of it comes first. Nothing is asked of units before it is in force."""
    if plan.state != PlanState.DRAFTING:
        return PLAN_VERBS, ("plan_visit",)
    units = plan.units.all()
    first = "assign_units" if units.filter(team=None).exists() else "put_in_force" if units.exists() else "take_in"
    return DRAFT_VERBS, (first,)


def _overview(request: HttpRequest, plan: SupervisionPlan) -> dict:
    rows = plan.units.select_related("unit", "team")
    if not plans_of(request.actor).filter(pk=plan.pk).exclude(own_units(request.actor, "units__unit")).exists():
        rows = rows.filter(own_units(request.actor, "unit"))
    severities = "；".join(
        _("{name}{n}个工作日").format(name=one.name, n=one.rectify_working_days) for one in plan.rules.severities
    )
    facts = [
        (_("依据"), plan.basis),
        (_("时间"), _("{first} 至 {last}").format(first=long_day(plan.starts_on), last=long_day(plan.ends_on))),
        (_("主题"), "、".join(plan.topics)),
        (_("单位回复"), _("{n}个工作日").format(n=plan.rules.reply_working_days)),
        (_("申请复核、复核办结"), _("各{n}天，由没有参加的人办").format(n=plan.rules.review_days)),
        (_("整改期限"), severities),
        (_("规则版本"), plan.rules.version),
    ]
    return {"units": rows, "facts": facts}


def _page(request: HttpRequest, found, dress) -> dict:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": [dress(one) for one in page]}


def _visits(request: HttpRequest, plan: SupervisionPlan) -> dict:
    found = visits_of(request.actor).filter(plan=plan).order_by("planned_on", "pk")
    return _page(request, found, lambda one: showing.dressed_visit(one, today()))


def _findings(request: HttpRequest, plan: SupervisionPlan) -> dict:
    found = findings_of(request.actor).filter(visit__plan=plan).order_by("-recorded_at", "-pk")
    return _page(request, found, lambda one: showing.dressed_finding(one, today()))


def _notices(request: HttpRequest, plan: SupervisionPlan) -> dict:
    found = notices_of(request.actor).filter(plan=plan).order_by("-year", "-number")
    return _page(request, found, lambda one: showing.dressed_notice(one, today()))


def _talks(request: HttpRequest, plan: SupervisionPlan) -> dict:
    return _page(request, talks_of(request.actor).filter(plan=plan).order_by("-held_on", "-pk"), showing.dressed_talk)


SHOWN = {
    "overview": _overview, "visits": _visits, "findings": _findings, "notices": _notices, "talks": _talks,
}  # fmt: skip


def today() -> date:
    """The day in China."""
    return timezone.localdate()


@open_to(MEMBERS)
def supervision_team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team: members as posts, units."""
    team = get_object_or_404(teams_of(request.actor), pk=pk)
    shown = {
        "team": team, "seats": team.seats.select_related("member__org"),
        "units": team.units.select_related("unit", "plan").order_by("-plan__starts_on", "unit__path")[:200],
        "acts": showing.acts_on(request.actor, team, "supervision_team_step", ["join_team", "leave_team", "disband_team"]),
    }  # fmt: skip
    return render(request, "desk/supervision/supervision_team.html", shown)
