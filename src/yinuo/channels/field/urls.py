"""Addresses of the field channel."""

app_name = "field"
urlpatterns: list = []
