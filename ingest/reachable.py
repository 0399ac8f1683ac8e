"""Whether CBS answers at all, by one small question."""

from ingest.cbs_v3 import CbsV3
from ingest.cbs_v4 import CbsV4
from ingest.errors import TransportError
from ingest.hosts import Hosts
from ingest.http import Client, Limits


def is_reachable(hosts: Hosts, table_id: str, *, timeout: float) -> bool:
    """Whether either catalogue answers within `timeout` seconds; each is asked once, no retries."""
    limits = Limits(connect=timeout, request=timeout)
    for protocol, host in ((CbsV3, hosts.v3), (CbsV4, hosts.v4)):
        with Client(host, limits=limits) as client:
            try:
                protocol(client).ask_once(table_id)
            except TransportError:
                continue
            return True
    return False
