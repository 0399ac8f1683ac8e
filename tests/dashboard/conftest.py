"""The app on a release made from real figures, and on a data directory without any."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from playwright.sync_api import Browser, sync_playwright
from werkzeug.test import Client

from dashboard.app import create_app
from indicators.api import ReleaseStore
from tests.dashboard.browsing import NO_OTHER_HOST, Reader, reader, served
from tests.tools.chromium import FLAGS, find_chromium


@pytest.fixture(scope="session")
def app(figures_data: Path) -> Dash:
    return create_app(ReleaseStore(figures_data))


@pytest.fixture(scope="session")
def client(app: Dash) -> Client:
    return app.server.test_client()


@pytest.fixture
def empty_data(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def empty_client(empty_data: Path) -> Client:
    return create_app(ReleaseStore(empty_data)).server.test_client()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, NO_OTHER_HOST])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(app: Dash) -> Iterator[str]:
    with served(app) as base:
        yield base


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Reader]:
    with reader(browser, site) as one:
        yield one
