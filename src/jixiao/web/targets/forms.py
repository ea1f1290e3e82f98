"""What people type to begin a filing, checked field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from jixiao.model.table import Form
from jixiao.web.config.said import said
from jixiao.web.targets.domain.filings import TITLES
from jixiao.web.targets.models import Campaign
from jixiao.writers.words import FORMS

#: Only a hint for the picker: what a file holds is looked at, not what it is called.
_ACCEPTED = (
    ".docx,.doc,.xlsx,.xls,.pdf,.ofd,.odt,.ods,.html,.mht,.txt,.csv,.png,.jpg,.jpeg,.tif,.tiff,.zip,.rar,.7z"
)


class FileForm(forms.Form):
    """A file to read."""

    file = forms.FileField(
        label=said("文件", "File"),
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
        help_text=said(
            "Word、Excel、PDF、扫描件或压缩包；一个文件里可以有多张表。",
            "Word, Excel, PDF, a scan or an archive; a file may hold several tables.",
        ),
    )

    def clean_file(self) -> Any:
        file, most = self.cleaned_data["file"], settings.ENVIRONMENT.upload
        if file.size > most:
            megabytes = most // 1_000_000
            raise forms.ValidationError(
                said(
                    f"文件超过 {megabytes} MB；请拆分后分别上传。",
                    f"The file has more than {megabytes} MB; split it and upload the parts.",
                )
            )
        return file


class EmptyForm(forms.Form):
    """A form nobody has filled in yet."""

    form = forms.ChoiceField(label=said("表类", "Form"))
    subject = forms.CharField(
        label=said("项目（单位）名称", "Name of the project or unit"),
        max_length=255,
        help_text=said("项目表写项目名称，整体表写单位名称。", "The project; in unit tables the unit."),
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(_choices(campaign.forms))
        self.fields["form"] = forms.ChoiceField(label=said("表类", "Form"), choices=choices)


def _day(zh: str, en: str) -> forms.DateField:
    return forms.DateField(
        label=said(zh, en), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _choices(taken: Iterable[str]) -> Iterable[tuple[str, Any]]:
    """The forms that a campaign takes and that can be filled in here."""
    for form in map(Form, taken):
        if form in TITLES:
            yield form.value, said(FORMS[form].zh, FORMS[form].en)


class DeadlinesForm(forms.Form):
    """Until when each level has time, and whether people are reminded of it."""

    unit_until = _day("单位截止日期", "Units until")
    department_until = _day("主管部门截止日期", "Departments until")
    finance_until = _day("财政截止日期", "Finance until")
    reminds = forms.BooleanField(
        label=said(
            "每天邮件提醒逾期和三天内到期的人", "Remind by mail, every day, who is late or due in three days"
        ),
        required=False,
    )

    @property
    def deadlines(self) -> tuple[date, date, date]:
        told = self.cleaned_data
        return told["unit_until"], told["department_until"], told["finance_until"]


class CampaignForm(DeadlinesForm):
    """A new campaign."""

    name = forms.CharField(label=said("名称", "Name"), max_length=120)
    year = forms.IntegerField(label=said("预算年度", "Budget year"), min_value=2000, max_value=2100)
    field_order = ("name", "year", "kinds", "unit_until", "department_until", "finance_until", "reminds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(_choices(TITLES))
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=said("收哪些表", "Which forms"),
            choices=choices,
            initial=[value for value, _ in choices],
            widget=forms.CheckboxSelectMultiple,
        )
