"""The error of a platform file, which always names the file and the place in it."""

from watchkeeper.core.errors import ConfigurationError


class PlatformError(ConfigurationError):
    """A platform file says something that cannot be. ``path`` is the place in it, ``problem`` what is wrong there."""

    code = "platform"

    def __init__(self, file: str, path: str, problem: str) -> None:
        super().__init__(f"{file}: {path or 'document'}: {problem}", hint="Correct the platform file.")
        self.path = path
        self.problem = problem
