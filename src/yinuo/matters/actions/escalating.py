"""Up the chain and down again (M08): escalate with what was tried, assign with a basis, return the result; inherit."""

from datetime import datetime

from django.utils import timezone

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ...orgs.queries.chains import next_up
from .. import limits, policy
from ..flow import ENDS
from ..models import Escalation, Matter
from .dispatching import REFUSALS_BEFORE_ADJUDICATION, give, hand_over


@act(may=policy.may_escalate)
def escalate(matter: Matter, actor: Actor, *, at, tried: str, basis: str):
    """Beyond our authority: to the body above, with what was tried and why it is beyond us. No clock is set back."""
    if not tried.strip():
        raise Unfit(_("请写明在本级已经做过什么、为什么没有办成。没有试过的，不能上报。"), "tried")
    if not basis.strip():
        raise Unfit(_("请写明依据：为什么超出本单位的权限，要由上一级定。"), "basis")
    if matter.extensions.filter(is_approved=None).exists():
        raise NotNow(_("还有一个延期申请在等待决定，决定之后才能上报。请联系街道或者县里的协调员。"))
    above = next_up(matter.office, matter.place_code, at.date())
    if above is None:
        raise Unfit(
            _("本单位已经是最高一级，没有再上一级可以上报。请在本级协调解决；确实解决不了的，如实办结并说明原因。")
        )
    hop = Escalation.objects.create(
        matter=matter, at=at, from_office=matter.office, from_path=matter.office_path, to_office=above,
        to_path=above.path, tried=tried, basis=basis,
    )  # fmt: skip
    hand_over(matter, above, at)
    matter.hops += 1
    return hop


@act(may=policy.may_assign)
def assign(matter: Matter, actor: Actor, *, at, office: Organisation, basis: str, due_at: datetime | None = None):
    """The body above says whose it is (交办), on a stated basis. After two refusals the office may not refuse again.

    Nor may one that raised what had been adjudicated to it.
    """
    if not basis.strip():
        raise Unfit(_("请写明交办的依据：为什么由这个单位办。"), "basis")
    if office.pk == matter.office_id:
        raise Unfit(_("不能交办给本单位自己。请选择具体承办的单位，或者继续上报。"), "office")
    if due_at is not None:
        _check_task_due(matter, at, due_at)
    hop = matter.escalations.latest("at", "pk")
    has_raised = matter.escalations.filter(from_office=office).exists()
    give(matter, office, at)
    matter.is_binding = matter.refusals >= REFUSALS_BEFORE_ADJUDICATION or (matter.is_binding and has_raised)
    hop.assigned_office, hop.assigned_at, hop.due_at = office, at, due_at
    hop.save(update_fields=["assigned_office", "assigned_at", "due_at"])
    return hop


def _check_task_due(matter: Matter, at: datetime, due_at: datetime) -> None:
    """Not later than the matter's own due, and not earlier than that minus the slack (REFERENCE M08, §3 层层加码)."""
    if due_at < at:
        raise Unfit(_("要求办结的时间不能早于现在。"), "due_at")
    if matter.due_at is None:  # answered where the rulebook had no limit; the clock begins with this
        return
    if at <= matter.due_at < due_at:
        raise Unfit(
            _("要求办结的时间不能晚于这件事的期限（{day}）。确实来不及的，由承办单位申请延期。").format(
                day=_moment(matter.due_at)
            ),
            "due_at",
        )
    earliest = limits.earliest_task(matter.due_at, at.date())
    if due_at < earliest:
        raise Unfit(
            _("这件事的期限是{day}，交办的期限最早只能提到{earliest}，不能层层加码。").format(
                day=_moment(matter.due_at), earliest=f"{timezone.localtime(earliest):%Y-%m-%d}"
            ),
            "due_at",
        )


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@act(may=policy.may_inherit)
def inherit(matter: Matter, actor: Actor, *, at, office: Organisation, other: Organisation):
    """What the absorbed office `other` had of this matter is the successor's now; every due stays as it was."""
    if matter.state in ENDS:
        raise NotNow(_("这件事已经结束，不用移交。"))
    if matter.office_id == other.pk:
        hand_over(matter, office, at)
        matter.promises.filter(kept_at=None, office=other).update(office=office)
    if matter.first_office_id == other.pk:
        matter.first_office = office
    if matter.hops:
        hops = matter.escalations.filter(returned_at=None)
        hops.filter(from_office=other).update(from_office=office, from_path=office.path)
        hops.filter(to_office=other).update(to_office=office, to_path=office.path)
        hops.filter(assigned_office=other).update(assigned_office=office)
