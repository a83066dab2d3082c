"""Keys: kept whole or not at all, and never a weak one."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lcweek_desktop.atomic_file import temporary_path
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.shortcode import ALPHABET, short_code
from lcweek_desktop.errors import KnownError
from tests.bundle.curve_signatures import IDENTITY, MixedKey, sign_with_point
from tests.bundle.sample_bundles import key_named

KEY = key_named("a")


def refusal(call: object, *args: object) -> str:
    with pytest.raises(KnownError) as refused:
        call(*args)  # type: ignore[operator]
    return refused.value.code


def test_a_saved_key_is_loaded_back(tmp_path: Path) -> None:
    path = tmp_path / "03403.key"
    key = SigningKey.generate()
    key.save(path)
    assert SigningKey.load(path) == key
    assert SigningKey.load(path).public == key.public
    assert list(tmp_path.iterdir()) == [path]


def test_two_keys_differ() -> None:
    assert SigningKey.generate().public != SigningKey.generate().public


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes of this kind")
def test_only_its_owner_reads_a_key(tmp_path: Path) -> None:
    os.umask(0o022)
    KEY.save(tmp_path / "a.key")
    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    KEY.save(tmp_path / "a.key")
    assert refusal(SigningKey.generate().save, tmp_path / "a.key") == "key-exists"
    assert SigningKey.load(tmp_path / "a.key") == KEY


def test_what_an_interrupted_save_left_is_no_obstacle(tmp_path: Path) -> None:
    temporary_path(tmp_path / "a.key").write_bytes(b"untru")
    KEY.save(tmp_path / "a.key")
    assert [file.name for file in tmp_path.iterdir()] == ["a.key"]


def test_a_key_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    assert refusal(KEY.save, tmp_path / "none" / "a.key") == "key-unwritten"


def test_a_missing_or_unreadable_key_says_so(tmp_path: Path) -> None:
    assert refusal(SigningKey.load, tmp_path / "a.key") == "key-missing"
    (tmp_path / "folder.key").mkdir()
    assert refusal(SigningKey.load, tmp_path / "folder.key") == "key-unreadable"


def test_any_damage_to_a_key_file_is_noticed(tmp_path: Path) -> None:
    KEY.save(tmp_path / "a.key")
    whole = (tmp_path / "a.key").read_bytes()
    damaged = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for data in [*damaged, b"", whole[:-1], whole + b"\n", whole.replace(b"\n", b"\r\n")]:
        (tmp_path / "a.key").write_bytes(data)
        assert refusal(SigningKey.load, tmp_path / "a.key") == "key-damaged"


def test_a_secret_key_does_not_show_itself() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)


def test_a_public_key_is_read_back_from_its_text() -> None:
    key = KEY.public
    assert PublicKey.from_base64(key.base64) == key
    assert key.base64.startswith("RW")
    assert len(key.base64) == 56
    assert key.number == hashlib.sha256(key.raw).digest()[:8]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RW",
        "ạ" * 56,
        KEY.public.base64[:-1],
        KEY.public.base64 + "\n",
        " " + KEY.public.base64,
        base64.b64encode(b"ED" + KEY.public.number + KEY.public.raw).decode(),
        base64.b64encode(b"Ed" + bytes(8) + KEY.public.raw).decode(),
    ],
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    assert refusal(PublicKey.from_base64, text) == "key-malformed"


P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int]


def added(a: Point, b: Point) -> Point:
    """The Edwards curve's addition, straight from RFC 8032."""
    k = D * a[0] * b[0] * a[1] * b[1] % P
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P
    return x, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P


def root(square: int) -> int | None:
    x = pow(square, (P + 3) // 8, P)
    candidates = (x, x * pow(2, (P - 1) // 4, P) % P)
    return next((root for root in candidates if root * root % P == square % P), None)


def times(factor: int, point: Point) -> Point:
    found = (0, 1)
    for bit in bin(factor)[2:]:
        found = added(found, found)
        if bit == "1":
            found = added(found, point)
    return found


def points_of_low_order() -> set[Point]:
    """All eight: the multiples of a point of order eight, which is any point times the large prime order."""
    large_order = 2**252 + 27742317777372353535851937790883648493
    for y in range(2, 100):
        x = root((y * y - 1) * pow(D * y * y + 1, -1, P))
        if x is not None:
            small = times(large_order, (x, y))
            multiples = {times(factor, small) for factor in range(8)}
            if len(multiples) == 8:
                return multiples
    raise AssertionError("no point of order eight")


def test_every_point_of_low_order_is_refused_however_it_is_written() -> None:
    points = points_of_low_order()
    assert (0, 1) in points
    for _, y in points:
        for written in (each for each in (y, y + P) if each < 2**255):
            for sign in (0, 2**255):
                key = PublicKey((written | sign).to_bytes(32, "little"))
                assert refusal(PublicKey.from_base64, key.base64) == "key-weak"


@pytest.mark.parametrize("y", [P, P + 3, 2**255 - 1])
def test_a_key_that_is_not_reduced_is_refused(y: int) -> None:
    assert refusal(PublicKey.from_base64, PublicKey(y.to_bytes(32, "little")).base64) == "key-weak"


def test_no_signature_has_a_point_of_low_order_though_libraries_take_it() -> None:
    """Whoever knows the key can make one; OpenSSL verifies those whose point fits the equation."""
    key = MixedKey(KEY.seed)
    taken = 0
    for _, y in points_of_low_order():
        for message in (b"a", b"b", b"c", b"d"):
            signature = sign_with_point(key, y.to_bytes(32, "little"), message)
            taken += is_taken_by_the_library(key.public, signature, message)
            assert not key.public.verifies(signature, message)
    assert taken
    identity = sign_with_point(KEY, IDENTITY, b"a")
    assert is_taken_by_the_library(KEY.public, identity, b"a")
    assert not KEY.public.verifies(identity, b"a")


def test_a_signature_fits_its_equation_itself() -> None:
    key = MixedKey(KEY.seed)
    assert key.public.verifies(key.sign(b"a"), b"a")
    assert not key.public.verifies(key.sign_up_to_cofactor(b"a"), b"a")


def test_a_signature_with_s_above_the_order_is_refused() -> None:
    signature = KEY.sign(b"a")
    s = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493
    assert not KEY.public.verifies(signature[:32] + s.to_bytes(32, "little"), b"a")


def is_taken_by_the_library(key: PublicKey, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_short_codes_are_four_times_four_letters_nobody_mistakes() -> None:
    codes = [short_code(hashlib.sha256(bytes([n])).hexdigest()) for n in range(256)]
    letters = {letter for code in codes for letter in code.replace("-", "")}
    assert letters == set(ALPHABET)
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in codes)


def test_a_short_code_is_as_the_format_says() -> None:
    assert short_code("0" * 64) == "AAAA-AAAA-AAAA-AAAA"
    assert short_code("0" * 18 + "19" + "f" * 44) == "AAAA-AAAA-AAAA-AABB"
    assert short_code("f" * 20) == short_code("f" * 20 + "0" * 44)
    assert KEY.public.short == short_code(hashlib.sha256(KEY.public.raw).hexdigest())
