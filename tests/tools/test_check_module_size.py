import pytest


@pytest.mark.parametrize(
    ("path", "lines", "refused"),
    [
        ("src/a.py", 500, False),
        ("src/a.py", 501, True),
        ("web/src/a.ts", 501, True),
        ("web/src/Page.tsx", 250, False),
        ("web/src/Page.tsx", 251, True),
        ("web/src/api/generated.ts", 9000, False),
        ("docs/long.md", 9000, False),
    ],
)
def test_ceilings(tool, tmp_path, path, lines, refused):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("x\n" * lines, encoding="utf-8")
    found = list(tool("check_module_size").oversized(tmp_path, [path]))
    assert [(one.path, one.lines) for one in found] == ([(path, lines)] if refused else [])


def test_a_file_that_was_deleted_is_passed_over(tool, tmp_path):
    assert list(tool("check_module_size").oversized(tmp_path, ["gone.py"])) == []
