"""Addresses of the pages of campaigns of central work (M12, M13)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
