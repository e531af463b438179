"""Self-signed-like certificates for the simulated phones, made anew for each run of the tests."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme


def write_certificate(path: Path) -> Path:
    """A PEM file with a key and a certificate for 127.0.0.1."""
    made = trustme.CA(key_type=trustme.KeyType.ECDSA).issue_cert("127.0.0.1")
    path.write_bytes(made.private_key_and_cert_chain_pem.bytes())
    return path


def trusting() -> ssl.SSLContext:
    """As desk phones sign their own certificates, only the connection is looked at."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def fingerprint_source(port: int) -> bytes:
    """The certificate that is shown at `port`, as DER."""
    return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))
