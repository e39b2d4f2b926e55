"""Addresses of the pages of rules, letters of responsibility, lists and training (M35, M38, M39)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
