"""HTTPS for a local network: an authority of the office's own, and a certificate of this computer under it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from expertpool.whole_file import make_folders, write_whole

AUTHORITY_DAYS, SERVER_DAYS, RENEW_DAYS = 3650, 397, 30
"""Browsers refuse a server's certificate that runs for more than 398 days."""

SKEW = timedelta(hours=1)
Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Certified:
    """Files for the server, the authority that people's computers are to trust, and its SHA-256 fingerprint."""

    certificate: Path
    key: Path
    authority: Path
    fingerprint: str


def certified(folder: Path, host: str, *, at: datetime) -> Certified:
    """The files, made where they are missing; the server's own anew when it runs out soon or lacks a name."""
    make_folders(folder)
    authority, signer = _authority(folder, at)
    names = names_of_here(host)
    certificate, key = folder / "server.pem", folder / "server.key"
    if not _good(certificate, key, names, authority, at):
        _issue(certificate, key, names, authority=authority, signer=signer, at=at)
    fingerprint = authority.fingerprint(hashes.SHA256()).hex(":")
    return Certified(certificate, key, folder / "authority.pem", fingerprint)


def names_of_here(host: str) -> tuple[str, ...]:
    """Names and addresses under which this computer is reached, the one it listens on first."""
    own = socket.gethostname()
    found = [host, own, "localhost", "127.0.0.1", "::1"]
    with suppress(OSError):
        found += [str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(own, None)]
    return tuple(dict.fromkeys(name for name in found if name not in ("0.0.0.0", "::", "")))  # noqa: S104  # left out, not listened on


def _authority(folder: Path, at: datetime) -> tuple[x509.Certificate, Key]:
    """The office's own authority; its key signs this computer's certificates alone and never leaves the folder."""
    certificate, key = folder / "authority.pem", folder / "authority.key"
    if certificate.exists() and key.exists():
        return x509.load_pem_x509_certificate(certificate.read_bytes()), _read_key(key)
    made = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"expertpool {socket.gethostname()}"[:64])])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    built = (
        _begun(name, name, made, at, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(made.public_key()), critical=False)
        .sign(made, hashes.SHA256())
    )
    _write_key(key, made)
    write_whole(certificate, built.public_bytes(Encoding.PEM))
    return built, made


def _issue(
    certificate: Path, key: Path, names: Iterable[str], *, authority: x509.Certificate, signer: Key, at: datetime
) -> None:
    made = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "expertpool")])
    built = (
        _begun(subject, authority.subject, made, at, SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write_key(key, made)
    write_whole(certificate, built.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM))


def _begun(subject: x509.Name, issuer: x509.Name, key: Key, at: datetime, days: int) -> x509.CertificateBuilder:
    start = at.astimezone(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - SKEW)
        .not_valid_after(start + timedelta(days=days))
    )


def _good(certificate: Path, key: Path, names: Iterable[str], authority: x509.Certificate, at: datetime) -> bool:
    if not certificate.exists() or not key.exists():
        return False
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    held = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasts = found.not_valid_after_utc - at.astimezone(UTC) > timedelta(days=RENEW_DAYS)
    return lasts and found.issuer == authority.subject and {_general(name) for name in names} <= set(held)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode())


def _write_key(path: Path, key: Key) -> None:
    write_whole(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), private=True)


def _read_key(path: Path) -> Key:
    found = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is of another kind")
    return found
