"""One plain form."""

from django import forms

from .models import Note


class NoteForm(forms.ModelForm):
    """What somebody writes."""

    class Meta:
        model = Note
        fields = ["words", "address", "kind", "place"]
