"""Who asks, as a server wants to be told: a token, a name and a password (Basic), or a proof of them (Digest).

What comes in: environment variables, and what a server asks for. What goes out: the header of a request.
What it never does: show a password or a token in a message.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import md5, sha256
from urllib.parse import urlsplit

import urllib3

#: Who asks: a name and a password, or a token.
USER, PASSWORD, TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"

_HASHES: dict[str, Callable[[bytes], str]] = {
    # The protocol names the hash; MD5 is what servers know.
    "MD5": lambda data: md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: sha256(data).hexdigest(),
}
_SCHEME = re.compile(r"(?:^|,)\s*([A-Za-z][\w-]*)\s+(?=[\w-]+\s*=)")
_PARAMETER = re.compile(r'([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')


@dataclass(slots=True)
class Challenge:
    """What a server asks for by Digest (RFC 7616), and how often it was answered.

    >>> asked = 'Digest realm="r", qop="auth, auth-int", algorithm=MD5, nonce="n", opaque="o"'
    >>> Challenge.parse(asked)
    Challenge(realm='r', nonce='n', algorithm='MD5', opaque='o', counts=True, answered=0)
    """

    realm: str
    nonce: str
    algorithm: str
    opaque: str | None
    counts: bool
    answered: int = 0

    @classmethod
    def parse(cls, header: str) -> Challenge | None:
        """The strongest Digest in a `WWW-Authenticate` header that this program can answer, if there is one."""
        schemes = [*_SCHEME.finditer(header)]
        ends = [scheme.start() for scheme in schemes[1:]] + [len(header)] * bool(schemes)
        found = {}
        for scheme, end in zip(schemes, ends, strict=True):
            said = {
                name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(header[scheme.end() : end])
            }
            algorithm = said.get("algorithm", "MD5").upper()
            protected = [each.strip() for each in said.get("qop", "auth").split(",")]
            if scheme[1].lower() == "digest" and algorithm in _HASHES and "nonce" in said and "auth" in protected:
                found[algorithm] = cls(
                    said.get("realm", ""), said["nonce"], algorithm, said.get("opaque"), "qop" in said
                )
        return found.get("SHA-256") or found.get("MD5")

    def answer(self, user: str, password: str, method: str, uri: str, *, cnonce: str | None = None) -> str:
        """The value of the `Authorization` header for one request.

        Args:
            user: the name.
            password: what proves it; it is not sent.
            method: of HTTP, such as POST.
            uri: path and query of the address.
            cnonce: what the answer is mixed with; chosen by chance if left out.
        """
        self.answered += 1
        digest = _HASHES[self.algorithm]
        count, cnonce = f"{self.answered:08x}", cnonce or secrets.token_hex(16)
        secret = digest(f"{user}:{self.realm}:{password}".encode())
        request = digest(f"{method}:{uri}".encode())
        mixed = [self.nonce, count, cnonce, "auth"] if self.counts else [self.nonce]
        said = {"username": user, "realm": self.realm, "nonce": self.nonce, "uri": uri}
        said["response"] = digest(":".join([secret, *mixed, request]).encode())
        if self.opaque is not None:
            said["opaque"] = self.opaque
        parts = [f'{name}="{_quote(value)}"' for name, value in said.items()]
        parts.append(f"algorithm={self.algorithm}")
        if self.counts:
            parts += ["qop=auth", f"nc={count}", f'cnonce="{cnonce}"']
        return "Digest " + ", ".join(parts)


class Credentials:
    """What one process knows of itself, and what each address asked for."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._token = environment.get(TOKEN) or None
        self._user = environment.get(USER) or None
        self._password = environment.get(PASSWORD, "")
        self._challenges: dict[str, Challenge] = {}
        self._silent: set[str] = set()

    def header(self, url: str) -> dict[str, str]:
        """What a POST to an address says of who asks; nothing if nobody is known.

        Name and password go as Basic unasked, since a server may show less to a stranger without a word.
        """
        if self._token is not None:
            return {"Authorization": f"Bearer {self._token}"}
        if self._user is None or url in self._silent:
            return {}
        if (challenge := self._challenges.get(url)) is not None:
            parts = urlsplit(url)
            uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            return {"Authorization": challenge.answer(self._user, self._password, "POST", uri)}
        return urllib3.make_headers(basic_auth=f"{self._user}:{self._password}")

    def learn(self, url: str, asked: str) -> bool:
        """Take note of what an address asked for when it refused; whether another try would say something new.

        Args:
            url: the address.
            asked: its `WWW-Authenticate`, or "" if it asked for nothing.
        """
        if self._token is not None or self._user is None:
            return False
        known, challenge = self._challenges.get(url), Challenge.parse(asked)
        if challenge is not None:
            self._silent.discard(url)
            self._challenges[url] = challenge
            return known is None or known.nonce != challenge.nonce
        # Virtuoso, told Basic where it wants Digest, does not say what it wants.
        if asked or known is not None or url in self._silent:
            return False
        self._silent.add(url)
        return True


def _quote(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
