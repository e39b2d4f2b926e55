"""投诉建议（减负）: the workers' door about burdens (REFERENCE §5.I), its slip, its answer, and counts by month."""

from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...duties import actions
from ...duties.models import CollectionRequest
from ...duties.queries import burden as told
from ...duties.words.burden import Cause, ComplaintState
from ...kernel import codes
from ...kernel.actor import resident
from ...kernel.errors import NotNow, Unfit
from ...matters.actions.intake import slip_for
from ...orgs.models import Organisation
from ...places.models import Place
from ..doors import ANYONE, open_to
from . import choosing, rates
from .forms import BurdenForm, asked
from .views_matter import unknown_slip
from .views_raising import SHOWN_FOR, square_code

SALT = "portal.burden"


@never_cache
@open_to(ANYONE)
def burden(request: HttpRequest) -> HttpResponse:
    """Any worker may say, without a name, which request, task, application or form is a burden."""
    counties = {row.code: row for row in choosing.below("", timezone.localdate())}
    about = _request_of(asked(request, "request", 20) if request.method != "POST" else request.POST.get("request", ""))
    first = {"place": about.county, "about_words": about.requester.name, "request": about.pk} if about else {}
    form = BurdenForm(request.POST) if request.method == "POST" else BurdenForm(initial=first)
    form.fields["place"].choices = [(code, row.name) for code, row in counties.items()]
    if request.method != "POST":
        return _page(request, form, about)
    if rates.is_over(request, "raise"):
        return rates.too_many(request, "raise")
    if not form.is_valid():
        return _page(request, form, about, status=422)
    return _record(request, form, counties[form.cleaned_data["place"]], about)


def _request_of(typed: str) -> CollectionRequest | None:
    if not typed.isdigit() or len(typed) > 12:
        return None
    return CollectionRequest.objects.select_related("requester").filter(pk=int(typed)).first()


def _page(request: HttpRequest, form: BurdenForm, about, status: int = 200) -> HttpResponse:
    code = form["place"].value() or ""
    months = told.complaint_months(code if code in dict(form.fields["place"].choices) else "")
    return render(request, "portal/burden.html", {"form": form, "about": about, "months": months}, status=status)


def _record(request: HttpRequest, form: BurdenForm, county: Place, about: CollectionRequest | None) -> HttpResponse:
    """Whoever is signed in is taken as a resident: no account stands at it."""
    key, given = form.form_key, form.cleaned_data
    words = {
        "words": given["words"],
        "about_words": given["about_words"],
        "cause": Cause(given["cause"] or Cause.OTHER),
    }
    is_same_county = about is not None and about.county == county.code
    try:
        actions.complain(
            county, resident(), key=key, slip=slip_for(key), **words, about=_office(given["about_words"], county),
            request=about if is_same_county else None,
        )  # fmt: skip
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _page(request, form, about, status=422)
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        form.renew()
        return _page(request, form, about, status=409)
    rates.count(request, "raise")
    return redirect("portal:burden_slip", token=signing.dumps(str(key), salt=SALT))


def _office(name: str, county: Place) -> Organisation | None:
    """The office of this name in the county, so that it is not the one to answer; None where it is not certain."""
    name = name.strip()
    found = Organisation.objects.on(timezone.localdate()).filter(
        place__code__startswith=county.code, name__endswith=name
    )
    offices = list(found.order_by("path")[:2]) if len(name) >= 3 else []
    return offices[0] if len(offices) == 1 or (offices and offices[0].name == name) else None


@never_cache
@require_safe
@open_to(ANYONE)
def burden_slip(request: HttpRequest, token: str) -> HttpResponse:
    """The slip, for an hour; the address holds a token, not the slip."""
    try:
        slip = slip_for(UUID(signing.loads(token, salt=SALT, max_age=SHOWN_FOR)))
    except signing.SignatureExpired:
        sentence = _("单号只在交上后一小时内显示，请用您记下的单号查。没有记下的，可以再投诉一次。")
        return render(request, "404.html", {"sentence": sentence}, status=404)
    except signing.BadSignature:
        raise Http404 from None
    complaint = told.complaint_by_slip(slip)
    if complaint is None:
        raise Http404
    shown = {
        "complaint": complaint, "slip": slip,
        "qr": square_code(request.build_absolute_uri(reverse("portal:burden_mine", args=[slip]))),
        "follow_url": request.build_absolute_uri(reverse("portal:follow")),
    }  # fmt: skip
    return render(request, "portal/burden_slip.html", shown)


@never_cache
@require_safe
@open_to(ANYONE)
def burden_mine(request: HttpRequest, slip: str) -> HttpResponse:
    """How it stands, for whoever holds the slip."""
    if rates.is_over(request, "slip"):
        return rates.too_many(request, "slip")
    complaint = told.complaint_by_slip(slip) if codes.read_slip(slip) else None
    if complaint is None:
        rates.count(request, "slip")
        return unknown_slip(request)
    shown = {"complaint": complaint, "is_open": complaint.state == ComplaintState.FILED}
    answer = render(request, "portal/burden_mine.html", shown)
    answer["X-Robots-Tag"] = "noindex"
    return answer
