"""Keys to the ballots: taken once by each keeper, given together by two of them. The words are shown once and kept nowhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.channels.forms import ActForm
from yinuo.evaluation import actions
from yinuo.evaluation.models import Ballot, Keeper
from yinuo.evaluation.rules import sealing
from yinuo.kernel.errors import NotNow

from ...walking import Way, check
from ..forms.opening import OpenForm
from ..seeing import assessment_url
from .step import assessment_of, crumbs_to


@open_to(MEMBERS)
@never_cache
@sensitive_variables()
def take_key(request: HttpRequest, pk: int) -> HttpResponse:
    """A keeper takes his key: what it is for, and after pressing the button the words, this one time."""
    found = Keeper.objects.filter(member_id=request.actor.member).select_related("assessment__org", "member__org")
    keeper = get_object_or_404(found, pk=pk)
    back = assessment_url(keeper.assessment_id)
    way = Way(keeper, {}, back, crumbs_to(keeper.assessment), lead=keeper.assessment.name)
    form = ActForm(request.POST or None)
    if keeper.assessment.state != "designed":
        return _late(request, way, _("规则已经冻结，启封口令不能再换。您手里的口令仍然有效。"))
    if request.method != "POST":
        return render(request, "desk/evaluation/take_key.html", {"keeper": keeper, "way": way, "form": form})
    form.is_valid()
    words, public = sealing.new_keeper()
    try:
        actions.take_key(keeper, request.actor, public=public, key=form.form_key)
    except NotNow as late:
        told = _("这张页面已经领取过一次口令，口令只显示那一次。如果没有抄下来，请返回后重新领取，旧的一份随之作废。")
        return _late(request, way, told if form.form_key else late.sentence)
    shown = {"keeper": keeper, "way": way, "groups": words.replace("-", " ").split(), "at": timezone.localtime()}
    return render(request, "desk/evaluation/key_words.html", shown)


def _late(request: HttpRequest, way: Way, sentence: str) -> HttpResponse:
    return render(request, "desk/orgs/too_late.html", {"way": way, "sentence": sentence}, status=409)


@open_to(MEMBERS)
@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Two keepers type their words; every ballot becomes readable at once. What they typed is never shown again."""
    assessment = assessment_of(request.actor, pk)
    way = Way(assessment, {}, assessment_url(pk), crumbs_to(assessment), lead=assessment.name)
    keepers = list(assessment.keepers.select_related("member__org"))
    form = OpenForm(request.POST or None, keepers=keepers)
    try:
        check(request.actor, assessment, "open", "evaluation")
        done = request.method == "POST" and form.is_valid() and form.perform(assessment, request.actor)
    except NotNow as late:
        return _late(request, way, late.sentence)
    if done:
        messages.success(request, _("已经启封，可以计分了。请把口令收好或者当场销毁。"))
        return redirect(way.back)
    count = Ballot.objects.filter(judge__assessment=assessment).count()
    shown = {"way": way, "form": form, "assessment": assessment, "count": count}
    return render(request, "desk/evaluation/open.html", shown, status=422 if request.method == "POST" else 200)
