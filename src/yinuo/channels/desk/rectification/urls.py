"""Addresses of the pages of rectification campaigns (M31–M33)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
