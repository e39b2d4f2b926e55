"""The field channel: phones that work without a network and hand in later."""

from django.apps import AppConfig


class Field(AppConfig):
    name = "yinuo.channels.field"
    label = "field"
