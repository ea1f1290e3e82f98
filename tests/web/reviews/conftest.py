from __future__ import annotations

import pytest

from tests.web.targets.conftest import bureau  # noqa: F401  the same bureau


@pytest.fixture
def waiting(bureau):  # noqa: F811  as above
    """Makes a filing that waits for the department's review."""
    from jixiao.model.state import Role
    from jixiao.web.targets.domain import steps

    def make(**changes):
        filing = bureau.filing(**changes)
        steps.hand_in(bureau.asked(Role.FILER, filing))
        return steps.submit(bureau.asked(Role.UNIT_APPROVER, filing))

    return make
