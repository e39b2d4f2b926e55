"""Who keeps the record of a branch, who belongs to it, who oversees it: the same for meetings, online, reports, activities."""

from ...kernel import codes
from ...kernel.actor import Actor, Role
from ...kernel.words import _
from ...orgs.words import BRANCHES

KEEPERS = (Role.HANDLER, Role.ORGANISER)
READERS = (Role.ORGANISER, Role.LEADER, Role.AUDITOR)


def keeps(actor: Actor, path: str) -> bool:
    """Whether the actor is one of the branch's own record keepers: works there, or is trusted with just this branch."""
    own = actor.belongs_to(path) and actor.holds(*KEEPERS, org=path)
    return own or any(grant.org == path for grant in actor.granted(*KEEPERS))


def oversees(actor: Actor, path: str) -> bool:
    """Whether an organiser's grant reaches the branch from above and he is none of its own people."""
    return not keeps(actor, path) and actor.holds(Role.ORGANISER, org=path)


def belongs(actor: Actor, branch) -> bool:
    """Whether the actor works in the branch or in a unit that it covers. One query for who does not work in it."""
    if actor.member is None:
        return False
    if actor.belongs_to(branch.path) or keeps(actor, branch.path):
        return True
    above = codes.up_from(actor.org)
    return branch.covers.filter(unit__path__in=above, valid_to=None).exists()


def _of_branch(branch) -> str | None:
    return None if branch.kind in BRANCHES else _("组织生活记在党支部或者联合党支部名下，请打开支部的页面办理。")


def may_keep_branch(actor: Actor, branch) -> str | None:
    """What a branch records it records itself; nobody above writes its records for it (补记录)."""
    if refusal := _of_branch(branch):
        return refusal
    return None if keeps(actor, branch.path) else _("只有本支部的书记、委员等经办人可以登记。上级可以提醒，不能代记。")


def may_keep_meeting(actor: Actor, row) -> str | None:
    """A row that has a branch."""
    return may_keep_branch(actor, row.branch)


def may_take_part(actor: Actor, branch) -> str | None:
    if refusal := _of_branch(branch):
        return refusal
    return None if belongs(actor, branch) else _("这是支部内部的页面，请用本支部党员的账号办理。")


def may_take_part_in(actor: Actor, row) -> str | None:
    return may_take_part(actor, row.branch)


def may_withdraw_own(actor: Actor, sign_up) -> str | None:
    if actor.member is not None and actor.member == sign_up.member_id:
        return None
    return _("退出由报名的人自己办，不用说原因。")


def may_hear(actor: Actor, report) -> str | None:
    """The branch records its own members' meeting, its superior the other one: the act looks at which one it is."""
    if keeps(actor, report.branch.path) or oversees(actor, report.branch.path):
        return None
    return _("述职会由本支部或者上级党组织的组织员登记。")


def may_settle(actor: Actor, report) -> str | None:
    """Nobody settles the report of his own branch (two-person rule)."""
    if keeps(actor, report.branch.path):
        return _("本支部的述职结果由上级党组织的组织员公布和了结，本支部的人不能办。")
    return None if oversees(actor, report.branch.path) else _("述职结果由上级党组织的组织员公布和了结。")


def may_count(actor: Actor, hearing) -> str | None:
    """Tellers: members of the branch or the organiser above, never who wrote the report."""
    if actor.member is not None and actor.member == hearing.report.written_by_id:
        return _("述职的人不能清点自己的评议票，请由另外两名计票人清点。")
    branch = hearing.report.branch
    if oversees(actor, branch.path) or belongs(actor, branch):
        return None
    return _("评议票由到会的两名计票人清点。")


def may_count_again(actor: Actor, count) -> str | None:
    return may_count(actor, count.hearing)


def may_change_own_count(actor: Actor, count) -> str | None:
    if actor.member is not None and actor.member == count.first_id:
        return None
    return _("第一名计票人的数由他自己改。")


def may_change_report(actor: Actor, report) -> str | None:
    """What the branch changes because of what was said."""
    return may_keep_branch(actor, report.branch)


def may_finish(actor: Actor, item) -> str | None:
    return may_keep_branch(actor, item.report.branch)
