"""What the OpenAPI document says of logging in is what the routes ask for."""

import re

from app_routes import routes_of

from watchkeeper.core.http.security import PUBLIC


def operations(app):
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def test_exactly_the_public_operations_name_no_scheme(app):
    public = {(route.method, route.path) for route in routes_of(app) if route.permissions == {PUBLIC}}
    open_ones = {(method, path) for method, path, operation in operations(app) if "security" not in operation}
    assert open_ones <= public
    documented = {(method, path) for method, path, _ in operations(app)}
    assert public & documented == open_ones


def test_a_change_by_a_session_needs_its_token_too(app):
    found = {method: operation["security"] for method, _, operation in operations(app) if "security" in operation}
    assert found["GET"] == [{"session": []}, {"key": []}]
    assert {str(found[method]) for method in found if method != "GET"} == {
        str([{"session": [], "csrf": []}, {"key": []}])
    }
    assert set(app.openapi()["components"]["securitySchemes"]) == {"session", "csrf", "key"}


async def test_no_operation_that_names_a_scheme_answers_without_it_or_to_a_made_up_one(app, anonymous):
    asked = 0
    for method, path, operation in operations(app):
        if "security" not in operation:
            continue
        filled = re.sub(r"\{[^}]+\}", "1", path)
        for headers in ({}, {"Authorization": "Bearer wk_made_up"}, {"Cookie": "wk_session=made-up"}):
            answer = await anonymous.request(method, filled, headers=headers)
            assert answer.status_code == 401, (method, path, headers, answer.text)
            asked += 1
    assert asked > 300
