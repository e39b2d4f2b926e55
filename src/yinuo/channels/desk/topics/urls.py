"""Addresses of the pages of topics of councils and committees (M05, M07, M08)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
