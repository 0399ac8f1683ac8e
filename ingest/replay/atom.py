"""Atom XML, which the bulk feed speaks to whoever does not ask for JSON.

Nothing of ours reads it. It is here because a client that forgets `$format=json` has to meet what
it would meet at CBS: a well-formed answer in another language.
"""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

FEED_TYPE = "application/atom+xml; type=feed; charset=utf-8"
SERVICE_TYPE = "application/atomsvc+xml; charset=utf-8"

_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
_DATA = (
    'xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" '
    'xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"'
)


def service_document(url: str, set_names: Iterable[str]) -> bytes:
    """The list of a table's entity sets, as an AtomPub service document."""
    collections = "".join(
        f"<collection href={quoteattr(name)}><atom:title>{escape(name)}</atom:title></collection>"
        for name in set_names
    )
    return (
        f'{_HEAD}<service xml:base={quoteattr(url + "/")} xmlns="http://www.w3.org/2007/app" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><workspace>'
        f"<atom:title>Default</atom:title>{collections}</workspace></service>"
    ).encode()


def feed(name: str, url: str, rows: Iterable[dict[str, Any]], next_url: str | None) -> bytes:
    """One page of rows as an Atom feed."""
    entries = "".join(
        '<entry><content type="application/xml"><m:properties>'
        f"{''.join(_property(key, value) for key, value in row.items())}"
        "</m:properties></content></entry>"
        for row in rows
    )
    link = f'<link rel="next" href={quoteattr(next_url)} />' if next_url else ""
    return (
        f'{_HEAD}<feed {_ATOM} {_DATA}><id>{escape(url)}</id><title type="text">{escape(name)}'
        f"</title>{entries}{link}</feed>"
    ).encode()


def _property(key: str, value: Any) -> str:
    name = key.removeprefix("odata.")  # a full stop would do, but a colon-free name is plain XML
    if value is None:
        return f'<d:{name} m:null="true" />'
    if isinstance(value, bool):
        return f'<d:{name} m:type="Edm.Boolean">{str(value).lower()}</d:{name}>'
    if isinstance(value, int):
        return f'<d:{name} m:type="Edm.Int64">{value}</d:{name}>'
    if isinstance(value, float):
        return f'<d:{name} m:type="Edm.Double">{value}</d:{name}>'
    return f'<d:{name} xml:space="preserve">{escape(value)}</d:{name}>'
