"""The tree of organisations, as it stands on a day, and the search in it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.orgs.models import SEGMENT, Organisation
from yinuo.orgs.queries import names_on
from yinuo.orgs.words import KINDS

from ...walking import may
from ..forms.filters import TreeFilter
from ..seeing import day_asked, kept, reach, roots, seen
from ..tree import Node, above, ancestors, tree_of

PER_PAGE = 50
OPEN = 60
"""A tree of no more than this is drawn open."""


@open_to(MEMBERS)
def structure(request: HttpRequest) -> HttpResponse:
    """Below which organisation, on which day; with a word or a kind a plain list of what fits."""
    today = timezone.localdate()
    form = TreeFilter(request.GET)
    form.is_valid()
    day = day_asked(request, today)
    tops = list(roots(request.actor).on(day)[:PER_PAGE])
    root = _root(request, tops)
    shown = {"form": form, "day": day, "is_today": day == today, "root": root, "today": today}
    shown |= {"kept": kept(request), "asked": "" if day == today else f"day={day}"}
    if form.narrows:
        shown |= _found(request, form, root, day)
    elif root is None:
        shown |= {"nodes": [Node(one) for one in tops], "total": len(tops)}
    else:
        shown |= _tree(request, root, tops, day)
    if day != today:
        _named_as_then(shown, day)
    shown["may_establish"] = root and day == today and may(request.actor, root, "establish")
    return render(request, "desk/orgs/structure.html", shown)


def _root(request: HttpRequest, tops: list[Organisation]) -> Organisation | None:
    """Where the tree begins: the one asked for, else the only one there is."""
    asked = request.GET.get("root", "")
    if not asked:
        return tops[0] if len(tops) == 1 else None
    known = next((one for one in tops if str(one.pk) == asked), None)
    found = known or (seen(request.actor).filter(pk=asked).first() if asked.isdigit() else None)
    if found is None:
        raise Http404
    return found


def _tree(request: HttpRequest, root: Organisation, tops: list[Organisation], day) -> dict:
    page, nodes, total = tree_of(root, day, request.GET.get("page"))
    limits = reach(request.actor)
    over = [] if root in tops else [one for one in ancestors(root) if limits.covers(one)]
    return {"page": page, "nodes": nodes, "total": total, "over": over, "is_open": total <= OPEN}


def _named_as_then(shown: dict, day) -> None:
    """Everything bears the name of that day. One query."""
    rows = [*shown.get("found", []), *_all_of(shown.get("nodes", [])), *([shown["root"]] if shown["root"] else [])]
    names = names_on(rows, day)
    for org in rows:
        org.name = names[org.pk]


def _all_of(nodes: list[Node]) -> list[Organisation]:
    return [org for node in nodes for org in (node.org, *_all_of(node.nodes))]


def _found(request: HttpRequest, form: TreeFilter, root: Organisation | None, day) -> dict:
    found = seen(request.actor).on(day)
    if root:
        found = found.under(root.path)
    if kind := form.cleaned_data.get("kind"):
        found = found.filter(kind=kind)
    if words := form.cleaned_data.get("q"):
        for word in words.split()[:4]:
            bore = Q(namings__name__contains=word)
            found = found.filter(Q(name__contains=word) | Q(phone__contains=word) | Q(credit_code=word) | bore)
    page = Paginator(found.distinct().order_by("path"), PER_PAGE).get_page(request.GET.get("page"))
    names = above(one.path for one in page)
    for one in page:
        ways = [one.path[:end] for end in range(SEGMENT, len(one.path), SEGMENT)]
        one.way = [names[path] for path in ways if path in names]
    kind_word = KINDS.get(form.cleaned_data.get("kind"), "")
    return {"page": page, "found": page.object_list, "total": page.paginator.count, "told": kind_word or _("单位")}
