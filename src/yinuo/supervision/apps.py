"""Teams that visit offices and branches: findings with a right to reply, notices, talks, review, the yearly review."""

from django.apps import AppConfig


class Supervision(AppConfig):
    name = "yinuo.supervision"
    label = "supervision"
