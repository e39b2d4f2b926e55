"""How each act of campaigns of central work (M12, M13) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "open_project": Verb(_("登记一个项目"), _("登记征收项目"), "plus"),
    "publish_plan": Verb(_("公布补偿方案"), _("公布补偿方案，征求意见"), "speakerphone"),
    "note_opinion": Verb(_("记一条意见"), _("登记对方案的意见"), "quote"),
    "answer_opinion": Verb(_("答复"), _("答复对方案的意见"), "message-circle"),
    "assess_risk": Verb(_("登记风险评估"), _("登记社会稳定风险评估"), "shield-check"),
    "publish_opinions": Verb(_("公布意见和修改"), _("公布征求意见和修改情况"), "speakerphone"),
    "decide_project": Verb(_("登记征收决定"), _("公告征收决定和救济途径"), "gavel"),
    "begin_compensation": Verb(_("开始补偿"), _("开始补偿"), "package"),
    "confirm_compensation": Verb(_("核对补偿到位"), _("别的单位核对补偿到位"), "eye-check"),
    "begin_moving": Verb(_("进入搬迁"), _("补偿到位，进入搬迁"), "home"),
    "finish_project": Verb(_("登记完成"), _("项目完成"), "circle-check"),
    "drop_project": Verb(_("停止项目"), _("停止项目"), "x", "danger"),
    "set_project_step": Verb(_("交一件工作"), _("为项目交办一件工作"), "plus"),
    "finish_project_step": Verb(_("做完了"), _("项目的工作做完了"), "check"),
    "cancel_project_step": Verb(_("不做了"), _("项目的工作不做了"), "x", "danger"),
    "ask_about_project": Verb(_("替住户登记一件事"), _("住户就项目提出一件事"), "message-circle"),
    "open_recheck": Verb(_("部署一次复验"), _("部署创建复验"), "plus"),
    "list_items": Verb(_("导入清单"), _("导入测评清单"), "table-import"),
    "tell_visit": Verb(_("登记复验来过"), _("登记复验"), "flag"),
    "settle_recheck": Verb(_("了结"), _("复验了结"), "circle-check"),
    "reassign_item": Verb(_("换责任单位"), _("更换责任单位"), "arrow-right"),
    "own_item": Verb(_("认领"), _("责任单位认领"), "user-check"),
    "add_item_evidence": Verb(_("加一条佐证"), _("增加佐证"), "paperclip"),
    "report_item": Verb(_("报告改好了"), _("责任单位称已改好"), "flag"),
    "pass_item": Verb(_("核查属实"), _("核查属实"), "eye-check"),
    "return_item": Verb(_("不属实，退回"), _("核查不属实，退回"), "corner-up-left", "danger"),
    "confirm_held": Verb(_("回头看：保持住了"), _("回头看保持住了"), "circle-check"),
    "note_rebound": Verb(_("反弹了"), _("登记反弹"), "rotate-2", "danger"),
    "exempt_item": Verb(_("不适用"), _("这一项不适用"), "circle-dashed", "danger"),
    "tell_rebound": Verb(_("替居民报反弹"), _("居民反映反弹"), "message-report"),
}
