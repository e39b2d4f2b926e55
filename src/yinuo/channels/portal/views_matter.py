"""What opens with a slip: the raiser's own page, its photos and its proof."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import orjson
from django.conf import settings
from django.db.models import Prefetch, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...acts.models import Text
from ...acts.proof import prove
from ...duties.queries.burden import complaint_by_slip
from ...kernel import codes
from ...kernel.actor import Actor, resident
from ...matters import contacts, neighbours, queries
from ...matters.models import Evidence, Extension, Matter
from ...matters.words import INTAKES, KINDS, Rating, State
from ...places.queries import calendar, line_of
from ..doors import ANYONE, open_to
from . import history, rates, showing
from .forms import plain

STEPS = {
    "resume": (gettext_lazy("补充情况"), "pencil"),
    "rate": (gettext_lazy("说满不满意"), "message-circle"),
    "ask_reopen": (gettext_lazy("要求重办"), "rotate-2"),
    "attach": (gettext_lazy("补充材料、照片"), "camera"),
    "urge": (gettext_lazy("催一催"), "bell"),
    "forget": (gettext_lazy("删除我的联系方式"), "user"),
    "withdraw": (gettext_lazy("撤回，不办了"), "arrow-back-up"),
}
VIEW_OF = {"attach": "supplement"}
FINISHED = frozenset({State.CLOSED, State.WITHDRAWN, State.NOT_ACCEPTED, State.REDIRECTED, State.MERGED})


def unknown_slip(request: HttpRequest) -> HttpResponse:
    """One sentence for every wrong slip, whatever is wrong with it, and what to do."""
    return render(request, "portal/unknown_slip.html", status=404)


def with_slip(view: Callable) -> Callable:
    """A view `(request, matter, actor, slip)` for whoever holds a right slip; wrong ones are counted."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, slip: str, **given) -> HttpResponse:
        if rates.is_over(request, "slip"):
            return rates.too_many(request, "slip")
        number = codes.read_slip(slip)
        matter = _held(number) if number else None
        if matter is None:
            rates.count(request, "slip")
            return unknown_slip(request)
        answer = view(request, matter, resident(slip=matter.pk), number, **given)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return opened


def _held(slip: str) -> Matter | None:
    related = ("place", "office", "category", "raiser", "merged_into__office", "lead")
    return Matter.objects.select_related(*related).filter(slip_key=contacts.blind(slip, "slip")).first()


@never_cache
@open_to(ANYONE)
def follow(request: HttpRequest) -> HttpResponse:
    """Type the slip in any spelling. A wrong one gets one sentence that does not say what is wrong with it."""
    if request.method != "POST":
        return render(request, "portal/follow.html")
    if rates.is_over(request, "slip"):
        return rates.too_many(request, "slip")
    typed = plain(request.POST.get("slip", ""))[:100].strip()
    if queries.by_slip(typed):
        return redirect("portal:matter", slip=codes.read_slip(typed))
    if neighbours.by_slip(typed):
        return redirect("portal:ask_mine", slip=codes.read_slip(typed))
    if complaint_by_slip(typed):
        return redirect("portal:burden_mine", slip=codes.read_slip(typed))
    if number := codes.read_matter_number(typed):
        return redirect("portal:public", number=number)
    rates.count(request, "slip")
    error = _("没有查到这个单号。请对着单子再核对一遍，字母和数字都不能少。") if typed else _("请填写单号。")
    return render(request, "portal/follow.html", {"typed": typed, "error": error}, status=422)


@require_safe
@open_to(ANYONE)
@with_slip
def matter(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """The raiser's page: where it stands in plain words, who promised what by when, and what can be done now."""
    moments = queries.timeline(matter, audience="raiser")
    shown = record(matter, moments, is_public=False) | {
        "slip": slip,
        "steps": steps(actor, matter, slip),
        "asked": next((m.words.get("asked", "") for m in reversed(moments) if m.verb == "pause"), ""),
        "photos": [_picture(one, slip) for one in matter.evidences.select_related("org")],
        "parts": list(matter.parts.select_related("office").order_by("pk")),
        "place_line": " ".join(p.name for p in line_of(matter.place) if len(p.code) >= 6),
        "intake": INTAKES.get(matter.intake, ""),
        "kind": KINDS.get(matter.kind, ""),
        "now": history.NOW.get(matter.state, ""),
    }
    return render(request, "portal/matter.html", shown)


def record(matter: Matter, moments: list[queries.Moment], *, is_public: bool) -> dict:
    """What the raiser's page and the public page share: promises, three truths, the course of things."""
    at = timezone.now()
    approved = Prefetch("extensions", Extension.objects.order_by("at"))
    promises = matter.promises.select_related("office").prefetch_related(approved)
    told = showing.truths(matter, moments, is_public=is_public)
    return {
        "matter": matter,
        "promises": showing.cards(promises, matter, at, calendar(), is_public=is_public),
        "truths": told,
        "gap": showing.gap(told),
        "entries": history.lines(moments, showing.without_personal if is_public else str),
    }


def steps(actor: Actor, matter: Matter, slip: str) -> list[dict]:
    """What the raiser may do now; context of partials/step_buttons.html."""
    allowed = queries.steps_for(actor, matter)
    possible = [verb for verb in STEPS if verb in allowed and _makes_sense(verb, matter)]
    return [
        {
            "word": STEPS[verb][0],
            "icon": STEPS[verb][1],
            "url": reverse(f"portal:{VIEW_OF.get(verb, verb)}", args=[slip]),
            "tone": "primary" if place == 0 and verb in ("resume", "rate") else "danger" if verb == "withdraw" else "",
        }
        for place, verb in enumerate(possible)
    ]


def _makes_sense(verb: str, matter: Matter) -> bool:
    """Steps the rules allow, but which would come to nothing."""
    if verb == "forget":
        raiser = getattr(matter, "raiser", None)
        return raiser is not None and raiser.erased_at is None
    if verb == "urge":
        return matter.resolved_at is None and matter.state not in FINISHED
    if verb == "rate":
        return matter.rating == Rating.NOT_RATED or matter.state in (State.RESOLVED, State.VERIFIED)
    return True


def _picture(one: Evidence, slip: str) -> dict:
    return {
        "url": reverse("portal:evidence", args=[slip, one.pk]) if one.file else "",
        "words": one.note,
        "at": one.at,
        "who": _("我") if one.is_raisers else (one.org.name if one.org else ""),
        "is_photo": one.media_type.startswith("image/"),
    }


@require_safe
@open_to(ANYONE)
@with_slip
def evidence(request: HttpRequest, matter: Matter, actor: Actor, slip: str, pk: int) -> HttpResponse:
    """A photo or document of one's own matter."""
    found = matter.evidences.exclude(file="").filter(pk=pk).first()
    if found is None:
        raise Http404
    return served(found)


def served(found: Evidence) -> HttpResponse:
    """The file of an evidence: photos to be looked at, everything else only to be kept; never to be guessed at."""
    path = Path(settings.MEDIA_ROOT) / found.file
    if not path.is_file():
        raise Http404
    is_photo = found.media_type == "image/jpeg"
    name = f"evidence-{found.pk}{path.suffix}"
    media_type = found.media_type or "application/octet-stream"
    answer = FileResponse(path.open("rb"), as_attachment=not is_photo, filename=name, content_type=media_type)
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_safe
@open_to(ANYONE)
@with_slip
def proof(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """The proof of this matter, with the words its raiser may read, to be checked by tools/check_proof.py."""
    return proven(matter, audience="raiser")


OWN_WORDS = {"raise": {"words", "title", "address"}, "attach": {"note"}}


def proven(matter: Matter, *, audience: str) -> HttpResponse:
    """A proof as a JSON file; it lays open the words that the page of this audience shows, unmasked ones only."""
    moments = queries.timeline(matter, audience=audience)
    shown = {(m.entry.pk, name) for m in moments for name in m.words}
    is_public = audience == "public"
    pks = [
        text.pk
        for text in Text.objects.filter(entry__subject=f"matter:{matter.pk}", erased_at=None).select_related("entry")
        if _may_open(text, shown, is_public)
    ]
    answer = HttpResponse(
        orjson.dumps(prove(f"matter:{matter.pk}", opened=Q(pk__in=pks)), option=orjson.OPT_INDENT_2),
        content_type="application/json; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="yinuo-{matter.number}.json"'
    return answer


def _may_open(text: Text, shown: set, is_public: bool) -> bool:
    if is_public:
        return (text.entry_id, text.name) in shown and showing.without_personal(text.words) == text.words
    own = OWN_WORDS.get(text.entry.verb, set()) if text.entry.actor in ("slip", "resident") else set()
    return (text.entry_id, text.name) in shown or text.name in own
