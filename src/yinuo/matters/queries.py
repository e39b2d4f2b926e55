"""What may be asked about matters: who sees which, what needs me now, one matter with its history."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from ..acts.door import ACTS, may
from ..acts.models import Entry, Text
from ..kernel import codes
from ..kernel.actor import Actor, Role
from ..orgs.queries import names_of
from . import contacts
from .flow import DONE, ENDS, MATTER
from .models import Escalation, Extension, Matter
from .policy import CHECKED, DESK
from .search import asked
from .words import State

NOTHING = Q(pk__in=[])


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The SQL twin of `policy.may_see`."""
    return Matter.objects.filter(seen_by(actor))


def seen_by(actor: Actor) -> Q:
    """Which matters an actor may see, as a condition on ranges of place codes and office paths."""
    if actor.is_house:
        return Q()
    seen = Q(is_public=True) | works_on(actor)
    return seen | Q(pk=actor.slip) if actor.slip is not None else seen


def works_on(actor: Actor) -> Q:
    """The matters that are this actor's work, without those that are merely public.

    Lists are made from `holds`: together with `went_through` no index would serve them.
    """
    passed = went_through(actor)
    if passed is None:
        return holds(actor)
    return holds(actor) | Q(pk__in=passed.values("matter")) & not_about_own(actor)


def went_through(actor: Actor) -> QuerySet[Escalation] | None:
    """The hops that started at the actor's office or came to it (M08); None for who has no office."""
    hops = NOTHING
    for grant in actor.granted(Role.HANDLER, Role.ORGANISER):
        hops |= _under("to_path", grant.org)
    for grant in actor.granted(Role.HANDLER):
        hops |= _under("from_path", grant.org)
    return None if hops == NOTHING else Escalation.objects.filter(hops)


def _under(column: str, path: str) -> Q:
    """Rows whose path lies at or below this one; none for no path."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": path + "~"}) if path else NOTHING


def holds(actor: Actor) -> Q:
    """The matters that are this actor's work where they stand now."""
    seen = NOTHING
    for grant in actor.granted(*DESK, Role.LEADER):
        seen |= in_place(grant.place)
    for grant in actor.granted(Role.HANDLER):
        seen |= _under("office_path", grant.org)
    for grant in actor.granted(Role.ORGANISER):
        seen |= _under("office_path", grant.org) & Q(state=State.ESCALATED)
    for grant in actor.granted(Role.VERIFIER):
        seen |= in_place(grant.place) & Q(state__in=sorted(CHECKED)) & ~own_office(actor)
    return seen if seen == NOTHING else seen & not_about_own(actor)


def not_about_own(actor: Actor) -> Q:
    """Without the matters that are about the actor's own office and were given to another one (M34)."""
    return ~Q(kept_from__in=codes.up_from(actor.org)) if actor.org else Q()


def in_place(code: str) -> Q:
    """Matters of a place and all below it; everywhere for an empty code."""
    return Q(place_code__gte=code, place_code__lt=code + "~") if code else Q()


def own_office(actor: Actor) -> Q:
    """Matters handled by the actor's organisation or one above it: those the actor may not check."""
    return Q(office_path__in=codes.up_from(actor.org))


def by_slip(text: str) -> Matter | None:
    """The matter whose slip somebody typed, or None."""
    slip = codes.read_slip(text)
    return Matter.objects.filter(slip_key=contacts.blind(slip, "slip")).first() if slip else None


def searched(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """Those that have a number or words somebody typed."""
    if number := codes.read_matter_number(words):
        return matters.filter(number=number)
    query = asked(words)
    return matters.filter(search=query) if query is not None else matters.none()


@dataclass(frozen=True)
class Group:
    """One heading of a desk: its key, its label and the condition it stands for."""

    key: str
    condition: Q


def desk_groups(actor: Actor, now: datetime) -> list[Group]:
    """What needs this actor now, by heading; each is one indexed condition."""
    groups: list[tuple[str, Q]] = []
    coordinated = _any(in_place(g.place) for g in actor.granted(Role.COORDINATOR))
    desked = _any(in_place(g.place) for g in actor.granted(*DESK))
    handled = _any(_under("office_path", g.org) for g in actor.granted(Role.HANDLER))
    checked = _any(in_place(g.place) for g in actor.granted(Role.VERIFIER)) & ~own_office(actor)
    tonight = now.replace(hour=23, minute=59, second=59)
    working = Q(state__in=[State.DISPATCHED, State.IN_PROGRESS])
    waiting = Extension.objects.filter(matter=OuterRef("pk"), is_approved=None)
    if desked != NOTHING:
        groups.append(("new", desked & Q(state__in=[State.RECEIVED, State.REGISTERED, State.TRANSFERRED])))
    if coordinated != NOTHING:
        groups += [
            ("to_dispatch", coordinated & Q(state=State.ACCEPTED)),
            ("refused", coordinated & Q(state__in=[State.REFUSED, State.ADJUDICATING])),
            (
                "to_decide",
                coordinated
                & (Q(state=State.REOPEN_ASKED) | Q(state__in=[State.IN_PROGRESS, State.WAITING]) & Q(Exists(waiting))),
            ),
            ("to_close", coordinated & Q(state__in=[State.REDIRECTED, State.MERGED, State.FEEDBACK_GIVEN])),
        ]
    if handled != NOTHING:
        groups += [
            ("to_promise", handled & Q(state=State.DISPATCHED)),
            ("overdue", handled & working & Q(due_at__lt=now)),
            ("due_today", handled & working & Q(due_at__gte=now, due_at__lte=tonight)),
            ("in_progress", handled & (Q(state=State.WAITING) | Q(state=State.IN_PROGRESS, due_at__gt=tonight))),
        ]
    groups += _chain_groups(actor, handled, coordinated)
    if checked != NOTHING & ~own_office(actor):
        groups += [
            ("to_verify", checked & Q(state=State.RESOLVED)),
            ("to_call", checked & Q(state=State.VERIFIED)),
            ("to_look_back", checked & Q(state=State.CLOSED, held_at=None, look_back_on__lte=now.date())),
        ]
    rest = not_about_own(actor)
    return [Group(key, condition & rest) for key, condition in groups]


def _chain_groups(actor: Actor, handled: Q, coordinated: Q) -> list[tuple[str, Q]]:
    """What waits at my body to be given down, and what my office raised and somebody else has now (M08)."""
    organised = _any(_under("office_path", g.org) for g in actor.granted(Role.ORGANISER))
    groups = []
    at_my_body = _any(one for one in (handled, organised, coordinated) if one != NOTHING)
    if at_my_body != NOTHING:
        groups.append(("to_assign", at_my_body & Q(state=State.ESCALATED)))
    raised = _any(_under("from_path", g.org) for g in actor.granted(Role.HANDLER))
    if raised != NOTHING:
        mine = Escalation.objects.filter(raised).values("matter")
        groups.append(("raised_up", Q(pk__in=mine) & ~Q(state__in=sorted(ENDS)) & ~handled))
    return groups


def _any(conditions) -> Q:
    found = NOTHING
    for condition in conditions:
        found = condition if found == NOTHING else found | condition
    return found


def steps_for(actor: Actor, matter: Matter) -> list[str]:
    """The acts that this actor may do to this matter now, as verbs: first those of the flow, then the standing ones."""
    standing = ("attach", "urge", "publish", "unpublish", "unmask", "forget", "reissue")
    verbs = [*MATTER.open_steps(matter.state), *standing]
    return [verb for verb in verbs if f"matters.{verb}" in ACTS and may(actor, f"matters.{verb}", matter) is None]


@dataclass(frozen=True)
class Moment:
    """One line of a timeline: when, which office (never which person), which act, and its words by name.

    `other` is the other office of the act, where there is one: to whom it was raised or given, to whom it came back.
    """

    entry: Entry
    office: str
    words: dict[str, str]
    other: str = ""

    @property
    def verb(self) -> str:
        return self.entry.verb


SAID_IN_PUBLIC = {
    "decline": {"text"},
    "answer": {"text"},
    "redirect": {"text"},
    "transfer": {"text"},
    "refuse": {"text"},
    "adjudicate": {"text"},
    "escalate": {"tried", "basis"},
    "assign": {"basis"},
    "promise": {"text"},
    "ask_extension": {"reason"},
    "decide_extension": {"text"},
    "work": {"text"},
    "finish_stage": {"text"},
    "pause": {"asked"},
    "resume": {"text"},
    "resolve": {"text"},
    "verify": {"note"},
    "send_back": {"note"},
    "reopen": {"text"},
    "keep_closed": {"text"},
    "close": {"text"},
    "look_back": {"note"},
    "rebound": {"note"},
    "urge": {"text"},
    "unpublish": {"reason"},
}
"""Which words of which act the public timeline shows; a raiser's own words are never among them."""

SAID_BY_RAISER = {"rate": {"words"}, "call_back": {"words"}, "ask_reopen": {"reason"}, "withdraw": {"reason"}}
NOT_SHOWN = frozenset({"suggest", "unmask", "reissue", "forget", "attach", "explain", "publish"})
"""Acts that the public timeline leaves out: they say nothing of how the promise fares."""


def timeline(matter: Matter, *, audience: str) -> list[Moment]:
    """The history of a matter from the ledger, oldest first, for `public`, its `raiser` or the `desk`.

    Three queries, and a fourth where the matter went up the chain.
    """
    entries = list(Entry.objects.filter(subject=f"matter:{matter.pk}").order_by("sequence"))
    if audience != "desk":
        entries = [e for e in entries if e.verb not in NOT_SHOWN]
    names = names_of({e.org for e in entries if e.org})
    words: dict = {}
    for text in Text.objects.filter(entry__in=[e.pk for e in entries], erased_at=None):
        words.setdefault(text.entry_id, {})[text.name] = text.words
    ways = hops(matter)
    return [Moment(e, names.get(e.org, ""), _heard(words.get(e.pk, {}), e, audience), _other(e, ways)) for e in entries]


def hops(matter: Matter) -> list[Escalation]:
    """How the matter went up the chain and down again, oldest first, with its offices; asked for once."""
    if not matter.hops:
        return []
    offices = Escalation.objects.select_related("from_office", "to_office", "assigned_office").order_by("at", "pk")
    prefetch_related_objects([matter], Prefetch("escalations", offices))
    return list(matter.escalations.all())


def _other(entry: Entry, ways: list[Escalation]) -> str:
    if entry.verb in ("escalate", "assign"):
        hop = next((one for one in ways if entry.made == f"escalation:{one.pk}"), None)
        office = hop and (hop.to_office if entry.verb == "escalate" else hop.assigned_office)
        return office.name if office else ""
    if entry.verb in ("resolve", "answer"):
        back = [one.from_office.name for one in ways if one.returned_at == entry.at]
        return "、".join(dict.fromkeys(back))
    return ""


def _heard(words: dict[str, str], entry: Entry, audience: str) -> dict[str, str]:
    if audience == "desk":
        return words
    if audience == "public" and entry.actor == "slip":  # resume and urge are open to the raiser too
        return {}
    verb = entry.verb
    shown = SAID_IN_PUBLIC.get(verb, set()) | (SAID_BY_RAISER.get(verb, set()) if audience == "raiser" else set())
    return {name: said for name, said in words.items() if name in shown}


def three_truths(matter: Matter) -> dict[str, bool | None]:
    """Office says done, raiser says done, a later check says done: True, False, or None for not yet (DESIGN §2.3)."""
    return {
        "office": True if matter.state in DONE else None,
        "raiser": {"satisfied": True, "basically": True, "unsatisfied": False}.get(matter.rating),
        "check": True if matter.verified_at else None,
    }
