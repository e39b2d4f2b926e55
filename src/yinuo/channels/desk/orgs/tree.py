"""The tree of organisations for a page: one level to page through, below it what fits, the rest behind a link."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length, Substr

from yinuo.orgs.models import SEGMENT, Organisation

PER_PAGE = 40
DRAWN = 300
"""Organisations drawn on one page besides the level that is paged."""


@dataclass
class Node:
    """An organisation with those below it; `below` counts them all, drawn or not."""

    org: Organisation
    below: int = 0
    nodes: list["Node"] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        """Whether there is more below than is drawn here."""
        return self.below > 0 and not self.nodes


def tree_of(root: Organisation, day: date, page: str | None) -> tuple[Page, list[Node], int]:
    """The page of children, their nodes, and how many there are below `root` on this day. Three queries."""
    depth = len(root.path) + SEGMENT
    found = Organisation.objects.on(day).under(root.path).exclude(pk=root.pk)
    counts = dict(
        found.annotate(child=Substr("path", 1, depth)).order_by("child").values_list("child").annotate(n=Count("pk"))
    )
    shown = Paginator(sorted(counts), PER_PAGE).get_page(page)
    drawn = _drawn(shown, counts)
    wanted = Q(path__in=list(shown))
    for child in drawn:
        wanted |= Q(path__gte=child, path__lt=child + "~")
    rows = list(found.filter(wanted).select_related("place").order_by("path"))
    nodes = nest(rows, {child: counts[child] - 1 for child in shown})
    return shown, nodes, sum(counts.values())


def _drawn(shown: Iterable[str], counts: dict[str, int]) -> list[str]:
    """Children whose whole subtree still fits on the page, the small ones first."""
    chosen, left = [], DRAWN
    for child in sorted(shown, key=lambda one: counts[one]):
        left -= counts[child]
        if left < 0:
            break
        chosen.append(child)
    return chosen


def nest(rows: list[Organisation], below: dict[str, int]) -> list[Node]:
    """Rows in the order of their paths as nodes; whoever's parent is missing (it ended earlier) hangs one higher."""
    top: list[Node] = []
    open_: list[Node] = []
    for org in rows:
        while open_ and not org.path.startswith(open_[-1].org.path):
            open_.pop()
        node = Node(org, below.get(org.path, 0))
        (open_[-1].nodes if open_ else top).append(node)
        open_.append(node)
    for node in top:
        _count(node)
    return top


def _count(node: Node) -> int:
    inside = sum(1 + _count(one) for one in node.nodes)
    node.below = max(node.below, inside)
    return inside


def above(paths: Iterable[str]) -> dict[str, str]:
    """The names of everything above these paths, by path. One query."""
    wanted = {path[:end] for path in paths for end in range(SEGMENT, len(path), SEGMENT)}
    return dict(Organisation.objects.filter(path__in=wanted).values_list("path", "name")) if wanted else {}


def ancestors(org: Organisation) -> list[Organisation]:
    """Those above it on the path, from the top. One query."""
    paths = [org.path[:end] for end in range(SEGMENT, len(org.path), SEGMENT)]
    return list(Organisation.objects.filter(path__in=paths).select_related("place").order_by("path"))


def children(org: Organisation, day: date) -> QuerySet[Organisation]:
    """Directly below it on this day."""
    found = Organisation.objects.on(day).under(org.path).annotate(length=Length("path"))
    return found.filter(length=len(org.path) + SEGMENT).select_related("place").order_by("path")
