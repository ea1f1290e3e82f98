"""A request that is sent twice acts once."""

from __future__ import annotations

from jixiao.web.people.models import Account
from jixiao.web.targets.models import Once


def first_time(*, account: Account, key: str) -> bool:
    """Whether a request was not carried out yet; remembers it. Requests without a key always act."""
    if not key:
        return True
    _, is_new = Once.objects.get_or_create(account=account, key=key)
    return is_new
