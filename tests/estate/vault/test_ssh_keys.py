"""A private key is checked when it is stored, and never quoted."""

import shutil
import subprocess

import pytest

from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.kinds import CredentialKind
from watchkeeper.estate.vault.secrets import CredentialParts

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")


@pytest.fixture(params=["ed25519", "rsa", "ecdsa", "ed25519-pem"])
def key(request, tmp_path):
    kind, _, form = request.param.partition("-")

    def make(passphrase=""):
        path = tmp_path / f"key{len(passphrase)}"
        options = ["-m", "PKCS8"] if form else []
        subprocess.run(["ssh-keygen", "-q", "-t", kind, *options, "-N", passphrase, "-f", path], check=True)
        return path.read_text()

    return make


def check(private_key, passphrase=""):
    CredentialParts(CredentialKind.SSH_KEY, user="u", private_key=private_key, passphrase=passphrase).check()


def test_a_key_opens_plainly_or_by_its_passphrase(key):
    check(key())
    check(key("correct horse"), "correct horse")


@pytest.mark.parametrize("given", ["", "wrong one"])
def test_a_passphrase_that_does_not_open_is_said_and_nothing_is_quoted(key, given):
    text = key("correct horse")
    with pytest.raises(InvalidCredentialError) as caught:
        check(text, given)
    assert "passphrase" in str(caught.value)
    assert text.splitlines()[1] not in str(caught.value)
    assert "wrong one" not in str(caught.value)


def test_what_is_no_key_is_refused():
    with pytest.raises(InvalidCredentialError, match="private key"):
        check("-----BEGIN OPENSSH PRIVATE KEY-----\nplanted\n-----END OPENSSH PRIVATE KEY-----\n")
