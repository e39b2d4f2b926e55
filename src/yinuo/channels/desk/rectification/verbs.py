"""How each act of rectification campaigns (M31–M33) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "start_campaign": Verb(_("部署一次整治"), _("部署专项整治"), "plus"),
    "list_item": Verb(_("列一个问题"), _("列入问题清单"), "plus"),
    "amend_item": Verb(_("改清单的文字"), _("修改清单文字"), "pencil"),
    "promise_item": Verb(_("承诺办结"), _("承诺办结"), "rubber-stamp"),
    "work_on": Verb(_("登记进展"), _("登记整改进展"), "pencil"),
    "ask_more_time": Verb(_("申请延期"), _("申请延期"), "clock"),
    "decide_more_time": Verb(_("批延期"), _("答复延期申请"), "gavel"),
    "report_done": Verb(_("报告已整改"), _("责任单位报告已整改"), "check"),
    "report_period": Verb(_("登记本期做了什么"), _("登记本期工作"), "check"),
    "take_check": Verb(_("开始验收"), _("开始验收"), "eye-check"),
    "sell_off": Verb(_("验收通过，销号"), _("验收通过，销号"), "circle-check"),
    "reject_item": Verb(_("没有改好，退回"), _("验收没有通过，退回"), "arrow-back-up", "danger"),
    "hold_item": Verb(_("回头看：没有反弹"), _("回头看，没有反弹"), "circle-check"),
    "rebound_item": Verb(_("反弹了，重新整改"), _("回头看发现反弹"), "rotate-2", "danger"),
    "make_normal": Verb(_("转入常态"), _("转入常态"), "flag"),
    "strike_out": Verb(_("从清单撤下"), _("从清单撤下"), "x", "danger"),
    "merge_item": Verb(_("并入另一项"), _("并入另一项"), "link"),
    "draw_sample": Verb(_("抽回头看"), _("抽定回头看的事项"), "rotate-2"),
    "end_campaign": Verb(_("结束整治"), _("整治结束"), "clipboard-list"),
    "draft_week": Verb(_("拟周一总结"), _("拟出周一总结"), "file-text"),
    "redraft_week": Verb(_("重新统计"), _("重新统计周一总结"), "rotate-2"),
    "issue_week": Verb(_("审定印发"), _("审定印发周一总结"), "send"),
    "correct_week": Verb(_("出更正件"), _("更正周一总结"), "pencil"),
}
