"""Addresses of the pages of supervision (M41, M42)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
