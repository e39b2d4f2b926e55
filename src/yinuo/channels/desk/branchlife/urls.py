"""Addresses of the pages of the life of branches (M17, M30, M40)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
