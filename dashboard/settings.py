"""All settings, in one place, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from ingest.hosts import CBS_V3, CBS_V4, PDOK, Hosts

DemoMode = Literal["never", "if-offline", "always"]


class SettingsError(ValueError):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs; the command line overrides what the environment says.

    HULPMONITOR_DATA: the data directory, with snapshots and releases. Default `data`.
    HULPMONITOR_HOST: the address to listen on. Default 127.0.0.1; a container uses 0.0.0.0.
    HULPMONITOR_PORT: the port to listen on; 0 takes a free one. Default 8050.
    HULPMONITOR_CBS: where CBS answers in its older protocol. Default https://opendata.cbs.nl. At
        another address, such as a replay server, the two below are there too unless they are set.
    HULPMONITOR_CBS_V4: where CBS answers in its newer protocol. Default https://datasets.cbs.nl.
    HULPMONITOR_PDOK: where PDOK answers. Default https://api.pdok.nl.
    HULPMONITOR_DEMO: `never`, `if-offline` or `always`: when fictitious figures may be shown.
    HULPMONITOR_PUBLIC_URL: the address that readers know, such as https://hulpmonitor.example.nl;
        empty takes what a request asked for.
    HULPMONITOR_WORKERS: processes that serve pages. Default 2.
    HULPMONITOR_THREADS: threads in each of them. Default 4.
    """

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8050
    cbs: str = CBS_V3
    demo: DemoMode = "never"
    workers: int = 2
    threads: int = 4
    cbs_v4: str = CBS_V4
    pdok: str = PDOK
    public_url: str = ""

    @property
    def hosts(self) -> Hosts:
        """The addresses to fetch from; a replay server has all services at its own."""
        if self.cbs == CBS_V3:
            return Hosts(self.cbs, self.cbs_v4, self.pdok)
        return Hosts(
            self.cbs,
            self.cbs if self.cbs_v4 == CBS_V4 else self.cbs_v4,
            self.cbs if self.pdok == PDOK else self.pdok,
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; a value that cannot be used raises `SettingsError`."""
        env = os.environ if environment is None else environment
        demo = env.get("HULPMONITOR_DEMO", cls.demo)
        if demo not in get_args(DemoMode):
            raise SettingsError(
                f"HULPMONITOR_DEMO: saw {demo!r}; expected one of {', '.join(get_args(DemoMode))}"
            )
        return cls(
            data=Path(env.get("HULPMONITOR_DATA", str(cls.data))),
            host=env.get("HULPMONITOR_HOST", cls.host),
            port=_whole_number(env, "HULPMONITOR_PORT", cls.port, 0, 65535),
            cbs=env.get("HULPMONITOR_CBS", cls.cbs),
            demo=cast(DemoMode, demo),
            workers=_whole_number(env, "HULPMONITOR_WORKERS", cls.workers, 1, 64),
            threads=_whole_number(env, "HULPMONITOR_THREADS", cls.threads, 1, 64),
            cbs_v4=env.get("HULPMONITOR_CBS_V4", cls.cbs_v4).rstrip("/"),
            pdok=env.get("HULPMONITOR_PDOK", cls.pdok).rstrip("/"),
            public_url=_origin(env, "HULPMONITOR_PUBLIC_URL"),
        )


def _origin(env: Mapping[str, str], name: str) -> str:
    """Scheme and host of a setting, without a slash behind them; empty where it is not set."""
    text = env.get(name, "").rstrip("/")
    parts = urlsplit(text)
    if text and (
        parts.scheme not in ("http", "https") or text != f"{parts.scheme}://{parts.netloc}"
    ):
        raise SettingsError(
            f"{name}: saw {env[name]!r}; expected a scheme and a host, such as "
            "https://hulpmonitor.example.nl"
        )
    return text


def _whole_number(
    env: Mapping[str, str], name: str, default: int, smallest: int, largest: int
) -> int:
    text = env.get(name, str(default))
    if not text.isdecimal() or not smallest <= int(text) <= largest:
        raise SettingsError(
            f"{name}: saw {text!r}; expected a whole number from {smallest} to {largest}"
        )
    return int(text)
