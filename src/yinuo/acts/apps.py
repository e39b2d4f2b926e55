"""The only door for writing, and the ledger behind it."""

from django.apps import AppConfig


class Acts(AppConfig):
    name = "yinuo.acts"
    label = "acts"
    default_auto_field = "django.db.models.BigAutoField"
