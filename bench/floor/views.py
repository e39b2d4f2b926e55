"""Create from a form, show one, list the fifty newest."""

from uuid import uuid4

from django.shortcuts import get_object_or_404, redirect, render

from .forms import NoteForm
from .models import Note


def create(request):
    """The form, and a row of what it brings."""
    form = NoteForm(request.POST or None)
    if form.is_valid():
        note = form.save(commit=False)
        note.number, note.title = uuid4().hex[:20], note.words[:40]
        note.save()
        return redirect("note", pk=note.pk)
    return render(request, "floor/create.html", {"form": form})


def note(request, pk):
    """One row."""
    return render(request, "floor/note.html", {"note": get_object_or_404(Note, pk=pk)})


def notes(request):
    """The fifty newest rows."""
    return render(request, "floor/notes.html", {"notes": Note.objects.order_by("-received_at", "-pk")[:50]})
