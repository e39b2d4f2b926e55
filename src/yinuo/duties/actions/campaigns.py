"""A project on expropriated ground in the law's order: plan, opinions, risk, decision, compensation first, moving after (M12)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...matters import actions as matters
from ...matters.words import Intake, Kind
from ...orgs.models import Organisation
from ...places.models import Place
from ..models import Project, ProjectMatter, ProjectOpinion, ProjectStep
from ..policy import campaigns as policy
from ..rules import campaigns as rules
from ..rules.campaigns import lawful, optional
from ..words.campaigns import About

LONG = 500
KIND_OF = {About.QUESTION: Kind.INQUIRY, About.HELP: Kind.HELP_REQUEST, About.OBJECTION: Kind.PETITION}


@act(may=policy.may_open_project, opens=True)
def open_project(org: Organisation, actor: Actor, *, at, name: str, kind: str, place: Place, about: str = ""):
    """A project of one of the kinds in the rules; `org` is the legal actor and stays it."""
    if kind not in rules.kinds():
        raise Unfit(_("请选项目类别：{kinds}。").format(kinds="、".join(rules.kinds().values())), "kind")
    if not place.code.startswith(org.place.code):
        raise Unfit(_("“{place}”不在“{org}”的辖区里。").format(place=place, org=org), "place")
    return Project.objects.create(
        org=org,
        place=place,
        name=lawful(name, "name", 80),
        kind=kind,
        about=optional(about, "about", LONG),
        opened_at=at,
    )


@act(may=policy.may_run_project)
def publish_plan(
    project: Project, actor: Actor, *, at, plan: str, where: str, comments_until: date, published_on: date | None = None
):
    """The plan lies open for at least the days of the law; published where everybody concerned can read it (Art. 10)."""
    published_on = published_on or at.date()
    if published_on > at.date():
        raise Unfit(_("公布的日子还没有到，公布以后再登记。"), "published_on")
    rules.fit_comment(published_on, comments_until)
    project.plan = lawful(plan, "plan", 20_000)
    project.published_where = lawful(where, "where", 120)
    project.published_on, project.comments_until = published_on, comments_until


@act(may=policy.may_run_project)
def note_opinion(project: Project, actor: Actor, *, at, text: str, count: int = 1):
    """An opinion on the plan, as it was said, without who said it."""
    if at.date() > project.comments_until:
        raise NotNow(_("征求意见到{day}截止。以后的意见请作为异议登记。").format(day=project.comments_until))
    if not 1 <= count <= 100_000:
        raise Unfit(_("请填写有多少人提了同样的意见。"), "count")
    said = rules.impersonal(text, "text")
    if not 0 < len(said) <= 1000:
        raise Unfit(_("请写下意见的原话，不超过1000字，不写是谁说的。"), "text")
    return ProjectOpinion.objects.create(project=project, text=said, count=count, noted_at=at)


@act(may=policy.may_answer_opinion)
def answer_opinion(opinion: ProjectOpinion, actor: Actor, *, at, is_adopted: bool, answer: str):
    """What was changed because of it, or why not; published with the opinion (Art. 11)."""
    if opinion.project.opinions_on:
        raise NotNow(_("意见和修改情况已经公布，不能再改答复。"))
    opinion.is_adopted, opinion.answer = is_adopted, lawful(answer, "answer", 1000)


@act(may=policy.may_run_project)
def assess_risk(project: Project, actor: Actor, *, at, risk: str):
    """The risks to social stability were assessed before the decision (Art. 12)."""
    project.risk, project.risk_on = lawful(risk, "risk", 5000), at.date()


@act(may=policy.may_run_project)
def publish_opinions(project: Project, actor: Actor, *, at, changes: str, is_opposed: bool = False, hearing: str = ""):
    """Opinions and what was changed are published; where most object in a shanty town, after a hearing (Art. 11)."""
    if at.date() <= project.comments_until:
        raise NotNow(_("征求意见到{day}截止，之后才能公布意见情况。").format(day=project.comments_until))
    if left := project.opinions.filter(is_adopted=None).count():
        raise NotNow(_("还有{n}条意见没有写明采纳没有、为什么。").format(n=left))
    if is_opposed and not hearing.strip():
        raise Unfit(
            _(
                "条例第十一条：多数被征收人认为方案不符合规定的，应当开听证会，并根据听证会修改方案。请写明听证会的情况。"
            ),
            "hearing",
        )
    project.changes, project.hearing = lawful(changes, "changes", 5000), optional(hearing, "hearing", LONG)
    project.opinions_on = at.date()


@act(may=policy.may_run_project)
def decide_project(project: Project, actor: Actor, *, at, decision: str, decided_on: date, remedies: str):
    """The decision is announced together with how to ask for review and how to sue (Art. 13)."""
    if not project.risk_on:
        raise NotNow(_("条例第十二条：作出决定以前要做社会稳定风险评估。请先登记评估结果。"))
    if not project.opinions_on <= decided_on <= at.date():
        raise Unfit(
            _("决定的日子在公布意见和修改情况（{day}）以后，也不能晚于今天。").format(day=project.opinions_on),
            "decided_on",
        )
    if len(remedies.strip()) < 10:
        raise Unfit(_("条例第十三条：公告要写明行政复议、行政诉讼的权利。请写清到哪儿、多少日内。"), "remedies")
    project.decision, project.decided_on = lawful(decision, "decision", 60), decided_on
    project.remedies = lawful(remedies, "remedies", LONG)


@act(may=policy.may_run_project)
def begin_compensation(project: Project, actor: Actor, *, at, account: str):
    """The money is in its own account and the homes for the time between are there (Art. 12, 27)."""
    project.account = lawful(account, "account", LONG)


@act(may=policy.may_confirm)
def confirm_compensation(project: Project, actor: Actor, *, at, found: str):
    """Another office has looked whether the compensation is there."""
    project.checked, project.checked_on = lawful(found, "found", LONG), at.date()
    project.checked_by = Organisation.objects.filter(path=actor.org).first()


@act(may=policy.may_run_project)
def begin_moving(project: Project, actor: Actor, *, at):
    """Compensation first, moving after (Art. 27)."""
    if not project.checked_on:
        raise NotNow(_("先补偿、后搬迁（条例第二十七条）：要等征收部门以外的单位核对补偿到位，才能进入搬迁。"))


@act(may=policy.may_run_project)
def finish_project(project: Project, actor: Actor, *, at, outcome: str):
    """It is over; what the audit of the money said is part of the outcome."""
    project.outcome, project.ended_on = lawful(outcome, "outcome", LONG), at.date()


@act(may=policy.may_run_project)
def drop_project(project: Project, actor: Actor, *, at, reason: str):
    """It is given up, with the reason."""
    project.outcome, project.ended_on = lawful(reason, "reason", LONG), at.date()


@act(may=policy.may_run_project)
def set_project_step(project: Project, actor: Actor, *, at, office: Organisation, text: str, due_on: date):
    """A piece of work: explaining, helping to find a flat, carrying a request. What the law forbids is refused in words."""
    if due_on < at.date():
        raise Unfit(_("期限不能早于今天。"), "due_on")
    return ProjectStep.objects.create(project=project, office=office, text=lawful(text, "text", 300), due_on=due_on)


@act(may=policy.may_work)
def finish_project_step(step: ProjectStep, actor: Actor, *, at, outcome: str):
    """Done, and what households had of it."""
    step.outcome = lawful(outcome, "outcome", LONG)


@act(may=policy.may_work)
def cancel_project_step(step: ProjectStep, actor: Actor, *, at, reason: str):
    """Not needed any more, or not possible."""
    step.outcome = lawful(reason, "reason", LONG)


@act(may=policy.may_ask, private=("slip", "called", "phone"))
def ask_about_project(
    project: Project,
    actor: Actor,
    *,
    at,
    words: str,
    about: About = About.QUESTION,
    place: Place | None = None,
    intake: Intake = Intake.WEB,
    address: str = "",
    called: str = "",
    phone: str = "",
    slip: str = "",
):
    """A household asks, wants help or objects: a matter like any other, with a slip, a promise and a check. Own words stay."""
    matter = matters.raise_(
        within(place, project.place), actor, at=at, words=words, kind=KIND_OF[about], intake=intake, address=address,
        called=called, phone=phone, slip=slip, wants_public=False,
    )  # fmt: skip
    return ProjectMatter.objects.create(project=project, matter=matter, about=about)


def within(place: Place | None, around: Place) -> Place:
    """Where it is: the place chosen, inside the one the work is about, or that one itself."""
    if place is not None and not place.code.startswith(around.code):
        raise Unfit(_("“{place}”不在“{around}”里。").format(place=place, around=around), "place")
    return place or around
