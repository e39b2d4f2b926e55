"""The burden register at the desk: what is asked of my unit, the register, complaints, what entry costs."""

from datetime import date, datetime, time

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import CollectionRequest
from yinuo.duties.policy.burden import WORKERS
from yinuo.duties.queries import burden as queries
from yinuo.duties.rules import burden as rules
from yinuo.duties.words.burden import ComplaintState, LineStanding, RequestState
from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.clock import CHINA
from yinuo.orgs.models import Organisation
from yinuo.orgs.words import KINDS, Kind

from ..house.showing import act_word
from ..orgs.seeing import kept
from ..walking import buttons
from .verbs import VERBS

PER_PAGE = 30
MONTHS = 6
COSTLIEST = 3
LOOKS = {
    RequestState.HELD: ("warn", "corner-up-left"), RequestState.REVIEWING: ("wait", "hourglass"),
    RequestState.APPROVED: ("good", "circle-check"), RequestState.REFUSED: ("late", "circle-x"), RequestState.ENDED: ("calm", "flag"),
}  # fmt: skip
READERS = (Role.LEADER, Role.ORGANISER, Role.COORDINATOR, Role.ADMINISTRATOR)


def own_office(actor: Actor) -> Organisation | None:
    """The office the actor works in. One query."""
    return Organisation.objects.select_related("place").filter(path=actor.org).first()


def dressed(asked: CollectionRequest, today: date) -> CollectionRequest:
    """With its look and the words of its levels; an approved one that is over says so."""
    asked.tone, asked.icon = LOOKS[RequestState(asked.state)]
    asked.word = asked.get_state_display()
    if asked.state == RequestState.APPROVED and not asked.is_in_force(today):
        asked.tone, asked.icon, asked.word = "calm", "flag", _("已到期，自己结束")
    asked.level_words = "、".join(str(KINDS[Kind(one)]) for one in asked.levels)
    return asked


@open_to(MEMBERS)
def burden(request: HttpRequest) -> HttpResponse:
    """Everything in force that my unit is asked for, then the whole register of the county; `?show=review` what I review."""
    today, office = timezone.localdate(), own_office(request.actor)
    mine = [dressed(one, today) for one in queries.addressed_to(office, today)[:PER_PAGE]] if office else []
    found = queries.register_of(office.place.code[:6] if office else "")
    show, to_review = request.GET.get("show", ""), queries.mine_to_review(request.actor)
    if show == "review" and to_review is not None:
        found = found.filter(to_review, state=RequestState.REVIEWING)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        dressed(one, today)
    shown = {
        "mine": mine, "page": page, "kept": kept(request), "show": show, "may_review": to_review is not None,
        "office": office, "may_request": request.actor.holds(*WORKERS), "may_read_minutes": request.actor.holds(*READERS),
    }  # fmt: skip
    return render(request, "desk/burden/burden.html", shown)


def request_of(actor: Actor, pk: int) -> CollectionRequest:
    """A request of the actor's county (or city): the register is open to whoever works there."""
    office = own_office(actor)
    found = queries.register_of(office.place.code[:6] if office else "")
    return get_object_or_404(found, pk=pk)


@open_to(MEMBERS)
def burden_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: every line with where it is held already, and what was decided."""
    asked = dressed(request_of(request.actor, pk), timezone.localdate())
    lines = [_told(line) for line in asked.lines.select_related("first__requester")]
    verbs = ["approve_request", "refuse_request", "contest_request", "end_request"]
    acts = buttons(
        request.actor, asked, verbs, lambda verb: reverse("desk:burden_request_step", args=[pk, verb]), "duties", VERBS
    )
    for one in acts[:1]:
        one["tone"] = one["tone"] or "primary"
    shown = {"asked": asked, "lines": lines, "acts": acts, "units": asked.addressees.select_related("org")}
    return render(request, "desk/burden/burden_request.html", shown)


def _told(line):
    """A line with the page that answers it, or the request that came first."""
    line.url = line.where = line.definition = ""
    if line.standing == LineStanding.HELD and (datum := rules.BY_KEY.get(line.held)):
        line.where, line.definition, line.url = _(datum.where), _(datum.definition), address_of(datum.address)
    return line


def address_of(name: str) -> str:
    """The address of this name; "" where it is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@open_to(*WORKERS)
def burden_complaints(request: HttpRequest) -> HttpResponse:
    """Complaints that came to my office, the most pressing first. Who complained is not known to anybody."""
    now = timezone.localtime()
    found = queries.visible_complaints(request.actor).order_by("-state", "due_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.is_open = one.state == ComplaintState.FILED
        one.is_late = (now if one.is_open else one.answered_at) > one.due_at
    return render(request, "desk/burden/burden_complaints.html", {"page": page, "kept": kept(request)})


@open_to(*READERS)
def entry_minutes(request: HttpRequest) -> HttpResponse:
    """Minutes of entry by unit and month: how heavy the house itself is. Nothing about anybody's work."""
    top = _scope(request)
    months = queries.months_back(timezone.localdate(), MONTHS)
    since = datetime.combine(months[0], time.min, CHINA)
    rows = queries.entry_minutes(top.path, since, timezone.localtime()) if top else []
    names = queries.named({row.path for row in rows})
    units = [
        _unit(path, names, rows, months) for path in sorted({row.path for row in rows}, key=lambda one: (not one, one))
    ]
    shown = {
        "top": top, "months": months, "units": units, "total": [(m, sum(r.minutes for r in rows if r.month == m)) for m in months],
        "costly": _costly(rows), "version": rules.MINUTES_VERSION, "source": _(rules.MINUTES_SOURCE), "fewest": queries.FEWEST_PEOPLE,
    }  # fmt: skip
    return render(request, "desk/burden/entry_minutes.html", shown)


def _scope(request: HttpRequest) -> Organisation | None:
    """The office whose units are shown: `?unit=` below what the actor may read, else his outermost."""
    actor = request.actor
    paths = sorted({grant.org or actor.org for grant in actor.granted(*READERS)})
    asked = request.GET.get("unit", "")
    path = asked if asked.isdigit() and any(asked.startswith(one) for one in paths) else paths[0]
    return Organisation.objects.filter(path=path).first()


def _unit(path: str, names: dict, rows: list, months: list[date]) -> dict:
    own = [row for row in rows if row.path == path]
    by_month = {row.month: row.minutes for row in own}
    return {
        "name": names.get(path, path) if path else _("人少的单位（合在一起）"),
        "url": f"{reverse('desk:entry_minutes')}?unit={path}" if path else "",
        "minutes": [(month, by_month.get(month, 0)) for month in months],
        "costly": _costly(own),
    }


def _costly(rows: list) -> list[tuple[str, int]]:
    """The acts that cost most, with their minutes."""
    sums: dict[str, int] = {}
    for row in rows:
        for act, cost in row.acts.items():
            sums[act] = sums.get(act, 0) + cost
    most = sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:COSTLIEST]
    return [(act_word(act), cost) for act, cost in most]
