import ast

import pytest


@pytest.fixture
def checker(tool):
    return tool("check_german")


def test_the_console_tells_every_refusal_and_setting_in_german(checker):
    assert list(checker.complaints()) == []


def test_a_text_is_every_form_that_it_can_have(checker):
    expression = ast.parse(
        """f"{name!r} is {'old' if x else 'new'}; " + ("twice" if y else f"{n} times")""", mode="eval"
    )
    assert list(checker.templates(expression.body)) == ["{} is {}; twice", "{} is {}; {} times"]


def test_errors_hints_and_values_of_requests_are_said(checker):
    read = {
        "core/errors.py": checker.walked(
            "class WatchkeeperError(Exception): ...\nclass LostError(errors.WatchkeeperError): ..."
        ),
        "observe/lost.py": checker.walked(
            "_HINT: Final = 'Look for it.'\nraise LostError(f'{name} is lost.', hint=_HINT)\nraise OSError('Not ours.')"
        ),
        "operate/workspaces/schemas.py": checker.walked("raise ValueError('two have the same name')"),
        "faces/cli/lost.py": checker.walked("raise LostError('Only a terminal shows this.')"),
    }
    assert checker.told_failures(read) == {
        "{} is lost.": "observe/lost.py",
        "Look for it.": "observe/lost.py",
        "two have the same name": "operate/workspaces/schemas.py",
    }


def test_what_is_missing_stale_or_has_other_parts_is_complained_of(checker):
    said = {"Nobody is called {}.": "a.py", "Log in again.": "b.py"}
    german = {"Nobody is called {}.": "Niemand heißt {} {}.", "Come in.": "Herein.", "site": "Standort"}
    assert list(checker.compared(said, german, also=set())) == [
        "b.py: not told in German: Log in again.",
        "the German has parts that the English has not: Nobody is called {}.",
        "the server does not say this any more: Come in.",
    ]


def test_what_people_did_before_an_incident_has_words_and_so_has_every_kind_of_change(checker):
    read = {
        "rules/service.py": checker.walked(
            "verb = 'rule.restore' if shipped else 'rule.remove'\nrecord(session, verb, target)\n"
            "record(session, 'user.change', target)"
        )
    }
    kinds = ["configuration", "restart", "interface", "identity", "topology", "maintenance"]
    everywhere = "".join(f'"code.{kind}": "",' for kind in kinds)
    assert list(checker.untold_changes(read, '"done.rule.remove": "",', everywhere)) == [
        "rules/service.py: no words for what is done: done.rule.restore",
        "no words for a kind of change: code.platform",
    ]
