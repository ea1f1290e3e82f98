"""What people type about offices and people, checked field by field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from jixiao.model.message import Language
from jixiao.web.config.said import said
from jixiao.web.people.enums import CODE, KINDS, PARENTS, ROLES, USERNAME, Kind
from jixiao.web.people.models import Account, Office
from jixiao.web.people.reading import MOST

_NAMES = RegexValidator(
    USERNAME,
    said("用户名只能含文字、数字和 . @ + - _", "A username holds letters, digits and . @ + - _ only"),
)
_CODES = RegexValidator(
    CODE, said("代码只能含数字、字母和 . - _", "A code holds digits, letters and . - _ only")
)


class OfficeForm(forms.Form):
    """An office below ``parent``."""

    kind = forms.ChoiceField()
    code = forms.CharField(
        label=said("代码", "Code"),
        max_length=40,
        validators=[_CODES],
        help_text=said("同一上级之下不重复，如 113001。", "Its own below one parent, for example 113001."),
    )
    name = forms.CharField(label=said("名称", "Name"), max_length=200)

    def __init__(self, *args: Any, parent: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [kind for kind in Kind if Kind(parent.kind) in PARENTS[kind]]
        choices = [(kind.value, said(KINDS[kind].zh, KINDS[kind].en)) for kind in fitting]
        self.fields["kind"] = forms.ChoiceField(label=said("类型", "Kind"), choices=choices)


class OfficeChangeForm(forms.Form):
    """Code, name, whether it still files, and where it stands."""

    code = forms.CharField(label=said("代码", "Code"), max_length=40, validators=[_CODES])
    name = forms.CharField(label=said("名称", "Name"), max_length=200)
    is_active = forms.BooleanField(
        label=said("在用", "In use"),
        required=False,
        help_text=said(
            "停用后不再要求填报，已有的表和历史保留。",
            "Without it nothing is asked of this office; its tables and history stay.",
        ),
    )

    def __init__(self, *args: Any, parents: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = forms.ModelChoiceField(
            parents,
            label=said("上级机构", "Parent"),
            required=False,
            help_text=said("改变上级会连同其下的机构一起移动。", "What is below it moves with it."),
        )


class AppointForm(forms.Form):
    """A role for somebody who has an account, or for somebody new."""

    username = forms.CharField(
        label=said("用户名", "Username"),
        max_length=60,
        validators=[_NAMES],
        help_text=said(
            "已有账号的，填用户名即可。", "For somebody who has an account the user name is enough."
        ),
    )
    name = forms.CharField(label=said("姓名", "Name"), max_length=60, required=False)
    email = forms.EmailField(label=said("邮箱", "E-mail"), required=False)
    role = forms.ChoiceField(
        label=said("角色", "Role"),
        choices=[(role.value, said(message.zh, message.en)) for role, message in ROLES.items()],
    )


class AccountForm(forms.Form):
    """What an administrator may change of an account."""

    name = forms.CharField(label=said("姓名", "Name"), max_length=60)
    email = forms.EmailField(label=said("邮箱", "E-mail"), required=False)
    is_active = forms.BooleanField(
        label=said("可以登录", "May sign in"),
        required=False,
        help_text=said(
            "离岗时取消；此人的记录保留。", "Untick it when somebody leaves; what they did stays."
        ),
    )


class ProfileForm(forms.ModelForm[Account]):
    """What people change of themselves."""

    class Meta:
        model = Account
        fields = ("name", "email", "language")
        labels = {  # noqa: RUF012  Django's way
            "name": said("姓名", "Name"),
            "email": said("邮箱", "E-mail"),
            "language": said("语言", "Language"),
        }
        widgets = {  # noqa: RUF012  as above
            "language": forms.Select(
                choices=[(Language.CHINESE.value, "中文"), (Language.ENGLISH.value, "English")]
            )
        }


class ImportForm(forms.Form):
    """A workbook with offices and people."""

    file = forms.FileField(
        label=said("Excel 文件", "Excel file"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(
                said("文件超过 2 MB；请分成几个导入。", "The file has more than 2 MB; import it in parts.")
            )
        return file
