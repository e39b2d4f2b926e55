"""Findings in words and looks, for the templates of this part."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from yinuo.orgs.models import Explanation, Organisation
from yinuo.orgs.rules import Finding, Level

LEVEL_LOOKS = {
    Level.BREACH: ("late", "alert-triangle"),
    Level.WARNING: ("warn", "alert-circle"),
    Level.NOTICE: ("quiet", "info-circle"),
}


def findings_shown(
    findings: Iterable[Finding],
    org: Organisation,
    *,
    decider: Organisation | None = None,
    reasons: Iterable[Explanation] = (),
    may_explain: bool = False,
) -> list[dict[str, Any]]:
    """Findings as parts/findings.html wants them, the gravest first."""
    by_rule = {one.rule: one for one in reasons}
    order = list(Level)
    address = reverse("desk:org_step", args=[org.pk, "explain"])
    return [
        {
            "rule": one.rule,
            "tone": LEVEL_LOOKS[one.level][0],
            "icon": LEVEL_LOOKS[one.level][1],
            "level": one.level_label,
            "what": one.what,
            "law": one.law,
            "article": one.article,
            "way": one.way(decider.name if decider else ""),
            "reason": by_rule.get(one.rule),
            "explain_url": f"{address}?rule={one.rule}" if may_explain and one.law else "",
        }
        for one in sorted(findings, key=lambda one: order.index(one.level))
    ]
