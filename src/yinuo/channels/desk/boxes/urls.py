"""Addresses of the pages of suggestion boxes (M34)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
