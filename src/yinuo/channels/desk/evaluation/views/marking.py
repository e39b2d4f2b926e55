"""Marking on a PC: what I may mark, the ballot, and what I was asked. The server seals at once and keeps nothing else."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from yinuo.acts.models import Receipt
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.channels.forms import ActForm
from yinuo.evaluation import actions
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Judge, Part, Subject
from yinuo.evaluation.rules import sealing
from yinuo.evaluation.words import BEFORE_SEAL, AssessmentState
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Failure, NotNow

from ...walking import Way, walk
from .. import showing
from ..counts import Task, tasks
from ..forms import QUESTION_FORMS
from ..forms.marking import Ballot
from ..seeing import judging, known_url, questions_of


@open_to(MEMBERS)
def marking(request: HttpRequest) -> HttpResponse:
    """What I mark, what I have marked, and what I was asked."""
    judges = list(judging(request.actor).order_by("-assessment__designed_at"))
    mine = tasks(judges) if judges else {}
    for one in judges:
        showing.dressed(one.assessment)
        one.is_open = one.assessment.state == AssessmentState.CASTING
        one.rows = [_row(one, task) for task in mine[one.pk]]
        counted = [task for task in mine[one.pk] if task.conflict is None]
        one.due, one.cast = len(counted), sum(task.ballot is not None for task in counted)
        one.may_recuse = one.assessment.state in BEFORE_SEAL
        one.recuse_url = reverse("desk:judge_step", args=[one.pk, "recuse"])
    asked = list(questions_of(request.actor).order_by("answered_at", "asked_at"))
    for one in asked:
        one.said = asked_in_words(one)
    shown = {"judges": judges, "asked": asked, "field_url": known_url("field:app")}
    return render(request, "desk/evaluation/marking.html", shown)


def _row(judge: Judge, task: Task) -> dict:
    url = reverse("desk:mark", args=[judge.pk, task.subject.pk]) + (f"?part={task.part.pk}" if task.part else "")
    return {
        "name": task.part.name if task.part else task.subject.org.name, "unit": task.subject.org.name if task.part else "",
        "is_shared": bool(task.part and task.part.is_shared and judge.panel != task.subject.panel),
        "conflict": task.conflict.get_kind_display() if task.conflict else "", "ballot": task.ballot, "url": url,
    }  # fmt: skip


def asked_in_words(question) -> str:
    """The question as one would ask a colleague."""
    friendly = {
        "straight_line": _("您给的几张票里，各项任务的给分几乎一样。是实际情况就这样，还是时间紧、没来得及逐项看？"),
        "rival_gap": _("您对一些单位的给分，和其他评委相差比较多。您当时看到了什么别人可能没有看到的情况？"),
        "pact": _("您和另一位评委给对方单位的分，都比别的评委高一些。是看到了实在的做法吗？请说说依据。"),
    }
    return friendly.get(question.kind, question.get_kind_display())


def _asked_for(actor: Actor, pk: int, subject: int, part: str) -> tuple[Judge, Subject, Part | None]:
    """My place as a judge, and what is to be marked; 404 for all others."""
    judge = get_object_or_404(judging(actor).select_related("member__org", "unit"), pk=pk)
    found = Subject.objects.filter(assessment=judge.assessment_id).select_related("org", "assessment__org")
    marked = get_object_or_404(found, pk=subject)
    if not part:
        return judge, marked, None
    return judge, marked, get_object_or_404(Part, subject=marked, pk=part if part.isdecimal() and len(part) < 12 else 0)


@open_to(MEMBERS)
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def mark(request: HttpRequest, pk: int, subject: int) -> HttpResponse:
    """The ballot for one organisation or one part of it."""
    judge, marked, part = _asked_for(request.actor, pk, subject, request.GET.get("part", ""))
    key = ActForm(request.POST or None)
    shown = {"judge": judge, "subject": marked, "part": part, "name": part.name if part else marked.org.name}
    if refusal := _refusal(judge, marked, part):
        if request.method == "POST" and _is_in(key):
            return _thanks(request, shown["name"])
        return render(
            request, "desk/evaluation/not_mine.html", shown | {"sentence": refusal.sentence}, status=refusal.status
        )
    ballot = Ballot(judge.assessment.rubric.rubric, request.POST if request.method == "POST" else None)
    if request.method == "POST" and key.is_valid() and ballot.is_whole():
        try:
            _cast(judge, request.actor, marked, part, ballot.marks(), key)
        except NotNow as late:
            if _is_in(key):
                return _thanks(request, shown["name"])
            return render(request, "desk/evaluation/not_mine.html", shown | {"sentence": late.sentence}, status=409)
        return _thanks(request, shown["name"])
    shown |= {"ballot": ballot, "key": key, "rubric": judge.assessment.rubric, "total": ballot.rubric.total}
    return render(request, "desk/evaluation/mark.html", shown, status=422 if request.method == "POST" else 200)


def _refusal(judge: Judge, subject: Subject, part: Part | None) -> Failure | None:
    if judge.assessment.state in (AssessmentState.DESIGNED, AssessmentState.FROZEN):
        return NotNow(_("打分还没有开始。"))
    if judge.assessment.state != AssessmentState.CASTING:
        return NotNow(_("已经封票，不再收票。"))
    return actions.refusal_to_mark(judge, subject, part)


def _is_in(key: ActForm) -> bool:
    """Whether this very form was handed in before: pressing twice is the same as once."""
    return key.is_valid() and key.form_key is not None and Receipt.objects.filter(pk=key.form_key).exists()


def _thanks(request: HttpRequest, name: str) -> HttpResponse:
    messages.success(request, _("“{name}”的票已经封好投出，任何人都打不开，您自己也不能再改。").format(name=name))
    return redirect("desk:marking")


def _cast(judge: Judge, actor: Actor, subject: Subject, part: Part | None, marks: dict, key: ActForm) -> None:
    """Seal with the keys of all keepers, and hand in what nobody can read."""
    publics = list(judge.assessment.keepers.order_by("number").values_list("public", flat=True))
    text = json.dumps({"marks": marks}, ensure_ascii=False).encode()
    envelope = sealing.seal(text, publics, actions.bound_to(judge, subject, part))
    actions.cast(
        judge, actor, key=key.form_key, subject=subject, part=part, envelope=Enclosed(envelope),
        digest=sealing.digest_of(envelope),
    )  # fmt: skip


@open_to(MEMBERS)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """What I say to a question; nobody else sees it."""
    question = get_object_or_404(questions_of(request.actor), pk=pk)
    back = reverse("desk:marking")
    way = Way(question, QUESTION_FORMS, back, [(back, _("我的评分票"))], lead=asked_in_words(question))
    return walk(request, way, "reply")
