"""Designing an evaluation: terms, organisations, judges with their conflicts, keepers; then everything is frozen."""

from collections.abc import Iterable

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Member, Organisation
from ...orgs.queries import party_line, valid
from .. import policy
from ..enclosed import Enclosed
from ..models import Assessment, Award, Conflict, Judge, Keeper, Part, Rubric, Subject
from ..rules import composite, sealing
from ..words import CONFLICT_KINDS, KEEPER_ROLES, ConflictKind, KeeperRole, RubricState

MOST_PANELS = 20
FEWEST_KEEPERS, MOST_KEEPERS = 2, 3


@act(may=policy.may_draft, opens=True)
def design(
    org: Organisation, actor: Actor, *, at, name: str, rubric: Rubric, panels: int = 1, terms: Enclosed | None = None
):
    """Begin an evaluation by a frozen rubric."""
    if not 0 < len(name.strip()) <= 80:
        raise Unfit(_("请填写评价的名称，不超过{n}字。").format(n=80), "name")
    if rubric.state != RubricState.FROZEN:
        raise Unfit(_("评价要用已经冻结的细则，请先冻结“{name}”。").format(name=rubric), "rubric")
    if not 1 <= panels <= MOST_PANELS:
        raise Unfit(_("组数在1到{most}之间。").format(most=MOST_PANELS), "panels")
    return Assessment.objects.create(
        org=org, name=name.strip(), rubric=rubric, panels=panels, designed_at=at,
        terms=_fit_terms(terms.data if terms else composite.Terms().as_data()),
    )  # fmt: skip


@act(may=policy.may_run)
def set_terms(
    assessment: Assessment,
    actor: Actor,
    *,
    at,
    terms: Enclosed,
    objection_days: int = 5,
    answer_days: int = 30,
    review_days: int = 30,
):
    """How it will be counted, and how long there is to object, to answer and to review."""
    for field, days in (("objection_days", objection_days), ("answer_days", answer_days), ("review_days", review_days)):
        if not 1 <= days <= 60:
            raise Unfit(_("天数在1到60之间。"), field)
    assessment.terms = _fit_terms(terms.data)
    assessment.objection_days, assessment.answer_days = objection_days, answer_days
    assessment.review_days = review_days


def _fit_terms(data: dict) -> dict:
    terms = composite.Terms.of(data)
    if problems := composite.problems(terms):
        raise Unfit("".join(problems), "terms")
    return terms.as_data()


@act(may=policy.may_run)
def enter(assessment: Assessment, actor: Actor, *, at, org: Organisation, panel: int = 1):
    """An organisation is evaluated, by the judges of this panel."""
    if not valid(org, at.date()):
        raise Unfit(_("“{name}”已经撤销，不能参加评价。").format(name=org), "org")
    if not org.path.startswith(assessment.org.path) or org.pk == assessment.org_id:
        raise Unfit(_("只能评价下级单位，“{name}”不是。").format(name=org), "org")
    if assessment.subjects.filter(org=org).exists():
        raise Unfit(_("“{name}”已经在评价名单里了。").format(name=org), "org")
    subject = Subject.objects.create(assessment=assessment, org=org, panel=_fit_panel(assessment, panel))
    _find_conflicts(list(assessment.judges.select_related("member__org", "unit")), [subject], at.date())
    return subject


@act(may=policy.may_run)
def place(assessment: Assessment, actor: Actor, *, at, orgs: list[Organisation], panel: int):
    """These organisations are marked by the judges of this panel."""
    _fit_panel(assessment, panel)
    found = assessment.subjects.filter(org__in=orgs)
    if found.count() != len({org.pk for org in orgs}):
        raise Unfit(_("有的单位不在评价名单里，请先加进来。"), "orgs")
    found.update(panel=panel)


def _fit_panel(assessment: Assessment, panel: int) -> int:
    if not 1 <= panel <= assessment.panels:
        raise Unfit(_("这次评价分{n}组，没有第{panel}组。").format(n=assessment.panels, panel=panel), "panel")
    return panel


@act(may=policy.may_run)
def seat_judge(
    assessment: Assessment,
    actor: Actor,
    *,
    at,
    member: Member,
    panel: int = 1,
    source: str = "",
    unit: Organisation | None = None,
):
    """A member marks in this panel. Conflicts with the own unit and the own superiors are computed here."""
    if not valid(member, at.date()):
        raise Unfit(_("这个人员已经不在岗，不能担任评委。"), "member")
    sources = list(dict(assessment.rules.sources))
    source = source or sources[0]
    if source not in sources:
        raise Unfit(_("没有“{source}”这个打分来源。").format(source=source), "source")
    if assessment.judges.filter(member=member).exists():
        raise Unfit(_("“{member}”已经是评委了。").format(member=member), "member")
    if assessment.keepers.filter(member=member).exists():
        raise Unfit(_("“{member}”保管启封口令，不能同时当评委。").format(member=member), "member")
    judge = Judge.objects.create(
        assessment=assessment, member=member, unit=unit or member.org, panel=_fit_panel(assessment, panel), source=source,
        code=f"{assessment.judges.count() + 1:02}",
    )  # fmt: skip
    _find_conflicts([judge], list(assessment.subjects.select_related("org")), at.date())
    return judge


def _find_conflicts(judges: Iterable[Judge], subjects: Iterable[Subject], day) -> None:
    """A judge comes from an organisation if it is his unit or lies around it; superiors are those of its party line."""
    found = []
    for judge in judges:
        above = {org.pk for org in party_line(judge.unit, day)}
        for subject in subjects:
            kind = _conflict(judge, subject, above)
            if kind:
                found.append(Conflict(judge=judge, subject=subject, kind=kind))
    Conflict.objects.bulk_create(found, ignore_conflicts=True)


def _conflict(judge: Judge, subject: Subject, above: set[int]) -> ConflictKind | None:
    own, marked = judge.unit.path, subject.org.path
    if own.startswith(marked) or judge.member.org.path.startswith(marked) or marked.startswith(own):
        return ConflictKind.OWN_UNIT
    return ConflictKind.OWN_SUPERIOR if subject.org_id in above else None


@act(may=policy.may_recuse)
def recuse(judge: Judge, actor: Actor, *, at, subject: Subject, reason: str):
    """A judge does not mark this organisation, for a reason of his own."""
    if subject.assessment_id != judge.assessment_id:
        raise Unfit(_("这个单位不在这次评价里。"), "subject")
    if not judge.assessment.is_before_seal:
        raise NotNow(_("已经封票，不能再登记回避。"))
    if judge.ballots.filter(subject=subject).exists():
        raise NotNow(
            _("评委已经给“{name}”投过票，不能再回避；认为票不该算的，启封后可以决定不计。").format(name=subject)
        )
    conflict, is_new = Conflict.objects.get_or_create(
        judge=judge, subject=subject, defaults={"kind": ConflictKind.DECLARED, "reason": impersonal(reason, "reason")}
    )
    if not is_new:
        raise Unfit(_("已经登记过：{kind}。").format(kind=CONFLICT_KINDS[ConflictKind(conflict.kind)]), "subject")
    return conflict


@act(may=policy.may_run)
def name_keeper(assessment: Assessment, actor: Actor, *, at, member: Member, role: KeeperRole):
    """Somebody will keep one of the keys to the ballots, and sign the result."""
    if role not in KEEPER_ROLES:
        raise Unfit(_("请选择组长、监票人或者计票人。"), "role")
    number = assessment.keepers.count() + 1
    if number > MOST_KEEPERS:
        raise Unfit(_("启封口令最多由{n}人保管。").format(n=MOST_KEEPERS), "member")
    if assessment.keepers.filter(member=member).exists() or assessment.judges.filter(member=member).exists():
        raise Unfit(_("保管人不能是评委，也不能保管两份。"), "member")
    if assessment.keepers.filter(role=role).exists():
        raise Unfit(_("“{role}”已经定了人。").format(role=KEEPER_ROLES[role]), "role")
    return Keeper.objects.create(assessment=assessment, member=member, number=number, role=role)


@act(may=policy.may_take_key, private=["public"])
def take_key(keeper: Keeper, actor: Actor, *, at, public: str):
    """The public half of the keeper's new key; the words that open stay with the keeper and are nowhere in the house."""
    if keeper.assessment.state != "designed":
        raise NotNow(_("规则已经冻结，口令不能再换。"))
    sealing.read_public(public)
    keeper.public, keeper.taken_at = public, at


@act(may=policy.may_run)
def award(assessment: Assessment, actor: Actor, *, at, org: Organisation, points, rule: str):
    """Points added or taken away by a written rule, before anything is opened."""
    subject = assessment.subjects.filter(org=org).first()
    if subject is None:
        raise Unfit(_("“{name}”不在评价名单里。").format(name=org), "org")
    if not rule.strip():
        raise Unfit(_("请写明加减分的依据。"), "rule")
    if not points or abs(points) > 100:
        raise Unfit(_("请填写加多少分（减分填负数）。"), "points")
    return Award.objects.create(subject=subject, points=points, rule=impersonal(rule, "rule"), at=at)


@act(may=policy.may_run)
def freeze(assessment: Assessment, actor: Actor, *, at):
    """Rubric, terms, bands and keepers are fixed before anybody sets out."""
    if not assessment.rubric.is_whole:
        raise Unfit(_("细则“{name}”和冻结时的指纹不一致，有人改过它。请查存证账。").format(name=assessment.rubric))
    keepers = list(assessment.keepers.all())
    if len(keepers) < FEWEST_KEEPERS:
        raise Unfit(_("至少要有{n}人分别保管启封口令（组长、监票人、计票人）。").format(n=FEWEST_KEEPERS))
    if missing := [keeper for keeper in keepers if not keeper.public]:
        names = "、".join(str(keeper) for keeper in missing)
        raise Unfit(_("{names}还没有领取启封口令。").format(names=names))
    if empty := sorted(set(range(1, assessment.panels + 1)) - set(assessment.subjects.values_list("panel", flat=True))):
        raise Unfit(_("第{panels}组还没有单位。").format(panels="、".join(map(str, empty))))
    assessment.terms_digest = composite.digest(assessment.terms)


@act(may=policy.may_run)
def begin(assessment: Assessment, actor: Actor, *, at):
    """Judges may mark from now on. Every panel has judges."""
    if lacking := sorted(set(range(1, assessment.panels + 1)) - set(assessment.judges.values_list("panel", flat=True))):
        raise Unfit(_("第{panels}组还没有评委。").format(panels="、".join(map(str, lacking))))


@act(may=policy.may_run)
def lay_out(assessment: Assessment, actor: Actor, *, at, org: Organisation, parts: list[str], shared: list[str] = ()):
    """The parts of an organisation that are marked by themselves, as "key name"; others of it fall away.

    Those in `shared` (keys) are marked by every panel.
    """
    if not assessment.is_before_seal:
        raise NotNow(_("已经封票，打分的点位不能再变。"))
    subject = assessment.subjects.filter(org=org).first()
    if subject is None:
        raise Unfit(_("“{name}”不在评价名单里。").format(name=org), "org")
    wanted = dict(line.split(" ", 1) for line in parts)
    for key, name in wanted.items():
        Part.objects.update_or_create(
            subject=subject, key=key, defaults={"name": name, "is_shared": key in shared, "is_open": True}
        )
    subject.parts.exclude(key__in=wanted).update(is_open=False)
