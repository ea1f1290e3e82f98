"""How form fields are drawn, in templates: ``{{ field|control }}``."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_CLASSES: dict[type, str] = {
    forms.Select: "form-select",
    forms.CheckboxInput: "form-check-input",
    forms.FileInput: "form-control",
    forms.RadioSelect: "",
}


@register.filter
def control(field: BoundField) -> SafeString:
    """The input itself; labels stand above, so that no placeholder repeats them."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    classes = next((name for kind, name in _CLASSES.items() if isinstance(widget, kind)), "form-control")
    return field.as_widget(attrs={"class": f"{classes} is-invalid" if field.errors else classes})


@register.filter
def is_box(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)
