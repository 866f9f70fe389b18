"""Settings of the sender: what is not understood is refused, and no password may stand in them."""

import sys
import types

import pytest

from generator.errors import DataProblems, MachineLacks
from generator.project import Project
from generator.sending.sender_settings import EXAMPLE, SMTP_PASSWORD, password, read_settings
from tests.mail.editions import write_settings


def settings(tmp_path, old="", new=""):
    """Settings with one place changed."""
    path = write_settings(tmp_path / "sender.toml", "mail.test", 587, "")
    path.write_text(path.read_text().replace(old, new) if old else path.read_text() + new)
    return path


def keys(path):
    """Problems of the settings: key and entry of each."""
    with pytest.raises(DataProblems) as error:
        read_settings(path)
    return [(each.key, each.place.column) for each in error.value.problems]


def test_good_settings_are_read(tmp_path):
    """With ten minutes after the final dot, unless they say otherwise."""
    found = read_settings(settings(tmp_path, new="dot = 900\n"))
    assert (found.server.host, found.server.port, found.server.user) == (
        "mail.test",
        587,
        "sender",
    )
    assert (found.server.seconds["dot"], found.server.seconds["body"]) == (900, 600)
    assert read_settings(settings(tmp_path)).server.seconds["dot"] == 600


def test_the_example_is_understood():
    """What an office copies and fills in has no problem."""
    found = read_settings(Project.here().data / EXAMPLE)
    assert found.server.security == "starttls"


BAD = [
    ('"starttls"', '"none"', "problem.setting", "server.security"),
    ("port = 587", "port = 0", "problem.setting", "server.port"),
    ("port = 587", 'port = "587"', "problem.manifest_wrong_type", "server.port"),
    ("port = 587", "port = true", "problem.manifest_wrong_type", "server.port"),
    ("port = 587", "prot = 587", "problem.manifest_unknown_key", "server.prot"),
    ("port = 587\n", "", "problem.manifest_missing_key", "server.port"),
    ('"mail.test"', '"sender:word@mail.test"', "problem.setting", "server.host"),
    (
        "briefs@economy.test",
        "a@b.kz, c@d.kz",
        "problem.not_an_address_in_settings",
        "sender.address",
    ),
    ("", "fast = 1\n", "problem.manifest_unknown_key", "seconds.fast"),
    ("", "dot = -1\n", "problem.setting", "seconds.dot"),
    ("", "[extra]\n", "problem.manifest_unknown_key", "extra"),
]


@pytest.mark.parametrize(("old", "new", "key", "entry"), BAD)
def test_a_bad_entry_is_named(tmp_path, old, new, key, entry):
    """No wrong kind, no unknown entry, no server without encryption."""
    assert (key, entry) in keys(settings(tmp_path, old, new))


@pytest.mark.parametrize("name", ["password", "smtp_password", "secret", "api_token", "PASS"])
def test_a_password_in_the_file_is_refused_without_showing_it(tmp_path, name):
    """The message names the entry, and where passwords belong."""
    path = settings(tmp_path, "port = 587", f'port = 587\n{name} = "hunter2"')
    with pytest.raises(DataProblems) as error:
        read_settings(path)
    (problem,) = error.value.problems
    assert (problem.key, problem.place.column) == ("problem.secret_in_file", f"server.{name}")
    assert problem.slots["expected"] == SMTP_PASSWORD
    assert "hunter2" not in repr(error.value)


def test_a_password_comes_from_the_environment(monkeypatch):
    """One variable, one line."""
    monkeypatch.setenv(SMTP_PASSWORD, "hunter2")
    assert password(SMTP_PASSWORD, "sender").reveal() == "hunter2"
    monkeypatch.setenv(SMTP_PASSWORD, "hunter2\r\nRCPT TO:<evil@x.kz>")
    with pytest.raises(MachineLacks):
        password(SMTP_PASSWORD, "sender")


def test_or_from_the_keyring_where_there_is_one(monkeypatch):
    """Without either the message names both places."""
    monkeypatch.delenv(SMTP_PASSWORD, raising=False)
    ring = types.SimpleNamespace(get_password=lambda service, user: f"{service}-{user}")
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert password(SMTP_PASSWORD, "sender").reveal() == "oblys-sender"
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(MachineLacks) as error:
        password(SMTP_PASSWORD, "sender")
    assert error.value.problems[0].slots == {"found": SMTP_PASSWORD, "expected": "oblys/sender"}
