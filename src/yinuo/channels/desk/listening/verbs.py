"""How each act of listening days (M14) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "plan_listening": Verb(_("排一次民情沟通日"), _("排民情沟通日"), "calendar-plus"),
    "announce_listening": Verb(_("公告出去"), _("公告民情沟通日"), "speakerphone"),
    "move_listening": Verb(_("改日子、地点"), _("民情沟通日改日子、地点"), "calendar-event"),
    "call_off_listening": Verb(_("这次不开了"), _("取消民情沟通日"), "x", "danger"),
    "open_listening": Verb(_("开始"), _("民情沟通日开始"), "messages"),
    "report_last": Verb(_("已通报"), _("上月事项已通报"), "speakerphone"),
    "close_listening": Verb(_("结束"), _("民情沟通日结束"), "flag"),
    "add_opinion": Verb(_("记一条意见"), _("记下一条意见"), "plus"),
    "answer_opinion": Verb(_("答复"), _("答复意见"), "message-circle"),
    "tell_raiser": Verb(_("已反馈"), _("结果告诉提意见的人"), "corner-up-left"),
}
