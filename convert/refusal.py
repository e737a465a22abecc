"""What is said when something handed in cannot be used (拒收)."""
from __future__ import annotations


class Refusal(Exception):  # noqa: N818 (it is no error of anyone's)
    """Input that cannot be used: which, where, and what to do, as a key of the words and its facts.

    Every refusal of the program is one, so that a caller catches one class and the command line exits with 2.

    >>> str(Refusal("refuse.missing", path="a.txt"))
    'a.txt: there is no such file. Look at the spelling and the folder.'
    """

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def say(self, language: str) -> str:
        """The sentence in a language."""
        from convert.words import say  # all the tables, which only a refusal needs
        return say(self.key, language, **self.facts)

    def __str__(self) -> str:
        return self.say("en")
