"""Addresses of the excel channel."""

app_name = "excel"
urlpatterns: list = []
