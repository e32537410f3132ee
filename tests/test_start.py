"""packaging/start.py tells in one line what is missing, and mends what it may."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
START = ROOT / "packaging" / "start.py"


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """start.py, with its checkout in an empty folder and no way to install system packages."""
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "installed-for")
    monkeypatch.setattr(module, "apt_command", lambda: None)
    monkeypatch.setattr(module.shutil, "which", lambda name: "/usr/bin/" + name)
    return module


def test_an_old_python_can_read_the_file() -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_gets_one_line(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    assert start.main() == 2
    assert capsys.readouterr().out == "ENEC Board needs Python 3.11 or newer; this is Python 3.9.\n"


def test_a_missing_venv_package_is_named(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(start.CannotStartError) as refused:
        start.make_venv()
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    assert f"Run: sudo apt-get install -y --no-install-recommends {package}" in str(refused.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks these libraries")
def test_a_missing_qt_library_stops_the_tests_but_not_the_demo(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "loads", lambda library: library != "libEGL.so.1")
    with pytest.raises(start.CannotStartError, match=r"libEGL.so.1.*--no-install-recommends libegl1$"):
        start.ensure_qt_libraries("test")
    start.ensure_qt_libraries("demo")
    assert "libegl1" in capsys.readouterr().out


def test_packages_are_installed_where_no_password_is_needed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def fails_until_updated(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 0 if ["apt-get", "update"] in calls else 100)

    monkeypatch.setattr(start, "apt_command", lambda: ["apt-get"])
    monkeypatch.setattr(start.subprocess, "run", fails_until_updated)
    assert start.install_packages(["libegl1"])
    assert [command[1] for command in calls] == ["install", "update", "install"]


def test_a_venv_that_does_not_run_is_not_sound(start: ModuleType) -> None:
    assert not start.venv_is_sound()
    python = start.venv_python()
    python.parent.mkdir(parents=True)
    python.write_text("not a program")
    python.chmod(0o755)
    assert not start.venv_is_sound()


def test_a_change_of_the_project_file_asks_for_a_new_installation(start: ModuleType) -> None:
    project = start.ROOT / "pyproject.toml"
    project.write_text("one")
    first = start.wanted_stamp()
    assert start.wanted_stamp() == first
    project.write_text("two")
    assert start.wanted_stamp() != first


def test_a_failed_check_is_named_and_fails_the_whole_run(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "venv_python", lambda: Path(sys.executable))
    monkeypatch.setattr(start, "CHECKS", [("good", ["-c", ""]), ("bad", ["-c", "print('why'); exit(1)"])])
    monkeypatch.setattr(start, "call", lambda arguments, env, cwd: 0)
    assert start.run_tests({}, long=False, extra=[]) == 1
    printed = capsys.readouterr().out
    assert "why" in printed
    assert printed.endswith("Checks that failed: bad\n")


def test_the_long_run_hands_its_seed_to_pytest(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}

    def remember(arguments: list[str], env: dict[str, str], cwd: Path) -> int:
        seen.update(arguments=arguments, env=env)
        return 0

    monkeypatch.setattr(start, "CHECKS", [])
    monkeypatch.setattr(start, "call", remember)
    assert start.run_tests({"ENEC_SEED": "7"}, long=True, extra=["-x"]) == 0
    arguments = seen["arguments"]
    assert isinstance(arguments, list)
    assert (arguments[:2], arguments[-2:]) == (["-m", "pytest"], ["--hypothesis-seed=7", "-x"])
    assert seen["env"] == {"ENEC_SEED": "7", "ENEC_LONG": "1", "QT_QPA_PLATFORM": "offscreen"}
