"""The columns of a rectification ledger in the order of REFERENCE M32, and the other words people head them with."""

import re
from dataclasses import dataclass

from yinuo.kernel.words import _


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its own heading, how wide it is printed, and what else it is called. `is_taken`: imported."""

    key: str
    heading: str
    width: int
    also: tuple[str, ...] = ()
    is_taken: bool = True


NUMBER = Column("number", _("事项编号"), 15, ("编号", "系统编号", "事项号", "诉求编号", "问题编号"))
PRINTED = (
    NUMBER,
    Column("order", _("序号"), 5, is_taken=False),
    Column("problem", _("问题表现"), 34, ("问题", "问题描述", "存在问题", "存在的问题", "具体问题", "问题内容", "诉求内容", "反映问题", "主要问题", "事项内容")),
    Column("source", _("问题来源"), 10, ("来源", "问题出处")),
    Column("goal", _("整改目标"), 14, ("目标", "整改要求", "目标要求")),
    Column("measure", _("整改措施"), 24, ("措施", "具体措施", "解决措施", "办理措施", "工作措施")),
    Column("lead", _("牵头领导"), 10, ("责任领导", "分管领导", "包保领导"), is_taken=False),
    Column("office", _("责任单位"), 16, ("责任部门", "承办单位", "牵头单位", "主办单位", "整改单位")),
    Column("person", _("责任人"), 10, ("具体责任人", "经办人"), is_taken=False),
    Column("due", _("承诺时限"), 13, ("完成时限", "整改时限", "办结时限", "承诺完成时间", "完成时间", "整改期限", "时限")),
    Column("progress", _("进展"), 24, ("进展情况", "整改进展", "工作进展", "目前进展")),
    Column("done", _("完成情况"), 12, ("整改情况", "整改结果", "办理结果", "是否完成", "办理情况")),
    Column("evidence", _("佐证"), 10, ("佐证材料", "证明材料", "附件"), is_taken=False),
    Column("verdict", _("验收人/销号意见"), 16, ("验收人", "销号意见", "验收意见", "销号情况"), is_taken=False),
    Column("look_back", _("回头看"), 12, ("回头看情况",), is_taken=False),
)  # fmt: skip
"""The number leads, so that a ledger that was printed can come back; then the order of REFERENCE M32."""

FURTHER = (
    Column("raised_on", _("提出日期"), 12, ("提出时间", "发现时间", "发现日期", "登记日期", "登记时间", "受理时间", "交办时间", "收到时间", "日期")),
    Column("category", _("事项分类"), 12, ("类别", "问题类别", "分类", "问题类型", "事项类别", "类型")),
    Column("place", _("所在地"), 12, ("社区", "所属社区", "村（社区）", "地点", "所属地区", "所在社区")),
)  # fmt: skip
"""Columns that a foreign ledger may have and that help to import it."""

KNOWN = {column.key: column for column in (*PRINTED, *FURTHER)}
HAZARD_WORD = "隐患"
"""A row with this word is a hazard, every other one a complaint."""

TAKEN = tuple(column for column in (*PRINTED, *FURTHER) if column.is_taken)


def bare(text: object) -> str:
    """A heading without white space, line breaks, numbers of order and what stands in brackets."""
    return re.sub(r"[\s\ufeff*＊:：]|[（(].*?[)）]", "", str(text if text is not None else ""))


HEADINGS = {bare(name): column.key for column in KNOWN.values() for name in (column.heading, *column.also)}
