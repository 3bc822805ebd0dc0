"""Tables as tests read them."""

from playwright.sync_api import Locator

_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"


def drawn(grid: Locator) -> Locator:
    """Return a table once it has drawn every row in view: a list that gets longer grows by some rows a frame."""
    before = -1
    while (now := grid.get_by_role("row").count()) != before:
        before = now
        grid.evaluate(_FRAMES)
    return grid
