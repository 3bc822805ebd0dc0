import pytest


@pytest.fixture
def checker(tool, tmp_path):
    (tmp_path / "Makefile").write_text("run: ## Run\ntest: ## Test\n", encoding="utf-8")
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    return tool("check_documents")


def write(root, name, text):
    (root / name).write_text(text, encoding="utf-8")
    return root / name


def test_links_must_lead_somewhere(checker, tmp_path):
    page = write(
        tmp_path,
        "README.md",
        "[a](Makefile) [b](docs/decisions#x) [c](https://example.org/x) [d](#here) [e](docs/gone.md)",
    )
    assert list(checker.broken_links(tmp_path, page)) == ["README.md: the link to docs/gone.md leads nowhere"]


def test_commands_and_targets_must_exist(checker, tmp_path):
    page = write(
        tmp_path,
        "README.md",
        "Run `make run`, `make dance`, `wk config show`, `wk config dance` and\n\n```sh\nwk dance --all\n```\n"
        "Prose may say wk what it likes.",
    )
    assert sorted(checker.unknown_commands(tmp_path, page)) == [
        "README.md: there is no `make dance`",
        "README.md: there is no command `wk config dance`",
        "README.md: there is no command `wk dance`",
    ]


def test_decisions_have_their_parts_and_a_number_of_their_own(checker, tmp_path):
    whole = "# x\n## Context\n## Decision\n## Consequences\n"
    write(tmp_path, "docs/decisions/0001-a.md", whole)
    write(tmp_path, "docs/decisions/0001-b.md", whole)
    write(tmp_path, "docs/decisions/0002-c.md", "# x\n## Context\n## Decision\n")
    write(tmp_path, "docs/decisions/template.md", "nothing")
    assert list(checker.poor_decisions(tmp_path)) == [
        "docs/decisions/0001-b.md: 0001 is taken by 0001-a.md",
        "docs/decisions/0002-c.md: it has no part '## Consequences'",
    ]
