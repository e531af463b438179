"""The contact sources in the configuration: what is accepted, what is reported; and their passwords."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.config.test_secrets import FakeKeyring
from tui.config.load import parse
from tui.config.problems import ConfigError
from tui.config.secrets import Place, forget_password, password, store_password
from tui.config.source_model import CardDavConfig, CommandConfig, HttpConfig, LdapConfig, SqlConfig
from tui.paths import Paths

FILE = Path("/somewhere/config.toml")
WHOLE = """
[source.cloud]
kind = "carddav"
url = "https://cloud.example.org"
user = "anna"
[source.firm]
kind = "ldap"
url = "ldaps://dc.example.org"
base = "dc=example,dc=org"
filter = "(|(telephoneNumber=*{loose})(mobile={e164}))"
[source.erp]
kind = "sql"
url = "postgresql+psycopg://db.example.org/erp"
query = "SELECT name, tel::text AS phone FROM people WHERE tel = :e164;"
[source.crm]
kind = "http"
url = "https://crm.example.org/who?n={e164}"
fields = { name = "person.name", "phone:mobile" = "person.cell" }
certificate = "AB:CD:EF:01:AB:CD:EF:01:AB:CD:EF:01:AB:CD:EF:01:AB:CD:EF:01:AB:CD:EF:01:AB:CD:EF:01:AB:CD:EF:01"
[source.script]
kind = "command"
command = ["who-calls", "{national}"]
columns = ["name", "phone:work"]
"""


def test_every_kind_is_read() -> None:
    sources = parse(WHOLE, FILE).sources
    assert sources["cloud"] == CardDavConfig(name="cloud", url="https://cloud.example.org", user="anna")
    assert isinstance(sources["firm"], LdapConfig)
    erp, crm = sources["erp"], sources["crm"]
    assert isinstance(erp, SqlConfig)
    assert erp.query.endswith(":e164")
    assert isinstance(crm, HttpConfig)
    assert crm.certificate == "abcdef01" * 8
    assert crm.fields == (("name", "person.name"), ("phone:mobile", "person.cell"))
    assert sources["script"] == CommandConfig(
        name="script", command=("who-calls", "{national}"), columns=("name", "phone:work")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[source.a]\nkind = "cardav"', 'line 2: source.a.kind must be one of these: carddav, ldap, sql, http, command, not "cardav". Did you mean carddav?'),
        ('[source.a]\nurl = "https://x"', "source.a.kind is missing"),
        ('[source]\nkind = "http"', "needs a name for each contact source"),
        ('[source.a]\nkind = "carddav"', "source.a.url is missing; it must be an address"),
        ('[source.a]\nkind = "carddav"\nurl = "https://x"\nrefrsh = 3', "source.a.refrsh is not a known key. Did you mean refresh?"),
        ('[source.a]\nkind = "carddav"\nurl = "https://u:p@x"', "must not hold a login"),
        ('[source.a]\nkind = "http"\nurl = "https://x/"', "must have the number in it"),
        ('[source.a]\nkind = "http"\nurl = "https://{e164}.x/"', "may have nothing in braces"),
        ('[source.a]\nkind = "http"\nurl = "https://x/{name}"', "may have nothing in braces"),
        ('[source.a]\nkind = "http"\nurl = "https://x/{e164.__class__}"', "may have nothing in braces"),
        ('[source.a]\nkind = "http"\nurl = "https://x/{e164!r:>9}"', "may have nothing in braces"),
        ('[source.a]\nkind = "http"\nurl = "https://x/{e164}"\nfields = { nme = "x" }', "names a field that no contact has"),
        ('[source.a]\nkind = "command"\ncommand = "who {e164}"', "must be a list of words"),
        ('[source.a]\nkind = "command"\ncommand = ["who"]', "must have the number in it"),
        ('[source.a]\nkind = "command"\ncommand = ["{e164}"]', "must be a list of words"),
        ('[source.a]\nkind = "ldap"\nurl = "ldap://x"\nbase = "dc=x"\nfilter = "tel={e164}"', "must be a filter in brackets"),
        ('[source.a]\nkind = "ldap"\nurl = "http://x"\nbase = "dc=x"', 'must be an address such as "ldap://server"'),
        ('[source.a]\nkind = "sql"\nurl = "x"\nquery = "SELECT 1"', "must be an address of SQLAlchemy"),
        ('[source.a]\nkind = "carddav"\nurl = "https://x"\ncertificate = "12"', "64 hexadecimal digits"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        parse(text, FILE)
    assert said in str(wrong.value)


def test_a_password_shows_nowhere() -> None:
    source = parse('[source.a]\nkind = "carddav"\nurl = "https://x"\npassword = "geheim"', FILE).sources["a"]
    assert isinstance(source, CardDavConfig)
    assert source.password == "geheim"
    assert "geheim" not in repr(source)


def test_phones_and_sources_of_one_name_have_passwords_of_their_own(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path / "data", data_named=True)
    source = CardDavConfig(name="desk", url="https://x")
    assert store_password("desk", "phone's", paths) is Place.FILE
    assert store_password("desk", "source's", paths, table="source") is Place.FILE
    assert password(source, paths, table="source") == "source's"
    assert password(source, paths) == "phone's"
    forget_password("desk", paths, table="source")
    assert password(source, paths, table="source") == ""
    assert password(source, paths) == "phone's"


def test_the_keyring_keeps_them_apart_too(tmp_path: Path) -> None:
    paths, ring = Paths(tmp_path / "c", tmp_path / "d"), FakeKeyring()
    source = CardDavConfig(name="desk", url="https://x")
    assert store_password("desk", "source's", paths, keyring=ring, table="source") is Place.KEYRING
    assert password(source, paths, keyring=ring, table="source") == "source's"
    assert password(source, paths, keyring=ring) == ""
    forget_password("desk", paths, keyring=ring, table="source")
    assert not ring.kept
