"""Rubrics: the list, one with its items, and the forms of what is done to it."""

import json

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation.models import Rubric
from yinuo.evaluation.queries import rubrics_of
from yinuo.evaluation.rules.exact import plain
from yinuo.evaluation.rules.rubric import problems
from yinuo.evaluation.words import RubricState
from yinuo.kernel.actor import Role

from ...orgs.seeing import kept
from ...walking import Way, buttons, walk
from .. import showing
from ..forms import DRAFT_FORMS, RUBRIC_FORMS
from ..reading import sample
from ..seeing import organised
from ..verbs import VERBS

PER_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(MEMBERS)
def rubrics(request: HttpRequest) -> HttpResponse:
    """Those I organise, and those consulted or in force above me; the newest first."""
    found = rubrics_of(request.actor).annotate(said=Count("comments"))
    page = Paginator(found.order_by("-drafted_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed_rubric(one)
        one.many, one.total = len(one.content.get("items", ())), one.content.get("total", "")
    shown = {"page": page, "kept": kept(request), "orgs": organised(request.actor)}
    return render(request, "desk/evaluation/rubrics.html", shown)


@open_to(MEMBERS)
def rubric(request: HttpRequest, pk: int) -> HttpResponse:
    """One rubric: its items, what still stands against it, what units said."""
    found = showing.dressed_rubric(get_object_or_404(rubrics_of(request.actor), pk=pk))
    rules = found.rubric
    is_open = found.state in (RubricState.DRAFT, RubricState.CONSULTED)
    verbs = ["consult", "freeze_rubric", "write_item", "write_all", "comment", "retire"]
    acts = buttons(request.actor, found, verbs, lambda verb: _step(pk, verb), "evaluation", VERBS)
    may_write = any(one["verb"] == "write_item" for one in acts)
    for one in acts:
        one["tone"] = "primary" if one["verb"] in ("consult", "freeze_rubric") else one["tone"]
    shown = {
        "rubric": found, "rows": showing.item_rows(found), "total": plain(rules.total), "bonus_cap": plain(rules.bonus_cap),
        "reasons": [showing.REASONS_AT[one] for one in rules.reasons_at if one in showing.REASONS_AT],
        "problems": problems(rules) if is_open else [], "is_open": is_open, "acts": acts, "may_write": may_write,
        "comments": list(found.comments.select_related("org")), "is_whole": found.is_whole if found.digest else True,
        "item_url": _step(pk, "write_item"), "drop_url": _step(pk, "drop_item"),
    }  # fmt: skip
    return render(request, "desk/evaluation/rubric.html", shown)


def _step(pk: int, verb: str) -> str:
    return reverse("desk:rubric_step", args=[pk, verb])


@open_to(Role.ORGANISER)
def draft(request: HttpRequest) -> HttpResponse:
    """A rubric is begun, empty or from a file."""
    orgs = organised(request.actor)
    org = next((one for one in orgs if str(one.pk) == request.GET.get("org")), orgs[0] if orgs else None)
    if org is None:
        raise Http404
    back = reverse("desk:rubrics")
    answer = walk(request, Way(org, DRAFT_FORMS, back, [(back, _("评价细则"))], lead=org.name), "draft")
    if answer.status_code == 302 and (made := Rubric.objects.filter(org=org).order_by("-pk").first()):
        return redirect("desk:rubric", pk=made.pk)
    return answer


@open_to(MEMBERS)
def rubric_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What is done to a rubric."""
    found = get_object_or_404(rubrics_of(request.actor), pk=pk)
    back = reverse("desk:rubric", args=[pk])
    crumbs = [(reverse("desk:rubrics"), _("评价细则")), (back, str(found))]
    return walk(request, Way(found, RUBRIC_FORMS, back, crumbs, lead=str(found)), verb)


@open_to(Role.ORGANISER)
def rubric_sample(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in."""
    return _file(sample(), XLSX, "rubric-sample.xlsx")


@open_to(MEMBERS)
def rubric_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole content, as the hash covers it."""
    found = get_object_or_404(rubrics_of(request.actor), pk=pk)
    text = json.dumps(found.content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return _file(text.encode(), "application/json; charset=utf-8", f"rubric-{pk}.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
