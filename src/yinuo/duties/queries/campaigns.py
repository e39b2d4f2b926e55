"""Who sees which project and campaign, what households asked, how far a checklist is, and the sentences of figures (M12, M13)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ...kernel.actor import Actor
from ...kernel.words import _
from ...matters.flow import DONE
from ...matters.words import State
from ..models import ChecklistItem, Project, ProjectMatter, ProjectStep, Recheck
from ..rules import rechecks
from ..rules.campaigns import kinds
from ..words.campaigns import About, ChecklistState, ProjectState
from .seeing_duties import reached


def projects_of(actor: Actor) -> QuerySet[Project]:
    """Projects of one's offices or area, and those for which one's office has work."""
    if actor.member is None:
        return Project.objects.none()
    work = ProjectStep.objects.filter(reached(actor, "office"), project=OuterRef("pk"))
    seen = reached(actor, "org", "place") | Exists(work)
    return Project.objects.filter(seen).select_related("org__place", "place")


def rechecks_of(actor: Actor) -> QuerySet[Recheck]:
    """Campaigns of one's offices or area, and those of whose list one's office owns an item."""
    if actor.member is None:
        return Recheck.objects.none()
    own = ChecklistItem.objects.filter(reached(actor, "owner"), recheck=OuterRef("pk"))
    seen = reached(actor, "org", "place") | Exists(own)
    return Recheck.objects.filter(seen).select_related("org__place", "place")


def items_of(actor: Actor) -> QuerySet[ChecklistItem]:
    """Items of the campaigns one sees."""
    found = ChecklistItem.objects.filter(recheck__in=rechecks_of(actor).values("pk"))
    return found.select_related("recheck__org", "recheck__place", "owner")


def published_projects() -> QuerySet[Project]:
    """What everybody may read: once the plan was published."""
    return Project.objects.exclude(published_on=None).select_related("org__place", "place")


@dataclass(frozen=True)
class Asked:
    """Matters of one kind: all, those the office says are done, those that others have verified."""

    about: str
    all: int = 0
    done: int = 0
    verified: int = 0


def asked(project: Project) -> list[Asked]:
    """Questions, requests for help and objections with what became of them; one query. Nothing about signatures."""
    verified = Q(matter__verified_at__isnull=False) & Q(matter__state__in=sorted(DONE))
    rows = (
        ProjectMatter.objects.filter(project=project)
        .exclude(matter__state=State.WITHDRAWN)
        .order_by()
        .values("about")
        .annotate(n=Count("pk"), done=Count("pk", Q(matter__state__in=sorted(DONE))), checked=Count("pk", verified))
    )
    known = {row["about"]: Asked(row["about"], row["n"], row["done"], row["checked"]) for row in rows}
    return [known.get(about, Asked(about)) for about in About]


@dataclass(frozen=True)
class Progress:
    """Where the items of a list stand, its score, and whether it may be called cleared."""

    states: dict[str, int]
    total: rechecks.Total
    is_cleared: bool

    @property
    def cleared(self) -> int:
        """Items that others have found done and that have not come back."""
        return self.states.get(ChecklistState.CHECKED, 0) + self.states.get(ChecklistState.HELD, 0)


def progress(recheck: Recheck) -> Progress:
    """Computed from the items, never told by anybody. One query."""
    rows = list(ChecklistItem.objects.filter(recheck=recheck).values_list("points", "grade", "state"))
    states: dict[str, int] = {}
    for _points, _grade, state in rows:
        states[state] = states.get(state, 0) + 1
    return Progress(states, rechecks.total(rows), rechecks.is_cleared(state for _p, _g, state in rows))


def kinds_sentence(code: str, day: date) -> str:
    """“征迁任务群众工作：重大项目建设1个、内河治理1个……”; empty without a project in the place (M12: three task kinds)."""
    found = Project.objects.filter(place__code__gte=code, place__code__lt=code + "~", opened_at__date__lte=day)
    rows = found.exclude(state=ProjectState.DROPPED).order_by().values("kind").annotate(n=Count("pk"))
    counts = {row["kind"]: row["n"] for row in rows}
    told = [_("{kind}{n}个").format(kind=word, n=counts[kind]) for kind, word in kinds().items() if kind in counts]
    return _("征迁任务群众工作：{kinds}。").format(kinds="、".join(told)) if told else ""


def recheck_sentence(code: str, day: date) -> str:
    """“创建复验：全国文明县城复验20项，核查属实12项，其中回头看保持住5项”; counted from verified items only (M13)."""
    found = Recheck.objects.filter(place__code__gte=code, place__code__lt=code + "~", opened_at__date__lte=day)
    counted = found.annotate(
        n=Count("items", ~Q(items__state=ChecklistState.EXEMPT)),
        met=Count("items", Q(items__state__in=[ChecklistState.CHECKED, ChecklistState.HELD])),
        held=Count("items", Q(items__state=ChecklistState.HELD)),
    )
    told = [
        _("{name}{n}项，核查属实{met}项，其中回头看保持住{held}项").format(
            name=one.name, n=one.n, met=one.met, held=one.held
        )
        for one in counted.order_by("pk")
        if one.n
    ]
    return _("创建复验：{told}。").format(told="；".join(told)) if told else ""
