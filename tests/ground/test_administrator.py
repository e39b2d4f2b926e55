"""A real installation begins with divisions, one administrator and a password; everything else happens on pages."""

import pytest
from typer.testing import CliRunner

from yinuo.kernel.actor import HOUSE, Role
from yinuo.orgs.models import Member
from yinuo.orgs.queries import actor_for
from yinuo.places import actions as mapping
from yinuo.site import command
from yinuo.site.command import operating


@pytest.fixture
def run(db, monkeypatch):
    monkeypatch.setattr(operating, "bring_up", lambda **_given: None)  # the test database is up already
    return lambda *words: CliRunner().invoke(command.app, words)


def test_the_first_administrator_can_appoint_everybody_else(run):
    mapping.enter(None, HOUSE, code="419901", name="示例县")
    result = run("users", "administrator", "first.admin", "--place", "419901", "--office", "示例县政务中心")
    assert result.exit_code == 0, result.output
    actor = actor_for(Member.objects.get(user__username="first.admin"), channel="desk")
    assert actor.holds(Role.ADMINISTRATOR, org=actor.org, place="419901901901")


def test_without_divisions_it_says_what_to_do_first(run):
    result = run("users", "administrator", "first.admin", "--place", "419901", "--office", "示例县政务中心")
    assert result.exit_code == 1
    assert "先导入区划" in result.output


def test_a_name_already_taken_is_refused_in_words(run):
    mapping.enter(None, HOUSE, code="419901", name="示例县")
    words = ("users", "administrator", "first.admin", "--place", "419901", "--office", "示例县政务中心")
    assert run(*words).exit_code == 0
    again = run(*words)
    assert again.exit_code == 1
    assert "已经有人用了" in again.output
