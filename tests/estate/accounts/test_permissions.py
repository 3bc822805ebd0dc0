"""Roles are bundles of one list, each holding the one before it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.accounts.permissions import BUNDLES, PERMISSIONS, Role, permissions_of


def test_every_role_may_all_that_the_one_before_it_may():
    for lesser, greater in pairwise([Role.VIEWER, Role.OPERATOR, Role.ENGINEER, Role.ADMIN]):
        assert BUNDLES[lesser] < BUNDLES[greater]


def test_the_admin_may_everything():
    assert BUNDLES[Role.ADMIN] == frozenset(PERMISSIONS)


def test_a_viewer_sees_all_but_accounts_secrets_settings_and_audit_and_keeps_dashboards():
    views = {permission for permission in PERMISSIONS if permission.endswith(":view")}
    assert permissions_of("viewer") == (
        views - {"accounts:view", "audit:view", "credentials:view", "notifications:view", "settings:view"}
    ) | {"dashboards:edit"}


def test_only_engineers_touch_the_inventory_and_only_admins_accounts():
    assert "devices:edit" not in permissions_of("operator")
    assert {"devices:edit", "devices:import", "credentials:edit"} <= permissions_of("engineer")
    assert not any(permission.startswith("accounts:") for permission in permissions_of("engineer"))


@given(st.text().filter(lambda name: name not in set(Role)))
def test_an_unknown_role_may_nothing(role):
    assert permissions_of(role) == frozenset()


@given(st.sampled_from(list(Role)))
def test_no_bundle_holds_a_permission_that_is_not_listed(role):
    assert permissions_of(role) <= set(PERMISSIONS)
