"""Finds personal data in free text before anything is made public, and masks it. Names are out of reach of patterns.

A finding is a question to a person, not a verdict. People's names, nicknames and addresses told in words are not
found: whoever publishes still reads the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .codes.checks import check_11_2
from .codes.organisations import ALPHABET, credit_code_check
from .errors import Unfit
from .words import _

STAR = "＊"


class Kind(StrEnum):
    """What a finding is about."""

    PHONE = "phone"
    IDENTITY = "identity"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PLATE = "plate"
    DOOR = "door"
    HEALTH = "health"


KIND_LABELS: Mapping[Kind, str] = {
    Kind.PHONE: _("电话号码"),
    Kind.IDENTITY: _("身份证号"),
    Kind.BANK_CARD: _("银行卡号"),
    Kind.EMAIL: _("电子邮箱"),
    Kind.PLATE: _("车牌号"),
    Kind.DOOR: _("门牌号"),
    Kind.HEALTH: _("健康状况"),
}

OWN = frozenset({Kind.PHONE, Kind.IDENTITY, Kind.BANK_CARD})
"""What must not stand in the records of offices."""

HEALTH_WORDS = (
    "精神疾病", "精神病", "精神分裂", "精神障碍", "精神残疾", "抑郁", "躁郁", "双相情感", "自闭症", "孤独症",
    "自杀", "自残",
    "残疾", "智障", "智力障碍", "弱智", "痴呆", "阿尔茨海默", "帕金森", "癫痫", "瘫痪", "偏瘫",
    "植物人", "中风", "脑梗",
    "艾滋", "HIV", "梅毒", "性病", "乙肝", "丙肝", "肝炎", "肺结核", "癌", "肿瘤", "白血病", "尿毒症", "透析", "糖尿病",
    "高血压", "心脏病", "吸毒", "戒毒", "怀孕", "孕妇", "流产", "不孕", "坐月子", "月子婴儿",
)  # fmt: skip
NOT_ABOUT_A_PERSON = (
    "残疾人联合会", "残疾人通道", "残疾人卫生间", "残疾人车位", "残疾人坡道", "致癌", "防癌", "抗癌宣传", "高血压日",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` looks like personal data of this kind; the excerpt is safe to show.

    A weak finding is only asked about: the shape alone does not tell (a door, a health word, a check that fails).
    """

    kind: Kind
    start: int
    end: int
    excerpt_masked: str
    is_weak: bool = False


_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)}
_NARROW |= dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\t"), ord(" "))
_NARROW |= dict.fromkeys(map(ord, "‐‑‒–—―−－"), ord("-"))
_PLAIN = _NARROW | {
    ord(word): ord(digit) for word, digit in zip("零〇一二三四五六七八九幺", "001234567891", strict=True)
}

_GAP = r"[ \-.]"
_ALONE = r"(?<!\d)(?<!\d,)"
_DONE = r"(?!\d)(?!,\d{3})"
_NOT_MONEY = r"(?<![¥￥$])"
_NOT_AMOUNT = r"(?! ?(?:元|万|亿|吨|公里|平方|立方|千瓦|%))"
_PHONE_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5), (4, 3, 4), (1,) * 11}

_MOBILE = re.compile(
    rf"{_ALONE}{_NOT_MONEY}(?:\+?(?:00)?86{_GAP}?)?"
    rf"(1{_GAP}?[3-9](?:{_GAP}{{0,2}}\d){{9}}){_DONE}{_NOT_AMOUNT}",
    re.ASCII,
)
_AREA = r"(?:010|02\d|0[3-9]\d\d)"
_LANDLINE = re.compile(rf"{_ALONE}\(?{_AREA}\)?{_GAP}?[2-8]\d{{2,3}}{_GAP}?\d{{4}}{_DONE}", re.ASCII)
_LOCAL = re.compile(
    rf"(?:电话|座机|号码|拨打|联系|致电|tel|TEL|Tel)[^\d\n]{{0,6}}(?!20\d\d[ \-])"
    rf"([2-8]\d{{2,3}}{_GAP}?\d{{4}}){_DONE}{_NOT_AMOUNT}",
    re.ASCII,
)
_IDENTITY_18 = re.compile(
    rf"{_ALONE}([1-9]\d{{5}}){_GAP}?((?:18|19|20)\d\d)(\d\d)(\d\d){_GAP}?(\d{{3}}[\dXx]){_DONE}", re.ASCII
)
_IDENTITY_15 = re.compile(rf"{_ALONE}([1-8]\d{{5}})(\d\d)(\d\d)(\d\d)(\d{{3}}){_DONE}", re.ASCII)
_BANK_CARD = re.compile(
    rf"{_ALONE}{_NOT_MONEY}([3-6]\d{{3}}(?:{_GAP}?\d{{4}}){{3}}(?:{_GAP}?\d{{1,3}})?)"
    rf"{_DONE}{_NOT_AMOUNT}",
    re.ASCII,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,24}", re.ASCII
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-HJ-NP-Za-hj-np-z][ ·•\-]?"
    r"(?=[A-Za-z]{0,5}\d)(?:[A-HJ-NP-Za-hj-np-z\d]{5,6}|[A-HJ-NP-Za-hj-np-z\d]{4}[学警港澳挂])(?![A-Za-z\d])",
    re.ASCII,
)
_DOOR = re.compile(
    r"(?:(?:\d{1,3} ?(?:号楼|#楼|#|栋|幢|座)|[A-Za-z] ?(?:号楼|栋|幢|座)) ?(?:(?:\d{1,2}|[东西中甲乙丙]) ?单元 ?)?"
    r"|(?:\d{1,2}|[东西中甲乙丙]) ?单元 ?)(?:\d{1,2} ?(?:楼|层) ?)?\d{3,4}(?![\d年元人米平个])(?: ?(?:室|号|户))?"
    r"|(?<!\d)\d{1,3}-\d{1,2}-\d{3,4}(?![\d\-])(?: ?(?:室|户))",
    re.ASCII,
)
_HEALTH = re.compile("|".join(sorted((*NOT_ABOUT_A_PERSON, *HEALTH_WORDS), key=len, reverse=True)), re.IGNORECASE)
_IDENTITY_WORDS = re.compile(r"身份证|证件号|公民身份")
_CARD_WORDS = re.compile(r"卡号|银行|账号|帐号|账户|帐户|开户|存折")

Found = tuple[Kind, int, int, bool]


def plain(text: str) -> str:
    """The text with full-width and Chinese digits, spaces and dashes made plain, character for character."""
    return text.translate(_PLAIN)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_day(year: int, month: str, day: str) -> bool:
    try:
        return date(year, int(month), int(day)) <= date(2100, 1, 1)
    except ValueError:
        return False


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _before(text: str, start: int) -> str:
    return text[max(0, start - 14) : start]


def _identities(text: str) -> Iterator[Found]:
    for found in _IDENTITY_18.finditer(text):
        region, year, month, day, tail = found.groups()
        number = (region + year + month + day + tail).upper()
        is_right = check_11_2(number[:17]) == number[17]
        if _is_day(int(year), month, day) and (is_right or not _is_credit_code(number)):
            yield Kind.IDENTITY, *found.span(), not is_right
    for found in _IDENTITY_15.finditer(text):
        _region, year, month, day, _tail = found.groups()
        if _is_day(1900 + int(year), month, day):
            yield Kind.IDENTITY, *found.span(), not _IDENTITY_WORDS.search(_before(text, found.start()))


def _is_credit_code(number: str) -> bool:
    return set(number) <= set(ALPHABET) and credit_code_check(number[:17]) == number[17]


def _bank_cards(text: str) -> Iterator[Found]:
    for found in _BANK_CARD.finditer(text):
        digits = _digits(found[1])
        is_told = bool(_CARD_WORDS.search(_before(text, found.start())))
        if _passes_luhn(digits) or is_told:
            yield Kind.BANK_CARD, *found.span(1), not (is_told or digits.startswith("62"))


def _phones(text: str) -> Iterator[Found]:
    for found in _MOBILE.finditer(text):
        groups = tuple(map(len, re.split(r"\D+", found[1])))
        if groups in _PHONE_GROUPS:
            yield Kind.PHONE, *found.span(), False
    for found in _LANDLINE.finditer(text):
        yield Kind.PHONE, *found.span(), False
    for found in _LOCAL.finditer(text):
        digits = _digits(found[1])
        if not (len(digits) == 8 and _is_day(int(digits[:4]), digits[4:6], digits[6:])):
            yield Kind.PHONE, *found.span(1), False


def _of(kind: Kind, pattern: re.Pattern[str], *, is_weak: bool) -> Callable[[str], Iterator[Found]]:
    def find(text: str) -> Iterator[Found]:
        return ((kind, *found.span(), is_weak) for found in pattern.finditer(text))

    return find


def _health(text: str) -> Iterator[Found]:
    for found in _HEALTH.finditer(text):
        if found[0] not in NOT_ABOUT_A_PERSON:
            yield Kind.HEALTH, *found.span(), True


FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _identities,
    _bank_cards,
    _phones,
    _of(Kind.EMAIL, _EMAIL, is_weak=False),
    _of(Kind.PLATE, _PLATE, is_weak=False),
    _of(Kind.DOOR, _DOOR, is_weak=True),
    _health,
)


def scan(text: str) -> list[Finding]:
    """All findings in the order of the text; they do not overlap. What was masked is not found again.

    First as it is typed, then with Chinese digits as digits: the 三 of 张三13800138000 is none of the number.
    """
    findings: list[Finding] = []
    left = text
    for table in (_NARROW, _PLAIN):
        left, is_new = left.translate(table), True
        while is_new:
            is_new = False
            for kind, start, end, is_weak in _found_by_one(left):
                findings.append(Finding(kind, start, end, _excerpt(text[start:end]), is_weak))
                left = left[:start] + STAR * (end - start) + left[end:]
                is_new = True
    return sorted(findings, key=lambda f: f.start)


def impersonal(text: str, field: str) -> str:
    """Words about offices and posts, without spaces around; Unfit when somebody's own number stands in them.

    Mobile, identity and card numbers; office lines and mobiles said to be the office's are none of anybody's.
    """
    text = text.strip()
    own = {one.kind for one in scan(text) if not one.is_weak and one.kind in OWN and not _is_office_line(text, one)}
    if own:
        raise Unfit(
            _("这里只写单位、岗位和事情，不写个人的{kinds}，请删去。").format(
                kinds="、".join(KIND_LABELS[kind] for kind in sorted(own))
            ),
            field,
        )
    return text


def said(text: str, field: str, most: int = 500) -> str:
    """Words that must be there, as `impersonal` takes them; Unfit for none and for more than `most` characters."""
    words = impersonal(text, field)
    if not 0 < len(words) <= most:
        raise Unfit(_("请填写，不超过{n}字。").format(n=most), field)
    return words


def _is_office_line(text: str, found: Finding) -> bool:
    number = _digits(plain(text[found.start : found.end]))
    is_mobile = bool(re.fullmatch(r"(?:00)?(?:86)?1[3-9]\d{9}", number))
    is_said = re.search("(?:公务|工作|值班|公用)(?:手机|电话)", text[max(0, found.start - 12) : found.start])
    return found.kind == Kind.PHONE and (not is_mobile or bool(is_said))


def _found_by_one(text: str) -> list[Found]:
    """What the first finder with any finding sees; the others look again at what is left."""
    return next((found for find in FINDERS if (found := list(find(text)))), [])


def _excerpt(words: str) -> str:
    """Enough to recognise it in one's own text: the first and last character of longer findings."""
    if len(words) < 4:
        return STAR * len(words)
    return words[0] + STAR * (len(words) - 2) + words[-1]


def mask(text: str, findings: Iterable[Finding]) -> str:
    """The text of the same length with every character of the findings replaced by ＊."""
    for finding in findings:
        text = text[: finding.start] + STAR * (finding.end - finding.start) + text[finding.end :]
    return text


def mask_phone(phone: str) -> str:
    """A telephone number fit for lists: 199****1234, 0377-****1234; nothing of a short or odd one."""
    typed = re.sub(r"[ \-()]|^(?:\+|00)86", "", plain(phone))
    landline = re.fullmatch(rf"({_AREA})\d{{3,4}}(\w{{4}})", typed)
    if landline:
        return f"{landline[1]}-****{landline[2]}"
    return f"{typed[:3]}****{typed[-4:]}" if len(typed) >= 11 else "****"
