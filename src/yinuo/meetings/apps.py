"""Meetings that lead to promises: listening days, topics of councils and committees, the life of branches."""

from django.apps import AppConfig


class Meetings(AppConfig):
    name = "yinuo.meetings"
    label = "meetings"
