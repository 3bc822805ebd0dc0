"""Session tokens are stored hashed, CSRF tokens belong to one session."""

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.accounts.tokens import csrf_matches, csrf_token, is_token, new_token, token_hash


def test_a_token_has_256_random_bits_and_its_hash_does_not_show_it():
    token = new_token()
    assert is_token(token)
    assert token != new_token()
    assert token not in token_hash(token)


def test_a_csrf_token_matches_its_own_session_only():
    one, other = new_token(), new_token()
    assert csrf_matches(one, csrf_token(one))
    assert not csrf_matches(one, csrf_token(other))
    assert not csrf_matches(one, None)


@given(st.text())
def test_no_made_up_text_is_a_csrf_token(text):
    assert not csrf_matches("A" * 43, text)


@given(st.text(max_size=60))
def test_what_is_no_token_is_refused_before_it_reaches_the_database(text):
    assert is_token(text) == (len(text) == 43 and all(c.isascii() and (c.isalnum() or c in "-_") for c in text))
