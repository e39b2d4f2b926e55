"""Two registers: posts of party work with the confirmations of each month, and appointments to villages."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Appointment, Leave, Organisation, Post, PostMonth
from yinuo.orgs.words import AppointmentState, Kind
from yinuo.places.models import Place

from ...walking import Way, buttons, may, walk
from ..forms import by_verb
from ..forms.filters import AppointmentFilter, PostFilter
from ..forms.posts import Send
from ..seeing import appointments as appointments_of
from ..seeing import here, kept, seen
from ..verbs import VERBS

PER_PAGE = 50
MONTHS = 3
SEND = by_verb(Send)
READERS = (Role.ORGANISER, Role.HANDLER, Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR)
APPOINTMENT_LOOKS = {
    AppointmentState.APPOINTED: ("wait", "send"), AppointmentState.SERVING: ("good", "map-pin"),
    AppointmentState.ON_LEAVE: ("warn", "calendar"), AppointmentState.RELIEVED: ("quiet", "logout"),
}  # fmt: skip


def last_months(today: date) -> list[date]:
    """The first days of the last full months, the newest first."""
    months, first = [], today.replace(day=1)
    for _number in range(MONTHS):
        first = date(first.year - (first.month == 1), first.month - 1 or 12, 1)
        months.append(first)
    return months


@open_to(*READERS)
def posts(request: HttpRequest) -> HttpResponse:
    """Posts of the county on the day, with the last months' shares as both sides said them."""
    now = here(request)
    form = PostFilter(request.GET)
    form.is_valid()
    months = last_months(now.today)
    every = Post.objects.filter(org__in=seen(request.actor).values("pk"), org__place__code__startswith=_code(now))
    found = every.filter(valid_to__lt=now.day) if form.cleaned_data["show"] == "closed" else every.on(now.day)
    found = _narrowed(found, form, months)
    kept_months = Prefetch("months", PostMonth.objects.filter(month__in=months), to_attr="kept_months")
    page = Paginator(
        found.select_related("org__place").prefetch_related(kept_months).order_by("org__path", "pk"), PER_PAGE
    ).get_page(request.GET.get("page"))
    for one in page:
        known = {row.month: row for row in one.kept_months}
        one.shares = [{"month": month, "row": known.get(month), "is_due": month >= _first(one)} for month in months]
        one.acts = buttons(request.actor, one, ["confirm_time", "close_post"], _to_post(one.pk))
    shown = {
        "now": now, "form": form, "page": page, "months": months, "kept": kept(request),
        "full_time": every.on(now.day).filter(is_full_time=True).count(),
    }  # fmt: skip
    return render(request, "desk/orgs/posts.html", shown)


def _code(now) -> str:
    return now.county.code if now.county else "-"


def _first(post: Post) -> date:
    return post.valid_from.replace(day=1)


def _to_post(pk: int):
    return lambda verb: reverse("desk:post_step", args=[pk, verb])


def _narrowed(found, form: PostFilter, months: list[date]):
    if words := form.cleaned_data.get("q"):
        found = found.filter(Q(org__name__contains=words) | Q(title__contains=words))
    show = form.cleaned_data.get("show")
    if show == "full_time":
        found = found.filter(is_full_time=True)
    if show == "unconfirmed":
        whole = PostMonth.objects.filter(month=months[0], own_share__isnull=False, unit_share__isnull=False)
        found = found.filter(is_full_time=True, valid_from__lt=months[0]).exclude(pk__in=whole.values("post"))
    return found


@open_to(*READERS)
def appointments(request: HttpRequest) -> HttpResponse:
    """Who was sent to which village by which unit, with leaves; presence is the town's word."""
    now = here(request)
    form = AppointmentFilter(request.GET)
    form.is_valid()
    found = appointments_of(request.actor).filter(village__code__startswith=_code(now))
    if state := form.cleaned_data.get("state"):
        found = found.filter(state=state)
    leaves = Prefetch("leaves", Leave.objects.filter(back_on=None).select_related("granted_by"), to_attr="open_leaves")
    page = Paginator(found.prefetch_related(leaves).order_by("state", "village__code", "term_from"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rights = Rights.of(request.actor, now.county, now.today)
    for one in page:
        one.tone, one.icon = APPOINTMENT_LOOKS[AppointmentState(one.state)]
        one.is_over = one.term_to < now.today and one.state != AppointmentState.RELIEVED
        one.acts = rights.buttons(one)
    may_send = rights.sends
    shown = {"now": now, "form": form, "page": page, "kept": kept(request), "may_send": may_send}
    return render(request, "desk/orgs/appointments.html", shown)


@dataclass(frozen=True)
class Rights:
    """What the rules of appointments say of this actor for a whole county, so that fifty rows ask no more than one."""

    actor: Actor
    sends: bool
    towns: frozenset[str]

    @classmethod
    def of(cls, actor: Actor, county: Place | None, today: date) -> "Rights":
        """Two queries: whether the actor governs the county, and the towns whose office he organises."""
        sends = county is not None and may(actor, county, "send")
        paths = [grant.org for grant in actor.granted(Role.ORGANISER) if grant.org]
        if sends or not paths:
            return cls(actor, sends, frozenset())
        offices = Organisation.objects.on(today).filter(kind=Kind.SUBDISTRICT).values_list("path", "place__code")
        return cls(actor, sends, frozenset(code for path, code in offices if path.startswith(tuple(paths))))

    def buttons(self, one: Appointment) -> list[dict]:
        """Buttons of an appointment: presence and leave by the town or the county, the end by the county."""
        notes = self.sends or one.village.code[:9] in self.towns
        notes = notes or self.actor.holds(Role.COORDINATOR, place=one.village.code)
        allowed = {"arrive": notes, "grant_leave": notes, "come_back": notes, "recall": self.sends}
        return [
            {
                "word": VERBS[verb].button,
                "url": reverse("desk:appointment_step", args=[one.pk, verb]),
                "tone": VERBS[verb].tone,
            }
            for verb, is_allowed in allowed.items()
            if is_allowed and one.state in one.FLOW.steps[verb][0]
        ]


@open_to(Role.ORGANISER)
def send(request: HttpRequest) -> HttpResponse:
    """Somebody is sent to a village of the county."""
    now = here(request)
    if now.county is None:
        raise Http404
    back = f"{reverse('desk:appointments')}?county={now.county.code}"
    return walk(request, Way(now.county, SEND, back, [(back, _("驻村选派"))], lead=now.county.name), "send")
