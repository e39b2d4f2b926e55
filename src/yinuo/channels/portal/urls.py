"""Addresses of the portal channel."""

app_name = "portal"
urlpatterns: list = []
