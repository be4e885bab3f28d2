"""Which issuers PORTAL_OIDC names, how far each is believed, and what of their answers is read."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from safety_portal.core.accounts.oidc.identity import identity_of
from safety_portal.core.accounts.oidc.issuers import Issuer, is_safe, read_issuers

TENANT = "0f3b2c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d"
APP = {"client_id": "id", "client_secret": "never-shown"}
GOOGLE = {"vendor": "google", **APP, "trusted_domains": ["Cedar.example"]}
OWN = {"name": "Cedar sign-in", "issuer": "https://login.cedar.example/realms/staff", **APP}


def test_all_four_are_read():
    told = [
        GOOGLE,
        {"vendor": "microsoft", "tenant": TENANT.upper(), **APP},
        {"vendor": "clever", **APP},
        OWN,
    ]
    found = read_issuers(json.dumps(told))
    assert [(issuer.code, issuer.name, issuer.url) for issuer in found] == [
        ("google", "Google", "https://accounts.google.com"),
        ("microsoft", "Microsoft", f"https://login.microsoftonline.com/{TENANT}/v2.0"),
        ("clever", "Clever", "https://clever.com"),
        ("cedar-sign-in", "Cedar sign-in", "https://login.cedar.example/realms/staff"),
    ]
    assert [issuer.trusted_domains for issuer in found] == [("cedar.example",), (), (), ()]
    assert "never-shown" not in repr(found)
    assert read_issuers("") == read_issuers(" ") == ()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("{", "is no JSON"),
        ('{"vendor": "google"}', "has to be a list"),
        ("[1]", "has to be a list"),
        ([{"vendor": "gogle", **APP}], "“vendor” is google, microsoft or clever"),
        ([{"vendor": ["google"], **APP}], "“vendor” is google, microsoft or clever"),
        ([{"vendor": "google", "client_id": "id"}], "issuer 1: “client_secret” is missing."),
        ([OWN, {**OWN, "issuer": ""}], "issuer 2: “issuer” is missing."),
        ([{**GOOGLE, "tenant": TENANT}], "nobody knows what “tenant” means there"),
        (
            [{**GOOGLE, "trusted_domain": ["x.example"]}],
            "nobody knows what “trusted_domain” means there",
        ),
        ([{**GOOGLE, "trusted_domains": "cedar.example"}], "is a list of e-mail domains"),
        ([{**GOOGLE, "trusted_domains": ["@cedar"]}], "“@cedar” is no e-mail domain"),
        ([{**GOOGLE, "trusted_domains": ["*"]}], "cannot be “*” for a vendor"),
        (
            [{"vendor": "microsoft", "tenant": "common", **APP}],
            "would let in every tenant of Microsoft",
        ),
        ([{"vendor": "microsoft", **APP}], "“tenant” is missing"),
        ([{**OWN, "issuer": "http://login.cedar.example"}], "has to begin with https://"),
        ([{**OWN, "issuer": "https://["}], "has to begin with https://"),
        ([{**OWN, "issuer": "https://login.cedar.example/?a=b"}], "has to begin with https://"),
        ([{**OWN, "name": "Google"}], "be none of Google"),
        ([{**OWN, "name": "!"}], "has to have letters"),
        ([GOOGLE, GOOGLE], "names two issuers “google”"),
        (
            [OWN, {**OWN, "name": "Other"}],
            "names two issuers “https://login.cedar.example/realms/staff”",
        ),
    ],
)
def test_what_is_wrong_with_the_setting_is_said_in_one_sentence(told, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_issuers(told if isinstance(told, str) else json.dumps(told))
    said = str(refused.value)
    assert sentence in said
    assert said.startswith("PORTAL_OIDC")
    assert "\n" not in said
    assert "never-shown" not in said


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/x", True),
        ("http://127.0.0.1:80/", True),
        ("http://a.example", False),
        ("javascript:alert(1)", False),
        ("https:///nowhere", False),
        (None, False),
        (["https://a.example"], False),
    ],
)
def test_only_addresses_that_nobody_reads_along_are_asked(address, safe):
    assert is_safe(address) is safe


def issuer(vendor="", domains=("cedar.example",)):
    return Issuer(
        code="x",
        name="X",
        url="https://x",
        client_id="",
        client_secret="",
        vendor=vendor,
        trusted_domains=domains,
    )


MINE = {"sub": "1", "email": "Dana@Cedar.example"}


@pytest.mark.parametrize(
    ("of", "claims", "finds"),
    [
        (issuer(), {"email_verified": True}, True),
        (issuer(), {"email_verified": "true"}, True),
        (issuer(), {}, False),
        (issuer(), {"email_verified": False}, False),
        (issuer(), {"email_verified": "yes"}, False),
        (issuer(), {"email_verified": ["true"]}, False),
        (issuer(), {"xms_edov": True}, False),
        (issuer(domains=()), {"email_verified": True}, False),
        (issuer(domains=("other.example",)), {"email_verified": True}, False),
        (issuer(domains=("*",)), {"email_verified": True}, True),
        # Of whom Google is not the authority, it knows that they could once read the mailbox.
        (issuer("google"), {"email_verified": True}, False),
        (issuer("google"), {"email_verified": True, "hd": "other.example"}, False),
        (issuer("google"), {"email_verified": True, "hd": "cedar.example"}, True),
        # In Microsoft's directories everybody may write any address; only the owner of the domain
        # makes it theirs.
        (issuer("microsoft"), {}, False),
        (issuer("microsoft"), {"xms_edov": "0"}, False),
        (issuer("microsoft"), {"xms_edov": "1"}, True),
        (issuer("microsoft"), {"xms_edov": True}, True),
    ],
)
def test_an_address_finds_an_account_only_where_it_is_verified_and_believed(of, claims, finds):
    identity = identity_of(of, MINE | claims, {})
    assert (identity.email, identity.finds_account) == ("dana@cedar.example", finds)


def test_address_and_what_is_said_of_it_come_from_one_place():
    own = issuer()
    mixed = identity_of(
        own, MINE, {"sub": "1", "email": "other@cedar.example", "email_verified": True}
    )
    assert (mixed.email, mixed.is_verified) == ("dana@cedar.example", None)
    more = identity_of(
        own, {"sub": "1", "email_verified": True}, {"sub": "1", "email": "dana@cedar.example"}
    )
    assert (more.email, more.is_verified) == ("dana@cedar.example", None)


@pytest.mark.parametrize("subject", ["", "x" * 192, 7, None, ["1"]])
def test_a_subject_that_cannot_be_kept_is_nobodys(subject):
    assert identity_of(issuer(), {"sub": subject}, {}) is None


@pytest.mark.parametrize(
    "email", ["no address", 7, ["a@b.example"], "a@b.example\nBcc: c@d.example"]
)
def test_what_is_no_address_is_none(email):
    assert identity_of(issuer(), {"sub": "1", "email": email}, {}).email == ""
