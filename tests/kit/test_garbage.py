import gc

import pytest

from watchkeeper.kit.garbage import undisturbed


def test_what_is_imported_is_never_looked_through():
    before = gc.get_freeze_count()
    with undisturbed("a_module_that_is_not_there"):
        assert not gc.isenabled()
        made = [[number] for number in range(100)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_a_failing_import_leaves_python_looking():
    with pytest.raises(ImportError), undisturbed("a_module_that_is_not_there"):
        raise ImportError
    assert gc.isenabled()


def test_nothing_changes_when_the_module_is_there():
    before = gc.get_freeze_count()
    with undisturbed("gc"):
        assert gc.isenabled()
    assert gc.get_freeze_count() == before
