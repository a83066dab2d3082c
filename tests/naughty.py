"""Texts that have broken programs: a few of each kind, and the characters that no text may hold."""

from __future__ import annotations

from typing import Final

NONCHARACTERS: Final = tuple(
    chr(code)
    for code in (
        *range(0xFDD0, 0xFDF0),
        *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    )
)
"""All 66."""

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "words that mean nothing": ("undefined", "null", "None", "NaN", "True", "\\", "0", "-0", "1E5", "007"),
    "formula beginnings": (
        "=1+1",
        "+84 912",
        "-5",
        "@SUM(A1)",
        '=HYPERLINK("http://a")',
        "\t=1",
        "'=1",
        "#REF!",
    ),
    "quotes and brackets": ('"', "'", "“”", "<>", "</w:t>", "]]>", "{0}", "%s%n", "$HOME", "{{7*7}}", "`id`"),
    "markup": (
        "<script>alert(1)</script>",
        "<b>đậm",
        "&amp;&#0;",
        "<para>",
        "<!--",
        "%PDF-",
        "endstream",
        "<?xml",
    ),
    "queries": ("'; DROP TABLE drafts; --", "1 OR 1=1", "../../../../etc/passwd", "C:\\CON", "file:///a"),
    "escapes": ("_x0041_", "\\u0000", "%00", "\\x1b[31m", "_x000D_"),
    "line breaks": ("a\r\nb", "a\rb", "a\nb", "a\vb", "a\fb", "a\x85b", "a\u2028b", "a\u2029b", "\t\ta"),
    "controls": ("a\0b", "\x07\x08\x1b\x7f", "\x80\x9f", "\ud800", "\udfff a"),
    "right to left": ("שלום", "السلام عليكم", "a\u202eb\u202c", "\u2066a\u2069", "\u200fa", "ﷺ"),
    "scripts": (
        "漢字かな",
        "한국어",
        "ไทย",
        "ខ្មែរ",
        "नमस्ते",
        "ᠮᠣᠩᠭᠣᠯ",
        "𠜎𠜱",
        "𝔘𝔫𝔦",
        "Ωμέγα",
        "ﬁ½℃",
        "İıßẞŉ",
    ),
    "emoji": (
        "😀",
        "👩\u200d👩\u200d👧\u200d👦",
        "👍🏿",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "🇻🇳",
        "🇻",
        "🏴\U000e0067\U000e0062\U000e007f",
    ),
    "marks": (
        "e\u0302\u0323\u0301",
        "\u0323",
        "Z" + "\u0300\u0489\u0335\u0360" * 100,
        "a\u0f71\u0f74",
        "\u0345\u0301",
    ),
    "without a look": (
        "\u200b",
        "\ufeff",
        "\u2060\u2064",
        "a\u00adb" * 60,
        "\u034f",
        "\u3164",
        "\ufffc",
        "\ufff9a\ufffab\ufffb",
    ),
    "white space": ("\u00a0", "\u3000\u2003", " ", "a  b", "\u202f1\u2009000"),
    "private use": ("\ue000\uf8ff", "\U000f0000\U0010fffd", "\uf0b7 Symbol"),
    "unassigned": ("\u0378", "\U0001fae8", "a\U0001e08f\u0323", "\U000e0002", *NONCHARACTERS),
    "long": (
        "a" * 480,
        "Ặ" * 480,
        "-" * 480,
        "😀" * 120,
        "a-" * 240,
        "www." + "a/" * 200,
        "ạ " * 240,
        "." * 480,
    ),
}
"""By kind. None is longer than a person would type in one line."""

STRINGS: Final = tuple(text for texts in KINDS.values() for text in texts)
"""All of them."""
