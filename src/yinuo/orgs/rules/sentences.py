"""The sentences of findings: what is, what the rule says, who decides and what may be done."""

from ...kernel.words import _

SENTENCES: dict[str, tuple[str, str, str]] = {
    "branch.full_min": (
        _("正式党员{full}名"),
        _("有正式党员{limit}名以上的才单独成立党支部，不足{limit}名的应当成立联合党支部"),
        _("由{decider}决定与相近的科室、单位联合设立，暂时不能调整的可以说明理由"),
    ),
    "branch.members_max": (
        _("党员{members}名"),
        _("党支部党员一般不超过{limit}名"),
        _("可以申报分设，由{decider}批准，暂不调整的可以说明理由"),
    ),
    "branch.uncounted": (
        _("还没有党员人数"),
        "",
        _("请本单位登记正式党员、预备党员人数，登记后自动检查"),
    ),
    "branch.partly_counted": (
        _("{units}个科室（单位）还没有党员人数，按已登记的检查"),
        "",
        _("请登记这些科室（单位）的正式党员、预备党员人数，登记后自动检查"),
    ),
    "joint.outside": (
        _("联合党支部还覆盖外单位：{units}"),
        "",
        _("请{decider}批复前取得这些单位同意"),
    ),
    "joint.units_max": (
        _("联合党支部覆盖{units}个单位（科室）"),
        _("联合党支部覆盖单位一般不超过{limit}个"),
        _("可以申报分设或者调整，由{decider}批准，确有需要的可以说明理由"),
    ),
    "joint.units_min": (
        _("联合党支部只覆盖{units}个单位（科室）"),
        "",
        _("已经不需要联合的，可以申报改设党支部，由{decider}批准"),
    ),
    "branch.groups": (
        _("党员{members}名，还没有划分党小组"),
        _("党员超过{limit}名的，应当划分党小组"),
        _("由党支部划分，党小组组长由党支部指定或者党小组推荐"),
    ),
    "branch.committee_from": (
        _("正式党员{full}名，还没有支部委员会"),
        _("有正式党员{limit}名以上的党支部，应当设立支部委员会"),
        _("由党员大会选举产生，报{decider}批准"),
    ),
    "branch.committee_min": (
        _("支部委员会现有{seats}人"),
        _("支部委员会由{limit}至{most}人组成"),
        _("由党员大会补选，报{decider}批准"),
    ),
    "branch.committee_max": (
        _("支部委员会现有{seats}人"),
        _("支部委员会由{least}至{limit}人组成，一般不超过{most}人"),
        _("没有超过{most}人，不必调整；换届时由{decider}审核人数"),
    ),
    "branch.committee_limit": (
        _("支部委员会现有{seats}人"),
        _("支部委员会一般不超过{limit}人"),
        _("换届时由{decider}审核人数，确有需要的可以说明理由"),
    ),
    "branch.committee_needless": (
        _("正式党员{full}名，设有{seats}人的班子"),
        _("正式党员不足{limit}名的党支部，设1名书记，必要时可以设1名副书记，不设支部委员会"),
        _("换届时由{decider}审核，暂不调整的可以说明理由"),
    ),
    "seats.secretary": (
        _("书记空缺"),
        _("党支部设1名书记"),
        _("由党员大会或者支部委员会选举，也可以由{decider}指派"),
    ),
    "seats.two_secretaries": (
        _("登记了{seats}名书记"),
        _("党支部设1名书记"),
        _("请核对登记，离任的请办理离任，由{decider}确认"),
    ),
    "seats.deputy": (
        _("登记了{seats}名副书记"),
        _("必要时可以设1名副书记"),
        _("请核对登记，确有需要的由{decider}审核"),
    ),
    "seats.vacant": (
        _("支部委员会空缺：{vacant}"),
        _("支部委员会设书记和组织委员、宣传委员、纪检委员等"),
        _("由党员大会补选，报{decider}批准；由其他委员兼任的请在登记里写明"),
    ),
    "term.over": (
        _("任期已于{ends_on}届满，超过{days}天"),
        _("任期届满应当按期换届"),
        _("由{decider}决定换届日期；需要延期的，由{decider}批准"),
    ),
    "term.ending": (
        _("任期到{ends_on}届满，还有{days}天"),
        _("任期届满应当按期换届"),
        _("请准备换届，届满前报{decider}"),
    ),
    "term.unknown": (
        _("还没有登记任期"),
        "",
        _("请本单位登记本届任期的起止日期，到期前会提醒"),
    ),
    "term.long": (
        _("本届任期自{starts_on}至{ends_on}，超过{limit}年"),
        _("每届任期{limit}年"),
        _("请核对登记的日期；经批准延期的请写明文号，由{decider}确认"),
    ),
    "term.short": (
        _("本届任期自{starts_on}至{ends_on}，不足{limit}年"),
        _("每届任期{limit}年"),
        _("请核对登记的日期；经批准提前换届的请写明文号，由{decider}确认"),
    ),
    "general.members_over": (
        _("全单位党员{members}名，还没有党总支"),
        _("党员超过{limit}名、不足{most}名的，设立党总支"),
        _("可以申报设立党总支，由{decider}批准，暂不设立的可以说明理由"),
    ),
    "committee.members_from": (
        _("全单位党员{members}名，还没有党委"),
        _("党员{limit}名以上的，设立党的基层委员会"),
        _("由{decider}研究设立，暂不设立的可以说明理由"),
    ),
    "unit.uncovered": (
        _("有正式党员{full}名，还没有党支部"),
        _("凡是有正式党员{limit}名以上的，都应当成立党支部"),
        _("可以申报设立党支部或者并入相近的党支部，由{decider}批准"),
    ),
    "unit.sections": (
        _("{sections}个科室、正式党员{full}名，还没有编入党支部"),
        _("凡是有正式党员{limit}名以上的，都应当成立党支部；不足的，相近的科室成立联合党支部"),
        _("可以用“支部设置”比较几种方案后申报，由{decider}批准"),
    ),
    "unit.unattached": (
        _("有党员{members}名，还没有编入党支部"),
        _("正式党员不足{limit}名的，与相近的科室、单位成立联合党支部"),
        _("可以申报编入相近的党支部，由{decider}批准"),
    ),
    "group.members_min": (
        _("党小组党员{members}名"),
        _("党小组一般不少于{limit}名党员"),
        _("可以与相邻的网格、楼栋联合设立，由所属党支部（{decider}）决定"),
    ),
    "group.full_min": (
        _("党小组没有正式党员"),
        _("党小组至少有{limit}名正式党员"),
        _("由所属党支部（{decider}）调整编组"),
    ),
    "group.divide_over": (
        _("党小组党员{members}名"),
        _("党员超过{limit}名的，一般再行划分"),
        _("由所属党支部（{decider}）决定是否划分，不划分的可以说明理由"),
    ),
    "group.leader": (
        _("党小组组长空缺"),
        _("党小组组长由党支部指定或者党小组推荐"),
        _("由所属党支部（{decider}）指定"),
    ),
    "joint_committee.street_members": (
        _("街道党工委委员{seats}名"),
        _("应为{limit}名"),
        _("请街道补充或者核对登记，由{decider}掌握"),
    ),
    "joint_committee.full_time": (
        _("专职工委委员{seats}名"),
        _("应为{limit}名"),
        _("请街道补充或者核对登记，由{decider}掌握"),
    ),
    "joint_committee.units_min": (
        _("已确认的驻区单位委员{seats}名"),
        _("至少{limit}名"),
        _("请街道邀请驻区单位，单位确认后才计入"),
    ),
    "joint_committee.unconfirmed": (
        _("{seats}个单位已邀请、还没有确认，没有计入"),
        "",
        _("请街道催请单位答复，单位不同意的可以改邀其他单位"),
    ),
    "seats.term_over": (
        _("{seats}个席位的任期已经届满"),
        "",
        _("请办理续任或者离任，由{decider}掌握"),
    ),
    "composition.source": (
        _("班子来源：{sources}"),
        "",
        "",
    ),
}
"""Rule → (what is, what the rule says, who decides and what may be done); each may be empty but the first."""
