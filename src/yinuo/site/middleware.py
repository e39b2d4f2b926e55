"""Two small middlewares: who acts, and how a failure becomes a page."""

from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from yinuo.kernel.actor import resident
from yinuo.kernel.errors import Failure
from yinuo.orgs.queries import actor_of


def actor(get_response):
    """`request.actor`: the signed-in member with the grants valid today, or a resident."""

    def middleware(request):
        request.actor = SimpleLazyObject(
            lambda: actor_of(request.user, channel="desk") if request.user.is_authenticated else resident()
        )
        return get_response(request)

    return middleware


def failures(get_response):
    """A Failure that no view has turned into words of its form becomes a page that says it."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, Failure):
            return render(
                request, f"{exception.status}.html", {"sentence": exception.sentence}, status=exception.status
            )
        return None

    middleware.process_exception = process_exception
    return middleware
