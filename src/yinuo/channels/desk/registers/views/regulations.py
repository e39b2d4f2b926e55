"""The rules register: what is in force, what was changed in a year, and one rule (M35)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.queries.regulations import changes_in, regulations_of
from yinuo.duties.rules.regulations import counted_words
from yinuo.duties.words.regulations import IN_FORCE, REGULATION_STATES, RegulationState

from ...offices import offices_of
from ...orgs.seeing import kept
from .. import showing
from .step import LEADERS

PER_PAGE = 50
VERBS = ("enact_regulation", "review_regulation", "revise_regulation", "abolish_regulation", "set_aside_regulation")


@open_to(MEMBERS)
def regulations(request: HttpRequest) -> HttpResponse:
    """Rules of my offices and area, and those that bind me; the figure of the last year above."""
    today, found = timezone.localdate(), regulations_of(request.actor)
    state = request.GET.get("state", "")
    rows = found.filter(state=state) if state in REGULATION_STATES else found
    page = Paginator(rows.order_by("-proposed_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        _dress(one, today)
    tabs = [{"word": _("全部"), "url": "?", "here": state not in REGULATION_STATES}]
    tabs += [
        {"word": _(REGULATION_STATES[one]), "url": f"?state={one}", "here": one == state} for one in RegulationState
    ]
    orgs = list(offices_of(request.actor, *LEADERS)) if request.actor.granted(*LEADERS) else []
    shown = {
        "page": page, "kept": kept(request), "tabs": tabs, "orgs": orgs, "counted": counted_words(changes_in(found, today)),
    }  # fmt: skip
    return render(request, "desk/registers/regulations.html", shown)


def _dress(one, today) -> None:
    showing.dressed(one, showing.REGULATION_LOOKS)
    one.is_late = one.state in IN_FORCE and one.review_on is not None and one.review_on <= today


@open_to(MEMBERS)
def regulation(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: the problem it closes, and what became of it."""
    rule = get_object_or_404(regulations_of(request.actor), pk=pk)
    _dress(rule, timezone.localdate())
    shown = {
        "rule": rule, "changes": list(rule.changes.all()), "reviews": list(rule.reviews.all()),
        "acts": showing.acts(request.actor, rule, "regulation_step", *VERBS, is_first_primary=True),
    }  # fmt: skip
    return render(request, "desk/registers/regulation.html", shown)
