"""Who may enter a page, declared at its view; a test refuses a route without it. What may be *done* is the acts' rule."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from ..kernel.actor import Role
from ..kernel.errors import Refused
from ..kernel.words import _

ANYONE = "anyone"
MEMBERS = "members"


def open_to(*who: str | Role) -> Callable:
    """A view for anyone, for every signed-in member, or for members with one of these roles."""

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **given) -> HttpResponse:
            if ANYONE in who:
                return view(request, *args, **given)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = request.actor
            if actor.member is None or (MEMBERS not in who and not actor.holds(*who)):
                raise Refused(_("您的岗位没有打开这个页面的权限。需要的话，请联系本单位的系统管理员。"))
            return view(request, *args, **given)

        guarded.doors = who
        return guarded

    return decorate
