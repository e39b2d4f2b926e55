"""Grants and ledger entries in Chinese, for administrators and auditors; the codes of the ledger stand beside."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.acts.models import Entry
from yinuo.duties.words.burden import COMPLAINT_STATES, REQUEST_STATES
from yinuo.duties.words.rectification import CAMPAIGN_STATES, ITEM_STATES, WEEK_STATES
from yinuo.evaluation.words import ASSESSMENT_STATES, OBJECTION_STATES, RUBRIC_STATES
from yinuo.inspection.words import GAP_STATES, ITINERARY_STATES, ROUND_STATES, VISIT_STATES
from yinuo.kernel.actor import Role
from yinuo.matters.box_words import BOX_STATES, LETTER_STATES, OPENING_STATES
from yinuo.matters.models import Matter
from yinuo.matters.words import STATES
from yinuo.meetings.flow.life import FLOWS as LIFE_FLOWS
from yinuo.meetings.words.listening import DAY_STATES
from yinuo.meetings.words.topics import CLAIM_STATES, SITTING_STATES, TOPIC_STATES
from yinuo.orgs.models import Trust
from yinuo.orgs.queries import names_of
from yinuo.orgs.words import APPOINTMENT_STATES, PROPOSAL_STATES, SEAT_STATES
from yinuo.supervision.words import FINDING_STATES, NOTICE_STATES, PLAN_STATES, TALK_STATES
from yinuo.supervision.words import VISIT_STATES as SUPERVISION_VISIT_STATES

from ..boxes.verbs import VERBS as BOX_VERBS
from ..branchlife.verbs import VERBS as LIFE_VERBS
from ..burden.verbs import VERBS as BURDEN_VERBS
from ..campaigns.verbs import VERBS as CAMPAIGN_VERBS
from ..evaluation.verbs import VERBS as EVALUATION_VERBS
from ..inspection.verbs import VERBS as INSPECTION_VERBS
from ..listening.verbs import VERBS as LISTENING_VERBS
from ..matters.verbs import VERBS
from ..orgs.verbs import VERBS as ORG_VERBS
from ..rectification.verbs import VERBS as RECTIFICATION_VERBS
from ..registers.verbs import VERBS as REGISTER_VERBS
from ..supervision.verbs import VERBS as SUPERVISION_VERBS
from ..topics.verbs import VERBS as TOPIC_VERBS
from .forms import ROLE_LABELS
from .lives import LIVES, THINGS

ACTS = {
    "matters.load_rulebook": gettext_lazy("启用规则"),
    "orgs.appoint": gettext_lazy("增加人员"),
    "orgs.dismiss": gettext_lazy("人员离岗"),
    "orgs.entrust": gettext_lazy("授权"),
    "orgs.relieve": gettext_lazy("收回授权"),
    "orgs.save_filter": gettext_lazy("保存常用筛选"),
    "orgs.drop_filter": gettext_lazy("删除常用筛选"),
    "places.enter": gettext_lazy("登记区划"),
    "places.load_year": gettext_lazy("载入工作日历"),
    "places.confirm_year": gettext_lazy("确认工作日历"),
    "places.override_day": gettext_lazy("调整工作日"),
    "places.draw": gettext_lazy("画出范围"),
    "places.enter_building": gettext_lazy("登记楼栋"),
    "places.amend_building": gettext_lazy("修改楼栋"),
    "places.demolish": gettext_lazy("楼栋拆除"),
    "places.lay_barrier": gettext_lazy("登记道路、河流"),
    "places.lift_barrier": gettext_lazy("取消道路、河流"),
    "places.plan_grids": gettext_lazy("做网格划分方案"),
    "places.move": gettext_lazy("手工调整网格划分方案"),
    "places.adopt": gettext_lazy("采用网格划分方案"),
    "places.drop": gettext_lazy("放弃网格划分方案"),
    "places.post": gettext_lazy("公示网格"),
    "matters.ask": gettext_lazy("邻里请楼道党小组说和"),
    "matters.talk": gettext_lazy("约定或者记下一次说和"),
    "matters.settle": gettext_lazy("说和有了结果"),
    "matters.refer": gettext_lazy("转人民调解或者有关部门"),
    "matters.pass_on": gettext_lazy("随合并转给另一个党小组"),
    "matters.call_off": gettext_lazy("邻里不用再说和"),
    "orgs.lend_pass": gettext_lazy("领取离线通行证"),
    "orgs.withdraw_pass": gettext_lazy("收回离线通行证"),
    "evaluation.begin": gettext_lazy("开始打分"),
    "evaluation.lay_out": gettext_lazy("确定打分的点位"),
    "inspection.deliver": gettext_lazy("路线排出来了"),
    "inspection.take": gettext_lazy("路线开始采用"),
    "inspection.replace": gettext_lazy("路线换成别的"),
    "inspection.call_off": gettext_lazy("取消去一个点位"),
    "inspection.take_note": gettext_lazy("记观摩笔记"),
    "inspection.rewrite_note": gettext_lazy("修改观摩笔记"),
    "inspection.add_photo": gettext_lazy("给笔记配照片"),
}
SUBJECTS = {
    **THINGS,
    "matter": gettext_lazy("事项"),
    "member": gettext_lazy("人员"),
    "organisation": gettext_lazy("单位"),
    "place": gettext_lazy("区划"),
    "calendaryear": gettext_lazy("日历"),
    "rulebook": gettext_lazy("规则"),
    "seat": gettext_lazy("席位"),
    "post": gettext_lazy("党务岗位"),
    "appointment": gettext_lazy("驻村选派"),
    "proposal": gettext_lazy("支部设置申报"),
    "chain": gettext_lazy("联动层级"),
    "threshold": gettext_lazy("组织设置规则"),
    "building": gettext_lazy("楼栋"),
    "barrier": gettext_lazy("道路、河流"),
    "gridplan": gettext_lazy("网格划分方案"),
    "ask": gettext_lazy("邻里说和"),
    "calendarday": gettext_lazy("日历"),
    "rubric": gettext_lazy("评价细则"),
    "assessment": gettext_lazy("综合评价"),
    "judge": gettext_lazy("评委"),
    "keeper": gettext_lazy("口令保管人"),
    "subject": gettext_lazy("被评价单位"),
    "ballot": gettext_lazy("评分票"),
    "objection": gettext_lazy("评价异议"),
    "question": gettext_lazy("对评委的询问"),
    "round": gettext_lazy("集中观摩"),
    "site": gettext_lazy("点位"),
    "itinerary": gettext_lazy("路线"),
    "visit": gettext_lazy("观摩点位"),
    "note": gettext_lazy("观摩笔记"),
    "gap": gettext_lazy("对标查改"),
    "box": gettext_lazy("意见箱"),
    "opening": gettext_lazy("开箱"),
    "letter": gettext_lazy("来信"),
    "collectionrequest": gettext_lazy("要表登记"),
    "burdencomplaint": gettext_lazy("减负投诉"),
    "reliefoffice": gettext_lazy("减负办"),
    "devicepass": gettext_lazy("离线通行证"),
    "topic": gettext_lazy("议题"),
    "sitting": gettext_lazy("会议"),
    "needclaim": gettext_lazy("认领"),
    "supervisionplan": gettext_lazy("督查计划"),
    "supervisionteam": gettext_lazy("督查组"),
    "supervisionvisit": gettext_lazy("督查"),
    "finding": gettext_lazy("督查发现的问题"),
    "rectificationnotice": gettext_lazy("整改通知书"),
    "accountabilitytalk": gettext_lazy("约谈"),
    "monthlyreport": gettext_lazy("月报告"),
    "annualreview": gettext_lazy("年度评议"),
    "likenessquestion": gettext_lazy("对记录的询问"),
    "campaign": gettext_lazy("专项整治"),
    "item": gettext_lazy("整改事项"),
    "weeklylist": gettext_lazy("周一总结"),
    "listeningday": gettext_lazy("民情沟通日"),
    "opinion": gettext_lazy("意见"),
    "branchcustom": gettext_lazy("支部惯例"),
    "branchmeeting": gettext_lazy("组织生活记录"),
    "branchnotice": gettext_lazy("支部通知"),
    "branchdiscussion": gettext_lazy("支部话题"),
    "branchletter": gettext_lazy("党员来信"),
    "branchactivity": gettext_lazy("支部活动"),
    "activitysignup": gettext_lazy("活动报名"),
    "demonstrationpost": gettext_lazy("党员示范岗"),
    "secretaryreport": gettext_lazy("述职报告"),
    "reporthearing": gettext_lazy("述职会"),
    "ballotcount": gettext_lazy("评议票清点"),
    "reportitem": gettext_lazy("述职整改"),
}
AREA_VERBS = {
    "matters": {**VERBS, **BOX_VERBS},
    "orgs": ORG_VERBS,
    "evaluation": EVALUATION_VERBS,
    "inspection": INSPECTION_VERBS,
    "meetings": {**LISTENING_VERBS, **TOPIC_VERBS, **LIFE_VERBS},
    "duties": {**RECTIFICATION_VERBS, **CAMPAIGN_VERBS, **REGISTER_VERBS, **BURDEN_VERBS},
    "supervision": SUPERVISION_VERBS,
}  # fmt: skip
LIFE_STATES = {state: word for flow in LIFE_FLOWS for state, word in flow.labels.items()}
AREA_STATES = {
    "matters": {**STATES, **BOX_STATES, **OPENING_STATES, **LETTER_STATES},
    "evaluation": {**RUBRIC_STATES, **ASSESSMENT_STATES, **OBJECTION_STATES},
    "inspection": {**ROUND_STATES, **ITINERARY_STATES, **VISIT_STATES, **GAP_STATES},
    "meetings": {**TOPIC_STATES, **SITTING_STATES, **CLAIM_STATES, **DAY_STATES, **LIFE_STATES},
    "duties": {**ITEM_STATES, **CAMPAIGN_STATES, **WEEK_STATES, **REQUEST_STATES, **COMPLAINT_STATES},
    "supervision": {**PLAN_STATES, **SUPERVISION_VISIT_STATES, **FINDING_STATES, **NOTICE_STATES, **TALK_STATES},
}
"""States whose codes mean something else in other areas."""

KNOWN_STATES = {**SEAT_STATES, **PROPOSAL_STATES, **APPOINTMENT_STATES, **STATES}
"""States of everything that has a life; the codes do not meet but where they mean the same."""
PEOPLE = {
    "house": gettext_lazy("系统"),
    "resident": gettext_lazy("居民"),
    "slip": gettext_lazy("持单号的诉求人"),
    "member": gettext_lazy("人员"),
}


def role_word(role: str) -> str:
    """What a role is called, without what it may do."""
    return str(ROLE_LABELS[Role(role)]).partition("：")[0]


def grant_words(trust: Trust) -> str:
    """经办人 · over which office · within which place."""
    told = [role_word(trust.role), trust.org and trust.org.name, trust.place and trust.place.name]
    return " · ".join(one for one in told if one)


def act_word(name: str) -> str:
    """What an act is called in a history; an unknown one keeps its code."""
    area, _dot, verb = name.partition(".")
    known = AREA_VERBS.get(area, {})
    return str(known[verb].told) if verb in known else str(ACTS.get(name, name))


def told(entries: Iterable[Entry], *, with_texts: bool = False) -> list[dict]:
    """Rows of the auditor's table; two queries besides the entries, whatever their number."""
    entries = list(entries)
    names = names_of({one.org for one in entries if one.org})
    keys = {int(one.subject.partition(":")[2]) for one in entries if one.subject.startswith("matter:")}
    numbers = dict(Matter.objects.filter(pk__in=keys).values_list("pk", "number"))
    return [
        {
            "entry": one,
            "act": act_word(one.act),
            "texts": [text.words for text in one.texts.all()] if with_texts else [],
            "subject": _subject(one.subject, numbers),
            "who": _who(one.actor),
            "office": names.get(one.org, one.org),
            "before": _state(one.before, one),
            "after": _state(one.after, one) if one.after != one.before else "",
        }
        for one in entries
    ]


def _subject(reference: str, numbers: dict[int, str]) -> str:
    label, _colon, key = reference.partition(":")
    number = numbers.get(int(key), key) if label == "matter" else key
    return f"{SUBJECTS.get(label, label)} {number}"


def _who(reference: str) -> str:
    label, _colon, key = reference.partition(":")
    return f"{PEOPLE.get(label, label)} {key}".strip()


def _state(state: str, entry: Entry) -> str:
    area = entry.act.partition(".")[0]
    known = LIVES.get(entry.subject.partition(":")[0]) or AREA_STATES.get(area, KNOWN_STATES)
    return _(known[state]) if state in known else state
