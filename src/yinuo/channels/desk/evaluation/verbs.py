"""How each act of an evaluation is called: the word of its button, the word of its line in a history, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS = {
    "draft": Verb(_("起草一份细则"), _("起草评价细则"), "plus"),
    "write_all": Verb(_("从文件导入、改总则"), _("导入细则内容"), "file-import"),
    "write_item": Verb(_("加一项任务"), _("写入一项任务"), "plus"),
    "drop_item": Verb(_("去掉一项"), _("去掉一项任务"), "trash", "danger"),
    "consult": Verb(_("征求意见"), _("把细则发给各单位征求意见"), "speakerphone"),
    "comment": Verb(_("提意见"), _("对细则提出意见"), "message-circle"),
    "freeze_rubric": Verb(_("冻结细则"), _("冻结细则"), "lock"),
    "retire": Verb(_("停用"), _("停用细则"), "x", "danger"),
    "design": Verb(_("组织一次评价"), _("开始设计一次评价"), "plus"),
    "set_terms": Verb(_("改计分规则"), _("确定计分规则"), "settings"),
    "enter": Verb(_("加入单位"), _("加入被评价的单位"), "plus"),
    "place": Verb(_("分到各组"), _("调整单位所在的组"), "users-group"),
    "lay_out": Verb(_("定打分的点位"), _("确定打分的点位"), "map-pin"),
    "seat_judge": Verb(_("加一位评委"), _("确定评委"), "user-check"),
    "recuse": Verb(_("登记回避"), _("登记评委回避"), "shield-check"),
    "name_keeper": Verb(_("定保管人"), _("确定启封口令的保管人"), "key"),
    "take_key": Verb(_("领取启封口令"), _("领取启封口令"), "key"),
    "award": Verb(_("按规定加减分"), _("按规定加减分"), "scale"),
    "freeze": Verb(_("冻结计分规则"), _("冻结计分规则"), "lock"),
    "begin": Verb(_("开始打分"), _("开始打分"), "arrow-right"),
    "cast": Verb(_("投票"), _("投出密封的评分票"), "mail"),
    "seal": Verb(_("封票"), _("封票"), "lock"),
    "open": Verb(_("启封"), _("两位保管人启封"), "key"),
    "exclude": Verb(_("决定一张票不计"), _("决定一张票不计"), "circle-x", "danger"),
    "compute": Verb(_("计分"), _("计分"), "scale"),
    "reply": Verb(_("答复"), _("评委答复询问"), "message-circle"),
    "sign": Verb(_("签字"), _("在结果上签字"), "rubber-stamp"),
    "announce": Verb(_("告知各单位"), _("把结果告知各单位"), "send"),
    "settle": Verb(_("异议了结"), _("异议期满，了结异议"), "gavel"),
    "publish": Verb(_("公布"), _("公布结果"), "speakerphone"),
    "object": Verb(_("提出异议"), _("单位提出异议"), "message-report"),
    "answer_objection": Verb(_("答复异议"), _("答复异议"), "message-circle"),
    "accept_answer": Verb(_("接受答复"), _("单位接受答复"), "check"),
    "ask_review": Verb(_("申请复核"), _("单位申请复核"), "rotate-2"),
    "review": Verb(_("复核"), _("由没有参加的人复核"), "eye-check"),
    "take_back": Verb(_("撤回异议"), _("单位撤回异议"), "arrow-back-up", "danger"),
}
