"""Whether a text about neighbours tells who they are: telephones, doors, and the ways neighbours name each other (M11).

Names without a title are out of reach of patterns; whoever writes is told how to write instead.
"""

import re

from ..kernel import privacy
from ..kernel.words import _

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何罗郑梁谢宋唐许邓冯韩曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范廖石韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)  # fmt: skip
TITLES = (
    "某某|某|先生|女士|大爷|大妈|大娘|大伯|大叔|大哥|大姐|大嫂|阿姨|叔叔|爷爷|奶奶|伯伯|师傅|老师|老汉|老太|婶|嫂|家"
)  # fmt: skip
CLEAR = "王李张刘陈杨赵周吴徐孙朱胡郭何郑梁谢宋邓韩曹彭蔡董袁蒋魏吕沈姚卢崔谭廖范汪邹孟秦薛"
"""Surnames that after 老 or 小 are hardly anything but a name (小马路, 小石子, 小毛病 are none)."""

_NAMED = re.compile(
    rf"(?<![\u4e00-\u9fff])[{SURNAMES}](?:{TITLES})|[{CLEAR}](?:{TITLES})|[老小][{CLEAR}](?![\u4e00-\u9fff]?路)"
)
_ROOM = re.compile(r"(?<!\d)\d{3,4} ?(?:室|户|号房|房间)|[一二三四五六七八九十\d]{1,3}楼[东西中左右]户", re.ASCII)


def told_of(text: str) -> list[str]:
    """What the text seems to tell of the people, as words for a sentence; empty when nothing was found."""
    kinds = [privacy.KIND_LABELS[one.kind] for one in privacy.scan(text)]
    plain = privacy.plain(text)
    if _ROOM.search(plain) or _ROOM.search(text):
        kinds.append(privacy.KIND_LABELS[privacy.Kind.DOOR])
    if _NAMED.search(text):
        kinds.append(_("姓名、称呼"))
    return list(dict.fromkeys(kinds))
