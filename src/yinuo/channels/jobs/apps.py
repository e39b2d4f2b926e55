"""The jobs channel."""

from django.apps import AppConfig


class Jobs(AppConfig):
    name = "yinuo.channels.jobs"
    label = "jobs"
