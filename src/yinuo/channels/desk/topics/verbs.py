"""How the acts of councils and committees are called: the word of the button, of the line in a history, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS = {
    "propose_topic": Verb(_("提一个议题"), _("提出议题"), "plus"),
    "call_sitting": Verb(_("通知会议"), _("通知会议"), "calendar-plus"),
    "set_rhythm": Verb(_("定开会节奏"), _("确定开会节奏"), "calendar"),
    "screen_topic": Verb(_("列入议题"), _("审核，列入议题"), "check"),
    "decline_topic": Verb(_("不列入"), _("没有列入议题"), "x", "danger"),
    "circulate_topic": Verb(_("会前通报"), _("会前通报"), "send"),
    "answer_topic": Verb(_("提意见"), _("对议题提意见"), "message-circle"),
    "claim_need": Verb(_("认领"), _("认领"), "heart-handshake"),
    "hear_topic": Verb(_("登记会上怎么说"), _("上会讨论"), "messages"),
    "consult_urgent": Verb(_("登记急事碰头"), _("急事碰头"), "urgent"),
    "weigh_answer": Verb(_("写采纳情况"), _("写明采纳情况"), "list-check"),
    "conclude_topic": Verb(_("议定"), _("议定"), "gavel"),
    "vote_topic": Verb(_("登记表决"), _("表决"), "gavel"),
    "decide_urgent": Verb(_("记下牵头单位怎么定"), _("牵头单位定"), "gavel"),
    "postpone_topic": Verb(_("暂缓"), _("暂缓，下次再议"), "hourglass", "danger"),
    "flag_residents": Verb(_("标明涉及全体居民"), _("标明涉及全体居民利益"), "users"),
    "route_to_residents": Verb(_("转居民会议"), _("转居民会议"), "corner-up-right"),
    "enter_residents_result": Verb(_("登记居民会议结果"), _("登记居民会议结果"), "users-group"),
    "assign_topic": Verb(_("交办"), _("交办"), "send"),
    "note_execution": Verb(_("都办完了"), _("议定的事办完了"), "circle-check"),
    "note_reopened": Verb(_("又打开了"), _("交办的事重新打开"), "rotate-2"),
    "report_back": Verb(_("反馈提出人"), _("反馈提出人"), "message-report"),
    "close_topic": Verb(_("了结"), _("了结"), "circle-check"),
    "withdraw_topic": Verb(_("撤回议题"), _("撤回议题"), "arrow-back-up", "danger"),
    "hold_sitting": Verb(_("登记到会"), _("登记到会"), "users-group"),
    "write_minutes": Verb(_("写纪要"), _("印发纪要"), "file-text"),
    "cancel_sitting": Verb(_("取消会议"), _("取消会议"), "x", "danger"),
    "deliver_claim": Verb(_("办到了"), _("登记办到"), "check"),
    "confirm_claim": Verb(_("受益人说办到了"), _("受益人确认"), "thumb-up"),
    "return_claim": Verb(_("还没办到"), _("受益人说还没有办到"), "corner-up-left", "danger"),
    "give_up_claim": Verb(_("不认领了"), _("不再认领"), "x", "danger"),
}
