"""How each act of an inspection tour is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS = {
    "order": Verb(_("部署一轮观摩"), _("部署观摩"), "plus"),
    "enter": Verb(_("加入单位"), _("加入参加观摩的单位"), "plus"),
    "lead_group": Verb(_("定组长"), _("确定组长"), "user-check"),
    "list_site": Verb(_("报一个点位"), _("申报点位"), "map-plus"),
    "withdraw_site": Verb(_("撤回"), _("撤回点位"), "arrow-back-up", "danger"),
    "draw": Verb(_("抽定点位"), _("抽定点位"), "rotate-2"),
    "share_sites": Verb(_("定共看的点位"), _("确定各组共看的点位"), "link"),
    "set_travel": Verb(_("导入行车时间"), _("导入行车时间表"), "table-import"),
    "ask_routes": Verb(_("排路线"), _("请系统排路线"), "route"),
    "rearrange": Verb(_("自己排"), _("人工调整路线"), "pencil"),
    "adopt": Verb(_("采用这份路线"), _("采用路线"), "check"),
    "close_site": Verb(_("临时取消点位"), _("临时取消点位"), "circle-x", "danger"),
    "set_out": Verb(_("出发"), _("观摩组出发"), "send"),
    "come_back": Verb(_("观摩结束"), _("观摩结束，返回"), "flag"),
    "hold_visit": Verb(_("已看"), _("登记看过点位"), "check"),
    "miss_visit": Verb(_("没看成"), _("登记没有看成"), "circle-x", "danger"),
    "call_meeting": Verb(_("定点评会"), _("确定总结点评会的时间、地点"), "calendar-event"),
    "invite_speaker": Verb(_("请单位发言"), _("确定典型发言单位"), "speakerphone"),
    "hold_meeting": Verb(_("登记点评会"), _("登记总结点评会"), "clipboard-check"),
    "plan_gap": Verb(_("提一条查改"), _("提出对标查改"), "plus"),
    "say_none": Verb(_("没有要改的，说明原因"), _("说明没有要改的"), "message-circle"),
    "review_gap": Verb(_("登记回看"), _("登记回看"), "eye-check"),
    "keep_gap": Verb(_("改好了"), _("改好了，保持下去"), "circle-check"),
    "drop_gap": Verb(_("不改了"), _("不改了"), "x", "danger"),
    "archive": Verb(_("归档"), _("归档"), "clipboard-list"),
}
