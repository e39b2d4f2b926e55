"""What every template may ask about the house."""

from django.conf import settings


def house(request) -> dict:
    """Demo mark, city name, filing number (备案号), large-type mode and the actor."""
    return {
        "is_demo": settings.YINUO_DEMO,
        "city_name": settings.YINUO_CITY_NAME,
        "filing_number": settings.YINUO_FILING_NUMBER,
        "size": request.COOKIES.get("size", "normal"),
        "actor": getattr(request, "actor", None),
    }
