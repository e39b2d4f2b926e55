"""Quantities keep their qualifier and print back as they were published; shares keep their counts."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yinuo.kernel.errors import Unfit
from yinuo.kernel.quantities import SCALES, Qualifier, Quantity, Share, quantities_in, read_quantity

DATA = Path(__file__).parents[3] / "shared/domain/data"
needs_shared = pytest.mark.skipif(not DATA.exists(), reason="../shared is not here")


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("120余万元", 1_200_000, Qualifier.OVER, "元"),
        ("860余次", 860, Qualifier.OVER, "次"),
        ("5600余件", 5600, Qualifier.OVER, "件"),
        ("近20万元", 200_000, Qualifier.NEARLY, "元"),
        ("3200名", 3200, Qualifier.EXACT, "名"),
        ("412个", 412, Qualifier.EXACT, "个"),
        ("约5千", 5000, Qualifier.ABOUT, ""),
        ("3万余人", 30_000, Qualifier.OVER, "人"),
        ("3000多人", 3000, Qualifier.OVER, "人"),
        ("超过50万元", 500_000, Qualifier.OVER, "元"),
        ("将近30户", 30, Qualifier.NEARLY, "户"),
        ("200人左右", 200, Qualifier.ABOUT, "人"),
        ("1.5亿元", 150_000_000, Qualifier.EXACT, "元"),
        ("2.5小时", Decimal("2.5"), Qualifier.EXACT, "小时"),
        ("7", 7, Qualifier.EXACT, ""),
        ("3百万元", 3_000_000, Qualifier.EXACT, "元"),
    ],
)
def test_published_numbers_are_read_with_their_qualifier(text, value, qualifier, unit):
    read = read_quantity(text)
    assert (read.value, read.qualifier, read.unit) == (value, qualifier, unit)


@pytest.mark.parametrize(
    "text",
    ["120余万元", "860余次", "近20万元", "3200名", "约5千", "3000多人", "超过50万元", "逾30家", "将近30户",
     "200人左右", "1.5亿元", "12000元", "0件"],
)  # fmt: skip
def test_they_print_back_exactly_as_they_were_written(text):
    assert str(read_quantity(text)) == text


@pytest.mark.parametrize("text", ["", "三十余次", "近20余万元", "-3名", "万元", "约", "3200名党员同志们都来了", "1..5"])
def test_what_is_no_number_is_unfit(text):
    with pytest.raises(Unfit, match="看不懂数量"):
        read_quantity(text)


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        (Quantity(1_200_000, Qualifier.OVER, "元"), "120余万元"),
        (Quantity(200_000, Qualifier.NEARLY, "元"), "近20万元"),
        (Quantity(860, Qualifier.OVER, "次"), "860余次"),
        (Quantity(3200, Qualifier.EXACT, "名"), "3200名"),
        (Quantity(12_345, Qualifier.ABOUT, "件"), "约12345件"),
        (Quantity(0, Qualifier.EXACT, "件"), "0件"),
    ],
)
def test_a_quantity_stored_without_its_spelling_prints_in_the_usual_one(quantity, printed):
    assert str(quantity) == printed


quantities = some.builds(
    Quantity,
    some.integers(0, 10**9),
    some.sampled_from(Qualifier),
    some.sampled_from(["", "元", "次", "件", "名", "人次", "户"]),
)


@given(quantities)
def test_every_quantity_survives_printing_and_reading(quantity):
    assert read_quantity(str(quantity)) == quantity


@given(some.decimals(0, 9999, places=2), some.sampled_from(sorted(SCALES)))
def test_every_scale_survives_printing_and_reading(number, scale):
    quantity = Quantity(number * SCALES[scale], Qualifier.EXACT, "元", scale)
    assert read_quantity(str(quantity)) == quantity
    assert str(read_quantity(str(quantity))) == str(quantity)


def test_numbers_of_different_things_are_never_added():
    with pytest.raises(Unfit, match="不是同一样东西"):
        read_quantity("860余次") + read_quantity("5600余件")
    with pytest.raises(Unfit, match="方向不同"):
        read_quantity("860余次") + read_quantity("近200次")
    with pytest.raises(TypeError):
        read_quantity("860余次") + 1


def test_a_sum_is_as_vague_as_its_vaguest_part():
    assert read_quantity("860余次") + read_quantity("40次") == Quantity(900, Qualifier.OVER, "次")
    assert read_quantity("60次") + read_quantity("40次") == Quantity(100, Qualifier.EXACT, "次")


def test_numbers_are_found_in_running_text_and_years_are_not():
    found = quantities_in("2019年先后投入120余万元，开展志愿服务860余次，挽回损失近20万元，共3200名党员参加")
    assert [str(q) for q in found] == ["120余万元", "860余次", "近20万元", "3200名"]


@needs_shared
def test_the_figures_of_the_page_are_found_in_their_quotes_and_print_back():
    figures = json.loads((DATA / "page_figures.json").read_text(encoding="utf-8"))
    checked = 0
    for figure in figures:
        found = [q for q in quantities_in(figure["quote"]) if q.value == figure["value"]]
        for quantity in found[:1]:
            assert quantity.qualifier == figure["qualifier"], figure["id"]
            assert str(quantity) in figure["quote"]
            checked += 1
        if figure["qualifier"] != "exact":
            assert found, figure["quote"]
    assert checked >= 20


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        (23974, 24932, "96.16%（23974/24932）"),
        (1, 8, "1/8"),
        (9, 9, "9/9"),
        (0, 0, "0/0"),
        (5, 10, "50.00%（5/10）"),
        (1, 1000, "0.10%（1/1000）"),
        (1, 16, "6.25%（1/16）"),
        (1, 800, "0.13%（1/800）"),
    ],
)
def test_shares_print_percent_half_up_only_from_ten_cases_on(numerator, denominator, printed):
    assert str(Share(numerator, denominator, "按期办结率 v1")) == printed


@needs_shared
def test_the_published_shares_come_out_exactly():
    published = json.loads((DATA / "published_fixtures.json").read_text(encoding="utf-8"))
    table = published["lyg_2017_04"]
    assert Share(table["closed"], table["due"], "结案率").percent() == Decimal(str(table["closed_rate"]))
    assert Share(table["closed_on_time"], table["due"], "按期结案率").percent() == Decimal(str(table["on_time_rate"]))
    letters = published["mayor_mailbox_q3"]
    for count, rate in letters["kinds"].values():
        assert Share(count, letters["valid"], "占有效来信").percent() == Decimal(str(rate))


def test_a_negative_count_is_unfit():
    with pytest.raises(Unfit):
        Share(-1, 10, "x")
    with pytest.raises(Unfit):
        Quantity(-1)
