"""The numbers in force on a day: one query, each with its article, and none is guessed."""

from datetime import date
from decimal import Decimal

import pytest

from tests.world import MONDAY
from yinuo.kernel.errors import NotNow
from yinuo.orgs import rulebook
from yinuo.orgs.queries import thresholds

TODAY = MONDAY.date()


@pytest.fixture
def loaded(db):
    rulebook.load(at=MONDAY)


def test_every_number_of_a_day_comes_in_one_query(loaded, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = thresholds(TODAY)
        assert len(found) == 26
        assert found["branch.full_min"].value == Decimal(3)
        assert found.article("branch.full_min").startswith("《中国共产党支部工作条例（试行）》第四条")


def test_before_the_first_day_nothing_is_in_force(loaded):
    found = thresholds(date(2018, 10, 27))
    assert not found
    assert "branch.full_min" not in found
    with pytest.raises(NotNow, match="请系统管理员装入规则"):
        found.whole("branch.full_min")


def test_a_key_that_does_not_exist_is_an_error_with_its_name(loaded):
    with pytest.raises(NotNow, match=r"没有“branch\.colour”这一项"):
        thresholds(TODAY)["branch.colour"]
