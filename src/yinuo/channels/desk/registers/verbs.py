"""How each act of rules, letters of responsibility, lists and training (M35, M38, M39) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "propose_regulation": Verb(_("提出一项制度"), _("提出制度"), "plus"),
    "enter_regulation": Verb(_("登记原有的制度"), _("登记原有制度"), "file-text"),
    "enact_regulation": Verb(_("施行"), _("制度施行（建立）"), "check"),
    "set_aside_regulation": Verb(_("不采用"), _("制度没有采用"), "x", "danger"),
    "revise_regulation": Verb(_("修订"), _("修订制度（完善）"), "pencil"),
    "review_regulation": Verb(_("复审，先不改"), _("复审制度，保持不变"), "eye-check"),
    "abolish_regulation": Verb(_("废止"), _("废止制度（精简）"), "trash", "danger"),
    "draft_letter": Verb(_("起草一份责任书"), _("起草目标责任书"), "plus"),
    "rewrite_letter": Verb(_("改目标"), _("修改责任书的目标"), "pencil"),
    "add_responsibility": Verb(_("加一条责任"), _("责任清单加一条"), "plus"),
    "strike_responsibility": Verb(_("划去"), _("责任清单划去一条"), "x", "danger"),
    "set_duty": Verb(_("定一项任务"), _("任务清单加一项"), "plus"),
    "report_duty": Verb(_("报告做完"), _("任务称已做完"), "flag"),
    "confirm_duty": Verb(_("核对属实"), _("任务核对属实"), "eye-check"),
    "return_duty": Verb(_("不属实，退回"), _("任务不属实，退回"), "corner-up-left", "danger"),
    "cancel_duty": Verb(_("不做了"), _("任务不做了"), "x", "danger"),
    "sign_letter": Verb(_("签字"), _("签目标责任书"), "rubber-stamp"),
    "check_letter": Verb(_("核对清单"), _("核对责任清单和任务清单"), "list-check"),
    "assess_letter": Verb(_("考核"), _("考核责任书"), "scale"),
    "cancel_letter": Verb(_("作废"), _("责任书作废"), "x", "danger"),
    "plan_training": Verb(_("安排一次培训"), _("安排培训"), "plus"),
    "hold_training": Verb(_("登记办过了"), _("登记培训办过"), "check"),
    "cancel_training": Verb(_("取消"), _("取消培训"), "x", "danger"),
    "count_training": Verb(_("填一个单位的人数"), _("填报参加培训人数"), "users"),
}
