"""A number is no moment, in whatever query it is sent: the document says date-time, and the server keeps to it."""

import re

from watchkeeper.estate.accounts.permissions import Role


def moments(app):
    for path, methods in app.openapi()["paths"].items():
        for parameter in methods.get("get", {}).get("parameters", []):
            schema = parameter["schema"]
            if any(one.get("format") == "date-time" for one in schema.get("anyOf", [schema])):
                yield path, parameter["name"]


async def test_no_query_takes_a_number_for_a_moment(app, client_of):
    admin = await client_of(Role.ADMIN)
    asked = list(moments(app))
    for path, name in asked:
        answer = await admin.get(re.sub(r"\{[^}]+\}", "1", path), params={name: "0.5"})
        refused = [error["loc"][-1] for error in answer.json().get("errors", [])]
        assert (answer.status_code, name in refused) == (422, True), (path, name, answer.text)
    assert len(asked) > 5
