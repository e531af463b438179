"""Fields as they are typed, and an answers file as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import i18n
from tui.errors import UsageError
from tui.setup.answers import problem, unfit, value
from tui.setup.draft import Draft
from tui.setup.reading import read_answers
from tui.setup.workshop import NEW, Workshop

FINE = [
    ("lang", "de", "de"), ("country", "at", "AT"), ("area_code", "0221", "221"), ("area_code", "", ""),
    ("company_number", "4710", "4710"), ("extension_digits", "2, 3", (2, 3)), ("extension_digits", "2 3", (2, 3)),
    ("extension_digits", "", ()), ("outside_prefix", "0", "0"), ("outside_prefix", "", ""),
    ("host", "https://192.168.1.50:8443", "https://192.168.1.50:8443"), ("receive", "no", False),
    ("receive", "yes", True), ("port", " 8080 ", 8080), ("address", "", ""), ("identity", "22@pbx", "22@pbx"),
    ("voicemail", "2000", "2000"), ("user", "", ""),
]  # fmt: skip
WRONG = [
    ("address", "0.0.0.0"),  # noqa: S104
    ("lang", "fr"), ("country", ""), ("country", "Germany"), ("area_code", "221x"), ("company_number", "47-10"),
    ("extension_digits", "two"), ("extension_digits", "7"), ("extension_digits", "0"), ("outside_prefix", "00000"),
    ("host", ""), ("host", "no way"), ("host", "admin:pw@192.168.1.50"), ("port", ""), ("port", "65536"), ("port", "-1"),
    ("port", "eight"), ("address", "a b"), ("identity", "22"), ("voicemail", "20x"),
    ("user", "ad:min"), ("vendor", "siemens"), ("name", ""), ("name", "my desk"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "read"), FINE)
def test_a_fit_text_becomes_the_settings_value(field: str, text: str, read: object) -> None:
    assert unfit(field, text) == ""
    assert value(field, text) == read


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("field", "text"), WRONG)
def test_an_unfit_one_gets_one_sentence_without_the_login_in_it(field: str, text: str, language: str) -> None:
    i18n.use(language)
    sentence = unfit(field, text)
    assert sentence.startswith(i18n.say(f"setup_field_{field}"))
    assert "\n" not in sentence
    assert "admin:pw" not in sentence
    if field != "name":
        with pytest.raises(UsageError, match=r".") as caught:
            value(field, text)
        assert str(caught.value) == sentence


async def test_a_name_is_taken_once(workshop: Workshop) -> None:
    workshop.paths.config_file.write_text('[phone.desk]\nvendor = "snom"\nhost = "192.168.1.50"\n')
    await workshop.open()
    workshop.draft = Draft(phone=NEW)
    assert "Desk" in problem(workshop, "name", "Desk")
    assert problem(workshop, "name", "side") == ""


def test_a_contact_file_must_be_there(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text("")
    assert problem(workshop, "contact_files", f"{tmp_path / 'a.vcf'}") == ""
    assert "b.vcf" in problem(workshop, "contact_files", f"{tmp_path / 'a.vcf'}; {tmp_path / 'b.vcf'}")
    assert problem(workshop, "contact_files", "~nobody-of-that-name/x; ") != ""


# the file


def answers(tmp_path: Path, text: str, **environ: str) -> dict[str, str]:
    path = tmp_path / "answers.toml"
    path.write_text(text, encoding="utf-8")
    return read_answers(path, environ)


BASE = 'host = "192.168.1.50"\nvendor = "snom"\n'


def test_values_become_texts(tmp_path: Path) -> None:
    more = "extension_digits = [2, 3]\nlinks = true\nreceive = false\nport = 8081\ncontact_files = []\n"
    assert answers(tmp_path, BASE + more) == {
        "host": "192.168.1.50", "vendor": "snom", "extension_digits": "2, 3", "links": "yes", "receive": "no",
        "port": "8081", "contact_files": "",
    }  # fmt: skip


def test_the_password_may_come_from_the_environment(tmp_path: Path) -> None:
    found = answers(tmp_path, BASE, DURCHWAHL_PHONE_PASSWORD="geheim")
    assert found["password"] == "geheim"
    both = answers(tmp_path, BASE + 'password = "file"\n', DURCHWAHL_PHONE_PASSWORD="geheim")
    assert both["password"] == "file"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("hots = 1\n", "host"), ("zzzz = 1\n", "area_code"), ("links = 1\n", "true"), ("port = true\n", "number"),
        ("port = 70000\n", "65535"), ("country = 49\n", "quotation"), ('firewall = "shut"\n', "leave"),
        ('extension_digits = ["2"]\n', "[2, 3]"), ('area_code = "22x"\n', "digits"),
        ('contact_files = ["/nowhere/a.vcf"]\n', "/nowhere/a.vcf"), ('contact_files = "a.vcf"\n', "list"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path: Path, more: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        answers(tmp_path, BASE + more)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        answers(tmp_path, 'links = 1\nport = "x"\n')
    assert str(caught.value).count("\n") == 4  # two mistakes, two that are missing


def test_no_file_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"answers\.toml"):
        read_answers(tmp_path / "answers.toml", {})
    with pytest.raises(UsageError, match="line 1"):
        answers(tmp_path, "host = \n")


def test_a_wrong_password_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        answers(tmp_path, BASE + "password = 12345\n")
    assert "12345" not in str(caught.value)
