"""Where the publishers answer."""

from dataclasses import dataclass

CBS_V3 = "https://opendata.cbs.nl"
CBS_V4 = "https://datasets.cbs.nl"
PDOK = "https://api.pdok.nl"


@dataclass(frozen=True)
class Hosts:
    """The addresses of the services that we fetch from, without a slash at the end."""

    v3: str = CBS_V3
    v4: str = CBS_V4
    pdok: str = PDOK

    @classmethod
    def at(cls, url: str) -> "Hosts":
        """All services at one address, as a replay server has them."""
        return cls(url, url, url)
