"""What an office does: promise, extend, pause, work, prove, say it is done."""

from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects

from ...acts.columns import add_rows, save_columns
from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.clock import Cause
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from .. import limits, policy
from ..models import Action, Evidence, Extension, Matter, Pause, Promise
from ..photos import Photo, nearest
from ..words import CLAIMABLE, Method, Outcome, State


@act(may=policy.may_promise)
def promise(matter: Matter, actor: Actor, *, at, text: str, due_at: datetime, stage: str = ""):
    """Say publicly what will be done and by when, no later than the standard limit. Earlier promises stay beside it.

    Once the limit or an earlier promise has been missed, a new day may still be told; what was missed stays missed.
    """
    earlier_ones = _open_promises().filter(matter=matter)
    made = _draft_promise(matter, actor, at=at, text=text, due_at=due_at, stage=stage, earlier_ones=earlier_ones)
    made.save()
    return made


def _draft_promise(matter, actor, *, at, text, due_at, stage="", earlier_ones) -> Promise:
    if due_at < at:
        raise Unfit(_("承诺的时间不能早于现在。"), "due_at")
    _check_task(matter, at, due_at)
    standard = _standard(matter, stage)
    if standard and at <= standard < due_at:
        day = standard.astimezone(at.tzinfo).strftime("%Y-%m-%d %H:%M")
        raise Unfit(
            _("承诺时间不能晚于规定时限（{day}）。确实做不到的，先承诺，再申请延期。").format(day=day), "due_at"
        )
    if any(at <= earlier.due_at < due_at for earlier in earlier_ones if earlier.stage == stage):
        raise Unfit(_("已经有一个更早的承诺，不能用新的承诺推迟它；需要推迟请申请延期。"), "due_at")
    if not stage:
        matter.first_due_at = min(matter.first_due_at, due_at) if matter.reopened == 0 else matter.first_due_at
        matter.due_at = due_at if matter.reopened else min(matter.due_at, due_at)
    return Promise(
        matter=matter,
        at=at,
        office_id=matter.office_id,
        stage=stage,
        text=text,
        due_at=due_at,
        first_due_at=due_at,
        standard_due_at=standard,
    )


def _check_task(matter: Matter, at: datetime, due_at: datetime) -> None:
    """Not later than the body above asked for when it gave this down (M08); once that is missed, a new day may be told."""
    task = matter.escalations.filter(returned_at=None).order_by("at", "pk").last() if matter.hops else None
    if task and task.assigned_office_id == matter.office_id and task.due_at and at <= task.due_at < due_at:
        day = task.due_at.astimezone(at.tzinfo).strftime("%Y-%m-%d %H:%M")
        raise Unfit(
            _("上级交办时要求在{day}以前办结，承诺不能比它晚。做不到的，请和交办单位商量。").format(day=day), "due_at"
        )


def _prepare_promises(matters: list[Matter], _actor: Actor):
    prefetch_related_objects(matters, Prefetch("promises", _open_promises(), to_attr="open_promises"))
    return lambda matter: {"earlier_ones": matter.open_promises}


def _open_promises():
    return Promise.objects.filter(kept_at=None)


promise.act.fn.draft, promise.act.fn.prepare = _draft_promise, _prepare_promises
promise.act.fn.save_all = add_rows


def _standard(matter: Matter, stage: str) -> datetime | None:
    if not stage:
        return None if matter.reopened else matter.standard_due_at
    dues = dict(limits.standard(matter, matter.dispatched_at).stages)
    if stage not in dues:
        raise Unfit(_("时限表里这一类事项没有“{stage}”这个阶段。").format(stage=stage), "stage")
    return dues[stage]


@act(may=policy.may_handle)
def ask_extension(matter: Matter, actor: Actor, *, at, due_at: datetime, reason: str):
    """Ask to move the day, before it has come, with a reason the raiser will read."""
    given = matter.promises.filter(kept_at=None, stage="").order_by("-at").first()
    if given is None:
        raise NotNow(_("还没有承诺，不能申请延期。请先作出承诺。"))
    if at > matter.due_at:
        raise NotNow(_("期限已经过了，不能再申请延期。请尽快办结，并向诉求人说明原因。"))
    if due_at <= matter.due_at:
        raise Unfit(_("延期后的时间要晚于现在的期限。"), "due_at")
    if matter.extensions.filter(is_approved=None).exists():
        raise NotNow(_("已经有一个延期申请在等待决定。"))
    return Extension.objects.create(
        matter=matter, promise=given, at=at, reason=reason, old_due_at=matter.due_at, due_at=due_at
    )


@act(may=policy.may_decide)
def decide_extension(matter: Matter, actor: Actor, *, at, is_approved: bool, text: str):
    """Another office approves or denies, before the day has come; the first due day stays on the page."""
    asked = matter.extensions.filter(is_approved=None).select_related("promise").first()
    if asked is None:
        raise NotNow(_("没有等待决定的延期申请。"))
    if is_approved and at > matter.due_at:
        raise NotNow(_("原来的期限已经过了，延期不能再批准，只能不同意。"))
    asked.is_approved, asked.decided_at, asked.decision = is_approved, at, text
    asked.save(update_fields=["is_approved", "decided_at", "decision"])
    if is_approved:
        asked.promise.due_at = matter.due_at = asked.due_at
        asked.promise.save(update_fields=["due_at"])
    return asked


@act(may=policy.may_handle)
def work(matter: Matter, actor: Actor, *, at, text: str, stage: str = ""):
    """Say what was done; nothing written here is ever changed."""
    made = _draft_work(matter, actor, at=at, text=text, stage=stage)
    made.save()
    return made


def _draft_work(matter, actor, *, at, text, stage="") -> Action:
    return Action(matter=matter, at=at, office_id=matter.office_id, stage=stage, text=text)


work.act.fn.draft, work.act.fn.save_all = _draft_work, add_rows


@act(may=policy.may_handle)
def finish_stage(matter: Matter, actor: Actor, *, at, stage: str, text: str):
    """Say that one stage (围护, 修复, 恢复) is done."""
    open_promises = matter.promises.filter(stage=stage, kept_at=None)
    if not open_promises.update(kept_at=at):
        raise NotNow(_("“{stage}”阶段没有未完成的承诺。").format(stage=stage))
    return Action.objects.create(matter=matter, at=at, office_id=matter.office_id, stage=stage, text=text)


@act(may=policy.may_handle)
def pause(matter: Matter, actor: Actor, *, at, asked: str, cause: Cause = Cause.WAITING_FOR_RAISER):
    """Stop the clock while the raiser is asked for something; what is asked is told to the raiser."""
    return Pause.objects.create(matter=matter, at=at, cause=cause, asked=asked)


@act(may=lambda actor, matter: policy.may_rate(actor, matter) and policy.may_handle(actor, matter))
def resume(matter: Matter, actor: Actor, *, at, text: str):
    """Go on: the raiser has answered, or the office no longer waits. The due moves by the working time it stood."""
    waited = matter.pauses.get(until=None)
    waited.until = at
    waited.save(update_fields=["until"])
    matter.due_at = limits.moved(matter.due_at, matter, waited.at, at)
    for given in matter.promises.filter(kept_at=None):
        given.due_at = limits.moved(given.due_at, matter, waited.at, at)
        given.save(update_fields=["due_at"])
    return waited


@act(may=policy.may_attach)
def attach(
    matter: Matter,
    actor: Actor,
    *,
    at,
    kind: Method,
    note: str = "",
    photo: Photo | None = None,
    is_public: bool = False,
):
    """Add evidence of any kind. A photo that resembles one of another matter is asked about, not accused."""
    if photo is None and not note.strip():
        raise Unfit(_("请写一句说明，或者附上照片、材料。"), "note")
    made = Evidence(matter=matter, at=at, kind=kind, note=note, is_public=is_public)
    made.is_raisers = policy.is_raiser(actor, matter)
    made.org = None if made.is_raisers else Organisation.objects.filter(path=actor.org).first()
    if photo is not None:
        made.file, made.media_type, made.sha256, made.look = photo.file, photo.media_type, photo.sha256, photo.look
        made.captured_at = photo.captured_at
        made.resembles = nearest(photo, matter, at)
    made.save()
    return made


@act(may=policy.may_attach)
def explain(matter: Matter, actor: Actor, *, at, evidence: Evidence, text: str):
    """Answer the question about a resembling photo."""
    if evidence.matter_id != matter.pk:
        raise Unfit(_("这份佐证不属于这件事。"))
    evidence.answer = text
    evidence.save(update_fields=["answer"])
    return evidence


@act(may=policy.may_handle)
def resolve(matter: Matter, actor: Actor, *, at, outcome: Outcome, text: str):
    """The office says it is done (办结): what came of it, in words for the raiser."""
    if outcome not in CLAIMABLE:
        raise Unfit(_("请选择办理结果。"), "outcome")
    if matter.parts.exclude(state__in=[State.RESOLVED, State.VERIFIED, State.FEEDBACK_GIVEN, State.CLOSED]).exists():
        raise NotNow(_("还有协办的子事项没有办结，主办单位要等它们都办结。"))
    made = list(matter.promises.values_list("stage", "kept_at"))
    if not made:
        raise NotNow(_("还没有承诺。请先向诉求人承诺做什么、什么时候做完。"))
    if any(stage and kept_at is None for stage, kept_at in made):
        raise NotNow(_("还有阶段没有完成，请先逐个完成阶段。"))
    matter.promises.filter(kept_at=None).update(kept_at=at)
    claim(matter, actor, at, outcome)
    return Action.objects.create(matter=matter, at=at, office_id=matter.office_id, text=text)


def claim(matter: Matter, actor: Actor, at, outcome: Outcome) -> None:
    """What the office says came of it, and who said so when; what was raised up the chain goes back down with it."""
    matter.outcome, matter.resolved_at, matter.resolved_by = outcome, at, actor.member
    if matter.hops:
        matter.escalations.filter(returned_at=None).update(returned_at=at)


def keep_promises(made: list[Action]) -> None:
    """Those that were open when these answers were given are kept with them."""
    answered_at = {one.matter_id: one.at for one in made}
    kept = list(_open_promises().filter(matter__in=answered_at))
    for one in kept:
        one.kept_at = answered_at[one.matter_id]
    save_columns(kept, ["kept_at"])


@act(may=policy.may_urge)
def urge(matter: Matter, actor: Actor, *, at, text: str):
    """Ask the office publicly to get on with it."""
    if matter.resolved_at and matter.state in (State.RESOLVED, State.VERIFIED, State.FEEDBACK_GIVEN, State.CLOSED):
        raise NotNow(_("承办单位已经办结，不需要催办。"))
