"""For which organisations somebody may begin something: those his grants of these roles name, none below another."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Organisation


def offices_of(actor: Actor, *roles: Role) -> QuerySet[Organisation]:
    """Today's organisations, by path."""
    paths = {grant.org for grant in actor.granted(*roles) if grant.org}
    outer = [path for path in paths if not any(path != one and path.startswith(one) for one in paths)]
    return Organisation.objects.on(timezone.localdate()).filter(path__in=outer).select_related("place").order_by("path")


def office_asked(request: HttpRequest, *roles: Role) -> Organisation | None:
    """The one that `?org=` names, his first otherwise; None when he has none."""
    found = list(offices_of(request.actor, *roles))
    return next((one for one in found if str(one.pk) == request.GET.get("org")), found[0] if found else None)
