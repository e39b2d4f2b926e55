"""The house as a Django app: templates, static files, template tags and commands."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class House(AppConfig):
    """Wiring only: it owns no rows."""

    name = "yinuo.site"
    label = "house"
    verbose_name = _("一诺")

    def ready(self) -> None:
        """Connect reactions to acts."""
        from yinuo.site.wiring import connect  # the app registry must be complete

        connect()
