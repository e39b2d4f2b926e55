"""How each act on organisations is called: the word of its button, the word of its line in a history, its icon."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Verb(NamedTuple):
    """`tone` is "danger" for what takes something away."""

    button: str | Promise
    told: str | Promise
    icon: str = "pencil"
    tone: str = ""


VERBS = {
    "establish": Verb(_("增设下级单位"), _("设立单位"), "plus"),
    "describe": Verb(_("改地址、电话"), _("修改基本情况"), "pencil"),
    "rename": Verb(_("更名"), _("单位更名"), "pencil"),
    "set_superior": Verb(_("定上级党组织"), _("确定上级党组织"), "sitemap"),
    "begin_term": Verb(_("开始新一届"), _("换届，开始新一届"), "calendar-event"),
    "count": Verb(_("登记党员人数"), _("登记党员人数"), "users"),
    "transfer": Verb(_("转接党员"), _("转接党员（只记人数）"), "arrow-right"),
    "absorb": Verb(_("并入一个单位"), _("并入另一个单位"), "git-merge"),
    "split_off": Verb(_("分设一个单位"), _("分设新单位"), "plus"),
    "move_under": Verb(_("改隶"), _("改隶到另一个上级"), "corner-up-right", "danger"),
    "close_down": Verb(_("撤销"), _("撤销单位"), "x", "danger"),
    "characterise": Verb(_("改科室情况"), _("登记科室的分管、性质、地点"), "pencil"),
    "record_coverage": Verb(_("登记覆盖的单位"), _("登记支部覆盖的单位"), "link"),
    "serve": Verb(_("登记服务的网格或楼道"), _("登记服务的网格或楼道"), "map-pin"),
    "unserve": Verb(_("不再服务"), _("不再服务这个网格或楼道"), "x", "danger"),
    "gather": Verb(_("记一次活动"), _("开展了一次活动"), "notebook"),
    "explain": Verb(_("说明原因"), _("说明不合规则的原因"), "message-circle"),
    "lay_chain": Verb(_("设定联动层级"), _("设定联动层级"), "sitemap"),
    "move_member": Verb(_("调整人员单位"), _("人员调到另一个单位"), "user"),
    "invite": Verb(_("增加席位"), _("设立席位，邀请任职"), "plus"),
    "confirm": Verb(_("确认"), _("单位确认席位"), "check"),
    "decline": Verb(_("不同意"), _("单位未同意席位"), "circle-x", "danger"),
    "seat": Verb(_("到任"), _("到任"), "user-check"),
    "prolong": Verb(_("延长任期"), _("延长任期"), "calendar-plus"),
    "vacate": Verb(_("离任"), _("离任"), "logout", "danger"),
    "open_post": Verb(_("增设岗位"), _("设立党务岗位"), "plus"),
    "close_post": Verb(_("撤销岗位"), _("撤销党务岗位"), "x", "danger"),
    "confirm_time": Verb(_("确认用时"), _("确认党务工作用时"), "clock"),
    "send": Verb(_("选派"), _("选派到村"), "send"),
    "arrive": Verb(_("到村"), _("到村任职"), "map-pin"),
    "grant_leave": Verb(_("准假"), _("准假"), "calendar"),
    "come_back": Verb(_("销假"), _("销假"), "arrow-back-up"),
    "recall": Verb(_("结束任期"), _("结束任期"), "logout", "danger"),
    "load_thresholds": Verb(_("启用规则"), _("启用组织设置规则"), "scale"),
    "propose": Verb(_("向上级申报"), _("申报支部设置"), "send"),
    "approve": Verb(_("批复同意"), _("上级同意"), "check"),
    "return": Verb(_("不同意，退回"), _("上级未同意，退回"), "corner-up-left", "danger"),
    "withdraw": Verb(_("撤回"), _("撤回申报"), "arrow-back-up", "danger"),
    "set_up": Verb(_("实施：设立支部"), _("按批复设立支部"), "circle-check"),
    "adjust": Verb(_("实施：调整支部"), _("按批复调整支部"), "circle-check"),
    "merge": Verb(_("实施：合并支部"), _("按批复合并支部"), "git-merge"),
    "dissolve": Verb(_("实施：撤销支部"), _("按批复撤销支部"), "circle-check"),
}
