"""The site in earnest: gunicorn with processes and threads, in the foreground."""

import errno
import importlib
import os
import socket
from typing import Any

from gunicorn.app.base import BaseApplication

from dashboard.app import create_app
from dashboard.settings import Settings, SettingsError
from indicators.api import ReleaseStore

_PATIENCE_SECONDS = 60


def serve(settings: Settings) -> None:
    """Serve until stopped, and print the address as soon as it listens.

    Raises SettingsError when the address cannot be used.
    """
    listener = _listen(settings.host, settings.port)
    address = address_to_visit(settings.host, listener.getsockname()[1])
    # From here on gunicorn owns the socket, and closes it.
    _Server(settings, address, listener.detach()).run()


def address_to_visit(host: str, port: int) -> str:
    """The address for a browser on this machine; 0.0.0.0 is nowhere a browser can go."""
    visible = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 only compared
    return f"http://[{visible}]:{port}" if ":" in visible else f"http://{visible}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    """Our own socket: with port 0 only the socket itself knows which port it got."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        advice = "Choose another one with --port." if error.errno == errno.EADDRINUSE else ""
        raise SettingsError(f"cannot listen on {host} port {port}: {error}. {advice}") from error
    listener.set_inheritable(True)
    return listener


class _Server(BaseApplication):
    """gunicorn with our settings instead of a configuration file."""

    def __init__(self, settings: Settings, address: str, descriptor: int) -> None:
        self._settings, self._address, self._descriptor = settings, address, descriptor
        super().__init__()

    def load_config(self) -> None:
        ready = f"Hulpmonitor is served on {self._address}"
        values: dict[str, Any] = {
            "bind": f"fd://{self._descriptor}",
            "worker_class": "gthread",
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "timeout": _PATIENCE_SECONDS,
            "graceful_timeout": 5,
            # A worker that notes its heartbeat on a slow disk is taken for dead.
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
            "loglevel": "warning",
            "errorlog": "-",
            "post_worker_init": _warm_up,
            "when_ready": lambda _: print(ready, flush=True),
            # Newer versions open a socket in the home directory, which may be read-only.
            "control_socket_disable": True,
        }
        for name, value in values.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        # Imported before any thread starts: two threads importing it at once see half of it.
        importlib.import_module("numpy")
        return create_app(ReleaseStore(self._settings.data), self._settings.public_url).server


def _warm_up(worker: Any) -> None:
    """One request before the first reader's: Dash sets itself up then, and not for two at once."""
    worker.wsgi.test_client().get("/_dash-dependencies")
