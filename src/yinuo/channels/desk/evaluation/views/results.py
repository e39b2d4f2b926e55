"""One result: how every unit was counted, who signed, what stands beside it; and its files."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation.models import Result
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Refused
from yinuo.kernel.words import _

from ...walking import buttons
from ..fair import fair_shown
from ..results import invalid, published, units
from ..seeing import Sight, seen
from ..verbs import VERBS


def result_of(actor: Actor, pk: int) -> tuple[Result, Sight]:
    """A result of an evaluation that concerns him; 404 for all others, and for units before they are told."""
    found = Result.objects.filter(assessment__in=seen(actor).order_by().values("pk"))
    found = found.select_related("assessment__org__place", "assessment__rubric__org", "assessment__round")
    result = get_object_or_404(found, pk=pk)
    sight = Sight(result.assessment, actor)
    if not (sight.sees_all or sight.own_keys or sight.is_published):
        raise Refused(_("结果告知各单位以前，只有组织单位和签字的人看得到。"))
    return result, sight


@open_to(MEMBERS)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """How it was counted, by hand, as far as the reader may see it."""
    found, sight = result_of(request.actor, pk)
    assessment = found.assessment
    content = json.loads(found.content)
    newest = assessment.results.first()
    rows = units(found, sight)
    is_newest = newest.pk == found.pk
    acts = buttons(request.actor, assessment, ["sign", "announce"], sight.to, "evaluation", VERBS) if is_newest else []
    signatures = list(found.signatures.select_related("keeper__member__org"))
    if sight.mine and any(one.keeper_id == sight.mine.pk for one in signatures):
        acts = [one for one in acts if one["verb"] != "sign"]
    if len(signatures) < len(sight.keepers):
        acts = [one for one in acts if one["verb"] != "announce"]
    for one in acts:
        one["tone"] = "primary"
    shown = {
        "result": found, "assessment": assessment, "sight": sight, "content": content, "rows": rows, "acts": acts,
        "invalid": invalid(found, sight), "signatures": signatures, "newest": newest, "is_newest": is_newest,
        "unsigned": [one for one in sight.keepers if one.pk not in {two.keeper_id for two in signatures}],
        "fair": fair_shown(found, sight, rows) if rows else None,
        "published": published(sight) if is_newest else None, "file": _name(found),
        "assessment_url": reverse("desk:assessment", args=[assessment.pk]),
    }  # fmt: skip
    return render(request, "desk/evaluation/result.html", shown)


def _name(result: Result) -> str:
    return f"{result.assessment_id}-{result.number}.json"


@open_to(MEMBERS)
def result_export(request: HttpRequest, pk: int) -> HttpResponse:
    """All that it was computed from, with codes for judges."""
    found = _whole(request.actor, pk)
    return _file(found.export, f"assessment-{_name(found)}")


@open_to(MEMBERS)
def result_content(request: HttpRequest, pk: int) -> HttpResponse:
    """The result to the byte, as it was signed."""
    found = _whole(request.actor, pk)
    return _file(found.content, f"result-{_name(found)}")


def _whole(actor: Actor, pk: int) -> Result:
    found, sight = result_of(actor, pk)
    if not sight.sees_all:
        raise Refused(_("导出文件里有全部单位的评分票，由组织单位和签字的人保管。"))
    return found


def _file(text: str, name: str) -> HttpResponse:
    kind = "application/json; charset=utf-8"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(text.encode(), content_type=kind, headers={"Content-Disposition": disposition})
