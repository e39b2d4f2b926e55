"""Words that call for 110, 119, 120 or 122 first. Nothing is delayed or refused; a false alarm costs a line."""

from ..kernel.words import _
from .words import Emergency

CALLS = {
    Emergency.FIRE: (
        _("火警、救援"),
        (
            "着火", "起火", "失火", "火灾", "冒浓烟", "爆炸", "煤气泄漏", "煤气漏", "漏煤气", "燃气泄漏", "燃气漏",
            "漏燃气", "煤气味", "燃气味", "被困", "困在电梯", "溺水", "落水", "触电", "房子塌", "楼塌", "坍塌",
        ),
    ),
    Emergency.AMBULANCE: (
        _("急救"),
        (
            "受伤", "晕倒", "昏倒", "昏迷", "没有呼吸", "没呼吸", "喘不上气", "大出血", "流血", "中毒", "骨折", "摔伤",
            "烧伤", "烫伤", "心梗", "突发心脏病", "叫不醒", "溺水", "触电",
        ),
    ),
    Emergency.POLICE: (
        _("报警"),
        (
            "打人", "打架", "持刀", "拿刀", "动刀", "抢劫", "家暴", "打老婆", "打孩子", "自杀", "跳楼", "轻生",
            "不想活", "绑架", "被拐", "强奸", "猥亵", "走失", "失踪", "威胁要杀", "入室",
        ),
    ),
    Emergency.TRAFFIC: (_("交通事故"), ("车祸", "撞车", "撞人", "撞了人", "被车撞", "肇事", "交通事故")),
}  # fmt: skip
"""Number → what it is for, and words that speak of it."""

DANGER = (Emergency.POLICE, Emergency.FIRE, Emergency.AMBULANCE, Emergency.TRAFFIC)


def heard(words: str, is_dangerous: bool = False) -> list[dict]:
    """The numbers these words call for, as {number, purpose}; all four for danger that is not named."""
    found = [number for number, (_purpose, signs) in CALLS.items() if any(sign in words for sign in signs)]
    if not found and is_dangerous:
        found = list(DANGER)
    return [{"number": number.value, "purpose": CALLS[number][0]} for number in found]


def signs() -> list[dict]:
    """The table for the page's script, so that the numbers appear while somebody is still writing."""
    return [
        {"number": number.value, "purpose": purpose, "signs": ",".join(words)}
        for number, (purpose, words) in CALLS.items()
    ]
