"""What is too weak to be a password: too short, breached, or soon reached by who tries likely words first."""

import asyncio

from watchkeeper.estate.accounts.errors import WeakPasswordError
from watchkeeper.estate.accounts.settings import AccountsSettings

MOST_LENGTH = 128
LEAST_DISTINCT = 5
_ESTIMATED_LENGTH = 72  # zxcvbn's time grows with the square of the length; the first 72 characters decide
_ALWAYS_KNOWN = ("watchkeeper", "changeme", "password", "passw0rd", "administrator", "welcome", "letmein")
_LEAST_WORD = 3  # shorter ones are parts of everything
_HINT = "Four unrelated words, or a password manager's suggestion, are good."


class PasswordPolicy:
    """The rules of NIST SP 800-63B: length, no breached or guessable words, no rules of composition.

    The estimate is zxcvbn's, which knows 30,000 breached passwords, their usual disguises, names, words and keyboard
    walks, all on this machine.
    """

    def __init__(self, settings: AccountsSettings | None = None) -> None:
        settings = settings or AccountsSettings()
        self._least_length = settings.password_least_length
        self._least_guesses_log10 = settings.password_least_guesses_log10

    async def demand(self, password: str, *known: str) -> None:
        """Raise WeakPasswordError, which never quotes the password, unless it is good.

        ``known`` is what a guesser knows of the person: names, addresses. The estimate takes up to a tenth of a second
        and runs in a thread.
        """
        problem = self._form(password) or await asyncio.to_thread(self._guessable, password, known)
        if problem:
            raise WeakPasswordError(f"The password {problem}.", hint=_HINT)

    def _form(self, password: str) -> str | None:
        if len(password) < self._least_length:
            return f"is shorter than {self._least_length} characters"
        if len(password) > MOST_LENGTH:
            return f"is longer than {MOST_LENGTH} characters"
        if len(set(password.lower())) < LEAST_DISTINCT:
            return "repeats a few characters"
        return None

    def _guessable(self, password: str, known: tuple[str, ...]) -> str | None:
        from zxcvbn import zxcvbn  # its word lists take 0.3 s to load

        words = [word.lower() for word in (*known, *_ALWAYS_KNOWN) if len(word) >= _LEAST_WORD]
        if len(_without(password.lower(), words)) < self._least_length // 2:
            return "is made of the user name or of words that everybody tries first"
        estimate = zxcvbn(password[:_ESTIMATED_LENGTH], user_inputs=words)
        if float(estimate["guesses_log10"]) >= self._least_guesses_log10:
            return None
        breached = any(part.get("dictionary_name") == "passwords" for part in estimate["sequence"])
        return (
            "is built on one that is in lists of breached passwords"
            if breached
            else "is too easy to guess: names, common words, dates or keys in a row"
        )


def _without(password: str, words: list[str]) -> str:
    for word in words:
        password = password.replace(word, "")
    return password
