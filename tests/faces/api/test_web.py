"""The built interface: files, the page for the browser's own addresses, and nothing outside its folder."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from watchkeeper.core.http.problems import install
from watchkeeper.faces.api.web import build_router


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("what nobody may read")
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>Watchkeeper</title>")
    (static / "assets" / "main-abc.js").write_text("1")
    return static


def client(static: Path) -> httpx.AsyncClient:
    app = FastAPI()
    install(app)
    app.include_router(build_router(static))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


@pytest.mark.parametrize("path", ["/", "/devices", "/devices/7?range=1h"])
async def test_addresses_of_the_browser_get_the_page(built: Path, path: str) -> None:
    async with client(built) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 200
    assert "Watchkeeper" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_hashed_assets_may_be_kept_for_ever(built: Path) -> None:
    async with client(built) as browser:
        answer = await browser.get("/assets/main-abc.js")
    assert answer.text == "1"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/api/v1/gone", "/socket.io/gone"])
async def test_what_is_not_there_is_a_404_and_not_the_page(built: Path, path: str) -> None:
    async with client(built) as browser:
        assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/assets/..%2f..%2fsecret"])
async def test_no_file_outside_the_folder_is_served(built: Path, path: str) -> None:
    async with client(built) as browser:
        answer = await browser.get(path)
    assert "what nobody may read" not in answer.text


async def test_says_how_to_build_it_when_it_is_not_built(tmp_path: Path) -> None:
    async with client(tmp_path) as browser:
        answer = await browser.get("/")
    assert answer.status_code == 503
    assert "make web" in answer.text
