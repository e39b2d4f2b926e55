"""One way through every form of a verb: asked, refused, too late, done."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.acts import ledger
from yinuo.acts.canon import reference
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import NotNow, Refused
from yinuo.orgs.models import Organisation

from .orgs.forms.step import StepForm
from .orgs.verbs import VERBS, Verb

Crumbs = list[tuple[str, str]]
Forms = Mapping[str, type[StepForm]]


class Way:
    """A subject, the forms it has, where its form stands and where it leads back to."""

    def __init__(self, subject: Model, forms: Forms, back: str, crumbs: Crumbs, *, lead: str = ""):
        self.subject, self.forms, self.back, self.crumbs, self.lead = subject, forms, back, crumbs, lead


def walk(request: HttpRequest, way: Way, verb: str) -> HttpResponse:
    """The form of a verb, and its act. The act decides who may; this page only says so before anything is typed."""
    if verb not in way.forms:
        raise Http404
    given = {"subject": way.subject, "actor": request.actor, "today": timezone.localdate(), "asked": request.GET.dict()}
    if request.method != "POST":
        return _asked(request, way, verb, given)
    form = way.forms[verb](request.POST, request.FILES, **given)
    try:
        done = form.is_valid() and form.perform()
    except NotNow as late:
        shown = {"way": way, "form": form, "sentence": late.sentence, "typed": form.typed(), "again": request.path}
        return render(request, "desk/orgs/too_late.html", shown, status=409)
    if not done:
        return shown_form(request, way, form, status=422)
    messages.success(request, form.after or _("已记录：{verb}。").format(verb=form.verbs[verb].told))
    return redirect(way.back)


def _asked(request: HttpRequest, way: Way, verb: str, given: dict) -> HttpResponse:
    """The empty form, unless the flow or the rule of the act already says no."""
    try:
        check(request.actor, way.subject, verb, way.forms[verb].area)
    except NotNow as late:
        shown = {"way": way, "sentence": late.sentence}
        return render(request, "desk/orgs/too_late.html", shown, status=409)
    opens = ACTS[f"{way.forms[verb].area}.{verb}"].opens
    seen = None if opens else ledger.last(reference(way.subject))[0]
    return shown_form(request, way, way.forms[verb](seen=seen, **given))


def shown_form(request: HttpRequest, way: Way, form: StepForm, status: int = 200) -> HttpResponse:
    """The page of a form."""
    return render(request, form.template, {"way": way, "form": form}, status=status)


def check(actor: Actor, subject: Model, verb: str, area: str = "orgs") -> None:
    """NotNow when the state does not allow the verb, Refused when the rule does not."""
    flow = getattr(subject, "FLOW", None)
    if flow and verb in flow.steps:
        flow.check(subject.state, verb)
    if refusal := ACTS[f"{area}.{verb}"].may(actor, subject):
        raise Refused(refusal)


def may(actor: Actor, subject: Model, verb: str, area: str = "orgs") -> bool:
    """Whether the button of this verb is shown; what nobody has written yet has none."""
    if f"{area}.{verb}" not in ACTS:
        return False
    try:
        check(actor, subject, verb, area)
    except (NotNow, Refused):
        return False
    return True


def buttons(
    actor: Actor,
    subject: Model,
    verbs: list[str],
    url: Callable[[str], str],
    area: str = "orgs",
    words: Mapping[str, Verb] = VERBS,
) -> list[dict]:
    """Buttons of the verbs that this person may do now, as partials/step_buttons.html wants them."""
    return [
        {"word": words[verb].button, "url": url(verb), "icon": words[verb].icon, "tone": words[verb].tone, "verb": verb}
        for verb in verbs
        if may(actor, subject, verb, area)
    ]


def is_former(org: Organisation, day) -> bool:
    """Whether it has ended."""
    return org.valid_to is not None and org.valid_to < day
