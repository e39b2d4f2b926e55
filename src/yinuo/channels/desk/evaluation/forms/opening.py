"""The words of two keepers, typed together. They are never given back to the page, kept, or written to any log."""

from django import forms
from django.utils.translation import gettext as _

from yinuo.evaluation import actions
from yinuo.evaluation.models import Assessment, Keeper
from yinuo.evaluation.rules import sealing
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Unfit


class OpenForm(forms.Form):
    """One field for each keeper; two of them are filled. No key: not even a hash of the words is kept."""

    def __init__(self, *args, keepers: list[Keeper], **given):
        super().__init__(*args, **given)
        self.keepers = keepers
        for one in keepers:
            self.fields[f"words{one.number}"] = forms.CharField(
                label=_("{role}的口令").format(role=one.get_role_display()),
                required=False,
                max_length=200,
                widget=forms.PasswordInput(
                    render_value=False,
                    attrs={
                        "autocomplete": "off",
                        "spellcheck": "false",
                        "autocapitalize": "characters",
                        "class": "words-line",
                    },
                ),
                help_text=_("{post}。照纸上写的输入，13组，连字符和空格可以不写。").format(post=one.member),
            )

    def clean(self):
        """Every field that is filled is checked by itself, so that all that is wrong is told at once."""
        cleaned = super().clean()
        filled = {one: cleaned.get(f"words{one.number}", "") for one in self.keepers}
        filled = {one: words for one, words in filled.items() if words}
        for one, words in filled.items():
            try:
                sealing.check_words(words, one.public, one.number)
            except Unfit as problem:
                self.add_error(f"words{one.number}", problem.sentence)
        if len(filled) < 2 and not self.errors:
            raise forms.ValidationError(_("启封要两位保管人同时在场，各输各的口令。"))
        return cleaned

    def perform(self, assessment: Assessment, actor: Actor):
        """Open; None when the words were wrong and the fields say so."""
        given = [(one.number, self.cleaned_data[f"words{one.number}"]) for one in self.keepers]
        given = [(number, words) for number, words in given if words][:2]
        try:
            actions.open_(
                assessment, actor, words=[words for _n, words in given], numbers=[number for number, _w in given]
            )
        except Unfit as problem:
            self.add_error(None, problem.sentence)
            return None
        return assessment
