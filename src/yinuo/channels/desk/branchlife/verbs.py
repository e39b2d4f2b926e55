"""How each act of the life of branches (M17, M30, M40, M41) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "settle_custom": Verb(_("定主题党日和地点"), _("定主题党日和常用地点"), "settings"),
    "record_meeting": Verb(_("记一次会"), _("记录一次组织生活"), "plus"),
    "correct_meeting": Verb(_("写一条更正"), _("在记录旁边写更正"), "pencil"),
    "add_meeting_photo": Verb(_("放一张照片"), _("给会议记录配照片"), "photo"),
    "post_branch_notice": Verb(_("发通知"), _("发支部通知"), "speakerphone"),
    "remind_dues": Verb(_("提醒交党费"), _("提醒交党费（不含金额）"), "bell"),
    "begin_discussion": Verb(_("开一个话题"), _("开始讨论一个话题"), "message-circle"),
    "say_remark": Verb(_("说一句"), _("在话题里发言"), "message-circle"),
    "archive_discussion": Verb(_("写小结，归档"), _("话题归档"), "clipboard-check"),
    "write_to_branch": Verb(_("给支部写信"), _("给支部写信"), "mail"),
    "answer_letter": Verb(_("答复"), _("答复党员来信"), "message-circle"),
    "plan_activity": Verb(_("计划一次活动"), _("计划活动"), "calendar-plus"),
    "sign_up": Verb(_("我要参加"), _("报名参加活动"), "heart-handshake"),
    "step_back": Verb(_("不参加了"), _("退出活动"), "arrow-back-up"),
    "hold_activity": Verb(_("登记开展情况"), _("登记活动结果"), "clipboard-check"),
    "call_off_activity": Verb(_("取消活动"), _("取消活动"), "circle-x", "danger"),
    "add_activity_photo": Verb(_("放一张照片"), _("给活动配照片"), "photo"),
    "follow_up_activity": Verb(_("登记后续"), _("登记活动后续"), "check"),
    "name_demonstration": Verb(_("设党员示范岗"), _("设党员示范岗"), "flag"),
    "review_demonstration": Verb(_("年度回看"), _("党员示范岗年度回看"), "eye-check"),
    "withdraw_demonstration": Verb(_("取消示范岗"), _("取消党员示范岗"), "circle-x", "danger"),
    "write_report": Verb(_("写述职报告"), _("提交述职报告"), "file-text"),
    "hold_hearing": Verb(_("登记述职会"), _("登记述职会"), "users-group"),
    "enter_count": Verb(_("填第一遍清点"), _("第一名计票人清点"), "list-check"),
    "confirm_count": Verb(_("填第二遍清点"), _("第二名计票人清点一致"), "check"),
    "recount": Verb(_("改第一遍的数"), _("第一名计票人重新清点"), "pencil"),
    "settle_report": Verb(_("公布评议结果"), _("公布述职评议结果"), "circle-check"),
    "plan_report_item": Verb(_("列一件整改"), _("列述职整改事项"), "plus"),
    "finish_report_item": Verb(_("改好了"), _("述职整改完成"), "check"),
    "close_report": Verb(_("了结"), _("述职整改了结"), "clipboard-check"),
}
