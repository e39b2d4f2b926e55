"""What may be posted publicly about a grid: the name of a post and the telephone of an office, never a person's own.

A mobile is refused, because it is somebody's own, unless it is said to be the office's (公务手机). Names are out of
reach of patterns; a contact must name a post, and a bare word of two to four characters beside it is asked about.
"""

import re
from unicodedata import normalize

from ..kernel import privacy
from ..kernel.errors import Unfit
from ..kernel.words import _

POST = re.compile(
    "网格|书记|主任|委员|组长|专干|专员|干事|社工|工作者|工作人员|工作站|服务|值班|办公室|办事|岗|中心|居委会|村委会|党支部|党小组|派出所"
)
BARE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
BETWEEN = re.compile(r"[\s:：,，、;；()（）/]+")
OFFICE_MOBILE = re.compile("公务手机|公务电话|工作手机|值班手机|公用手机")
MOBILE = re.compile(r"1[3-9]\d{9}")
OFFICE = re.compile(
    r"(?:(?:010|02\d|0[3-9]\d{2})-?)?[2-8]\d{6,7}(?:(?:转|-)\d{1,6})?"
    r"|[48]00-?\d{3}-?\d{4}"
    r"|1\d{2}|1[012]\d{3}|9[56]\d{3,4}|(?:010|02\d|0[3-9]\d{2})-?(?:1\d{4}|9[56]\d{3,4})"
)


def read_post(text: str, field: str) -> str:
    """The post of a contact; Unfit for what looks like a person."""
    said = " ".join(normalize("NFKC", text).split())
    if not said:
        raise Unfit(_("请填写联系的岗位，例如“第三网格网格员”。"), field)
    if len(said) > 60:
        raise Unfit(_("联系岗位太长了，请写在60个字以内。"), field)
    if privacy.scan(said):
        raise Unfit(_("联系岗位里不要写电话、证件号和门牌号，只写岗位，例如“第三网格网格员”。"), field)
    parts = BETWEEN.split(said)
    if not POST.search(said) or any(BARE_NAME.fullmatch(part) and not POST.search(part) for part in parts):
        raise Unfit(_("请只写岗位（例如“第三网格网格员”“社区值班室”），不要写姓名：公示的是岗位，不是个人。"), field)
    return said


def read_phone(text: str, field: str) -> str:
    """The telephone of an office or a service number; a mobile only where it is said to belong to the office."""
    said = " ".join(normalize("NFKC", text).split())
    bare = re.sub(r"[\s()（）]", "", OFFICE_MOBILE.sub("", said)).translate(str.maketrans("‐‑–—−－", "------"))
    bare = re.sub(r"^(?:\+|00)86-?", "", bare).strip(":：-")
    if not bare:
        raise Unfit(_("请填写办公电话。"), field)
    if MOBILE.fullmatch(bare.replace("-", "")):
        if OFFICE_MOBILE.search(said):
            return _("{number}（公务手机）").format(number=bare.replace("-", ""))
        raise Unfit(
            _("不公示个人手机号。请填办公室座机或者服务热线；确实是单位配的手机，请写成“公务手机 号码”。"), field
        )
    if not OFFICE.fullmatch(bare):
        raise Unfit(
            _("“{text}”不是办公电话。请填座机（如0377-63000000）或者服务热线（如12345）。").format(text=said[:20]),
            field,
        )
    return bare
