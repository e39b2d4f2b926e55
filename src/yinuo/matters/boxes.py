"""What may be asked about suggestion boxes (M34): mine, due and forgotten ones, who receives a letter, rows of a month."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from ..kernel.actor import Actor, Role
from ..orgs.models import SEGMENT, Organisation, Trust
from .box_policy import WORKERS
from .box_rules import Row
from .box_words import BoxState, LetterState
from .flow import ENDS
from .limits import prefixes
from .models import Box, BoxMonth, Letter, Opening
from .words import Outcome

SUPERVISORS = (Role.ORGANISER, Role.LEADER)


def visible_boxes(actor: Actor) -> QuerySet[Box]:
    """Boxes he keeps, and those of the offices he handles, organises, leads or coordinates."""
    return Box.objects.filter(_seen(actor)).select_related("org", "place")


def _seen(actor: Actor) -> Q:
    wanted = Q(first=actor.member) | Q(second=actor.member)
    for grant in actor.granted(*WORKERS):
        if grant.org:
            wanted |= Q(org__path__gte=grant.org, org__path__lt=grant.org + "~")
    return wanted | _under_place(actor, Role.LEADER, Role.COORDINATOR)


def _under_place(actor: Actor, *roles: Role) -> Q:
    wanted = Q(pk=None)
    for grant in actor.granted(*roles):
        wanted |= Q(place_code__gte=grant.place, place_code__lt=grant.place + "~")
    return wanted


def supervised(actor: Actor) -> Q | None:
    """Boxes whose supervisor he is: organiser or leader above the office they hang at; None for who is none."""
    if not actor.holds(*SUPERVISORS):
        return None
    wanted = _under_place(actor, Role.LEADER)
    for grant in actor.granted(Role.ORGANISER):
        if grant.org:
            wanted |= Q(org__path__gte=grant.org, org__path__lt=grant.org + "~")
    return wanted & Q(state=BoxState.HANGING)


def receiver_of(org: Organisation, day: date) -> Organisation | None:
    """The nearest office above for whose place somebody outside `org` coordinates. Two queries."""
    paths = [org.path[:size] for size in range(len(org.path) - SEGMENT, 0, -SEGMENT)]
    above = list(Organisation.objects.filter(path__in=paths).on(day).select_related("place").order_by("-path"))
    if not above:
        return None
    codes = {code for one in above for code in prefixes(one.place.code)}
    trusts = Trust.objects.filter(Q(place__code__in=codes) | Q(place=None), role=Role.COORDINATOR)
    trusts = trusts.filter(valid_from__lte=day, member__valid_from__lte=day)
    trusts = trusts.exclude(valid_to__lt=day).exclude(member__valid_to__lt=day)
    trusts = trusts.exclude(member__org__path__gte=org.path, member__org__path__lt=org.path + "~")
    reached = set(trusts.values_list("place__code", flat=True))
    return next((one for one in above if reached & {None, *prefixes(one.place.code)}), None)


def letters_of(opening: Opening) -> QuerySet[Letter]:
    """The letters of an opening in their order, with where their matters stand."""
    return opening.letters.select_related("matter", "repeats").order_by("number")


def month_span(month: date) -> tuple[date, date]:
    """First day, and first day of the next month."""
    following = (month.replace(day=28) + timedelta(days=5)).replace(day=1)
    return month.replace(day=1), following


def letters_in(box: Box, month: date) -> list[Letter]:
    """Every letter of the openings of a month, in the order of the log. One query."""
    since, until = month_span(month)
    found = Letter.objects.filter(opening__box=box, opening__on__gte=since, opening__on__lt=until)
    related = ("opening", "matter__category", "matter__office")
    return list(found.select_related(*related).order_by("opening__on", "number"))


def row_of(letter: Letter) -> Row:
    """A letter as it is counted; of one that was passed on nothing but that."""
    matter = None if letter.is_passed else letter.matter
    is_answered = letter.state == LetterState.ANSWERED
    return Row(
        number=letter.code,
        standing=letter.standing,
        kind=letter.kind,
        is_closed=is_answered or (matter is not None and matter.state in ENDS),
        is_adopted=letter.is_adopted or (matter is not None and matter.outcome == Outcome.ADOPTED),
        is_passed=letter.is_passed,
        is_sent=letter.is_passed or (matter is not None and matter.dispatched_at is not None),
        about=matter.category.full_name if matter is not None and matter.category_id else "",
        office=matter.office.name if matter is not None and matter.office_id else "",
        rating=matter.rating if matter is not None else "",
    )


def public_boxes() -> QuerySet[Box]:
    """Boxes as everybody may know them, by place."""
    return Box.objects.filter(state=BoxState.HANGING).select_related("org", "place").order_by("place_code", "pk")


def with_log(boxes: QuerySet[Box]) -> QuerySet[Box]:
    """With the number of openings and letters."""
    return boxes.annotate(
        opening_count=Count("openings", Q(openings__confirmed_at__isnull=False), distinct=True),
        letter_count=Count("openings__letters", distinct=True),
    )


def months_of(box: Box) -> list[BoxMonth]:
    """Its published months, the newest first, a correction after what it corrects."""
    return list(BoxMonth.objects.filter(box=box).order_by("-month", "number"))


def answered(box: Box) -> QuerySet[Letter]:
    """Letters with a public answer, the newest first."""
    return (
        Letter.objects.filter(opening__box=box, state=LetterState.ANSWERED)
        .select_related("opening")
        .order_by("-answered_at")
    )


def openings_of(box: Box) -> QuerySet[Opening]:
    """The log, the newest first, with letters that are not yet all entered."""
    return box.openings.order_by("-on", "-pk").prefetch_related(Prefetch("letters", Letter.objects.only("opening")))


@dataclass(frozen=True)
class Figures:
    """Sums over boxes of an area in a span of days."""

    boxes: int
    openings: int
    letters: int
    forgotten: int


def figures(code: str, since: date, until: date) -> Figures:
    """Boxes hanging under a place, confirmed openings and letters from `since` to before `until`. Two queries."""
    mine = Q(place_code__gte=code, place_code__lt=code + "~")
    boxes = Box.objects.filter(mine, state=BoxState.HANGING).aggregate(
        boxes=Count("pk"), forgotten=Count("pk", Q(forgotten_on__lte=until))
    )
    log = Opening.objects.filter(box__place_code__gte=code, box__place_code__lt=code + "~", on__gte=since, on__lt=until)
    sums = log.filter(confirmed_at__isnull=False).aggregate(
        openings=Count("pk", distinct=True), letters=Count("letters")
    )
    return Figures(**boxes, **sums)
