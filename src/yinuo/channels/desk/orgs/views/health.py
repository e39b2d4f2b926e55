"""The health of a county's structure: what breaks a rule, what ends soon, who decides, which reasons were given."""

from collections import Counter
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Role
from yinuo.orgs.queries.health import Health
from yinuo.orgs.queries.health import health as health_of

from ...walking import may
from ..forms.filters import HEADING_WORDS, HEADINGS, HealthFilter
from ..seeing import here, kept, reach
from ..showing import LEVEL_LOOKS, findings_shown

PER_PAGE = 40
READERS = (Role.ORGANISER, Role.ADMINISTRATOR, Role.LEADER, Role.COORDINATOR, Role.HANDLER, Role.AUDITOR)


@open_to(*READERS)
def health(request: HttpRequest) -> HttpResponse:
    """The gravest first; with a filter only what fits. The number of queries does not grow with the rows."""
    now = here(request)
    if now.county is None:
        raise Http404
    limits = reach(request.actor)
    rows = [_problems(row) for row in health_of(now.county.code, now.day) if limits.covers(row.org)]
    rows = [row for row in rows if row.findings]
    form = HealthFilter(request.GET, rules={one.rule for row in rows for one in row.findings})
    form.is_valid()
    counts = Counter(name for row in rows for name, fits in HEADINGS.items() if fits(row))
    found = [row for row in rows if form.fits(row)]
    per_page = max(1, len(found)) if request.GET.get("whole") else PER_PAGE
    page = Paginator(found, per_page).get_page(request.GET.get("page"))
    shown = {
        "now": now,
        "form": form,
        "page": page,
        "rows": [_shown(request, row, now.is_today) for row in page],
        "headings": [{"key": key, "word": word, "count": counts[key]} for key, word in HEADING_WORDS],
        "kept": kept(request),
        "is_whole": bool(request.GET.get("whole")),
    }
    return render(request, "desk/orgs/health.html", shown)


def _problems(row: Health) -> Health:
    """Without what is told but wants nothing: where a committee's members come from stands on its own page."""
    return replace(row, findings=tuple(one for one in row.findings if one.rule != "composition.source"))


def _shown(request: HttpRequest, row: Health, is_today: bool) -> dict:
    may_explain = is_today and may(request.actor, row.org, "explain")
    return {
        "org": row.org,
        "decider": row.decider,
        "tone": LEVEL_LOOKS[row.level][0] if row.level else "quiet",
        "findings": findings_shown(
            row.findings,
            row.org,
            decider=row.decider,
            reasons=row.explanations.values(),
            may_explain=may_explain,
        ),
    }
