"""How each act of the burden register is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "name_relief_office": Verb(_("登记减负办"), _("登记减负办"), "building"),
    "request_figures": Verb(_("登记一张要表"), _("登记要表、要数"), "plus"),
    "contest_request": Verb(_("说明现有数据为什么不能用"), _("说明现有数据不能用"), "message-circle"),
    "approve_request": Verb(_("同意"), _("同意要表"), "circle-check"),
    "refuse_request": Verb(_("不同意"), _("不同意要表"), "circle-x", "danger"),
    "end_request": Verb(_("这张表不要了"), _("结束要表"), "flag"),
    "complain": Verb(_("投诉"), _("减负投诉"), "message-report"),
    "answer_complaint": Verb(_("答复"), _("答复减负投诉"), "message-report"),
}
