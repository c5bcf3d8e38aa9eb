"""Generated text of every kind that makes columns shift, or worse."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "the", "border", " ", " ", " ", "  ", "\n", "\n", "\n\n", ".", "“Aye,”", "—", "a" * 30,
    "漢字", "かな。", "（注）", "한국어", "，", "！", "「引用」",
    "e\u0301", "n\u0303\u0308", "\u0301", "ก็",
    "👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "❤\ufe0f", "1\ufe0f\u20e3", "👍\U0001f3fd",
    "🇺🇸", "🇲🇽🇨",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "हिन्दी", "कि", "\u0947",
    "שלום", "مرحبا", "می\u200cخواهم", "\u200f", "\u00ad", "\u200b", "\t", "\x7f",
    "[sic]", "[bold]", "\u3000", "\u00a0",
)  # fmt: skip
HOSTILE = (
    "\x1b[31m", "\x1b]52;c;QQ==\x07", "\x9b2J", "\x90q\x9c", "\x00", "\x08", "\r", "\x85",
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u061c", "\ufeff", "\u2028", "\u2029",
    "\U000e0041", "\ud800", "\udcff", "\ufffe", "\ufff9",
)  # fmt: skip

odd_text = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
plain_text = st.text(st.sampled_from("abc .,\n"), max_size=120)
any_text = st.one_of(
    odd_text, plain_text, st.lists(st.sampled_from(PIECES + HOSTILE), max_size=30).map("".join),
    st.text(max_size=60),
)  # fmt: skip
