"""How people sign in: what allauth is told, and the link by which a password is set."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from jixiao.web.people.models import Account


def display(account: Account) -> str:
    return account.name


def password_path(account: Account) -> str:
    """Where this person sets their password; good for three days and for one time."""
    key = default_token_generator.make_token(account)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": key}
    )


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # ships no types
    """Accounts are made by administrators, never by oneself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False


class OpenIDAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]  # ships no types
    """The service says who somebody is; what they may do is said here, so the account must be there."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        openid = settings.ENVIRONMENT.openid
        if sociallogin.is_existing or openid is None:
            return
        told = sociallogin.account.get_provider_account().get_user_data()
        username = str(told.get(openid.claim) or "")
        account = Account.objects.filter(username__iexact=username, is_active=True).first()
        if account is None:
            raise ImmediateHttpResponse(render(request, "unknown_account.html", status=403))
        sociallogin.connect(request, account)
