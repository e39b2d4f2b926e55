"""Personal data in free text: what must be seen, what must not, and that masking is safe. All data is made up."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from yinuo.kernel.codes.checks import check_11_2
from yinuo.kernel.privacy import STAR, Kind, mask, mask_phone, plain, scan

MOBILE = "19900001234"  # of a form nobody is given
NOBODY = "99999919000101001"  # region 999999 does not exist


def identity(first17: str = NOBODY) -> str:
    return first17 + check_11_2(first17)


def card(start: str, length: int = 16) -> str:
    """A card number made up of zeros with the last digit that passes Luhn's check."""
    body = start + "0" * (length - 1 - len(start))
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(reversed(body))]
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in scan(text)]


@pytest.mark.parametrize(
    "written",
    [
        MOBILE,
        "199 0000 1234",
        "199-0000-1234",
        "199－0000－1234",
        "199.0000.1234",
        "1990000 1234",
        "1 9 9 0 0 0 0 1 2 3 4",
        "１９９００００１２３４",
        "一九九零零零零一二三四",
        "幺九九〇〇〇〇幺二三四",
        "199\u200b0000\u200b1234",
        "+86 19900001234",
        "0086-19900001234",
        "wx19900001234",
        "0377-63120000",
        "（0377）63120000",
        "010 6312 0000",
        "037763120000",
    ],
)
def test_phones_are_seen_in_every_way_of_writing(written):
    text = f"俺家的电话是{written}，随时能打"
    (finding,) = scan(text)
    assert finding.kind is Kind.PHONE
    assert not finding.is_weak
    assert not any(c.isdigit() for c in plain(mask(text, [finding])))


def test_a_local_number_is_seen_after_a_word_that_announces_it():
    assert kinds("拨打63120000找居委会") == [Kind.PHONE]
    assert kinds("座机：6312 0000") == [Kind.PHONE]
    assert kinds("一共63120000") == []


@pytest.mark.parametrize(
    "text",
    [
        "2019年12月17日至20日",
        "2019-12-17 13:00 到 2019-12-18 18:00",
        "联系日期20260312",
        "二〇二六年三月十二日",
        "投入19900001234元",
        "￥19900001234",
        "共19900001234万元",
        "1,390,000,123元",
        "编号2026-0000123-7",
        "受理号码2026-0001",
        "单号7K3M-9QWD-2XH",
        "网格411303003901012",
        "社区411303003901，网格411303003901-012",
        "部件4113030102000001",
        "流水号202603121234567890123",
        "拨打12345、110或96110",
        "服务热线4001234567",
        "15 20 30 40 50 61",
        "统一社会信用代码91350100M000100Y43",
        "2号楼东侧的井盖",
        "3单元楼道飞线充电",
        "3号楼2019年建成",
        "油烟致癌吗",
        "残疾人通道被占了",
        "豫剧R调",
        "请@社区书记",
    ],
)
def test_years_amounts_codes_and_public_numbers_are_left_alone(text):
    assert scan(text) == []


def test_identity_numbers_are_sure_when_the_check_is_right_and_weak_when_it_is_not():
    right = identity()
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert [(f.kind, f.is_weak) for f in scan(f"身份证{right}。")] == [(Kind.IDENTITY, False)]
    assert [(f.kind, f.is_weak) for f in scan(f"身份证{wrong}。")] == [(Kind.IDENTITY, True)]


def test_identity_numbers_are_seen_with_spaces_small_x_and_full_width_digits():
    ends_in_x = next(n for n in (identity(f"99999919000101{i:03}") for i in range(999)) if n.endswith("X"))
    assert kinds(ends_in_x.lower()) == [Kind.IDENTITY]
    assert kinds(f"{ends_in_x[:6]} {ends_in_x[6:14]} {ends_in_x[14:]}") == [Kind.IDENTITY]
    assert kinds("".join(chr(ord(c) + 0xFEE0) for c in ends_in_x)) == [Kind.IDENTITY]


def test_an_impossible_birthday_is_no_identity_number():
    assert scan(identity("99999919001301001")) == []


def test_old_identity_numbers_are_weak_unless_announced():
    assert [(f.kind, f.is_weak) for f in scan("899999000101001")] == [(Kind.IDENTITY, True)]
    assert [(f.kind, f.is_weak) for f in scan("身份证号899999000101001")] == [(Kind.IDENTITY, False)]


@pytest.mark.parametrize("length", [16, 19])
def test_bank_cards_pass_luhn(length):
    number = card("620000", length)
    spaced = " ".join(number[i : i + 4] for i in range(0, length, 4))
    assert kinds(number) == kinds(spaced) == [Kind.BANK_CARD]
    assert scan(number[:-1] + str((int(number[-1]) + 1) % 10)) == []


def test_a_card_number_that_is_announced_is_seen_even_if_mistyped():
    assert kinds("银行卡号6200000000000001") == [Kind.BANK_CARD]


@pytest.mark.parametrize(
    ("text", "kind", "is_weak"),
    [
        ("写信给nobody.here@example.com谢谢", Kind.EMAIL, False),
        ("ｎｏｂｏｄｙ＠ｅｘａｍｐｌｅ．ｃｏｍ", Kind.EMAIL, False),
        ("车牌豫Z00000堵门", Kind.PLATE, False),
        ("豫Z·D00000", Kind.PLATE, False),
        ("京z 00000", Kind.PLATE, False),
        ("住3号楼2单元501室", Kind.DOOR, True),
        ("三号楼二单元五零一", Kind.DOOR, True),
        ("A栋1203", Kind.DOOR, True),
        ("12#楼东单元302户", Kind.DOOR, True),
        ("3-2-501室", Kind.DOOR, True),
        ("他有精神疾病", Kind.HEALTH, True),
        ("确诊hiv", Kind.HEALTH, True),
    ],
)
def test_other_kinds_are_seen(text, kind, is_weak):
    assert [(f.kind, f.is_weak) for f in scan(text)] == [(kind, is_weak)]


def test_one_text_with_everything_is_masked_at_its_places_only():
    text = f"张某某，{identity()}，住3号楼2单元501室，电话{MOBILE}，车豫Z00000，有残疾。"
    masked = mask(text, scan(text))
    assert kinds(text) == [Kind.IDENTITY, Kind.DOOR, Kind.PHONE, Kind.PLATE, Kind.HEALTH]
    assert masked.startswith("张某某，" + STAR * 18 + "，住")
    assert masked.endswith("，有" + STAR * 2 + "。")


def test_excerpts_do_not_give_the_finding_away():
    (finding,) = scan(f"电话{MOBILE}")
    assert finding.excerpt_masked == "1" + STAR * 9 + "4"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("1990000xxxx", "199****xxxx"),
        (MOBILE, "199****1234"),
        ("+86 199-0000-1234", "199****1234"),
        ("１９９００００１２３４", "199****1234"),
        ("0377-63120000", "0377-****0000"),
        ("01063120000", "010-****0000"),
        ("63120000", "****"),
        ("", "****"),
    ],
)
def test_phones_in_lists_show_their_ends_only(phone, masked):
    assert mask_phone(phone) == masked


pieces = some.lists(
    some.one_of(
        some.text(max_size=6),
        some.text("0123456789 -.,()Xx@年元零一幺号楼单元室", max_size=14),
        some.sampled_from([MOBILE, identity(), card("620000"), "豫Z00000", "3号楼2单元501室", "癌", "致癌", "a@b.cn",
                           "\x00", "\u200b", "👨‍👩‍👧", "\ud800", "电话"]),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(pieces)
@example(f"{MOBILE}{MOBILE}")
@example(f"a@b.cn{MOBILE}@example.com")
@example("٤١١٣٠٣١٩٩٠٠١٠١٠٠١٢")
def test_masking_keeps_the_length_leaves_nothing_to_find_and_spares_the_rest(text):
    findings = scan(text)
    masked = mask(text, findings)
    assert len(masked) == len(text) == len(plain(text))
    assert scan(masked) == []
    assert mask(masked, scan(masked)) == masked
    assert all(a.end <= b.start for a, b in pairwise(findings))
    covered = {place for f in findings for place in range(f.start, f.end)}
    assert all(masked[i] == (STAR if i in covered else c) for i, c in enumerate(text))


@given(some.text(max_size=40))
def test_any_phone_can_be_masked(text):
    assert "****" in mask_phone(text)


@given(pieces, pieces)
def test_a_phone_between_words_is_always_seen(before, after):
    text = f"{before}。{MOBILE}。{after}"
    start = len(before) + 1
    assert any(f.start <= start and f.end >= start + 11 for f in scan(text))


@pytest.mark.parametrize(
    "text", [f"给张三{MOBILE}打电话", "李四１９９００００１２３４", "老五：199-0000-1234", f"第一 {MOBILE}"]
)
def test_a_number_that_follows_a_name_with_a_digit_in_it_is_found(text):
    assert [one.kind for one in scan(text)] == [Kind.PHONE]
    assert mask(text, scan(text))[:2] == text[:2]
