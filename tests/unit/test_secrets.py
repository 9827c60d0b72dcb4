"""Credentials are hidden, everything else is left alone, and signed URLs tell when they expire."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converter.secrets import REDACTED, expiry, is_secret_name, is_signed_alone, redact, redact_pointer

PROPERTY = settings(deadline=None, derandomize=True, max_examples=500)

PARAMETERS = """
X-Amz-Signature X-Amz-Credential X-Amz-Security-Token X-Goog-Signature X-Goog-Credential Signature token
access_token refresh_token oauthToken oauth_token sig key apikey api_key password passwd pwd secret client_secret auth jwt
AWSAccessKeyId accessKey credentials x-ms-signature rlkey""".split()  # noqa: SIM905 - a list of words


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize(
    "link",
    [
        "https://h/a.bam?{}=s3cr%2F%26+t/=~&x=1",
        "https://h/a.bam?x=1&{}=s3cr%2F%26+t/=~",
        "https://h/a.bam?x=1&amp;{}=s3cr%2F%26+t/=~&amp;y=2",
        "https://web/?file=https%3A%2F%2Fh%2Fa.bam%3F{}%3Ds3cr%252F%26x%3D1&locus=chr1",
        "https://web/?file=https%3A%2F%2Fh%2Fa.bam%3Fx%3D1%26{}%3ds3cr&locus=chr1",
        "https://web/?file=https%253A%252F%252Fh%253F{}%253Ds3cr%2525%2526x%253D1",
    ],
)
def test_secret_parameters_are_hidden(name: str, link: str) -> None:
    for spelled in (name, name.upper(), name.lower()):
        hidden = redact(link.format(spelled))
        assert "s3cr" not in hidden
        assert hidden.count(REDACTED) == 1
        assert spelled in hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("https://me:pw@h/a.bam?x=1", "https://REDACTED@h/a.bam?x=1"),
        ("https://me:p@w@h/a.bam", "https://REDACTED@h/a.bam"),
        ("https://ghp_token@h/a.bam", "https://REDACTED@h/a.bam"),
        ("ftp://me:pw@h and s3://k:s@b/", "ftp://REDACTED@h and s3://REDACTED@b/"),
        ("https://web/?file=https%3A%2F%2Fme%3Apw%40h%2Fa", "https://web/?file=https%3A%2F%2FREDACTED%40h%2Fa"),
        ("https://h/a?token=1#access_token=2", "https://h/a?token=REDACTED#access_token=REDACTED"),
        ("https://h/a?next=https://h/b?token=1&x=2", "https://h/a?next=https://h/b?token=REDACTED&x=2"),
        ("token=abc", "token=REDACTED"),
        ("https%3a%2f%2fh%3ftoken%3dabc", "https%3a%2f%2fh%3ftoken%3dREDACTED"),
        ("https%3A%2F%2Fh%3Ftoken%3Dabc", "https%3A%2F%2Fh%3Ftoken%3DREDACTED"),
        ("https%3A%2F%2Fme%3Apw%40h", "https%3A%2F%2FREDACTED%40h"),
        ("cannot read 'https://h/a?token=abc'", "cannot read 'https://h/a?token=REDACTED'"),
        ("cannot read 'https://h/a?password=it's'.", "cannot read 'https://h/a?password=REDACTED'."),
        ('<Resource path="https://h/a?sig=abc"/>', '<Resource path="https://h/a?sig=REDACTED"/>'),
        ("Authorization: Bearer abcdefghijklmnop.qrs", "Authorization: Bearer REDACTED"),
        ("bearer abcdefghijklmnop", "bearer REDACTED"),
    ],
)
def test_what_is_hidden_and_what_stays(text: str, hidden: str) -> None:
    assert redact(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RNA genes",
        "https://h/d/a.bam",
        "https://h/a.bam?x=1&raw=true",
        "https://h/npm/igv@3.8.10/igv.js",
        "https://h/a%20b.bam",
        "https://h/a.bam?token=",
        "https://h/a.bam?token",
        "https://h/a.bam?tokens=3&keyword=4&monkey=5",
        "ID=gene1;key=label;sig=0.5",
        "key=label",
        "someone@example.org",
        "bearer bonds",
        "Bearer = short",
        "${DIR}/a=b.bam",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert redact(text) is text or redact(text) == text


def test_the_key_of_a_pointer_is_hidden_and_the_rest_readable() -> None:
    pointer = "/tracks/https:~1~1me:pw@h~1a.bam?token=s3cr~1t/display/height"
    assert redact_pointer(pointer) == "/tracks/https:~1~1REDACTED@h~1a.bam?token=REDACTED/display/height"


def test_a_pointer_without_secrets_stays() -> None:
    assert redact_pointer("/tracks/0/https:~1~1h~1a@b/height") == "/tracks/0/https:~1~1h~1a@b/height"


@pytest.mark.parametrize(
    "name",
    [
        "oauthToken",
        "password",
        "token",
        "client_secret",
        "accessKeyId",
        "awsCredentials",
        "internetAccountPreAuthorization",
        "X-Amz-Signature",
        "headers.Authorization",
        "headers/X-Api-Key",
        "Proxy-Authorization",
        "Set-Cookie",
    ],
)
def test_secret_names(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["", "key", "name", "tokensList", "signature", "withCredentials", "sig", "author", "autoscale"])
def test_ordinary_names(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("query", "moment"),
    [
        ("X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-Signature=s", "2026-01-01T01:00:00Z"),
        ("x-amz-expires=604800&x-amz-date=20260225T120000Z", "2026-03-04T12:00:00Z"),
        ("X-Goog-Date=20260101T000000Z&X-Goog-Expires=1&X-Goog-Signature=s", "2026-01-01T00:00:01Z"),
        ("AWSAccessKeyId=a&Expires=1767225600&Signature=s", "2026-01-01T00:00:00Z"),
        ("Expires=1767225600&Signature=s&Key-Pair-Id=k", "2026-01-01T00:00:00Z"),
        ("sv=1&se=2026-01-01T00%3A00%3A00Z&sig=s", "2026-01-01T00:00:00Z"),
        ("se=2026-01-01&sig=s", "2026-01-01T00:00:00Z"),
        ("se=2026-01-01T01:00:00%2B02:00&sig=s", "2025-12-31T23:00:00Z"),
    ],
)
def test_expiry(query: str, moment: str) -> None:
    assert expiry(f"https://h/a.bam?{query}") == moment


@pytest.mark.parametrize(
    "query",
    [
        "",
        "x=1",
        "X-Amz-Expires=3600",
        "Expires=1767225600",
        "se=2026-01-01",
        "release=3&phase=2",
        "X-Amz-Date=yesterday&X-Amz-Expires=3600",
        "X-Amz-Date=20260101T000000Z&X-Amz-Expires=soon",
        "Expires=999999999999999999&Signature=s",
        "se=never&sig=s",
        "se=0001-01-01T00:00:00%2B02:00&sig=s",
    ],
)
def test_no_expiry(query: str) -> None:
    assert expiry(f"https://h/a.bam?{query}") is None


MARKS = ["://", ":~1~1", "%3A%2F%2F", "@", "%40", "?", "&", "&amp;", "=", "%3D", "%253D", "%26", "#", "/", "'", '"', " ", ";"]
WORDS = ["token", "key", "sig", "password", "X-Amz-Signature", "REDACTED", "Bearer", "abcdefghijklmnopq", "a", "25", "%", "~1"]
pieces = st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=14).map("".join)


@PROPERTY
@given(pieces | st.text())
@example("token=''a")
@example("://a@b://c@token=d")
@example("://%3A%2F%2F%40")
@example(":~1~1%3A%2F%2F:~1~1@")
@example("%3A%2F%2F:~1~1%2F@@")
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@PROPERTY
@given(st.text(alphabet=st.characters(exclude_characters="=@%")).filter(lambda text: "earer" not in text))
def test_text_without_marks_is_the_same_object(text: str) -> None:
    assert redact(text) is text


@PROPERTY
@given(pieces | st.text())
def test_nothing_raises_on_any_text(text: str) -> None:
    assert isinstance(redact_pointer(text), str)
    assert isinstance(is_secret_name(text), bool)
    expiry(f"?Expires={text}&Signature=s")
    expiry(f"?X-Amz-Date=20260101T000000Z&X-Amz-Expires={text}")
    expiry(f"?se={text}&sig=s")


secrets = st.text("abcXYZ0189-._~/+%", min_size=1, max_size=30).map(lambda text: f"s3cr{text}s3cr")


@PROPERTY
@given(st.sampled_from(PARAMETERS), secrets, st.sampled_from(["https://h/a?", "https://h/a?x=1&", "?x=1&amp;"]))
def test_no_part_of_a_secret_is_left(name: str, secret: str, start: str) -> None:
    assert redact(f"{start}{name}={secret}&y=1") == f"{start}{name}={REDACTED}&y=1"


@pytest.mark.parametrize(
    "text",
    [
        "?" + "a" * 200_000 + "=",
        "https://" + "a:" * 100_000,
        "%3A%2F%2F" * 20_000,
        "?token" * 40_000 + "=",
        "%" + "25" * 100_000 + "3D",
        "bearer" + " " * 100_000,
        "&token=" * 30_000,
        "'" * 100_000 + "=",
    ],
)
def test_hostile_text_is_answered_in_one_pass(text: str) -> None:
    """Each of these takes minutes when a pattern goes over the text again from every place in it."""
    assert len(redact(text)) <= 3 * len(text)


@pytest.mark.parametrize(
    ("url", "alone"),
    [
        ("https://b.s3.amazonaws.com/a.bam?AWSAccessKeyId=x&Expires=1&Signature=y", True),
        ("https://b.s3.amazonaws.com/a.bam?X-Amz-Date=x&X-Amz-Signature=y", True),
        ("https://storage.googleapis.com/b/a.bam?X-Goog-Signature=y", True),
        ("https://c.example.net/a.bam?Policy=x&Signature=y&Key-Pair-Id=z", False),
        ("https://a.blob.core.windows.net/c/a.bam?sr=b&sig=y", True),
        ("https://a.blob.core.windows.net/c/a.bam?sr=c&sig=y", False),
        ("https://h/a.bam?token=x", False),
    ],
)
def test_a_signature_is_for_one_file_or_for_several(url: str, alone: bool) -> None:  # noqa: FBT001
    assert is_signed_alone(url) is alone
