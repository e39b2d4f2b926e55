"""The online branch: notices, talk about a topic, words to the branch; never what needs a meeting (M17)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Organisation
from ..models import BranchDiscussion, BranchLetter, BranchNotice, DiscussionRemark
from ..policy import life as policy
from ..rules.online import only_talk, without_amounts
from ..words.online import NoticeKind

LONGEST, LONGEST_TITLE, LONGEST_REMARK = 600, 60, 300


def _said(text: str, field: str, most: int = LONGEST) -> str:
    if not 0 < len(text.strip()) <= most:
        raise Unfit(_("请写几句，不超过{n}字。").format(n=most), field)
    return only_talk(impersonal(text, field), field)


@act(may=policy.may_keep_branch, opens=True)
def post_branch_notice(branch: Organisation, actor: Actor, *, at, title: str, text: str, until: date | None = None):
    """Something the members should know. Nobody is asked to confirm having read it."""
    return BranchNotice.objects.create(
        branch=branch, kind=NoticeKind.PLAIN, title=_said(title, "title", LONGEST_TITLE), text=_notice_text(text),
        until=until, at=at, by_id=actor.member,
    )  # fmt: skip


def _notice_text(text: str) -> str:
    """A notice may announce a meeting that votes; what it may not be is the vote."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise Unfit(_("请写几句，不超过{n}字。").format(n=LONGEST), "text")
    return impersonal(text, "text")


@act(may=policy.may_keep_branch, opens=True)
def remind_dues(branch: Organisation, actor: Actor, *, at, text: str, until: date):
    """Dues are due: by when and to whom; never an amount, never who has paid."""
    if until < at.date():
        raise Unfit(_("截止的日子不能早于今天。"), "until")
    return BranchNotice.objects.create(
        branch=branch, kind=NoticeKind.DUES, title=_("党费提醒"), until=until, at=at, by_id=actor.member,
        text=without_amounts(_notice_text(text), "text"),
    )  # fmt: skip


@act(may=policy.may_keep_branch, opens=True)
def begin_discussion(branch: Organisation, actor: Actor, *, at, title: str, text: str, ends_on: date):
    """A topic to talk about until a day; what has to be decided in a meeting is refused with its article."""
    if ends_on < at.date():
        raise Unfit(_("讨论到哪天，不能早于今天。"), "ends_on")
    return BranchDiscussion.objects.create(
        branch=branch,
        title=_said(title, "title", LONGEST_TITLE),
        text=_said(text, "text"),
        ends_on=ends_on,
        begun_at=at,
    )


@act(may=policy.may_take_part_in)
def say_remark(discussion: BranchDiscussion, actor: Actor, *, at, text: str):
    """What somebody thinks about it."""
    said = _said(text, "text", LONGEST_REMARK)
    return DiscussionRemark.objects.create(discussion=discussion, member_id=actor.member, text=said, at=at)


@act(may=policy.may_keep_meeting)
def archive_discussion(discussion: BranchDiscussion, actor: Actor, *, at, summary: str):
    """The end of a topic: what was said, in a few sentences, and who will take it further."""
    if not 0 < len(summary.strip()) <= LONGEST:
        raise Unfit(_("归档前写几句小结：大家说了什么，接下来怎么办。"), "summary")
    discussion.summary = impersonal(summary, "summary")


@act(may=policy.may_take_part, opens=True)
def write_to_branch(branch: Organisation, actor: Actor, *, at, text: str, where: str = ""):
    """A word to the branch, for members who work elsewhere too; no telephone is asked for or shown."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise Unfit(_("请写几句，不超过{n}字。").format(n=LONGEST), "text")
    return BranchLetter.objects.create(
        branch=branch, member_id=actor.member, text=impersonal(text, "text"), where=impersonal(where, "where"), at=at
    )


@act(may=policy.may_keep_meeting)
def answer_letter(letter: BranchLetter, actor: Actor, *, at, answer: str):
    """The branch answers; only the writer reads it."""
    if not 0 < len(answer.strip()) <= LONGEST:
        raise Unfit(_("请写几句答复，不超过{n}字。").format(n=LONGEST), "answer")
    letter.answer, letter.answered_at = impersonal(answer, "answer"), at
