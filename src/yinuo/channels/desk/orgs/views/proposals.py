"""Proposals about branches: the list, and one with its branches, findings and what may be done."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Role
from yinuo.orgs import queries
from yinuo.orgs.models import Proposal
from yinuo.orgs.queries.health import findings_of
from yinuo.orgs.words import ProposalState, Purpose

from ...walking import buttons
from ..forms.filters import ProposalFilter
from ..seeing import kept
from ..seeing import proposals as proposals_of
from ..showing import findings_shown

PER_PAGE = 50
COSTS = {
    "portfolio": gettext_lazy("跨分管领导"), "nature": gettext_lazy("跨工作性质"), "site": gettext_lazy("跨办公地点"),
    "small": gettext_lazy("不够设支委会"), "large": gettext_lazy("人数偏多"), "branch": gettext_lazy("每个党支部"),
    "crowded": gettext_lazy("科室偏多"),
}  # fmt: skip
"""The planner's points in words; the planner itself is not imported here, because it brings the solvers along."""
READERS = (Role.ORGANISER, Role.HANDLER, Role.LEADER, Role.ADMINISTRATOR)
LOOKS = {
    ProposalState.PROPOSED: ("wait", "send"), ProposalState.APPROVED: ("work", "check"),
    ProposalState.RETURNED: ("warn", "corner-up-left"), ProposalState.DONE: ("good", "circle-check"),
    ProposalState.WITHDRAWN: ("quiet", "arrow-back-up"),
}  # fmt: skip
CARRY = {
    Purpose.ESTABLISH: "set_up",
    Purpose.ADJUST: "adjust",
    Purpose.MERGE: "merge",
    Purpose.DISSOLVE: "dissolve",
}


@open_to(*READERS)
def proposals(request: HttpRequest) -> HttpResponse:
    """Those of my organisations and those I decide, the newest first."""
    form = ProposalFilter(request.GET)
    form.is_valid()
    found = proposals_of(request.actor).prefetch_related("branches")
    if state := form.cleaned_data.get("state"):
        found = found.filter(state=state)
    page = Paginator(found.order_by("-proposed_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.tone, one.icon = LOOKS[ProposalState(one.state)]
        one.graves = sum(record["level"] == "breach" for record in one.findings)
    return render(request, "desk/orgs/proposals.html", {"form": form, "page": page, "kept": kept(request)})


@open_to(*READERS)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what it asks for, what the check found, what was answered."""
    found = get_object_or_404(proposals_of(request.actor), pk=pk)
    found.tone, found.icon = LOOKS[ProposalState(found.state)]
    branches = list(found.branches.select_related("branch").prefetch_related("units__unit"))
    units = {kept_unit.unit for branch in branches for kept_unit in branch.units.all()}
    members = queries.members_of(units, found.proposed_at.date())
    for branch in branches:
        counts = [members[one.unit_id] for one in branch.units.all()]
        branch.full = sum(one.full for one in counts)
        branch.probationary = sum(one.probationary for one in counts)
        branch.costs = [(COSTS[term], points) for term, points in branch.points.items() if term in COSTS]
        branch.found = _found(found, branch.name)
    shown = {
        "proposal": found,
        "branches": branches,
        "general": _found(found, ""),
        "acts": _acts(request, found),
    }
    return render(request, "desk/orgs/proposal.html", shown)


def _found(proposal: Proposal, branch: str) -> list[dict]:
    found = [finding for name, finding in findings_of(proposal) if name == branch]
    return findings_shown(found, proposal.org, decider=proposal.superior)


def _acts(request: HttpRequest, proposal: Proposal) -> list[dict]:
    verbs = ["approve", "return", CARRY[Purpose(proposal.purpose)], "withdraw"]
    acts = buttons(request.actor, proposal, verbs, lambda verb: reverse("desk:proposal_step", args=[proposal.pk, verb]))
    for one in acts:
        one["tone"] = one["tone"] or "primary"
    return acts
