"""How each act of suggestion boxes (M34) is called: the word of its button, the word of its line, its icon."""

from django.utils.translation import gettext_lazy as _

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {
    "place_box": Verb(_("挂一个意见箱"), _("挂出意见箱"), "plus"),
    "change_keepers": Verb(_("换保管人"), _("更换意见箱保管人"), "users"),
    "take_down_box": Verb(_("撤下"), _("撤下意见箱"), "x", "danger"),
    "open_box": Verb(_("开箱"), _("开箱登记"), "mail"),
    "confirm_opening": Verb(_("我在场，件数相符"), _("另一位保管人确认开箱"), "user-check"),
    "deny_opening": Verb(_("不认可"), _("另一位保管人不认可"), "circle-x", "danger"),
    "enter_letter": Verb(_("登记一封信"), _("登记来信"), "pencil"),
    "answer_letter": Verb(_("公开答复"), _("公开答复来信"), "message-report"),
    "publish_box_month": Verb(_("公布一个月的件数"), _("公布意见箱月度件数"), "speakerphone"),
}
