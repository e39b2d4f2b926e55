"""Who may design, mark, keep keys, count, object and publish; the subject is always an organisation, never a person."""

from ..kernel.actor import Actor, Role
from ..kernel.words import _

SPEAKERS = (Role.HANDLER, Role.ORGANISER)


def runs(actor: Actor, path: str) -> bool:
    """Whether the actor organises evaluations of the organisation at this path."""
    return actor.is_house or actor.holds(Role.ORGANISER, org=path)


def speaks_for(actor: Actor, path: str) -> bool:
    """Whether the actor works in this organisation and may speak for it."""
    return actor.belongs_to(path) and actor.holds(*SPEAKERS, org=path)


def may_draft(actor: Actor, org) -> str | None:
    return None if runs(actor, org.path) else _("只有本单位的组织员可以起草评价细则、组织评价。")


def may_write(actor: Actor, rubric) -> str | None:
    return may_draft(actor, rubric.org)


def may_comment(actor: Actor, rubric) -> str | None:
    """Whoever speaks for some organisation may say something about a draft."""
    if actor.is_house or actor.granted(*SPEAKERS):
        return None
    return _("细则的意见由各单位的经办人或者组织员代表单位提出。")


def may_run(actor: Actor, assessment) -> str | None:
    return None if runs(actor, assessment.org.path) else _("只有组织这次评价的单位的组织员可以办理。")


def may_recuse(actor: Actor, judge) -> str | None:
    """A judge steps aside by his own word; the organiser may ask for it too."""
    if actor.member is not None and actor.member == judge.member_id:
        return None
    return may_run(actor, judge.assessment) and _("只有评委本人或者组织这次评价的组织员可以登记回避。")


def may_cast(actor: Actor, judge) -> str | None:
    """Nobody marks for somebody else, also not the organiser."""
    if actor.member is not None and actor.member == judge.member_id:
        return None
    return _("评分票只能由评委本人投。")


def may_take_key(actor: Actor, keeper) -> str | None:
    if actor.member is not None and actor.member == keeper.member_id:
        return None
    return _("启封口令只能由保管人本人领取。")


def may_open(actor: Actor, assessment) -> str | None:
    """Keepers and the organiser; what opens the ballots are the words of two keepers, not the person."""
    if actor.member is not None and assessment.keepers.filter(member_id=actor.member).exists():
        return None
    return may_run(actor, assessment)


def may_sign(actor: Actor, assessment) -> str | None:
    if actor.member is not None and assessment.keepers.filter(member_id=actor.member).exists():
        return None
    return _("结果由组长、监票人、计票人签字。")


def may_object(actor: Actor, subject) -> str | None:
    """The evaluated organisation itself."""
    if speaks_for(actor, subject.org.path):
        return None
    return _("异议由被评价的单位自己提出。")


def may_go_on(actor: Actor, objection) -> str | None:
    return may_object(actor, objection.subject)


def may_answer_objection(actor: Actor, objection) -> str | None:
    if actor.belongs_to(objection.subject.org.path):
        return _("提出异议的单位不能自己答复。")
    return may_run(actor, objection.subject.assessment)


def may_review(actor: Actor, objection) -> str | None:
    """Review by others than the original people (REFERENCE §5.E)."""
    if actor.member is not None and actor.member == objection.answered_by_id:
        return _("复核不能由原来答复的人办理，请换一位。")
    if objection.subject.assessment.judges.filter(member_id=actor.member).exists():
        return _("评委不能复核自己参加的评价。")
    if actor.belongs_to(objection.subject.org.path):
        return _("提出异议的单位不能自己复核。")
    if runs(actor, objection.subject.assessment.org.path) or actor.holds(
        Role.VERIFIER, place=objection.subject.assessment.org.place.code
    ):
        return None
    return _("复核由没有参加评价的组织员或者督查人员办理。")


def may_reply(actor: Actor, question) -> str | None:
    if actor.member is not None and actor.member == question.judge.member_id:
        return None
    return _("这个问题只问评委本人。")
