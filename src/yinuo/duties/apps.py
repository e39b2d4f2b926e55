"""What offices have taken on: rectification, central work, rules, letters of responsibility, posts, the burden register."""

from django.apps import AppConfig


class Duties(AppConfig):
    name = "yinuo.duties"
    label = "duties"
