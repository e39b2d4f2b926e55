"""The desk channel."""

from django.apps import AppConfig


class Desk(AppConfig):
    name = "yinuo.channels.desk"
    label = "desk"
