"""The built wheel works on its own: installed elsewhere, it finds its resources and assesses a demo case."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(arguments: list[str], cwd: Path, env: dict[str, str] | None = None) -> str:
    """Run this Python; fail with all its output unless it exits with 0."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    run(["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index", "--no-deps"]
    run([*pip, "--target", str(folder / "site"), str(wheel)], cwd=folder)
    return folder / "site"


@pytest.fixture
def env(site: Path, tmp_path: Path) -> dict[str, str]:
    """The installed wheel goes before the checkout, and home is an empty folder."""
    home = str(tmp_path)
    places = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
    return {**os.environ, **places, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}


def test_the_wheel_carries_every_resource(site: Path) -> None:
    wanted = {p.relative_to(ROOT) for p in (ROOT / "resources").rglob("*") if p.is_file()}
    there = {p.relative_to(site / "enec_desktop") for p in (site / "enec_desktop" / "resources").rglob("*")}
    assert wanted
    assert wanted <= there


def test_the_wheel_finds_its_own_resources(site: Path, env: dict[str, str], tmp_path: Path) -> None:
    printed = run(["-c", "from enec_desktop import paths; print(paths.resources())"], cwd=tmp_path, env=env)
    assert Path(printed.strip()) == site / "enec_desktop" / "resources"


def test_the_wheel_assesses_a_demo_case(site: Path, env: dict[str, str], tmp_path: Path) -> None:
    case = sorted((site / "enec_desktop" / "resources" / "demo").glob("*.json"))[0]
    assert run(["-m", "enec_desktop", "assess", str(case)], cwd=tmp_path, env=env).strip()
