"""A directory: a real slapd on the loopback, with and without encryption."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.sources import needs
from tests.sources.conftest import PLAN, number
from tui.config.source_model import LdapConfig
from tui.contacts.formats.reader import ParsedContact
from tui.sources.errors import SourceError
from tui.sources.ldap import AskedLdap, SyncedLdap, filled_filter
from tui.sources.spellings import spellings

SECRET = "geheim-77"
ROOT = "cn=admin,dc=example,dc=org"
SCHEMAS = Path("/etc/ldap/schema")
ASK = "(|(telephoneNumber=*{loose})(mobile=*{loose})(telephoneNumber={extension}))"
PEOPLE = 700  # more than a page


@dataclass
class Directory:
    """Where the server listens, and who vouches for it."""

    port: int
    secure: int
    ca: Path

    @property
    def url(self) -> str:
        return f"ldap://127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    needs.library("bonsai")
    program, load = needs.program("slapd"), needs.program("slapadd")
    place = tmp_path_factory.mktemp("slapd")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(place / "ca.pem")
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    certificate.private_key_pem.write_to_path(place / "key.pem")
    certificate.cert_chain_pems[0].write_to_path(place / "cert.pem")
    (place / "data").mkdir()
    config = place / "slapd.conf"
    config.write_text(_config(place))
    (place / "people.ldif").write_text(_people())
    subprocess.run(
        [load, "-f", str(config), "-l", str(place / "people.ldif"), "-q"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    found = Directory(needs.free_port(), needs.free_port(), place / "ca.pem")
    listen = f"ldap://127.0.0.1:{found.port}/ ldaps://127.0.0.1:{found.secure}/"
    process = subprocess.Popen(
        [program, "-f", str(config), "-h", listen, "-d", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 50
        while not _up(found.port):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield found
    finally:
        process.terminate()
        process.wait(30)


def _up(port: int) -> bool:
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _config(place: Path) -> str:
    includes = "".join(f"include {SCHEMAS}/{name}.schema\n" for name in ("core", "cosine", "inetorgperson"))
    return (
        f"{includes}modulepath /usr/lib/ldap\nmoduleload back_mdb\nTLSCertificateFile {place}/cert.pem\n"
        f"TLSCertificateKeyFile {place}/key.pem\npidfile {place}/pid\ndisallow bind_anon\n"
        f'require authc\ndatabase mdb\nsuffix "dc=example,dc=org"\nrootdn "{ROOT}"\nrootpw {SECRET}\n'
        f"directory {place}/data\n"
    )


def _people() -> str:
    parts = [
        "dn: dc=example,dc=org\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Muster GmbH\n"
    ]
    parts.append("dn: ou=people,dc=example,dc=org\nobjectClass: organizationalUnit\nou: people\n")
    parts.append(
        "dn: uid=anna,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: anna\ncn: Anna Müller\n"
        "sn: Müller\ngivenName: Anna\no: Muster GmbH\ntelephoneNumber: +49 (221) 99 88-77\nmobile: 0171 3920001\n"
        "mail: anna@example.org\n"
    )
    parts.append(
        "dn: cn=elsewhere,ou=people,dc=example,dc=org\nobjectClass: referral\nobjectClass: extensibleObject\n"
        "cn: elsewhere\nref: ldap://203.0.113.9/dc=example,dc=net\n"
    )
    parts += [
        f"dn: uid=p{at},ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: p{at}\ncn: Person {at}\nsn: P\n"
        f"telephoneNumber: {1000 + at}\n"
        for at in range(PEOPLE)
    ]
    return "\n".join(parts)


def _directory(slapd: Directory, **other: object) -> LdapConfig:
    values = {
        "name": "firm",
        "url": slapd.url,
        "base": "dc=example,dc=org",
        "user": ROOT,
        "password": SECRET,
        "ca": str(slapd.ca),
        "timeout": 20.0,
    }
    return LdapConfig(**{**values, **other})  # type: ignore[arg-type]


pytestmark = pytest.mark.xdist_group("slapd")


async def _all(config: LdapConfig) -> list[ParsedContact]:
    return [record async for record in SyncedLdap(config).fetch()]


async def test_the_tree_is_fetched_page_by_page(slapd: Directory) -> None:
    found = {record.contact.name: record for record in await _all(_directory(slapd))}
    assert len(found) == PEOPLE + 1
    anna = found["Anna Müller"]
    assert anna.key.startswith("uuid:")
    assert (anna.contact.company, anna.contact.source) == ("Muster GmbH", "firm")
    assert [(one.raw, one.type) for one in anna.contact.numbers] == [
        ("+49 (221) 99 88-77", "work"),
        ("0171 3920001", "mobile"),
    ]


@pytest.mark.parametrize("secure", ["starttls", "ldaps", "plain"])
async def test_it_is_asked_for_a_number(slapd: Directory, secure: str) -> None:
    url = f"ldaps://127.0.0.1:{slapd.secure}" if secure == "ldaps" else slapd.url
    asked = AskedLdap(_directory(slapd, url=url, starttls=secure == "starttls", filter=ASK), PLAN)
    assert [one.name for one in await asked.look_up(number("0221 998877"))] == ["Anna Müller"]
    assert [one.name for one in await asked.look_up(number("0171 3920001"))] == ["Anna Müller"]
    assert await asked.look_up(number("0221 776655")) == []


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"password": "wrong"}, "password"),
        ({"ca": "", "url": "ldap"}, "certificate"),
        ({"base": "dc=nowhere"}, "setting"),
        ({"url": "dead"}, "unreachable"),
    ],
)
async def test_a_fault_is_one_sentence(slapd: Directory, change: dict[str, str], cause: str) -> None:
    places = {"dead": f"ldap://127.0.0.1:{needs.free_port()}", "ldap": slapd.url}
    told = {name: places.get(value, value) for name, value in change.items()}
    with pytest.raises(SourceError) as failed:
        await AskedLdap(_directory(slapd, filter=ASK, **told), PLAN).look_up(number("0221 998877"))
    assert failed.value.cause == cause
    assert SECRET not in str(failed.value)
    assert "\n" not in str(failed.value)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "0221 998877",
            r"(|(telephoneNumber=*2*2*1*9*9*8*8*7*7)(mobile=*2*2*1*9*9*8*8*7*7)(telephoneNumber=\00))",
        ),
        ("22", "(|(telephoneNumber=*2*2)(mobile=*2*2)(telephoneNumber=22))"),
        ("anonymous", ""),
        ("*)(objectClass=*", ""),
    ],
)
def test_a_number_cannot_change_the_filter(text: str, wanted: str) -> None:
    assert filled_filter(ASK, spellings(number(text), PLAN)) == wanted
