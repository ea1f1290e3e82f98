"""Every page of the example province: whose it is, where it stands, what its picture is called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLResolver, get_resolver, reverse

from jixiao.web.people.models import Account, ImportDraft, Office
from jixiao.web.people.signing_in import password_path
from jixiao.web.reviews.models import Batch
from jixiao.web.targets.models import Campaign, Export, Filing, Upload

#: Addresses that show no page of their own, by what they are instead.
NO_PAGES = {
    "an answer to a form, shown where the form is tested": {
        *("language", "dismiss", "password-link", "filing-from-file", "filing-from-nothing"),
        *("campaign-remind", "export-begin"),
        *("filing-from-earlier", "upload-confirm", "fill-cells", "review-chosen", "review-comment"),
        *("review-settle", "review-score", "review-total", "review-decide", "review-batch-on"),
    },
    "a part of a page": {"upload-state", "upload-source"},
    "for programs": {"health", "metrics"},
    "a file": {
        *("import-template", "filings-csv", "filings-xlsx", "upload-file", "upload-page"),
        *(
            "filing-origin-file",
            "filing-origin-page",
            "filing-docx",
            "filing-xlsx",
            "filing-pdf",
            "review-docx",
            "review-xlsx",
        ),
        *("review-opinions-docx", "review-opinions-xlsx", "review-sheet-docx", "review-sheet-xlsx"),
        *("review-sheet-pdf", "mfa_download_recovery_codes", "export-file", "progress-csv"),
        *("progress-xlsx", "indicators-csv", "indicators-xlsx", "tables-csv", "tables-xlsx"),
        *("units-csv", "units-xlsx"),
    },
    "on the way from or to another service": {
        *("openid_connect_login", "openid_connect_callback", "socialaccount_signup"),
    },
}

#: Who has a second factor, and the same person who is asked for it.
SECOND, PENDING = "auditor", "auditor, asked for the second factor"


class Page(NamedTuple):
    """A page as ``who`` sees it; ``picture`` names it in the guide."""

    name: str
    who: str
    address: str
    picture: str = ""
    status: int = 200


def names() -> set[str]:
    """What the url configuration has, by name."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _names(each.url_patterns)
        else:
            yield each.name


def pages() -> Iterator[Page]:
    yield from _signing_in()
    yield from _filing()
    yield from _reviewing()
    yield from _finding()
    yield from _campaigns()
    yield from _administering()
    yield from _refusing()


def _plain(who: str, *named: str) -> Iterator[Page]:
    for name in named:
        yield Page(name, who, reverse(name))


def _signing_in() -> Iterator[Page]:
    yield Page("account_login", "", reverse("account_login"), "sign-in")
    yield from _plain("", "account_inactive", "account_reset_password", "account_reset_password_done")
    yield from _plain("", "account_reset_password_from_key_done", "socialaccount_login_cancelled")
    yield Page("socialaccount_login_error", "", reverse("socialaccount_login_error"), status=401)
    link = password_path(Account.objects.get(username="reviewer2"))
    yield Page("account_reset_password_from_key", "", link, "set-password")
    yield from _plain("filer", "account_logout", "account_reauthenticate", "account_change_password")
    yield from _plain("filer", "socialaccount_connections")
    yield Page("mfa_index", "filer", reverse("mfa_index"), "second")
    yield Page("mfa_activate_totp", "filer", reverse("mfa_activate_totp"))
    yield from _plain(SECOND, "mfa_deactivate_totp", "mfa_view_recovery_codes")
    yield from _plain(SECOND, "mfa_generate_recovery_codes", "mfa_reauthenticate")
    yield from _plain(PENDING, "mfa_authenticate")


def _filing() -> Iterator[Page]:
    yield Page("home", "filer", reverse("home"), "home")
    yield Page("home", "finance", reverse("home"), "home-finance")
    yield Page("profile", "filer", reverse("profile"), "me")
    yield Page("filings", "filer", reverse("filings"), "filings")
    yield Page("filings", "filer", reverse("filings") + "?text=没有")
    yield Page("filing-new", "filer", reverse("filing-new"), "new")
    confirmed, read = Upload.objects.order_by("pk")
    yield Page("upload", "filer", reverse("upload", args=[confirmed.pk]))
    yield Page("upload", "filer", reverse("upload", args=[read.pk]) + "?at=0.indicator.1", "upload")
    draft, returned, adjusted = of("水文监测"), of("中小学教师"), of("内河航道")
    yield Page("fill", "filer", reverse("fill", args=[draft]), "fill")
    yield Page("fill", "filer", reverse("fill", args=[draft]) + "?text=率")
    yield Page("filing", "filer2", reverse("filing", args=[returned]), "returned")
    yield Page("filing-history", "filer2", reverse("filing-history", args=[adjusted]), "history")
    yield Page("filing-versions", "filer2", reverse("filing-versions", args=[adjusted]), "versions")
    yield Page("filing-origin", "filer2", reverse("filing-origin", args=[adjusted]), "origin")
    yield Page("filing-step", "filer", reverse("filing-step", args=[draft, "hand-in"]), "hand-in")


def _finding() -> Iterator[Page]:
    yield Page("find", "finance", reverse("find"))
    yield Page("find", "finance", reverse("find") + "?text=培训", "find")
    for rest in ("没有这样的指标", "维护&what=tables", "水文&what=units"):
        yield Page("find", "finance", f"{reverse('find')}?text={rest}")
    export = Export.objects.get()
    yield Page("export", "finance", reverse("export", args=[export.pk]), "export")


def _campaigns() -> Iterator[Page]:
    this = Campaign.objects.get(year=2027)
    yield Page("campaigns", "admin", reverse("campaigns"), "campaigns")
    yield Page("campaign-new", "admin", reverse("campaign-new"), "campaign-new")
    yield Page("campaign", "admin", reverse("campaign", args=[this.pk]), "campaign")
    yield Page("campaign-change", "admin", reverse("campaign-change", args=[this.pk]), "campaign-change")
    yield Page("campaign-close", "admin", reverse("campaign-close", args=[this.pk]), "campaign-close")


def _reviewing() -> Iterator[Page]:
    yield Page("review-queue", "reviewer", reverse("review-queue"), "queue")
    yield Page("review-queue", "reviewer", reverse("review-queue") + "?text=没有")
    commented = reverse("review", args=[of("水土流失")])
    yield Page("review", "reviewer", commented, "review")
    yield Page("review", "reviewer", commented + "?row=0")
    yield Page("review-batch", "finance", reverse("review-batch", args=[Batch.objects.get().pk]), "batch")
    approved = of("实训基地")
    yield Page("filing", "finance", reverse("filing", args=[approved]), "approved")
    yield Page("filing-step", "finance", reverse("filing-step", args=[approved, "unlock"]), "unlock")
    waiting = reverse("filing-step", args=[of("水土流失"), "return"])
    yield Page("filing-step", "reviewer", waiting, "return")


def _administering() -> Iterator[Page]:
    department, account = Office.objects.get(code="113"), Account.objects.get(username="filer")
    yield Page("offices", "admin", reverse("offices") + "?q=水", "offices")
    yield Page("offices", "admin", reverse("offices") + "?q=没有")
    yield Page("office", "admin", reverse("office", args=[department.pk]), "office")
    for name in ("office-new", "office-change", "appoint", "import"):
        yield Page(name, "admin", reverse(name, args=[department.pk]), name)
    draft = ImportDraft.objects.get()
    yield Page("import-preview", "admin", reverse("import-preview", args=[draft.pk]), "import-preview")
    yield Page("account", "admin", reverse("account", args=[account.pk]), "account")


def _refusing() -> Iterator[Page]:
    """What is not there or not theirs, and a step that is not the next."""
    yield Page("filing", "filer", reverse("filing", args=[0]), status=404)
    yield Page("campaign-new", "filer", reverse("campaign-new"), status=403)
    draft = reverse("filing-step", args=[of("水文监测"), "approve"])
    yield Page("filing-step", "finance", draft, status=409)


def of(subject: str) -> int:
    """The number of this year's filing whose subject begins like this."""
    return Filing.objects.filter(subject__startswith=subject).latest("campaign__year").pk
