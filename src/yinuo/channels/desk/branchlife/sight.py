"""What one person sees of one branch."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Actor
from yinuo.meetings.policy.life import belongs, keeps, oversees
from yinuo.meetings.queries import branches_of
from yinuo.orgs.models import Organisation

PARTS = ("year", "meetings", "online", "activities", "reports")


def branch_url(pk: int, part: str = "") -> str:
    """The page of a branch, with one part of it open."""
    return reverse("desk:branch", args=[pk]) + (f"?part={part}" if part else "")


class Sight:
    """A branch under the eyes of one actor. Talk and letters are for its own people, not for those above."""

    def __init__(self, branch: Organisation, actor: Actor, today: date):
        self.branch, self.actor, self.today = branch, actor, today
        self.keeps, self.oversees = keeps(actor, branch.path), oversees(actor, branch.path)
        self.is_own = belongs(actor, branch)

    def tabs(self, part: str) -> list[dict]:
        """The parts of the page that are for this person."""
        words = {
            "year": _("这一年"), "meetings": _("会议记录"), "online": _("网上支部"), "activities": _("活动"), "reports": _("述职"),
        }  # fmt: skip
        return [
            {"word": words[one], "url": branch_url(self.branch.pk, one), "here": one == part}
            for one in PARTS
            if one != "online" or self.is_own
        ]


def sight_of(actor: Actor, pk: int, today: date) -> Sight:
    """A branch that he may open; 404 for all others."""
    branch = branches_of(actor, today).filter(pk=pk).first()
    if branch is None:
        raise Http404
    return Sight(branch, actor, today)


def crumbs_to(branch: Organisation, part: str = "") -> list[tuple[str, str]]:
    """From the list to the branch."""
    return [(reverse("desk:branch_life"), _("支部生活")), (branch_url(branch.pk, part), branch.name)]
