"""What happens around every request: a log line, the content policy, bounds, the language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.utils import translation

from jixiao.web.config import health
from jixiao.web.config.pages import not_this_way, signed_out, too_large
from jixiao.web.config.said import CODES

Answer = Callable[[HttpRequest], HttpResponse]
ACCOUNT = "jixiao.account"  # in a request's META: the number of who is signed in
FIELDS = 1_000_000  # bytes of a form around the file that it brings
_LOG = logging.getLogger("jixiao.request")


def logged(answer: Answer) -> Answer:
    """One line per request. It names the address's pattern and the account's number, nothing personal."""

    def around(request: HttpRequest) -> HttpResponse:
        start = perf_counter()
        response = answer(request)
        health.count(response.status_code)
        facts = {
            "method": request.method,
            "route": request.resolver_match.route if request.resolver_match else "",
            "status": response.status_code,
            "ms": round((perf_counter() - start) * 1000),
            "account": request.META.get(ACCOUNT),
        }
        _LOG.info("request", extra={"facts": facts})
        return response

    return around


def with_policy(answer: Answer) -> Answer:
    """Scripts, styles and forms come from here and lead here; nothing inline, no frames."""
    policy = "; ".join((
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        " ".join(("form-action 'self'", *settings.FORM_TARGETS)),
    ))  # fmt: skip

    def around(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return around


def bounded(answer: Answer) -> Answer:
    """Refuses what is larger than the largest upload before it is read. Without a length nothing is read."""

    def around(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_fine = (
            length.isascii() and length.isdigit() and int(length) <= settings.ENVIRONMENT.upload + FIELDS
        )
        if is_fine:
            return answer(request)
        with translation.override(_code(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))):
            return too_large(settings.ENVIRONMENT.upload)

    return around


def in_language(answer: Answer) -> Answer:
    """The account's language, else what the cookie says, else Chinese."""

    def around(request: HttpRequest) -> HttpResponse:
        account = request.user
        if account.is_authenticated:
            request.META[ACCOUNT] = account.pk
            wanted = account.language
        else:
            wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(_code(wanted)):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response

    return around


def _code(language: str) -> str:
    """What Django calls a language that somebody chose."""
    known = {each.value: code for each, code in CODES.items()}
    return known.get(language, settings.LANGUAGE_CODE)


def with_pages(answer: Answer) -> Answer:
    """A page for who opens an address that only takes a form, and for a form of who is signed out.

    Django answers the first with nothing to read, the second by leading away from what was typed.
    """

    def around(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return not_this_way(response.headers["Allow"])
        return signed_out(request) if _leads_to_the_door(request, response) else response

    return around


def _leads_to_the_door(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody has to sign in before this form is taken."""
    place, _, rest = response.headers.get("Location", "").partition("?")
    is_asked = place == resolve_url(settings.LOGIN_URL) and "next=" in rest
    return is_asked and request.method == "POST" and not request.user.is_authenticated
