"""PDFs as other programs leave them: something is appended, or the whole is signed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

_ROOM = 4000
"""The hex digits that are kept free for a signature."""
_UNKNOWN = "0 0000000000 0000000000 0000000000"


def with_update(pdf: bytes, objects: Mapping[int, bytes]) -> bytes:
    """`pdf` with `objects`, new ones or later versions, in an incremental update (ISO 32000-2, 7.5.6)."""
    table, data = b"xref\n", pdf
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    size = max(_size(pdf), *(number + 1 for number in objects))
    before = pdf[pdf.rindex(b"startxref") + 9 :].split()[0]
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %b >>\n" % (size, _root(pdf), before)
    return data + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


def with_comment(pdf: bytes) -> bytes:
    """`pdf` as a viewer saves it after somebody wrote on a page."""
    return with_update(pdf, {_size(pdf): b"<< /Type /Annot /Subtype /Text /Contents (da xem) >>"})


def with_empty_signature_field(pdf: bytes) -> bytes:
    """`pdf` with a field for a signature that nobody gave."""
    return _with_field(pdf, {}, b"")


def with_signature(pdf: bytes, times: int = 1) -> bytes:
    """`pdf` as a program for digital signatures saves it: with a detached CMS signature of all other bytes.

    The signature stands there `times` times; a forger might write it more than once.
    """
    number = _size(pdf)
    empty = f"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [{_UNKNOWN}] "
    value = f"{empty}/Contents <{'0' * _ROOM}> >>".encode()
    values = {number + each: value for each in range(times)}
    data = _with_field(pdf, values, b"/V %d 0 R" % number)
    first = data.rindex(b"<" + b"0" * _ROOM)
    second = first + _ROOM + 2
    covered = f"0 {first:010} {second:010} {len(data) - second:010}"
    head = data[:first].replace(_UNKNOWN.encode(), covered.encode())
    return head + b"<" + _cms(head + data[second:]).hex().ljust(_ROOM, "0").encode() + b">" + data[second:]


def _with_field(pdf: bytes, objects: Mapping[int, bytes], value: bytes) -> bytes:
    root, field = _root(pdf), _size(pdf) + len(objects)
    catalog = _object(pdf, root).rpartition(b">>")[0]
    form = b"/AcroForm << /Fields [%d 0 R] /SigFlags 3 >> >>" % field
    widget = b"<< /FT /Sig /T (Ky%d) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] %b >>" % (field, value)
    return with_update(
        pdf, {**objects, field: widget, root: re.sub(rb"/AcroForm <<.*?>>", b"", catalog) + form}
    )


def _cms(signed: bytes) -> bytes:
    certificate, key = _signer()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(signed).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])


@cache
def _signer() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.derive_private_key(2024, ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Phạm Thị Ký")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1)
    days = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
    return builder.not_valid_before(days[0]).not_valid_after(days[1]).sign(key, hashes.SHA256()), key


def _root(pdf: bytes) -> int:
    return int(re.findall(rb"/Root (\d+) 0 R", pdf)[-1])


def _size(pdf: bytes) -> int:
    return int(re.findall(rb"/Size (\d+)", pdf)[-1])


def _object(pdf: bytes, number: int) -> bytes:
    """The last version of an object that holds no stream."""
    body: bytes = re.findall(rb"(?:^|\n)%d 0 obj\s(.*?)\sendobj" % number, pdf, re.DOTALL)[-1]
    return body
