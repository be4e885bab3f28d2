"""How each kind of variable is read, and the sentence by which a wrong one is refused. No database."""

import pytest

from safety_portal.core.operation import environment
from safety_portal.core.operation.environment import EXIT_CODE, Reader

STRONG = "k3yVaried" * 6
ENV = Reader()


@pytest.fixture
def refused(capsys):
    """refused(read, ...): the sentence that reading it ends the process with."""

    def ask(read, *given, **named):
        with pytest.raises(SystemExit) as ended:
            read(*given, **named)
        assert ended.value.code == EXIT_CODE
        return capsys.readouterr().err.rstrip("\n")

    return ask


def test_a_variable_that_is_set_to_nothing_is_not_set(monkeypatch):
    monkeypatch.setenv("PORTAL_X", "  ")
    assert ENV.str("PORTAL_X", "usual") == "usual"
    assert ENV.bool("PORTAL_X", True) is True
    assert ENV.int("PORTAL_X", 7) == 7
    assert ENV.list("PORTAL_X", ["a"]) == ["a"]
    assert ENV.word("PORTAL_X", ["one", "two"]) == "one"


def test_what_stands_between_commas_is_a_list(monkeypatch):
    monkeypatch.setenv("PORTAL_X", " a.org, ,b.org ,")
    assert ENV.list("PORTAL_X") == ["a.org", "b.org"]


@pytest.mark.parametrize(
    ("word", "is_on"),
    [("on", True), ("TRUE", True), ("1", True), ("off", False), ("No", False), ("0", False)],
)
def test_a_switch_is_on_or_off(monkeypatch, word, is_on):
    monkeypatch.setenv("PORTAL_X", word)
    assert ENV.bool("PORTAL_X", not is_on) is is_on


def test_a_misspelled_switch_turns_nothing_off(monkeypatch, refused):
    monkeypatch.setenv("PORTAL_X", "offf")
    assert refused(ENV.bool, "PORTAL_X", True) == "PORTAL_X is “offf”; it has to be on or off."


def test_a_word_that_is_none_of_the_list_is_refused_with_the_list(monkeypatch, refused):
    monkeypatch.setenv("PORTAL_X", "Three")
    assert refused(ENV.word, "PORTAL_X", ["zero", "one", "two"]) == (
        "PORTAL_X is “three”; it has to be zero, one or two."
    )


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many", "٣", "99999999999"])
def test_what_is_no_number_in_reach_is_refused(monkeypatch, refused, text):
    monkeypatch.setenv("PORTAL_X", text)
    assert refused(ENV.int, "PORTAL_X", 7) == (
        f"PORTAL_X is “{text}”; it has to be a whole number, 1 or more."
    )


def test_a_number_may_be_nought_where_that_means_something(monkeypatch):
    monkeypatch.setenv("PORTAL_X", "0")
    assert ENV.int("PORTAL_X", 7, least=0) == 0


def test_an_address_of_a_database_without_a_name_is_refused(refused):
    told = refused(environment.database, "postgres://user:secret@host/")
    assert told.startswith("DATABASE_URL names no database:")


def test_a_password_in_an_address_that_cannot_be_read_is_not_shown(refused):
    told = refused(environment.database, "postgres://user:sec[ret@host:port/name")
    assert told == f"DATABASE_URL cannot be read as an address. {environment.ESCAPE}"
    told = refused(environment.broker, "http://user:secret@host")
    assert "secret" not in told


@pytest.mark.parametrize("url", ["mysql://host/name", "safety_portal", "sqlite:///x.db"])
def test_another_database_than_postgresql_is_refused(refused, url):
    assert refused(environment.database, url).startswith(
        "DATABASE_URL has to be an address such as postgres:///safety_portal"
    )


def test_the_owner_of_the_tables_has_to_be_of_the_same_database(refused):
    application = environment.database("postgres://portal@/one")
    told = refused(environment.database_owner, "postgres://owner@/two", application)
    assert told.startswith("DATABASE_OWNER_URL names another database than DATABASE_URL;")


def test_the_owner_of_the_tables_has_to_be_another_role(refused):
    for url in ("postgres://owner@/one", "postgres:///one"):
        application = environment.database(url)
        told = refused(environment.database_owner, "postgres://owner@/one", application)
        assert told.startswith(
            "DATABASE_OWNER_URL is set, so DATABASE_URL has to name another role"
        )


def test_without_an_owner_nothing_differs():
    assert environment.database_owner("", environment.database("postgres://portal@/one")) == {}


def test_the_owner_connects_by_its_own_role_and_password():
    application = environment.database("postgres://portal@/one")
    owner = environment.database_owner("postgres://owner:secret@db:5433/one", application)
    assert (owner["USER"], owner["PASSWORD"], owner["HOST"], owner["PORT"]) == (
        "owner",
        "secret",
        "db",
        5433,
    )


def test_mail_by_tls_goes_to_the_port_of_submission_unless_another_is_named():
    assert environment.mail_server("smtp+tls://u:p@mail.x.org")["EMAIL_PORT"] == 587
    assert environment.mail_server("smtp+tls://u:p@mail.x.org:2525")["EMAIL_PORT"] == 2525


def test_an_address_of_no_mail_server_is_refused(refused):
    assert refused(environment.mail_server, "smtp+tls://").startswith("EMAIL_URL names no mail")
    assert refused(environment.mail_server, "mail.x.org").startswith("EMAIL_URL has to be an")


def test_a_sender_without_an_address_is_refused(refused):
    assert refused(environment.sender, "Safety Portal").startswith(
        "PORTAL_MAIL_FROM is “Safety Portal”; it has to hold an address"
    )
    assert environment.sender("Safety Portal <safety@x.org>") == "Safety Portal <safety@x.org>"


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "EST5EDT/"])
def test_a_time_zone_that_this_machine_does_not_know_is_refused(refused, name):
    assert refused(environment.time_zone, name).startswith(f"PORTAL_TIME_ZONE is “{name}”")


def test_a_level_of_the_log_is_known_in_any_letters(refused):
    assert environment.log_level("warning") == "WARNING"
    assert refused(environment.log_level, "loud").startswith("PORTAL_LOG_LEVEL is “loud”;")


@pytest.mark.parametrize(
    "text",
    [
        "portal.x.org",
        "ftp://portal.x.org",
        "https://",
        "https://portal.x.org/plans",
        "https://portal.x.org?x",
        "https://me@portal.x.org",
        "https://portal.x.org:port",
        "https://portal.x.org:0",
        "https://[::1",
    ],
)
def test_an_address_of_the_portal_has_nothing_behind_the_name(refused, text):
    assert refused(environment.address, text).startswith(f"PORTAL_ADDRESS is “{text}”; it has to")


def test_a_slash_at_the_end_of_the_address_is_taken_away():
    assert environment.address("https://portal.x.org/") == "https://portal.x.org"
    assert environment.address("http://localhost:8000") == "http://localhost:8000"


@pytest.mark.parametrize("key", ["short", "a" * 60, f"django-insecure-{STRONG}"])
def test_a_key_that_could_be_guessed_is_refused(refused, key):
    assert refused(environment.production_key, key).startswith("SECRET_KEY could be guessed:")
    assert refused(environment.production_fallbacks, [STRONG, key]).startswith("SECRET_KEY_FALL")


def test_a_key_that_is_missing_is_asked_for_with_the_way_to_make_one(refused):
    told = refused(environment.production_key, "")
    assert told.startswith("Set SECRET_KEY")
    assert told.endswith("openssl rand -base64 48")


def test_a_key_of_many_letters_is_taken():
    environment.production_key(STRONG)
    environment.production_fallbacks([STRONG])


@pytest.mark.parametrize(
    ("hosts", "begins"),
    [
        ([], "Set PORTAL_HOSTS to the names"),
        (["*"], "PORTAL_HOSTS holds “*”, which answers to any name"),
        (["x.org", "https://y.org"], "PORTAL_HOSTS holds “https://y.org”; write the name alone"),
        (["x.org:8000"], "PORTAL_HOSTS holds “x.org:8000”; write the name alone"),
    ],
)
def test_names_of_the_server_are_names(refused, hosts, begins):
    assert refused(environment.production_hosts, hosts).startswith(begins)


def test_an_address_of_numbers_is_a_name_of_the_server():
    environment.production_hosts(["portal.x.org", "10.0.0.7", "[::1]"])


def test_links_begin_with_the_only_name_by_tls():
    assert environment.production_address("", ["x.org"], allow_http=False) == "https://x.org"


def test_links_that_would_lead_nowhere_are_refused(refused):
    ask = environment.production_address
    assert refused(ask, "", ["x.org", "y.org"], allow_http=False).startswith("Set PORTAL_ADDRESS")
    assert refused(ask, "", [".x.org"], allow_http=False).startswith("Set PORTAL_ADDRESS")
    assert "does not name z.org" in refused(ask, "https://z.org", ["x.org"], allow_http=False)


def test_links_without_tls_are_refused_unless_it_is_a_test(refused):
    ask = environment.production_address
    told = refused(ask, "http://x.org", ["x.org"], allow_http=False)
    assert told.endswith(environment.NO_TLS)
    assert ask("http://x.org", ["x.org"], allow_http=True) == "http://x.org"


@pytest.mark.parametrize(
    ("name", "is_here"),
    [
        ("localhost", True),
        ("portal.localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("0.0.0.0", True),  # noqa: S104  asked about, not bound to
        ("10.0.0.7", False),
        ("localhost.x.org", False),
    ],
)
def test_which_names_mean_this_machine_alone(name, is_here):
    assert environment.is_this_machine(name) is is_here
