"""The configuration file: what is accepted, what is reported, and where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

import tui.i18n
from tui.config.checks import RULES
from tui.config.load import MAX_BYTES, load, parse
from tui.config.model import CodesConfig, Config, EventsConfig, PhoneConfig
from tui.config.problems import ConfigError
from tui.dialing.number import DialPlan

FILE = Path("/somewhere/config.toml")

FULL = """\
lang = "de"
[events]
host = "0.0.0.0"
port = 8081
advertise = "192.168.1.20"
[dialing]
country = "DE"
area_code = "221"
company_number = "4711"
extension_digits = [2, 3]
outside_prefix = "0"
suppress_code = "*67"
[codes]
park = "*5{slot}"
no_answer = "*61*{target}*11*{seconds}#"
voicemail = ""
[contacts]
files = ["people.vcf", "/srv/office.csv", "~/more.vcf"]
[app]
theme = "contrast"
bell = false
ascii = true
[links]
dial = "always"
[hotkey]
key = "strg + alt + d"
[phone.desk]
vendor = "snom"
host = "192.168.1.50"
user = "admin"
password = "geheim & so"
identity = "22@pbx.example"
timeout = 3
action_urls = "provider"
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = tui.i18n.language()
    tui.i18n.use("en")
    yield
    tui.i18n.use(before)


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ConfigError) as caught:
        parse(text, FILE)
    return [(problem.line, problem.key, problem.text) for problem in caught.value.problems]


def outcome(text: str) -> Config | ConfigError:
    try:
        return parse(text, FILE)
    except ConfigError as error:
        return error


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    config = parse(FULL, FILE)
    assert config.lang == "de"
    assert config.events == EventsConfig("0.0.0.0", 8081, "192.168.1.20")  # noqa: S104
    assert config.dialing == DialPlan("DE", "221", "4711", (2, 3), "0", "*67")
    assert config.contacts.files == (
        Path("/somewhere/people.vcf"),
        Path("/srv/office.csv"),
        Path("/home/anna/more.vcf"),
    )
    assert (config.app.theme, config.app.bell, config.app.ascii) == ("contrast", False, True)
    assert (config.links.dial, config.hotkey.key) == ("always", "Ctrl+Alt+D")
    assert config.codes == CodesConfig(park="*5{slot}", no_answer="*61*{target}*11*{seconds}#", voicemail="")
    desk = PhoneConfig(
        "desk", "snom", "192.168.1.50", "admin", "geheim & so", "22@pbx.example", 3.0, "provider"
    )
    assert config.phones == {"desk": desk}
    assert config.path == FILE


def test_nothing_is_needed() -> None:
    assert parse("", FILE) == Config(path=FILE)


def test_the_defaults_are_fit_themselves() -> None:
    codes = CodesConfig()
    for name, rule in RULES[CodesConfig].items():
        assert rule.read(getattr(codes, name)) == getattr(codes, name)


def test_every_field_of_the_model_has_a_rule() -> None:
    for kind, rules in RULES.items():
        names = {item.name for item in fields(kind)}
        own = {"name"} if kind is PhoneConfig else set()
        sections = {"events", "dialing", "codes", "contacts", "journal", "app", "links", "hotkey"}
        tables = {*sections, "phones", "sources", "path"} if kind is Config else set()
        assert set(rules) == names - own - tables


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('[dialing]\narea_code = "0221"', "221"),
        ('[dialing]\narea_code = ""', ""),
        ('[dialing]\narea_code = "0"', ""),
    ],
)
def test_an_area_code_may_carry_its_zero(text: str, value: str) -> None:
    assert parse(text, FILE).dialing.area_code == value


def test_a_byte_order_mark_and_dos_line_ends_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert load(file).events.port == 8081


PHONE = '[phone.desk]\nvendor = "snom"\nhost = "10.0.0.5"\n'


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        # unknown keys, with the nearest
        ("[event]\nport = 1", 1, "event", "Did you mean events?"),
        ("[events]\n\n# note\nprot = 1", 4, "events.prot", "Did you mean port?"),
        ("[events]\nPort = 1", 2, "events.Port", "Did you mean port?"),
        ("prot = 8080", 1, "prot", "Did you mean events.port?"),
        ('area_code = "221"', 1, "area_code", "Did you mean dialing.area_code?"),
        ('host = "x"', 1, "host", "Did you mean events.host / phone.NAME.host?"),
        ("[phones.desk]", 1, "phones", "Did you mean phone?"),
        (PHONE + 'pasword = "geheim"', 4, "phone.desk.pasword", "Did you mean password?"),
        ('[hotkey]\nkey = "D"', 2, "hotkey.key", "must hold Ctrl, Alt or Super"),
        ('[hotkey]\nkey = "Hyper+D"', 2, "hotkey.key", "must be a key"),
        ('[links]\ndial = "alwys"', 2, "links.dial", "Did you mean always?"),
        ("[app]\nxyzzy = 1", 2, "app.xyzzy", "Known here: theme, bell, ascii"),
        ("[dialing]\ncountry.code = 1", 2, "dialing.country", "must be the two letters"),
        ('[events]\n"a b\\u0007" = 1', 2, 'events."a b"', "not a known key"),
        # types; true is no number
        ("[events]\nport = true", 2, "events.port", "must be a whole number from 0 to 65535, not true"),
        ('[events]\nport = "8080"', 2, "events.port", 'not "8080"'),
        ("[events]\nport = 65536", 2, "events.port", "not 65536"),
        ("[events]\nport = -1", 2, "events.port", "not -1"),
        ("[events]\nport = 80.5", 2, "events.port", "not 80.5"),
        ("[events]\nport = 0x" + "f" * 5000, 2, "events.port", "must be a whole number"),
        ("[app]\nbell = 1", 2, "app.bell", "must be true or false"),
        ("[app]\nbell = 2026-01-01", 2, "app.bell", "must be true or false"),
        ("lang = 3", 1, "lang", 'must be "de" or "en", not 3'),
        ("events = 3", 1, "events", "must be a table that begins with the line [events]"),
        ("[[events]]\nport = 1", 1, "events", "must be a table"),
        # choices
        ('lang = "fr"', 1, "lang", 'not "fr"'),
        ('[app]\ntheme = "darc"', 2, "app.theme", "Did you mean dark?"),
        (PHONE.replace("snom", "snoom"), 2, "phone.desk.vendor", "Did you mean snom?"),
        (PHONE.replace("snom", "snom@x"), 2, "phone.desk.vendor", "must be one of: snom, yealink"),
        # addresses
        ('[events]\nhost = "10.0.0.256"', 2, "events.host", "must be an address"),
        ('[events]\nhost = "10.0.0.1:80"', 2, "events.host", "without port"),
        ('[events]\nadvertise = "http://10.0.0.1"', 2, "events.advertise", "without port"),
        ('[events]\nadvertise = "0.0.0.0"', 2, "events.advertise", "reach this computer"),
        ('[events]\nadvertise = "::"', 2, "events.advertise", "reach this computer"),
        ('[phone.desk]\nvendor = "snom"\nhost = "ftp://x"', 3, "phone.desk.host", "must be an address"),
        ('[phone.desk]\nvendor = "snom"\nhost = "http://x/y"', 3, "phone.desk.host", "must be an address"),
        ('[phone.desk]\nvendor = "snom"\nhost = ""', 3, "phone.desk.host", "must be an address"),
        ('[phone.desk]\nvendor = "snom"\nhost = "u:p@x"', 3, "phone.desk.host", "must not hold a login"),
        # the dial plan
        ("[dialing]\narea_code = 221", 2, "dialing.area_code", "in quotation marks"),
        ('[dialing]\narea_code = "+49221"', 2, "dialing.area_code", "digits of the area code"),
        ('[dialing]\narea_code = "٢٢١"', 2, "dialing.area_code", "digits of the area code"),
        ('[dialing]\ncompany_number = "4711-0"', 2, "dialing.company_number", 'not "4711-0"'),
        ('[dialing]\noutside_prefix = "0,"', 2, "dialing.outside_prefix", 'not "0,"'),
        ('[dialing]\ncountry = "UK"', 2, "dialing.country", 'not "UK"'),
        ('[dialing]\ncountry = "Germany"', 2, "dialing.country", "two letters"),
        ("[dialing]\nextension_digits = [0]", 2, "dialing.extension_digits", "from 1 to 6"),
        ("[dialing]\nextension_digits = [2, 7]", 2, "dialing.extension_digits", "from 1 to 6"),
        ("[dialing]\nextension_digits = [true]", 2, "dialing.extension_digits", "from 1 to 6"),
        ("[dialing]\nextension_digits = 2", 2, "dialing.extension_digits", "must be a list"),
        # the feature codes
        ('[codes]\npark = "*97*"', 2, "codes.park", "{slot} in it once"),
        ('[codes]\npark = "*{slot}{slot}"', 2, "codes.park", "{slot} in it once"),
        ('[codes]\npark = "*97*{target}"', 2, "codes.park", 'not "*97*{target}"'),
        ('[codes]\npark = "*97*{slot!r}"', 2, "codes.park", "{slot} in it once"),
        ('[codes]\nalways = "*72*{target};112"', 2, "codes.always", "{target} in it once"),
        ('[codes]\nalways = "*72*{target}٣"', 2, "codes.always", "{target} in it once"),
        ('[codes]\nno_answer = "*92*{target}"', 2, "codes.no_answer", "{seconds} and {target}"),
        ('[codes]\nalways_off = "#72{target}"', 2, "codes.always_off", "must be digits, * and #"),
        ("[codes]\nvoicemail = 2000", 2, "codes.voicemail", "must be digits, * and #"),
        ('[codes]\nvoicemail = "' + "2" * 41 + '"', 2, "codes.voicemail", "too long"),
        ('[codes]\nparc = "*97*{slot}"', 2, "codes.parc", "Did you mean park?"),
        ('park = "*97*{slot}"', 1, "park", "Did you mean codes.park?"),
        (PHONE + 'action_urls = "theirs"', 4, "phone.desk.action_urls", 'not "theirs"'),
        (PHONE + 'action_urls = "providr"', 4, "phone.desk.action_urls", "Did you mean provider?"),
        # contacts
        ('[contacts]\nfiles = "a.vcf"', 2, "contacts.files", "must be a list of file names"),
        ('[contacts]\nfiles = [\n  "a.vcf",\n  3]', 2, "contacts.files", "must be a list of file names"),
        ('[contacts]\nfiles = [""]', 2, "contacts.files", "must be a list of file names"),
        ('[contacts]\nfiles = ["a\\u0000b"]', 2, "contacts.files", "control character"),
        ('[contacts]\nfiles = ["~no-such-user-here/a"]', 2, "contacts.files", "who does not exist"),
        ('[contacts]\nurl = "crm.example/{e164}"', 2, "contacts.url", "must be an http or https address"),
        ('[contacts]\nurl = "file:///{e164}"', 2, "contacts.url", "must be an http or https address"),
        ('[contacts]\nurl = "https://a.example/{id}"', 2, "contacts.url", "only {e164}, {number}"),
        ('[contacts]\nurl = "https://me:pw@a.example/"', 2, "contacts.url", "must not hold a login"),
        ('[contacts]\nopen = "ringin"', 2, "contacts.open", "Did you mean ringing?"),
        # phones
        ('[phone]\nvendor = "snom"\nhost = "x"', 2, "phone.vendor", "needs a name for each phone"),
        ("phone = 1", 1, "phone", "needs a name for each phone"),
        ('[[phone]]\nvendor = "snom"', 1, "phone", "needs a name for each phone"),
        ('[phone.desk]\nvendor = "snom"', 1, "phone.desk.host", "is missing; it must be an address"),
        ('[phone.desk]\nhost = "x"', 1, "phone.desk.vendor", "is missing"),
        ('[phone."my desk"]\nvendor = "snom"\nhost = "x"', 1, 'phone."my desk"', "1 to 32 letters"),
        (f"[phone.{'x' * 33}]\nvendor = 'snom'\nhost = 'x'", 1, "phone." + "x" * 33, "1 to 32 letters"),
        (PHONE + PHONE.replace("desk", "Desk"), 4, "phone.Desk", "differs from desk in capitals only"),
        (PHONE + "timeout = 0", 4, "phone.desk.timeout", "above 0"),
        (PHONE + "timeout = inf", 4, "phone.desk.timeout", "above 0"),
        (PHONE + "timeout = nan", 4, "phone.desk.timeout", "above 0"),
        (PHONE + "timeout = 0x" + "f" * 5000, 4, "phone.desk.timeout", "above 0"),
        (PHONE + 'user = "admin:geheim"', 4, "phone.desk.user", "must not hold a colon"),
        (PHONE + 'password = "ge\\u0000heim"', 4, "phone.desk.password", "control character"),
        (PHONE + "password = 123456", 4, "phone.desk.password", "must be a text in quotation marks"),
        (PHONE + f'password = "{"x" * 300}"', 4, "phone.desk.password", "too long"),
        (PHONE + 'identity = "22"', 4, "phone.desk.identity", "user@host"),
        # where a key stands is found in any notation
        ("phone.desk = { vendor = 'snom',\n host = 3 }".replace("\n", ""), 1, "phone.desk.host", "address"),
        (
            "[ phone . 'desk' ]\nvendor = 'snom'\nhost = 'x'\n\"timeout\" = 0",
            4,
            "phone.desk.timeout",
            "above",
        ),
        ('lang = """\\\n   de"""\n[app]\nbell = 0', 4, "app.bell", "true or false"),
        ("lang = '''de'''\n\n[app] # [events]\n# bell = 1\nbell = 0", 5, "app.bell", "true or false"),
        ("[dialing]\nextension_digits = [\n 2, # ]\n 3,\n]\n[app]\nbell = 0", 7, "app.bell", "true or false"),
    ],
)
def test_a_fault_is_named_with_line_key_and_remedy(text: str, line: int, key: str, words: str) -> None:
    found = problems(text)
    assert [(at, name) for at, name, _ in found] == [(line, key)]
    assert words in found[0][2]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("[events]\nhost = 192.168.1.50\n", 2, 15, "quotation marks"),
        ('lang = "de\n', 1, 11, "closing quotation mark"),
        ('lang = "de', 1, 11, "closing quotation mark"),
        ('lang = "de"\nlang = "en"\n\n\n', 2, 12, "twice"),
        ("[app]\n[app]\n", 2, 5, "twice"),
        ('[contacts]\nfiles = ["C:\\people.vcf"]', 2, 15, "backslash"),
        ("[events\nport = 1", 1, 8, "bracket"),
        ("lang", 1, 5, "name = value"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_line_and_column(
    text: str, line: int, column: int, words: str
) -> None:
    found = problems(text)
    assert [at for at, _, _ in found] == [line]
    assert f"column {column};" in found[0][2]
    assert words in found[0][2]


@pytest.mark.parametrize("text", ["lang = " + "9" * 5000, "lang = " + "[" * 20_000, "a=" + "{a=" * 20_000])
def test_absurd_toml_is_refused_in_a_sentence(text: str) -> None:
    assert len(problems(text)) == 1


def test_all_faults_are_collected_in_the_order_of_the_file() -> None:
    text = 'prot = 1\n[app]\nbell = 1\n[phone.desk]\nvendor = "x"\n[events]\nport = "a"\n'
    assert [(line, key) for line, key, _ in problems(text)] == [
        (1, "prot"),
        (3, "app.bell"),
        (4, "phone.desk.host"),
        (5, "phone.desk.vendor"),
        (7, "events.port"),
    ]


def test_the_message_has_one_line_for_one_fault() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("[events]\nport = -1", FILE)
    wanted = f"{FILE}: line 2: events.port must be a whole number from 0 to 65535, not -1"
    assert str(caught.value) == caught.value.short == wanted
    assert caught.value.exit_code == 2


def test_the_message_lists_several_faults_and_an_end() -> None:
    text = "\n".join(f"unknown{number} = 1" for number in range(30))
    with pytest.raises(ConfigError) as caught:
        parse(text, FILE)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"{FILE} has 30 problems:"
    assert lines[1].startswith("  line 1: unknown0 is not a known key.")
    assert lines[-1] == "  … and 10 more"
    assert len(lines) == 22
    assert caught.value.short.endswith("… and 29 more")


def test_the_report_speaks_the_language_chosen_after_the_fault_was_found() -> None:
    with pytest.raises(ConfigError) as caught:
        parse('lang = "de"\n[app]\nbell = 1', FILE)
    assert caught.value.lang == "de"
    tui.i18n.use(caught.value.lang)
    assert caught.value.short == f"{FILE}: Zeile 3: app.bell muss true oder false sein, nicht 1"


@pytest.mark.parametrize("key", ["password", "user", "host", "identity"])
def test_no_report_repeats_what_may_be_a_password(key: str) -> None:
    for value in ("'topsecret:topsecret@@ /'", "['topsecret']", "{ topsecret = 'topsecret' }"):
        table = {"vendor": "'snom'", "host": "'h'", key: value}
        text = "[phone.desk]\n" + "\n".join(f"{name} = {item}" for name, item in table.items())
        result = outcome(text)
        assert isinstance(result, ConfigError) or key == "password"
        assert "topsecret" not in f"{result} {result!r}"
        if isinstance(result, ConfigError):
            assert "topsecret" not in f"{result.short} {result.problems!r}"


def test_a_missing_file_is_an_empty_configuration_unless_it_was_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    assert load(file) == Config()
    with pytest.raises(ConfigError, match=r"There is no file .*config\.toml"):
        load(file, must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_none(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"# filler\n" * 600_000)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b'lang = "de"\n# M\xfcller')
    wide = tmp_path / "wide.toml"
    wide.write_bytes('lang = "de"'.encode("utf-16"))
    below = binary / "config.toml"
    cases = {
        tmp_path: "is a directory",
        loop: "cannot be read",
        below: "cannot be read",
        tmp_path / ("x" * 300): "cannot be read",
        tmp_path / "a\0b": "cannot be read",
        huge: f"larger than {MAX_BYTES // 1024} KiB",
        binary: "not UTF-8 text (first seen in line 2)",
        wide: "not UTF-8 text",
    }
    for file, words in cases.items():
        with pytest.raises(ConfigError) as caught:
            load(file)
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(FULL)
    file.chmod(0)
    with pytest.raises(ConfigError, match="cannot be read"):
        load(file)


names = st.sampled_from(
    [
        "lang",
        "events",
        "dialing",
        "contacts",
        "app",
        "phone",
        "host",
        "port",
        "vendor",
        "files",
        "desk",
        "theme",
        "bell",
        "extension_digits",
        "area_code",
        "country",
        "advertise",
        "password",
        "timeout",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.sampled_from(["de", "snom", "10.0.0.1", "::1", "DE", "221", "dark"])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.dates()
    | st.datetimes()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(names, values, max_size=8))
def test_whatever_toml_holds_it_is_a_configuration_or_a_report(data: dict[str, object]) -> None:
    text = tomlkit.dumps(data)
    result = outcome(text)
    if isinstance(result, Config):
        assert all(phone.vendor in ("snom", "yealink") for phone in result.phones.values())
        assert 0 <= result.events.port <= 65535
        return
    assert result.problems
    for language in ("de", "en"):
        tui.i18n.use(language)
        assert all(char.isprintable() for line in str(result).split("\n") for char in line)
    for problem in result.problems:
        assert 1 <= problem.line <= text.count("\n") + 1


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_no_text_is_a_traceback(text: str) -> None:
    result = outcome(text)
    if isinstance(result, ConfigError):
        assert str(result)
        assert all(problem.line <= text.count("\n") + 1 for problem in result.problems)
