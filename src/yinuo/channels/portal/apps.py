"""The portal channel."""

from django.apps import AppConfig


class Portal(AppConfig):
    name = "yinuo.channels.portal"
    label = "portal"
