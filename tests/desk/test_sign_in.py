"""Signing in and out, and the second factor that some roles must have."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

WORKED_WITH = ("/desk/", "/desk/matters/", "/desk/register/", "/desk/matters/2026-0000001-1/", "/desk/photos/1/")


@pytest.mark.parametrize("page", WORKED_WITH)
def test_without_signing_in_every_page_of_the_desk_asks_for_it(db, page):
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/desk/")


PASSWORD = "一个够长的口令2026"


def with_password(world, name: str) -> Client:
    """A browser of somebody who has a password."""
    user = world.people[name].user
    user.set_password(PASSWORD)
    user.save()
    return Client()


def test_a_member_signs_in_and_lands_where_he_wanted(world, monday):
    client = with_password(world, "worker")
    page = client.get("/accounts/login/?next=/desk/matters/")
    assert "工作人员登录" in page.content.decode()
    wrong = client.post("/accounts/login/", {"login": "worker", "password": "错的"})
    assert "data-wrong" in wrong.content.decode()
    assert "用户名" in wrong.content.decode()
    given = {"login": "worker", "password": PASSWORD, "next": "/desk/matters/"}
    assert client.post("/accounts/login/", given)["Location"] == "/desk/matters/"
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/desk/").status_code == 302


def test_an_account_without_a_valid_member_enters_no_desk(world, monday, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_user(username="former"))
    assert client.get("/desk/").status_code == 403


def test_roles_that_ask_for_a_second_factor_are_sent_to_set_one_up(world, monday, settings):
    settings.YINUO_MFA_ROLES = ["coordinator"]
    worker, coordinator = with_password(world, "worker"), with_password(world, "coordinator")
    for name, client in (("worker", worker), ("coordinator", coordinator)):
        client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    assert worker.get("/desk/").status_code == 200
    assert coordinator.get("/desk/")["Location"] == "/accounts/2fa/totp/activate/"
    asked = coordinator.get("/accounts/2fa/totp/activate/", follow=True)
    assert "您的岗位要求两步登录" in asked.content.decode()
    coordinator.post(asked.request["PATH_INFO"] + "?next=/accounts/2fa/totp/activate/", {"password": PASSWORD})
    page = coordinator.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = coordinator.post("/accounts/2fa/totp/activate/", {"code": code})
    assert answer.status_code == 302, answer.context["form"].errors
    assert coordinator.get("/desk/").status_code == 200
