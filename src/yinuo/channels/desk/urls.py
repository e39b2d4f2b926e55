"""Addresses of the desk channel."""

app_name = "desk"
urlpatterns: list = []
