"""Names of places inside a complaint (丽景新城小区, 东六路): the only sign of place that old exports carry."""

import re

KINDS = (
    "小区|花园|花苑|家园|佳园|公馆|公寓|新城|新村|嘉园|华府|华庭|名邸|广场|大厦|大道|街道|社区|学校|小学|中学|学院|大学|幼儿园|"
    "医院|公园|市场|国际|之城|城|苑|园|府|路|街|巷|村|镇|乡|湾|里|郡|庄|桥|站|厂|公司"
)
NAME = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?:{KINDS})(?:{KINDS})?")
BEFORE = re.compile(
    r"^.*(?:位于|坐落|反映|咨询|投诉|举报|请求|要求|建议|希望|关于|质疑|附近|旁边|门口|距离?|加强|提升|规划|修建|违建|开设|设立|设置|[建设](?=搅拌|变电|加油|垃圾|医院|学校|幼儿)|我们|我是|您好|你好|[省市县州]|(?<![小社片校园库矿])区|"
    r"[在的由到对把被从和与及至请问就是将让为给])"
)
NAMELESS = re.compile(
    rf"(?:物业|开发|房地产|地产|公交|地铁|火车|汽车|高铁|安置|配套|临街|人行|公办|民办|公立|私立|搅拌|加油|变电|污水|垃圾|中心|"
    rf"我|本|该|此|这|那|各|每|全|老|新|旧|小|大|一|二|三|四|两|几|多|个|县|市|区|省|政|住|学|马|道|社|街|农贸|城|村|乡|镇)?(?:{KINDS})"
)
BROAD = re.compile(r".*(?:街道|镇|乡|政府)$")
"""Too large to be the same complaint by itself; left to the likeness of the words."""


def places_named(text: str) -> frozenset[str]:
    """Names of three or more characters of estates, roads, villages, schools and the like; broad areas left out."""
    found = (_bare(match.group()) for match in NAME.finditer(text))
    return frozenset(
        name for name in found if len(name) >= 3 and not NAMELESS.fullmatch(name) and not BROAD.match(name)
    )


def same_place(one: frozenset[str], other: frozenset[str]) -> str | None:
    """A name that both give, the longest; 伊景园 and 伊景园滨河苑 count as one. None when they share none."""
    shared = [min(a, b, key=len) for a in one for b in other if a in b or b in a]
    return max(shared, key=lambda name: (len(name), name), default=None)


def _bare(name: str) -> str:
    """Without what stands before the name: the verb of the sentence, the county."""
    kept = BEFORE.sub("", name)
    return kept if len(kept) >= 3 else ""
