"""People of the world signed in at the excel pages."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse


@pytest.fixture
def signed_in(world) -> Callable[[str], Client]:
    """A browser in which this person of the world is signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name].user)
        return client

    return sign_in


@pytest.fixture
def coordinator(signed_in) -> Client:
    """The coordinator of the whole county."""
    return signed_in("county_coordinator")


@pytest.fixture
def send() -> Callable:
    """Upload a file (a path, or bytes) as a browser does."""

    def upload(client: Client, file: Path | bytes, name: str = "台账.xlsx"):
        content = file if isinstance(file, bytes) else file.read_bytes()
        return client.post(reverse("excel:upload"), {"file": SimpleUploadedFile(name, BytesIO(content).read())})

    return upload
