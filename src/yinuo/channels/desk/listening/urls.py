"""Addresses of the pages of listening days (M14)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
