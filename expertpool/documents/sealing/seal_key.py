"""The key that seals PDFs, with a certificate its holder makes itself: equal secrets give equal certificates."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256 (FIPS 186-5)."""

VOUCHER = x509.ObjectIdentifier("2.25.216043071365410957318296713985602184307")
"""The certificate's extension that holds a signed statement whose key this is."""

FIRST_DAY, LAST_DAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)
"""The certificate never ends by the clock: which key counts, the signed statement says."""


@dataclass(frozen=True)
class SealKey:
    """``secret``: 32 random bytes. ``holder``: a role, in the certificate's name; ``voucher``: carried in it if any."""

    secret: bytes
    holder: str = "self-made"
    voucher: bytes = b""

    @cached_property
    def private(self) -> EllipticCurvePrivateKey:
        """The P-256 key."""
        return derive_private_key(1 + int.from_bytes(self.secret) % (ORDER - 1), SECP256R1())

    @cached_property
    def public(self) -> bytes:
        """The public key as 65 bytes, as statements name it."""
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @cached_property
    def certificate(self) -> x509.Certificate:
        """Signed by the key itself: no authority vouches for it."""
        name = x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, f"expertpool {self.holder} {self.public.hex()[2:18]}")]
        )
        use = {name: name in ("digital_signature", "content_commitment") for name in KEY_USES}
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.private.public_key())
            .serial_number(int.from_bytes(hashlib.sha256(self.public).digest()[:16]) >> 1 or 1)
            .not_valid_before(FIRST_DAY)
            .not_valid_after(LAST_DAY)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**use), critical=True)
        )
        if self.voucher:
            made = made.add_extension(x509.UnrecognizedExtension(VOUCHER, self.voucher), critical=False)
        return made.sign(self.private, SHA256(), ecdsa_deterministic=True)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as PDF readers show it."""
        return self.certificate.fingerprint(SHA256()).hex()


KEY_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
