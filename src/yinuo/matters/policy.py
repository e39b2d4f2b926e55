"""Who may do what to a matter or to what a neighbour asks: each rule gives the reason to refuse, in words, or None.

`may_see` has an SQL twin, `queries.visible_to`, and `may_read_ask` one in `neighbours.visible_to`; property tests hold
them together.
"""

from ..kernel.actor import Actor, Role
from ..kernel.words import _
from .words import Intake, Kind, State

DESK = (Role.COMMUNITY_WORKER, Role.COORDINATOR)
CHECKED = frozenset({State.RESOLVED, State.VERIFIED, State.FEEDBACK_GIVEN, State.REOPEN_ASKED, State.CLOSED})


def is_raiser(actor: Actor, matter) -> bool:
    """Whether the actor holds the slip of this matter."""
    return actor.slip is not None and actor.slip == matter.pk


def is_doer(actor: Actor, matter) -> bool:
    """Whether the actor belongs to the office that handles the matter, or to one below it."""
    return actor.belongs_to(matter.office_path)


def is_kept_from(actor: Actor, matter) -> bool:
    """Whether it is about the actor's own office and was therefore given to another one (M34)."""
    return bool(matter.kept_from) and actor.belongs_to(matter.kept_from)


OWN_OFFICE = _("这件事反映的是您所在的单位，由别的单位办理。")


def may_raise(actor: Actor, place) -> str | None:
    """Anybody may; a worker registers on behalf only within the own place."""
    if actor.member is None or actor.is_house or actor.holds(*DESK, Role.HANDLER, place=place.code):
        return None
    return _("您只能代本辖区的居民登记。")


def may_see(actor: Actor, matter) -> str | None:
    """Public matters are everybody's; the rest is for the slip holder and for those whose work it is."""
    if actor.is_house or is_raiser(actor, matter) or matter.is_public:
        return None
    if is_kept_from(actor, matter):
        return OWN_OFFICE
    if actor.holds(*DESK, Role.LEADER, place=matter.place_code):
        return None
    if matter.office_path and actor.holds(Role.HANDLER, org=matter.office_path):
        return None
    if _may_check(actor, matter) or _waits_at_own_body(actor, matter) or _went_through(actor, matter):
        return None
    return _("您没有查看这件事的权限。")


def _waits_at_own_body(actor: Actor, matter) -> bool:
    """Whether the matter waits at a body that the actor organises."""
    return (
        matter.state == State.ESCALATED
        and bool(matter.office_path)
        and actor.holds(Role.ORGANISER, org=matter.office_path)
    )


def _went_through(actor: Actor, matter) -> bool:
    """Whether the actor's office raised it upward, or gave it down: it still hears what becomes of it (M08)."""
    return bool(matter.hops) and any(
        actor.holds(Role.HANDLER, org=hop.from_path) or actor.holds(Role.HANDLER, Role.ORGANISER, org=hop.to_path)
        for hop in matter.escalations.all()
    )


def has_raised(actor: Actor, matter) -> bool:
    """Whether the actor works in an office that had it and raised it up the chain: it had a part in the work."""
    return bool(matter.hops) and any(actor.belongs_to(hop.from_path) for hop in matter.escalations.all())


def _may_check(actor: Actor, matter) -> bool:
    return (
        actor.holds(Role.VERIFIER, place=matter.place_code) and matter.state in CHECKED and not is_doer(actor, matter)
    )


def may_register(actor: Actor, matter) -> str | None:
    """Community workers and coordinators of the place."""
    if is_kept_from(actor, matter):
        return OWN_OFFICE
    if actor.holds(*DESK, place=matter.place_code):
        return None
    return _("只有本辖区的社区工作者或者协调员可以登记、受理。")


def may_dispatch(actor: Actor, matter) -> str | None:
    """Coordinators of the place (street or county)."""
    if is_kept_from(actor, matter):
        return OWN_OFFICE
    if actor.holds(Role.COORDINATOR, place=matter.place_code):
        return None
    return _("只有街道或者县（市、区）的协调员可以派单。")


def may_send(actor: Actor, matter) -> str | None:
    """Coordinators of the place; the house where it writes down to whom a listening day has given it (M14)."""
    return None if _writes_down(actor, matter) else may_dispatch(actor, matter)


def _writes_down(actor: Actor, matter) -> bool:
    """Whether the house writes down what was agreed at a listening day; who agreed, its own ledger entry says."""
    return actor.is_house and matter.intake == Intake.LISTENING_DAY


def may_adjudicate(actor: Actor, matter) -> str | None:
    """A coordinator who does not belong to an office in the dispute."""
    if is_doer(actor, matter):
        return _("裁定人不能属于有争议的单位，请由其他协调员裁定。")
    return may_dispatch(actor, matter)


def may_handle(actor: Actor, matter) -> str | None:
    """Handlers of the office the matter was dispatched to."""
    if matter.office_path and actor.holds(Role.HANDLER, org=matter.office_path):
        return None
    return _("只有承办单位的经办人可以办理。")


def may_promise(actor: Actor, matter) -> str | None:
    """Handlers of the office; the house where it writes down what the office promised at a listening day (M14)."""
    return None if _writes_down(actor, matter) else may_handle(actor, matter)


def may_escalate(actor: Actor, matter) -> str | None:
    """Handlers of the office that has it; while it waits at a body above, whoever organises that body too."""
    return None if _waits_at_own_body(actor, matter) else may_handle(actor, matter)


def may_assign(actor: Actor, matter) -> str | None:
    """The body it was escalated to: its handlers or its organiser; or a coordinator of the place (M08)."""
    if _waits_at_own_body(actor, matter) or actor.holds(Role.COORDINATOR, place=matter.place_code):
        return None
    if matter.office_path and actor.holds(Role.HANDLER, org=matter.office_path):
        return None
    return _("只有接到上报的上级单位，或者本辖区的协调员，可以交办。")


def may_inherit(actor: Actor, _matter) -> str | None:
    """Only the house, when offices were merged."""
    return None if actor.is_house else _("单位合并后的移交由系统办理，不能手工移交。")


def may_answer(actor: Actor, matter) -> str | None:
    """On the spot by whoever registers; later by the office."""
    if not matter.office_path:
        return may_register(actor, matter)
    return may_handle(actor, matter)


def may_decide(actor: Actor, matter) -> str | None:
    """Extensions and reopenings: a coordinator outside the office (REFERENCE §5.H)."""
    if is_doer(actor, matter):
        return _("承办单位不能给自己作决定，请由其他单位的协调员决定。")
    return may_dispatch(actor, matter)


def may_verify(actor: Actor, matter) -> str | None:
    """A verifier of the place who belongs to no office that did or raised it, nor did the work (REFERENCE §1.1 (1))."""
    if is_doer(actor, matter):
        return _("不能复查本单位办理的事项，请由其他单位复查。")
    if actor.member is not None and actor.member == matter.resolved_by:
        return _("不能复查自己办理的事项。")
    if is_kept_from(actor, matter):
        return OWN_OFFICE
    if not actor.holds(Role.VERIFIER, place=matter.place_code):
        return _("只有核查回访人员可以复查。")
    if has_raised(actor, matter):
        return _("本单位办过、上报过这件事，不能复查，请由没有参与的单位复查。")
    return None


def may_close(actor: Actor, matter) -> str | None:
    """The house itself after a good rating; else a coordinator or verifier outside the doing office."""
    if actor.is_house:
        return None
    if is_doer(actor, matter) or (actor.member is not None and actor.member == matter.resolved_by):
        return _("承办单位和经办人不能给自己结案。")
    if is_kept_from(actor, matter):
        return OWN_OFFICE
    if not actor.holds(Role.VERIFIER, Role.COORDINATOR, place=matter.place_code):
        return _("只有协调员或者核查人员可以结案。")
    if has_raised(actor, matter):
        return _("本单位办过、上报过这件事，不能给它结案，请由没有参与的单位结案。")
    return None


def may_rate(actor: Actor, matter) -> str | None:
    """Only who holds the slip; never an office."""
    if is_raiser(actor, matter):
        return None
    return _("只有持单号的诉求人本人可以评价、申请重办或者撤回。")


def may_attach(actor: Actor, matter) -> str | None:
    """The raiser, the office, and whoever registers or checks."""
    rules = (may_rate, may_handle, may_register, may_verify)
    if any(rule(actor, matter) is None for rule in rules):
        return None
    return _("您不能给这件事添加佐证。")


def may_urge(actor: Actor, matter) -> str | None:
    """Coordinators, leaders and the raiser."""
    if is_raiser(actor, matter) or actor.holds(Role.COORDINATOR, Role.LEADER, place=matter.place_code):
        return None
    return _("只有诉求人、协调员或者分管领导可以催办。")


def may_publish(actor: Actor, matter) -> str | None:
    """Who registers decides on publication, but tips stay closed (信访工作条例 Art. 30)."""
    if matter.kind == Kind.REPORT_TIP:
        return _("举报事项不公开。")
    return may_register(actor, matter)


def may_unmask(actor: Actor, matter) -> str | None:
    """The contact: for who registers or checks, and for the office unless the matter is a tip; only while it is open."""
    if matter.state in (State.WITHDRAWN, State.NOT_ACCEPTED):
        return _("事项已经终止，不再提供联系方式。")
    if matter.kind == Kind.REPORT_TIP and is_doer(actor, matter):
        return _("举报人的信息对被举报单位和承办单位保密。")
    if matter.state == State.CLOSED and may_verify(actor, matter) is not None:
        return _("事项已经结案，不再提供联系方式。")
    if any(rule(actor, matter) is None for rule in (may_register, may_handle, may_verify)):
        return None
    return _("您没有查看联系方式的权限。")


def may_forget(actor: Actor, matter) -> str | None:
    """The raiser, or on the raiser's word a worker of the place."""
    if is_raiser(actor, matter) or actor.is_house:
        return None
    return may_register(actor, matter)


def may_reissue(actor: Actor, matter) -> str | None:
    """The raiser, or a worker of the place who knows him."""
    return None if is_raiser(actor, matter) else may_register(actor, matter)


def may_annotate(actor: Actor, _matter) -> str | None:
    """Only the house writes suggestions."""
    return None if actor.is_house else _("建议由系统给出，不能手工填写。")


def may_ask(actor: Actor, _group) -> str | None:
    """Neighbours ask for themselves, without an account; nobody registers it for them (M11)."""
    return None if actor.member is None else _("请邻居自己提出。您登录着工作账号，请先退出，或者换一个浏览器打开。")


def is_asker(actor: Actor, ask) -> bool:
    """Whether the actor holds the slip of this request."""
    return actor.ask is not None and actor.ask == ask.pk


def is_of_group(actor: Actor, ask) -> bool:
    """Whether the actor works in the very group that was asked; those above it do not read what neighbours say."""
    return bool(ask.group_path) and any(grant.org == ask.group_path for grant in actor.granted(Role.HANDLER))


def may_read_ask(actor: Actor, ask) -> str | None:
    """Who asked, and the group that was asked; nobody else."""
    if is_asker(actor, ask) or is_of_group(actor, ask):
        return None
    return _("这是邻居请党小组帮忙的事，只有被请的党小组看得到。")


def may_talk(actor: Actor, ask) -> str | None:
    """The group that was asked."""
    return None if is_of_group(actor, ask) else _("只有被请的党小组可以约谈、说和、转出。")


def may_call_off(actor: Actor, ask) -> str | None:
    """Only who asked."""
    return None if is_asker(actor, ask) else _("只有提出的邻居本人凭单号可以说不用了。")


def may_pass_on(actor: Actor, _ask) -> str | None:
    """Only the house, when groups were merged."""
    return None if actor.is_house else _("党小组合并后的移交由系统办理，不能手工移交。")
