"""An OpenID Connect issuer of the tests' own, on loopback.

Discovery, keys, authorize, token, userinfo, over real HTTP.

It does what the standard asks of it: a code serves once, for the redirect address, client and PKCE
verifier it was made for. A test says who signs in there, and what of its answers is broken.
"""

import base64
import hashlib
import hmac
import html
import json
import re
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from safety_portal.core.accounts.oidc.issuers import Issuer

CLIENT, SECRET = "portal-of-the-tests", "a secret with / and +"
KEY_NAME = "key-1"


class OwnIssuer:
    """The issuer as a test holds it: `person` are the claims of who signs in, the rest is what goes
    wrong.
    """

    def __init__(self):
        self.key, self.other_key = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.issuer = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.reset()

    def reset(self):
        """Forget what the last test said."""
        self.person = {
            "sub": "248289761001",
            "email": "ines@example.org",
            "email_verified": True,
            "name": "Ines Marsh",
        }
        # Path -> what is answered there instead: (status, bytes). Path -> seconds it takes longer.
        self.broken, self.slow = {}, {}
        # Changes of the discovery document, of the ID token, of what userinfo says.
        self.config, self.token, self.userinfo = {}, {}, {}
        self.signs_with, self.key_name, self.algorithm = self.key, KEY_NAME, "RS256"
        # Which keys are published, by their names; path -> seconds between two bytes of an answer;
        # what else goes back in the query, with the code.
        self.published, self.drips, self.back = {KEY_NAME: self.key}, {}, {}
        # Path -> the address that it leads on to; the paths that were asked, in order.
        self.leads_on, self.seen = {}, []
        # Whether it asks before it sends back, as a page; who presses Cancel comes back with an
        # error.
        self.asks = self.cancels = self.says_address_by_userinfo = False
        self.codes, self.tokens, self.asked = {}, {}, []

    def as_setting(self, **fields):
        """What stands in settings.OIDC_ISSUERS for it."""
        told = {
            "code": "own",
            "name": "Cedar sign-in",
            "url": self.url,
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
        return Issuer(**told | fields)

    def discovery(self):
        """The discovery document."""
        paths = {
            "authorization_endpoint": "/authorize",
            "token_endpoint": "/token",
            "userinfo_endpoint": "/userinfo",
        }
        found = {name: self.url + path for name, path in {**paths, "jwks_uri": "/keys"}.items()}
        return {
            "issuer": self.url,
            **found,
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        } | self.config

    def keys(self):
        """The published keys; unless a test says so, the other one is never among them."""
        told = {"use": "sig", "alg": "RS256"}
        return {
            "keys": [
                key.as_dict(private=False) | told | {"kid": name}
                for name, key in self.published.items()
            ]
        }

    def rotate(self):
        """Sign with the other key from now on, and publish nothing else."""
        self.signs_with, self.key_name = self.other_key, "key-2"
        self.published = {self.key_name: self.other_key}

    def authorize(self, query):
        """Where the browser goes back to: with a code, or with an error."""
        back = {"state": query.get("state", "")}
        if self.cancels:
            return f"{query['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}"
        code = secrets.token_urlsafe(12)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode(back | {'code': code} | self.back)}"

    def exchange(self, form, authorization):
        """The answer of the token endpoint, or None where the request is not what the code was made
        for.
        """
        begun = self.codes.pop(form.get("code"), None)
        told = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        )
        if (
            begun is None
            or told != f"{CLIENT}:{SECRET}"
            or form.get("redirect_uri") != begun["redirect_uri"]
            or challenge.decode().rstrip("=") != begun["code_challenge"]
            or begun["code_challenge_method"] != "S256"
        ):
            return None
        access = secrets.token_urlsafe(12)
        self.tokens[access] = self.person
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.id_token(begun),
        }

    def id_token(self, begun):
        """The ID token of a round trip, signed."""
        said = {"sub": self.person["sub"]} if self.says_address_by_userinfo else self.person
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": begun["nonce"],
            **said,
        } | self.token
        claims = {name: value for name, value in claims.items() if value is not None}
        return signed({"alg": self.algorithm, "kid": self.key_name}, claims, self.signs_with)


def signed(header, claims, key):
    """A token; also as one is made who has no key to sign with: unsigned, or signed with what everybody knows."""
    if header["alg"] not in ("none", "HS256"):
        return jwt.encode(header, claims, key)
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()) for part in (header, claims)]
    text = b".".join(part.rstrip(b"=") for part in parts)
    mark = hmac.digest(key.encode(), text, "sha256") if header["alg"] == "HS256" else b""
    return f"{text.decode()}.{base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


class Handler(BaseHTTPRequestHandler):
    """The issuer's addresses."""

    def do_GET(self):
        issuer, path = self.server.issuer, urlsplit(self.path).path
        if self.breaks(path):
            return
        if path == "/.well-known/openid-configuration":
            self.answer(200, issuer.discovery())
        elif path == "/keys":
            self.answer(200, issuer.keys())
        elif path == "/authorize":
            self.authorize(
                {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            )
        elif path == "/userinfo":
            person = issuer.tokens.get(
                self.headers.get("Authorization", "").removeprefix("Bearer ")
            )
            self.answer(
                200 if person else 401,
                person | issuer.userinfo if person else {"error": "invalid_token"},
            )
        else:
            self.answer(404, {"error": "not_found"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.breaks("/token"):
            return
        form = {name: values[0] for name, values in parse_qs(body).items()}
        told = self.server.issuer.exchange(form, self.headers.get("Authorization", ""))
        self.answer(200 if told else 400, told or {"error": "invalid_grant"})

    def authorize(self, query):
        """Send back at once, or show the page that asks."""
        issuer = self.server.issuer
        issuer.asked.append(query)
        back = issuer.authorize(query)
        if not issuer.asks:
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()
            return
        page = f'<title>Cedar sign-in</title><a href="{html.escape(back)}">Go on as {issuer.person["name"]}</a>'
        self.answer(200, page.encode(), kind="text/html")

    def breaks(self, path):
        """Answer what a test wants to be wrong here; whether it was."""
        issuer = self.server.issuer
        issuer.seen.append(path)
        time.sleep(issuer.slow.get(path, 0))
        if path in issuer.leads_on:
            self.send_response(307)
            self.send_header("Location", issuer.leads_on[path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return True
        if path in issuer.broken:
            self.answer(*issuer.broken[path])
        return path in issuer.broken

    def answer(self, status, told, *, kind="application/json"):
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.write(body)
        except OSError:  # who asked did not wait
            self.close_connection = True

    def write(self, body):
        """Write it at once, or as slowly as a test wants it."""
        path = urlsplit(self.path).path
        pause = self.server.issuer.drips.get(path, 0)
        for at in range(0, len(body), 1 if pause else len(body) or 1):
            self.wfile.write(body[at : at + 1] if pause else body)
            time.sleep(pause)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="session")
def own_issuer():
    issuer = OwnIssuer()
    thread = Thread(target=issuer.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield issuer
    issuer.server.shutdown()
    issuer.server.server_close()


@pytest.fixture
def issuer(own_issuer, settings, monkeypatch):
    """The issuer, set up in the portal and trusted with no address."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    own_issuer.reset()
    settings.OIDC_ISSUERS = (own_issuer.as_setting(),)
    return own_issuer


@pytest.fixture
def believed(issuer, settings):
    """The issuer, believed for the addresses of example.org."""
    settings.OIDC_ISSUERS = (issuer.as_setting(trusted_domains=("example.org",)),)
    return issuer


def way_to(page):
    """The address at the issuer that the page leads on to, by itself and by its link."""
    text = page.content.decode()
    (at_once,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    assert f'href="{at_once}"' in text
    return html.unescape(at_once)


def come_back(client, page, *, change=lambda back: back):
    """Go where the page leads, and come back with what the issuer gave along; the portal's answer.

    `change` makes another address of the one to come back to.
    """
    answer = requests.get(way_to(page), allow_redirects=False, timeout=10)
    back = urlsplit(change(answer.headers["Location"]))
    return client.get(f"{back.path}?{back.query}")
