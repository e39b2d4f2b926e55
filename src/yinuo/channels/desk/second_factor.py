"""Members whose role asks for a second factor set one up before they work."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from yinuo.kernel.actor import Role


def second_factor(get_response):
    """Middleware after the actor's: roles named in YINUO_MFA_ROLES reach desk, ledgers and passes for phones only with a second factor."""

    def middleware(request):
        roles = [Role(name) for name in getattr(settings, "YINUO_MFA_ROLES", ())]
        if roles and request.path.startswith(("/desk/", "/excel/", "/field/pass/")) and _lacks(request, roles):
            messages.warning(request, _("您的岗位要求两步登录。请先用手机上的验证器应用扫码设置，再继续办事。"))
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def _lacks(request, roles: list[Role]) -> bool:
    return request.user.is_authenticated and request.actor.holds(*roles) and not is_mfa_enabled(request.user)
