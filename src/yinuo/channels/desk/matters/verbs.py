"""How each act is called on the desk: the word of its button, the word of its line in a timeline, its icon and mark."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinuo.matters.words import State


class Verb(NamedTuple):
    """`button` is empty for what nobody at a desk does; `tone` is "danger" for what takes something away."""

    button: str | Promise
    told: str | Promise
    icon: str
    tone: str = ""
    mark: str = "act"


VERBS = {
    "raise": Verb("", _("提出"), "message-circle"),
    "suggest": Verb("", _("系统给出建议"), "bulb"),
    "register": Verb(_("登记"), _("登记"), "inbox"),
    "accept": Verb(_("受理"), _("受理"), "clipboard-check"),
    "decline": Verb(_("不予受理"), _("不予受理"), "circle-x", "danger", "warn"),
    "answer": Verb(_("直接答复"), _("答复"), "message-report"),
    "redirect": Verb(_("告知法定途径"), _("告知法定途径"), "scale"),
    "transfer": Verb(_("转紧急热线"), _("转紧急热线"), "urgent", "danger", "late"),
    "merge": Verb(_("并单"), _("并入另一事项"), "git-merge"),
    "split": Verb(_("拆出协办"), _("拆出协办事项"), "users-group"),
    "dispatch": Verb(_("派单"), _("派单"), "send"),
    "refuse": Verb(_("退单"), _("退单"), "corner-up-left", "danger", "warn"),
    "adjudicate": Verb(_("裁定"), _("裁定承办单位"), "gavel"),
    "escalate": Verb(_("上报上级"), _("上报"), "arrow-bar-up", "", "warn"),
    "assign": Verb(_("交办"), _("交办"), "sitemap"),
    "inherit": Verb("", _("随单位合并移交"), "git-merge"),
    "promise": Verb(_("作出承诺"), _("承诺"), "rubber-stamp", "", "promise"),
    "ask_extension": Verb(_("申请延期"), _("申请延期"), "calendar-plus", "", "warn"),
    "decide_extension": Verb(_("决定延期"), _("决定延期"), "calendar-event", "", "warn"),
    "work": Verb(_("记一步办理"), _("办理"), "pencil"),
    "finish_stage": Verb(_("完成阶段"), _("完成一个阶段"), "check"),
    "pause": Verb(_("等待补充"), _("暂停，等待补充"), "hourglass", "", "warn"),
    "resume": Verb(_("继续办理"), _("继续办理"), "refresh"),
    "resolve": Verb(_("办结"), _("单位称已办结"), "flag"),
    "verify": Verb(_("核实：属实"), _("核实属实"), "eye-check", "", "good"),
    "send_back": Verb(_("核实：不属实"), _("核实不属实，退回"), "corner-up-left", "danger", "late"),
    "rate": Verb("", _("诉求人评价"), "message-circle"),
    "call_back": Verb(_("记下回访"), _("回访"), "phone"),
    "ask_reopen": Verb("", _("诉求人申请重办"), "rotate-2", "", "late"),
    "reopen": Verb(_("同意重办"), _("同意重办"), "rotate-2", "", "warn"),
    "keep_closed": Verb(_("维持原结果"), _("维持原来的结果"), "circle-x", "danger", "warn"),
    "close": Verb(_("结案"), _("结案"), "circle-check", "", "good"),
    "look_back": Verb(_("回头看：没反弹"), _("回头看：没有反弹"), "telescope", "", "good"),
    "rebound": Verb(_("回头看：反弹了"), _("回头看：反弹，重新办理"), "alert-triangle", "danger", "late"),
    "withdraw": Verb("", _("诉求人撤回"), "arrow-back-up"),
    "attach": Verb(_("添加佐证"), _("添加佐证"), "paperclip"),
    "explain": Verb(_("说明照片"), _("说明相近的照片"), "photo"),
    "urge": Verb(_("催办"), _("催办"), "bell", "", "warn"),
    "publish": Verb(_("公开"), _("公开"), "eye"),
    "unpublish": Verb(_("撤下公开"), _("撤下公开"), "eye-off", "danger"),
    "unmask": Verb(_("查看电话"), _("查看联系方式"), "lock"),
    "forget": Verb(_("删除联系方式"), _("删除联系方式"), "trash", "danger"),
    "reissue": Verb(_("补发单号"), _("补发单号"), "key"),
}

STANDING = ("attach", "explain", "urge", "publish", "unpublish", "unmask", "reissue", "forget")
"""What stands outside the flow; shown as a second row of buttons."""

NEXT = {
    State.RECEIVED: "register",
    State.REGISTERED: "accept",
    State.TRANSFERRED: "accept",
    State.ACCEPTED: "dispatch",
    State.REFUSED: "dispatch",
    State.ADJUDICATING: "adjudicate",
    State.DISPATCHED: "promise",
    State.ESCALATED: "assign",
    State.IN_PROGRESS: "resolve",
    State.WAITING: "resume",
    State.RESOLVED: "verify",
    State.VERIFIED: "call_back",
    State.FEEDBACK_GIVEN: "close",
    State.MERGED: "close",
    State.REDIRECTED: "close",
    State.REOPEN_ASKED: "reopen",
    State.CLOSED: "look_back",
}
"""The natural next step of each state: the one button that stands out."""

GROUPS = {
    "overdue": (_("已经超期"), "alert-triangle"),
    "due_today": (_("今天到期"), "calendar-due"),
    "to_assign": (_("下级上报来，等交办"), "sitemap"),
    "to_promise": (_("新派来，等您承诺"), "rubber-stamp"),
    "new": (_("新来的，等登记受理"), "inbox"),
    "refused": (_("被退回，等改派或裁定"), "gavel"),
    "to_dispatch": (_("已受理，等派单"), "send"),
    "to_decide": (_("延期、重办，等您决定"), "scale"),
    "to_verify": (_("单位称办结，等核实"), "eye-check"),
    "to_call": (_("已核实，等回访"), "phone"),
    "to_look_back": (_("到了回头看的日子"), "telescope"),
    "to_close": (_("可以结案"), "circle-check"),
    "in_progress": (_("正在办，还没到期"), "tool"),
    "raised_up": (_("我上报的，看结果"), "arrow-bar-up"),
}
"""Headings of a desk by key of `queries.desk_groups`, the most pressing first."""
