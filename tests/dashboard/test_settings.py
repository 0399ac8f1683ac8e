from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()


def test_the_environment_says_otherwise() -> None:
    settings = Settings.from_environment(
        {
            "HULPMONITOR_DATA": "/data",
            "HULPMONITOR_HOST": "0.0.0.0",
            "HULPMONITOR_PORT": "0",
            "HULPMONITOR_CBS": "http://127.0.0.1:9",
            "HULPMONITOR_DEMO": "if-offline",
            "HULPMONITOR_WORKERS": "1",
            "HULPMONITOR_THREADS": "8",
        }
    )

    assert settings == Settings(
        Path("/data"), "0.0.0.0", 0, "http://127.0.0.1:9", "if-offline", 1, 8
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"), ("PORT", "-1"), ("PORT", "65536"), ("PORT", ""),
        ("WORKERS", "0"), ("THREADS", "many"), ("DEMO", "sometimes"),
        ("PUBLIC_URL", "hulpmonitor.nl"), ("PUBLIC_URL", "https://hulpmonitor.nl/pad"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"HULPMONITOR_{name}: saw '{value}'; expected"):
        Settings.from_environment({f"HULPMONITOR_{name}": value})


def test_the_public_address_has_no_slash_behind_it() -> None:
    given = {"HULPMONITOR_PUBLIC_URL": "https://hulpmonitor.nl/"}

    assert Settings.from_environment(given).public_url == "https://hulpmonitor.nl"
