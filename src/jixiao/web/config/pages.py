"""Pages of no app: the language, and what is shown when something went wrong."""

from __future__ import annotations

import sys
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jixiao.model.message import Language, Message
from jixiao.web.config.said import CODES
from jixiao.web.people.models import Account

_YEAR = 365 * 24 * 60 * 60
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  what its field is called


@require_POST
def language(request: HttpRequest) -> HttpResponseRedirect:
    """Keeps the language with the account, or for who is not signed in with the browser."""
    wanted, back = request.POST.get("language"), request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_ours else "home")
    if wanted not in {each.value for each in Language}:
        return response
    if request.user.is_authenticated:
        Account.objects.filter(pk=request.user.pk).update(language=wanted)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


# ------------------------------------------------------------------- when something went wrong
class Sent(NamedTuple):
    """A form that was sent for nothing: where to, and its fields."""

    address: str
    fields: list[tuple[str, str]]


def _wrong(status: int, title: Message, advice: Message, again: Sent | None = None) -> HttpResponse:
    """Asks nothing of the database: it may be what went wrong. ``again`` is a form to be sent once more."""
    context = {"status": status, "title": title, "advice": advice, "again": again}
    return HttpResponse(render_to_string("wrong.html", context), status=status)


def bad_request(_: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _wrong(
        400,
        Message("这个请求无法处理", "This request cannot be answered"),
        Message(
            "请从首页重新进入。若网址正确仍如此，请管理员检查 JIXIAO_URL 与 JIXIAO_HOSTS。",
            "Begin again from the first page. If the address is right, ask the administrator to check"
            " JIXIAO_URL and JIXIAO_HOSTS.",
        ),
    )


def forbidden(_: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _wrong(
        403,
        Message("您没有这项权限", "You may not do this"),
        Message(
            "如工作需要，请本单位的管理员为您分配角色。",
            "If your work needs it, ask your office's administrator for the role.",
        ),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page of ours that is too old holds what was typed; what comes from elsewhere is not sent again."""
    del reason
    title = Message("页面已过期，没有保存任何内容", "The page is too old; nothing was saved")
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not is_ours or (sent := _sent(request)) is None:
        advice = Message("请返回上一页，刷新后再提交。", "Go back, reload the page and send it again.")
        return _wrong(403, title, advice)
    fields = [(name, value) for name, value in sent.fields if name != _TOKEN]
    advice = Message(
        "打开之后，您在别处重新登录过。", "Since it was opened you have signed in anew somewhere else."
    )
    return _wrong(403, title, advice, Sent(sent.address, [(_TOKEN, get_token(request)), *fields]))


def signed_out(request: HttpRequest) -> HttpResponse:
    """For a form of somebody whose session has ended: signed in again, they send it once more."""
    sent = _sent(request)
    advice = (
        Message(
            "请在新标签页重新登录，然后回到本页再发一次。",
            "Sign in again in another tab, then come back to this page and send it again.",
        )
        if sent
        else Message("请重新登录，再做一次。", "Sign in again, and do it once more.")
    )
    title = Message("登录已失效，没有保存", "You are signed out; this was not saved")
    response = _wrong(401, title, advice, sent)
    response.headers["WWW-Authenticate"] = "Session"
    return response


def not_found(_: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return _wrong(
        404,
        Message("没有这个页面", "There is no such page"),
        Message(
            "它可能已被移走，或不在您可查看的范围内。",
            "It may have been moved, or be outside the part that you can see.",
        ),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Called while the error is being handled; it has been logged."""
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        with translation.override(_language_in_cookie(request)):
            return database_down(request)
    return _wrong(
        500,
        Message("系统出错，本次操作没有保存", "Something failed here; this step was not saved"),
        Message(
            "错误已记录。请稍后再试；若仍如此，请告诉管理员出错的时间。",
            "It has been logged. Try again later; if it stays, tell the administrator when it happened.",
        ),
    )


def _language_in_cookie(request: HttpRequest) -> str:
    """What the account says cannot be asked; choosing a language has left it with the browser as well."""
    known = {language.value: code for language, code in CODES.items()}
    return known.get(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), translation.get_language())


def not_this_way(allowed: str) -> HttpResponse:
    """For an address that only takes a form, opened as a page."""
    response = _wrong(
        405,
        Message("这个地址不能直接打开", "This address is no page"),
        Message(
            "它只接收页面上的按钮发来的内容。请返回上一页，重新点击按钮。",
            "It takes what a button of a page sends. Go back and press the button again.",
        ),
    )
    response.headers["Allow"] = allowed
    return response


def too_often(_: HttpRequest) -> HttpResponse:
    return _wrong(
        429,
        Message("操作过于频繁，没有执行", "That was too often; nothing was done"),
        Message(
            "为防止他人猜测密码，次数有限制。请几分钟后再试；忘记密码请找管理员。",
            "There is a limit, so that nobody can guess passwords. Try again in some minutes;"
            " for a forgotten password ask your administrator.",
        ),
    )


def too_large(most: int) -> HttpResponse:
    size = most // 1_000_000
    return _wrong(
        413,
        Message(f"文件超过 {size} MB，没有上传", f"The file has more than {size} MB; it was not taken"),
        Message("请拆分或压缩后再上传。", "Split or pack it, and upload it again."),
    )


def database_down(request: HttpRequest) -> HttpResponse:
    """What was typed stays in the page, in a form that sends the same to the same address."""
    response = _wrong(
        503,
        Message("数据库暂时没有响应", "The database does not answer at the moment"),
        Message(
            "此前显示“已保存”的内容不会丢失；本次操作没有保存，请稍后再试。",
            "What was shown as saved is safe; this step was not saved. Try again in a moment.",
        ),
        _sent(request),
    )
    response.headers["Retry-After"] = "30"
    return response


def _sent(request: HttpRequest) -> Sent | None:
    """The form; none where a field is secret or a file, which no page should hold."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, UnreadablePostError):
        return None
    return None if any("password" in name for name, _ in fields) else Sent(request.get_full_path(), fields)
