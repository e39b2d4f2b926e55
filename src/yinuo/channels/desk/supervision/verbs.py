"""How each act of supervision (M41, M42) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "draft_plan": Verb(_("起草督查计划"), _("起草督查计划"), "plus"),
    "take_in": Verb(_("列入单位"), _("列入被督查单位"), "building"),
    "assign_units": Verb(_("分给督查组"), _("把单位分给督查组"), "users"),
    "put_in_force": Verb(_("开始执行"), _("督查计划开始执行"), "check"),
    "close_plan": Verb(_("结束计划"), _("督查计划结束"), "flag"),
    "form_team": Verb(_("组建督查组"), _("组建督查组"), "users-group"),
    "join_team": Verb(_("加成员"), _("加入督查组成员"), "user-check"),
    "leave_team": Verb(_("退出成员"), _("成员退出督查组"), "logout"),
    "disband_team": Verb(_("撤销这个组"), _("撤销督查组"), "x", "danger"),
    "plan_visit": Verb(_("安排一次督查"), _("安排督查"), "calendar-plus"),
    "hold_visit": Verb(_("已到现场"), _("到现场督查"), "map-pin"),
    "note_seen": Verb(_("记看了什么"), _("记督查看了什么"), "notebook"),
    "report_visit": Verb(_("报告情况"), _("督查组报告情况"), "file-text"),
    "conclude_visit": Verb(_("反馈结论"), _("向单位反馈结论"), "send"),
    "call_off_visit": Verb(_("取消这次督查"), _("取消督查"), "circle-x", "danger"),
    "record_finding": Verb(_("记一个问题"), _("记录问题"), "plus"),
    "tell_finding": Verb(_("告知单位"), _("告知单位"), "speakerphone"),
    "reply_finding": Verb(_("回复"), _("单位回复"), "message-circle"),
    "uphold_finding": Verb(_("核定成立"), _("核定问题成立"), "gavel"),
    "change_finding": Verb(_("改表述后成立"), _("改表述后核定成立"), "pencil"),
    "withdraw_finding": Verb(_("撤销这个问题"), _("撤销问题"), "arrow-back-up", "danger"),
    "ask_review": Verb(_("申请复核"), _("单位申请复核"), "message-report"),
    "review_finding": Verb(_("复核"), _("由其他人复核"), "scale"),
    "list_finding": Verb(_("列入整改清单"), _("列入整改清单"), "list-check"),
    "issue_notice": Verb(_("下发整改通知书"), _("下发整改通知书"), "file-export"),
    "receipt_notice": Verb(_("签收"), _("签收整改通知书"), "rubber-stamp"),
    "answer_notice": Verb(_("反馈整改情况"), _("反馈整改情况"), "send"),
    "record_talk": Verb(_("记一次约谈"), _("记录约谈"), "messages"),
    "confirm_talk": Verb(_("确认记录无误"), _("确认约谈记录"), "check"),
    "follow_up": Verb(_("关联整改事项"), _("约谈关联整改事项"), "link"),
    "close_talk": Verb(_("办结约谈"), _("约谈办结"), "circle-check"),
    "hand_in_report": Verb(_("交月报告"), _("提交月报告"), "send"),
    "prepare_review": Verb(_("准备年度评议"), _("准备年度评议"), "scale"),
    "compare_records": Verb(_("比对记录"), _("比对各支部的记录"), "copy"),
    "answer_likeness": Verb(_("说明情况"), _("说明记录为什么相像"), "message-circle"),
}
