"""The core: a matter becomes a promise, is kept, checked, rated."""

from django.apps import AppConfig


class Matters(AppConfig):
    name = "yinuo.matters"
    label = "matters"
