"""The excel channel."""

from django.apps import AppConfig


class Excel(AppConfig):
    name = "yinuo.channels.excel"
    label = "excel"
