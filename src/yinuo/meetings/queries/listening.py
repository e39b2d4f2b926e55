"""Which listening days there are, what is carried from one to the next, and numbers counted from rows (REFERENCE M14)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ...kernel.actor import Actor, Role
from ...matters import limits
from ...matters.flow import DONE, ENDS
from ...matters.models import Matter, Promise
from ...matters.words import COUNTED_AS_SOLVED, Rating, State
from ...orgs.models import Kind, Organisation
from ..models.listening import ListeningDay, Opinion
from ..rules import listening as rules
from ..words.listening import TO_BE_DONE, Answer, DayState, Way

GIVEN_TO = (Kind.DEPARTMENT, Kind.UTILITY, Kind.SUBDISTRICT, Kind.COUNTY)
READERS = (Role.COMMUNITY_WORKER, Role.COORDINATOR, Role.LEADER)
CHECKED = frozenset({State.VERIFIED, State.FEEDBACK_GIVEN, State.CLOSED})
SEEN = ("place", "org__place")
PUBLIC = (DayState.ANNOUNCED, DayState.OPEN, DayState.CLOSED)


def days_of(actor: Actor) -> QuerySet[ListeningDay]:
    """Days of the places in which the actor works or which he leads."""
    wanted = Q(pk__in=[])
    for grant in actor.granted(*READERS):
        wanted |= Q(place_code__gte=grant.place, place_code__lt=grant.place + "~") if grant.place else Q()
    return ListeningDay.objects.filter(wanted).select_related(*SEEN)


def communities_of(actor: Actor, day: date, *roles: Role) -> QuerySet[Organisation]:
    """The communities (villages) whose listening days the actor convenes, or reads, by path."""
    wanted = Q(pk__in=[])
    for grant in actor.granted(*(roles or READERS)):
        code = grant.place
        wanted |= Q(place__code__gte=code, place__code__lt=code + "~") if code else Q()
    return Organisation.objects.on(day).filter(wanted, kind=Kind.COMMUNITY).select_related("place").order_by("path")


def offices_for(day: ListeningDay, on: date) -> QuerySet[Organisation]:
    """Who may be given an opinion: the community itself, its street, departments and utilities of county and city."""
    around = [day.place_code[:size] for size in (2, 4, 6, 9)]
    wanted = Q(place__code__in=around, kind__in=GIVEN_TO) | Q(pk=day.org_id)
    return Organisation.objects.on(on).filter(wanted).order_by("path")


def public_days() -> QuerySet[ListeningDay]:
    """What everybody may know of: announced ones, those held, and those that were announced and called off."""
    called_off = Q(state=DayState.CALLED_OFF, announced_at__isnull=False)
    return ListeningDay.objects.filter(Q(state__in=PUBLIC) | called_off).select_related(*SEEN)


def in_places(codes: Iterable[str]) -> Q:
    """Days in any of these places or below them; none for no place."""
    wanted = Q(pk__in=[])
    for code in codes:
        wanted |= Q(place_code__gte=code, place_code__lt=code + "~")
    return wanted


def opinions_of(day: ListeningDay) -> QuerySet[Opinion]:
    """In the order in which they were said, each with its matter and whether something was promised."""
    return with_facts(day.opinions.all()).order_by("number")


def with_facts(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """With all that `facts_of` and a row of a list need; one query."""
    promised = Promise.objects.filter(matter=OuterRef("matter"))
    return (
        opinions.annotate(is_promised=Exists(promised))
        .select_related("matter__office", "office", "day__place")
        .defer("matter__search")
    )


def is_done(matter: Matter) -> bool:
    """Whether an office says that it is done, or it has come to another end."""
    return matter.state in DONE or matter.state in ENDS


def is_told(opinion: Opinion) -> bool:
    """Whether whoever raised it knows the result: told, by the own rating, or because it was said to the face."""
    if opinion.told_at or opinion.matter.rating != Rating.NOT_RATED:
        return True
    return bool(opinion.answer) and opinion.answer not in TO_BE_DONE and opinion.way == Way.TABLE


def facts_of(opinion: Opinion) -> rules.Facts:
    """Facts of an opinion that comes by `with_facts`."""
    return rules.Facts(opinion.answer, opinion.is_promised, is_done(opinion.matter), is_told(opinion))


def last_before(day: ListeningDay) -> ListeningDay | None:
    """The one held before it in the same community."""
    earlier = ListeningDay.objects.filter(place=day.place_id, state=DayState.CLOSED, starts_at__lt=day.starts_at)
    return earlier.order_by("-starts_at", "-pk").first()


def carried(day: ListeningDay, last: ListeningDay | None = None) -> list[Opinion]:
    """What has to be reported at its beginning, oldest first (上月事项通报): all that the last day left to be done or
    unanswered, and of earlier ones what was not done by then. Two queries.
    """
    last = last or last_before(day)
    if last is None:
        return []
    earlier = Q(day__place=day.place_id, day__state=DayState.CLOSED, day__starts_at__lt=last.starts_at)
    open_then = ~Q(matter__state__in=DONE | ENDS) | Q(matter__resolved_at__gte=last.starts_at)
    wanted = Q(day=last) | (earlier & open_then)
    found = Opinion.objects.filter(wanted, Q(answer="") | Q(answer__in=TO_BE_DONE))
    return list(with_facts(found).order_by("day__starts_at", "number"))


def feedback_due(opinion: Opinion) -> datetime | None:
    """Until when the result has to be brought back; None while there is none, or when it was."""
    matter = opinion.matter
    if is_told(opinion) or not is_done(matter) or matter.resolved_at is None:
        return None
    return limits.working_days(timezone.localtime(matter.resolved_at), rules.FEEDBACK_DAYS)


def untold() -> Q:
    """Opinions whose result has not been brought back, as a condition: the twin of `feedback_due`."""
    faced = Q(way=Way.TABLE, answer__in=[Answer.ON_SPOT, Answer.EXPLAINED])
    known = Q(told_at__isnull=False) | ~Q(matter__rating=Rating.NOT_RATED) | faced
    return Q(matter__state__in=DONE | ENDS, matter__resolved_at__isnull=False) & ~known & ~Q(answer="")


def without_answer() -> Q:
    """Opinions that nobody has answered yet."""
    return Q(answer="")


def tallies(days: Iterable[ListeningDay]) -> dict[int, rules.Tally]:
    """The numbers of each of these days, by key. One query."""
    days = {day.pk: day for day in days}
    solved = Q(matter__state__in=CHECKED, matter__outcome__in=COUNTED_AS_SOLVED)
    claimed = Q(matter__state__in=DONE - CHECKED, matter__outcome__in=COUNTED_AS_SOLVED)
    ended = Q(matter__state__in=DONE | ENDS) & ~solved & ~claimed
    rows = (
        Opinion.objects.filter(day__in=days)
        .order_by()
        .values("day", "answer")
        .annotate(
            n=Count("pk"), solved=Count("pk", filter=solved), claimed=Count("pk", filter=claimed),
            ended=Count("pk", filter=ended),
        )
    )  # fmt: skip
    return {pk: _tally(days[pk], [row for row in found if row["day"] == pk]) for found in [list(rows)] for pk in days}


def _tally(day: ListeningDay, rows: list[dict]) -> rules.Tally:
    summed = {name: sum(row[name] for row in rows) for name in ("n", "solved", "claimed", "ended")}
    answers = {row["answer"]: row["n"] for row in rows if row["answer"]}
    done = summed["solved"] + summed["claimed"] + summed["ended"]
    return rules.Tally(
        summed["n"], answers, day.attendance, day.groups, summed["solved"], summed["claimed"], summed["ended"],
        summed["n"] - done,
    )  # fmt: skip


def added(tallies: Iterable[rules.Tally]) -> rules.Tally:
    """Several days as one: people and groups only where they were counted at all."""
    found = list(tallies)
    answers: dict[str, int] = {}
    for one in found:
        for answer, n in (one.answers or {}).items():
            answers[answer] = answers.get(answer, 0) + n
    people = [one.people for one in found if one.people is not None]
    groups = [one.groups for one in found if one.groups is not None]
    names = ("solved", "claimed", "unsolved", "in_progress")
    return rules.Tally(
        sum(one.opinions for one in found), answers, sum(people) if people else None, sum(groups) if groups else None,
        **{name: sum(getattr(one, name) for one in found) for name in names},
    )  # fmt: skip


def listening_sentence(place_code: str, day: date) -> str:
    """The year's listening days of a place up to this day, with what came of the opinions; "" where none was held."""
    since = day.replace(month=1, day=1)
    days = ListeningDay.objects.filter(
        place_code__gte=place_code, place_code__lt=place_code + "~", state=DayState.CLOSED, starts_at__date__gte=since,
        starts_at__date__lte=day,
    )  # fmt: skip
    held = list(days)
    if not held:
        return ""
    tally = added(tallies(held).values())
    communities = len({one.place_id for one in held})
    head = rules.year_words(communities, len(held))
    outcome = rules.outcome_sentence(tally)
    return f"{head}{rules.sentence(tally)}" + (f"；{outcome}" if outcome else "")


def year_of(place_ids: Iterable[int], year: int) -> QuerySet[ListeningDay]:
    """All days of a year in these places, oldest first, but those that were called off."""
    found = ListeningDay.objects.filter(place__in=place_ids, starts_at__year=year)
    return (
        found.exclude(state=DayState.CALLED_OFF).annotate(opinion_count=Count("opinions")).order_by("starts_at", "pk")
    )


def last_counts(place_id: int) -> list[int]:
    """How many opinions the last days of a place had, newest first."""
    held = ListeningDay.objects.filter(place=place_id, state=DayState.CLOSED).order_by("-starts_at")
    return list(held.annotate(n=Count("opinions")).values_list("n", flat=True)[: rules.EMPTY_IN_A_ROW])
