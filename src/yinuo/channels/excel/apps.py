"""The excel channel."""

from django.apps import AppConfig


class Excel(AppConfig):
    name = "yinuo.channels.excel"
    label = "excel"

    def ready(self) -> None:
        """Make the import job known to the worker."""
        from . import running  # noqa: F401 the app registry must be complete
