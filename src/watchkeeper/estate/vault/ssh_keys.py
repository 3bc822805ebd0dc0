"""Whether a private key can be used: it is one, and its passphrase opens it."""


def key_problem(text: str, passphrase: str) -> str | None:
    """Return what is wrong with a private key (OpenSSH, PKCS#8 or PEM), without quoting it; None when it opens."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key

    load = load_ssh_private_key if "BEGIN OPENSSH PRIVATE KEY" in text else load_pem_private_key
    try:
        load(text.encode(), passphrase.encode() or None)
    except TypeError:
        return "has a key without a passphrase, but one was given" if passphrase else "needs the passphrase of its key"
    except UnsupportedAlgorithm:
        return "has a private key of a type that is not supported"
    except ValueError as error:
        encrypted = passphrase and "key" in text.lower() and "PRIVATE KEY" in text
        del error
        return "has a private key that its passphrase does not open" if encrypted else "has a private key that is none"
    return None
