"""Addresses of the pages of the burden register."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
