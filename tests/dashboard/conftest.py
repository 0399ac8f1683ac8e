"""The app on a release made from real figures, and on a data directory without any."""

from pathlib import Path

import pytest
from dash import Dash
from werkzeug.test import Client

from dashboard.app import create_app
from indicators.api import ReleaseStore


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
