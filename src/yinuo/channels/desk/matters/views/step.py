"""One view for every verb: its form, the act, and what is said when it was refused or too late."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.acts import ledger
from yinuo.acts.canon import reference
from yinuo.acts.door import ACTS
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.errors import NotNow, Refused
from yinuo.matters.flow import MATTER
from yinuo.matters.models import Matter
from yinuo.orgs.queries import names_of

from ..forms import FORMS, StepForm
from ..history import since
from ..record import matters_for, mine, words_for
from ..verbs import VERBS
from .slips import no_store, slip_shown


@open_to(MEMBERS)
def step(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """The form of a verb, and its act. The act decides who may; this page only says so before anything is typed."""
    if verb not in FORMS:
        raise Http404
    found = mine(request.actor) if request.method == "POST" else matters_for(request.actor)  # an act shows nothing
    matter = found.filter(number=number).first()
    if matter is None:
        raise Http404
    if request.method != "POST":
        return _asked(request, matter, verb)
    form = FORMS[verb](request.POST, request.FILES, matter=matter, actor=request.actor, now=timezone.localtime())
    try:
        done = form.is_valid() and form.perform()
    except NotNow as late:
        return _too_late(request, _shown(form), late)
    if not done:
        return _form(request, _shown(form), status=422)
    return _done(request, form)


def _shown(form: StepForm) -> StepForm:
    """The form with all that its page shows of the matter."""
    form.matter = matters_for(form.actor).filter(pk=form.matter.pk).first() or form.matter
    return form


def _asked(request: HttpRequest, matter: Matter, verb: str) -> HttpResponse:
    """The empty form, unless the flow or the rule of the act already says no."""
    try:
        if verb in MATTER.steps:
            MATTER.check(matter.state, verb)
        if refusal := ACTS[f"matters.{verb}"].may(request.actor, matter):
            raise Refused(refusal)
    except NotNow as late:
        return render(request, "desk/step_too_late.html", {"matter": matter, "sentence": late.sentence}, status=409)
    seen = ledger.last(reference(matter))[0]
    initial = {name: value for name, value in request.GET.items() if name == "evidence"}
    form = FORMS[verb](matter=matter, actor=request.actor, now=timezone.localtime(), seen=seen, initial=initial)
    return _form(request, form)


def _form(request: HttpRequest, form: StepForm, status: int = 200) -> HttpResponse:
    verb = VERBS[form.verb]
    shown = {
        "form": form,
        "matter": form.matter,
        "words": words_for(form.actor, form.matter),
        "word": verb.button,
        "danger": verb.tone == "danger",
    }
    return render(request, "desk/step.html", shown, status=status)


def _too_late(request: HttpRequest, form: StepForm, late: NotNow) -> HttpResponse:
    """What has changed since the page was opened, and what had been typed; nothing is lost."""
    matter = form.matter
    entries = since(matter, form.cleaned_data.get("seen") or 0) if form.cleaned_data.get("seen") else []
    names = names_of({one.org for one in entries if one.org})
    shown = {
        "matter": matter,
        "sentence": late.sentence,
        "changes": [
            {
                "at": one.at,
                "who": names.get(one.org) or (_("诉求人") if one.actor in ("slip", "resident") else _("系统")),
                "verb": VERBS[one.verb].told if one.verb in VERBS else one.verb,
            }
            for one in entries
        ],
        "typed": form.typed(),
        "again": reverse("desk:step", args=[matter.number, form.verb]),
        "word": VERBS[form.verb].button,
    }
    return render(request, "desk/step_too_late.html", shown, status=409)


def _done(request: HttpRequest, form: StepForm) -> HttpResponse:
    matter = form.matter
    if form.verb == "unmask":
        phone = getattr(matter, "phone", "")
        return no_store(render(request, "desk/unmasked.html", {"matter": matter, "phone": phone}))
    if form.verb == "reissue":
        return no_store(render(request, "desk/reissued.html", slip_shown(request, matter)))
    messages.success(request, _("已记录：{verb}。").format(verb=VERBS[form.verb].told))
    if getattr(form, "is_unfinished", False):
        return redirect("desk:step", number=matter.number, verb="promise")
    if not mine(request.actor).filter(pk=matter.pk).exists():
        return redirect("desk:home")
    return redirect("desk:matter", number=matter.number)
