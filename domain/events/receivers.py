"""The addresses that webhooks may be sent to."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

# Of addresses that lead to an IPv4 address behind a translator: NAT64 with its well-known prefix.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# "This network", and the reserved blocks that Python calls global.
NEVER = tuple(map(ipaddress.ip_network, ("0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "64:ff9b:1::/48",
                                         "2001::/23", "fec0::/10")))  # fmt: skip
LONGEST_HOST = 253


def is_public(text: str) -> bool:
    """Tell whether the address is one of the internet, and not of a network that only this machine reaches.

    An IPv6 address that carries an IPv4 address is as public as that.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if int(address) < 2**32:
            # An old form of an IPv4 address.
            return False
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local:
        return False
    return address.is_global and not any(address in network for network in NEVER if network.version == address.version)


def fault(url: str, private: bool) -> str | None:
    """Return why webhooks may not be sent to the URL, as the code of a fault, or None. `private`: anything goes.

    Names are looked up when something is sent: what they stand for may change.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "webhook_url"
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not host or len(host) > LONGEST_HOST or port == 0:
        return "webhook_url"
    if (
        parts.username is not None
        or parts.password is not None
        or "#" in url
        or not url.isascii()
        or not url.isprintable()
    ):
        return "webhook_url"
    if " " in url or "\\" in url:
        return "webhook_url"
    if private:
        return None
    if parts.scheme != "https":
        return "webhook_https"
    try:
        public = is_public(host)
    except ValueError:
        # A name. One without a point is that of a machine nearby; the last part of a name is never a number.
        public = "." in host.rstrip(".") and not host.rstrip(".").rpartition(".")[2].isdigit()
        public = public and not host.rstrip(".").endswith((".localhost", ".local", ".internal"))
    return None if public else "webhook_private"
