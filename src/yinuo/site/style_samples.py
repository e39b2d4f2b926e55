"""Fictional rows of the style page: the words are invented, the offices exist nowhere."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


PROMISES = (
    {
        "office": "示范区市政养护中心",
        "post": "井盖管护岗",
        "stage": "修复",
        "text": "换上防沉降井盖，路面抹平。",
        "made_on": date(2026, 11, 17),
        "first_due_on": date(2026, 11, 20),
        "due_on": date(2026, 11, 25),
        "extension_reason": "井圈开裂，要等新井圈 11月24日 到货；这几天用铁板盖住并设围挡。",
        "kept_on": None,
        "left": 3,
        "unit": "working",
        "limit": "修复 5 个工作日（城市管理部件标准）",
    },
    {
        "office": "幸福路街道环卫所",
        "post": "保洁二班",
        "text": "每天早晚各清运一次，菜市场北门加一只大箱。",
        "made_on": date(2026, 11, 16),
        "first_due_on": date(2026, 11, 17),
        "due_on": date(2026, 11, 17),
        "kept_on": date(2026, 11, 17),
        "left": None,
        "unit": "working",
    },
    {
        "office": "示范区路灯管理所",
        "post": "检修一组",
        "text": "后街四盏路灯全部修亮。",
        "made_on": date(2026, 11, 11),
        "first_due_on": date(2026, 11, 18),
        "due_on": date(2026, 11, 18),
        "kept_on": None,
        "left": -2,
        "unit": "working",
    },
)

TRUTHS = (
    {
        "title": "三方都说好",
        "gap": "",
        "truths": {
            "office": {"said": "yes", "on": date(2026, 11, 17), "who": "街道环卫所"},
            "resident": {"said": "yes", "on": date(2026, 11, 18), "who": "电话回访"},
            "check": {"said": "yes", "on": date(2026, 11, 20), "who": "街道督查组"},
        },
    },
    {
        "title": "单位说完了，居民说没好",
        "gap": "单位说办完了，居民说没办好。两种说法都公开，等另一单位复查。",
        "truths": {
            "office": {"said": "yes", "on": date(2026, 11, 19), "who": "市政养护中心"},
            "resident": {"said": "no", "on": date(2026, 11, 20), "who": "凭单号", "note": "“铁板走着还响”"},
            "check": {"said": "waiting", "who": "区督查组"},
        },
    },
    {
        "title": "还在办",
        "gap": "",
        "truths": {"office": {"said": "waiting", "who": "路灯管理所"}, "resident": None, "check": None},
    },
)

TIMELINE = (
    {
        "at": _at(20, 9, 5),
        "who": "提出人",
        "verb": "不满意，要求重办",
        "text": "“铁板走着还响，晚上更响。”",
        "kind": "late",
        "icon": "rotate-2",
    },
    {
        "at": _at(19, 16, 30),
        "who": "市政养护中心",
        "verb": "办结",
        "text": "铁板已垫橡胶，围挡两面。佐证：现场照片两张。",
        "kind": "act",
        "icon": "flag",
    },
    {
        "at": _at(18, 11, 20),
        "who": "街道协调员",
        "verb": "批准延期",
        "kind": "warn",
        "icon": "calendar-plus",
        "text": "由 11月20日 改到 11月25日。原因：井圈开裂，等新井圈到货。已告知提出人。",
    },
    {
        "at": _at(17, 10, 0),
        "who": "市政养护中心",
        "verb": "承诺",
        "text": "11月20日 前换上防沉降井盖。",
        "kind": "promise",
        "icon": "rubber-stamp",
    },
    {
        "at": _at(17, 9, 12),
        "who": "区协调员",
        "verb": "派单",
        "text": "主办：市政养护中心",
        "kind": "act",
        "icon": "send",
    },
    {"at": _at(17, 8, 40), "who": "幸福社区", "verb": "登记", "text": "", "kind": "act", "icon": "inbox"},
)

MATTERS = (
    {
        "url": "#m1",
        "title": "俺楼前那个井盖翻了一半，晚上黑灯瞎火的，娃们跑着玩多吓人，先给围起来中不中？",
        "number": "2026-1117004-X",
        "category": "公用设施 / 井盖",
        "state": "reopen_asked",
        "due_on": date(2026, 11, 25),
        "first_due_on": date(2026, 11, 20),
        "left": 3,
        "unit": "working",
        "place": "幸福社区第十二网格 2 号楼东侧",
        "office": "市政养护中心",
        "received_at": _at(17, 8, 40),
        "is_urgent": True,
    },
    {
        "url": "#m2",
        "title": "后街那一溜路灯坏了四盏，上夜班的闺女都不敢走。",
        "number": "2026-1111019-3",
        "category": "公用设施 / 路灯",
        "state": "in_progress",
        "due_on": date(2026, 11, 18),
        "left": -2,
        "unit": "working",
        "place": "幸福社区后街",
        "office": "路灯管理所",
        "received_at": _at(11, 15, 2),
    },
    {
        "url": "#m3",
        "title": "垃圾桶离单元门太近，夏天味儿大。",
        "number": "2026-1120002-7",
        "category": "市容环境",
        "state": "dispatched",
        "due_on": date(2026, 11, 23),
        "left": 1,
        "unit": "working",
        "place": "幸福社区 3 号楼",
        "office": "幸福社区、物业",
        "received_at": _at(20, 19, 30),
    },
    {
        "url": "#m4",
        "title": "菜市场北头那堆烂菜叶子三天没人拉。",
        "number": "2026-1116011-5",
        "category": "市容环境 / 垃圾",
        "state": "closed",
        "due_on": date(2026, 11, 17),
        "left": None,
        "unit": "working",
        "place": "菜市场北门",
        "office": "街道环卫所",
        "received_at": _at(16, 7, 50),
    },
    {
        "url": "#m5",
        "title": "楼道灯是声控的，拍半天不亮。",
        "number": "2026-1122001-9",
        "category": "",
        "state": "received",
        "due_on": None,
        "left": None,
        "unit": "working",
        "place": "",
        "office": "",
        "received_at": _at(22, 8, 5),
    },
)

ACTS = (
    {"word": "办结", "url": "#resolve", "icon": "flag", "tone": "primary", "direct": False},
    {"word": "记一步办理", "url": "#act", "icon": "pencil", "tone": "", "direct": False},
    {"word": "申请延期", "url": "#extend", "icon": "calendar-plus", "tone": "", "direct": False},
    {"word": "退单", "url": "#refuse", "icon": "corner-up-left", "tone": "danger", "direct": False},
)

FACTS = (
    ("单号", "2026-1117004-X"),
    ("来源", "来访"),
    ("类别", "公用设施 / 井盖"),
    ("地点", "幸福社区第十二网格 2 号楼东侧"),
    ("主办", "市政养护中心"),
    ("联系", "张某某 1990000xxxx（办理期间可见）"),
)

FIGURES = (
    {
        "word": "按第一个日子办到",
        "value": "82%",
        "unit": "",
        "numerator": 164,
        "denominator": 200,
        "day": "11月21日",
        "version": "第 3 版",
    },
    {
        "word": "居民说办好了",
        "value": "",
        "unit": "件",
        "numerator": 4,
        "denominator": 6,
        "small": True,
        "day": "11月21日",
        "version": "第 3 版",
    },
    {"word": "志愿服务", "value": "860余", "unit": "次", "day": "2019年12月", "version": "照录上报原文"},
)

TABS = (
    {"word": "轮到我办", "url": "#mine", "here": True, "count": 4},
    {"word": "快到期", "url": "#soon", "here": False, "count": 1},
    {"word": "等别人", "url": "#others", "here": False, "count": 12},
    {"word": "已结案", "url": "#closed", "here": False, "count": None},
)
