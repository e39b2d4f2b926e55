"""The secretary's report: written, heard twice, ballots counted by two tellers, settled above, followed up (M30)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Organisation
from ..models import BallotCount, ReportHearing, ReportItem, SecretaryReport
from ..policy import life as policy
from ..rules import reports as rules
from ..words.reports import AUDIENCES, Audience, CountState, ItemState

LONGEST_REPORT, LONGEST, LONGEST_COMMENTS = 5_000, 300, 1_000


@act(may=policy.may_keep_branch, opens=True)
def write_report(branch: Organisation, actor: Actor, *, at, year: int, party_text: str, business_text: str = ""):
    """The year's report, party work and business apart; once a year."""
    if not branch.valid_from.year <= year <= at.year:
        raise Unfit(_("请填写述职的年度。"), "year")
    for field, text in (("party_text", party_text), ("business_text", business_text)):
        if len(text.strip()) > LONGEST_REPORT:
            raise Unfit(_("太长了，不超过{n}字。").format(n=LONGEST_REPORT), field)
    rules.fit_report(party_text, business_text)
    if SecretaryReport.objects.filter(branch=branch, year=year).exists():
        raise NotNow(_("{year}年的述职报告已经交过了。").format(year=year))
    return SecretaryReport.objects.create(
        branch=branch, year=year, party_text=impersonal(party_text, "party_text"), written_at=at, written_by_id=actor.member,
        business_text=impersonal(business_text, "business_text"),
    )  # fmt: skip


@act(may=policy.may_hear)
def hold_hearing(
    report: SecretaryReport,
    actor: Actor,
    *,
    at,
    audience: Audience,
    held_on: date,
    entitled: int,
    present: int,
    comments: str = "",
):
    """One of the two meetings was held. The superior's is recorded above, the members' by the branch."""
    is_own = policy.keeps(actor, report.branch.path)
    if is_own != (audience == Audience.MEMBERS):
        raise Refused(
            _("向党员大会述职由本支部登记，向上级党组织述职由上级的组织员登记。")
        )  # fmt: skip
    if report.hearings.filter(audience=audience).exists():
        raise NotNow(_("“{audience}”已经登记过了。").format(audience=AUDIENCES[audience]))
    if held_on > at.date() or held_on < report.written_at.date():
        raise Unfit(_("述职会在报告写好以后、今天以前，请核对日子。"), "held_on")
    if not 1 <= present <= entitled:
        raise Unfit(
            _("到会{present}人、应到{entitled}人，请核对。").format(present=present, entitled=entitled), "present"
        )
    if len(comments.strip()) > LONGEST_COMMENTS:
        raise Unfit(_("太长了，不超过{n}字。").format(n=LONGEST_COMMENTS), "comments")
    return ReportHearing.objects.create(
        report=report, audience=audience, held_on=held_on, entitled=entitled, present=present, at=at,
        comments=impersonal(comments, "comments"), paper=rules.paper_digest(),
    )  # fmt: skip


def _count(hearing: ReportHearing, numbers: dict[str, int]) -> rules.Count:
    count = rules.Count(**numbers)
    rules.fit_count(count, hearing.present)
    return count


@act(may=policy.may_count)
def enter_count(
    hearing: ReportHearing, actor: Actor, *, at, handed_out: int, good: int, fairly: int, average: int, poor: int, invalid: int = 0
):  # fmt: skip
    """The first teller's numbers. Nobody sees them before the second one has counted too."""
    if BallotCount.objects.filter(hearing=hearing).exists():
        raise NotNow(_("第一名计票人已经填过了，请由另一名计票人再数一遍。"))
    numbers = {
        "handed_out": handed_out,
        "good": good,
        "fairly": fairly,
        "average": average,
        "poor": poor,
        "invalid": invalid,
    }
    count = _count(hearing, numbers)
    return BallotCount.objects.create(hearing=hearing, first_id=actor.member, numbers=count.as_data(), entered_at=at)


@act(may=policy.may_count_again)
def confirm_count(
    count: BallotCount, actor: Actor, *, at, handed_out: int, good: int, fairly: int, average: int, poor: int, invalid: int = 0
):  # fmt: skip
    """The second teller has counted too; it holds when both have the same numbers."""
    if actor.member == count.first_id:
        raise Refused(_("两遍要由两个人数。请换另一名计票人。"))
    numbers = {
        "handed_out": handed_out,
        "good": good,
        "fairly": fairly,
        "average": average,
        "poor": poor,
        "invalid": invalid,
    }
    if _count(count.hearing, numbers) != count.counted:
        raise Unfit(_("两名计票人的数不一致，请一起重新清点；数错的一方改过以后再确认。"), "good")
    count.second_id, count.confirmed_at = actor.member, at


@act(may=policy.may_change_own_count)
def recount(
    count: BallotCount, actor: Actor, *, at, handed_out: int, good: int, fairly: int, average: int, poor: int, invalid: int = 0
):  # fmt: skip
    """The first teller has counted again."""
    numbers = {
        "handed_out": handed_out,
        "good": good,
        "fairly": fairly,
        "average": average,
        "poor": poor,
        "invalid": invalid,
    }
    count.numbers = _count(count.hearing, numbers).as_data()


@act(may=policy.may_settle)
def settle_report(report: SecretaryReport, actor: Actor, *, at):
    """Both meetings were held and both counts agree: the distribution is told to the branch."""
    counts = {one.hearing.audience: one for one in _counts(report)}
    for audience, word in AUDIENCES.items():
        found = counts.get(audience)
        if found is None or found.state != CountState.CONFIRMED:
            raise NotNow(_("“{audience}”的评议票还没有由两名计票人数完，不能公布结果。").format(audience=word))
    report.settled_at = at


def _counts(report: SecretaryReport):
    return BallotCount.objects.filter(hearing__report=report).select_related("hearing")


@act(may=policy.may_change_report)
def plan_report_item(report: SecretaryReport, actor: Actor, *, at, text: str, post: str, due_on: date):
    """What is changed because of what was said, by which post and when."""
    if not 0 < len(text.strip()) <= LONGEST:
        raise Unfit(_("请写清楚改什么，不超过{n}字。").format(n=LONGEST), "text")
    if not post.strip():
        raise Unfit(_("请填写由哪个岗位负责。"), "post")
    if due_on < at.date():
        raise Unfit(_("完成的日子不能早于今天。"), "due_on")
    return ReportItem.objects.create(
        report=report, text=impersonal(text, "text"), post=impersonal(post, "post"), due_on=due_on
    )


@act(may=policy.may_finish)
def finish_report_item(item: ReportItem, actor: Actor, *, at, done: str):
    """It was changed: what is different now."""
    if not 0 < len(done.strip()) <= LONGEST:
        raise Unfit(_("请写一句：现在和以前有什么不同。"), "done")
    item.done, item.done_on = impersonal(done, "done"), at.date()


@act(may=policy.may_settle)
def close_report(report: SecretaryReport, actor: Actor, *, at):
    """Everything that was promised is done; said by the superior, not by the branch itself."""
    if left := report.items.filter(state=ItemState.OPEN).count():
        raise NotNow(_("还有{n}件整改没有完成，不能了结。").format(n=left))
    has_comments = report.hearings.exclude(comments="").exists()
    if has_comments and not report.items.exists():
        raise NotNow(_("会上提了意见，支部还没有列整改事项，不能了结。"))
