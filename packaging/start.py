"""One door for everybody: `python3 packaging/start.py demo | run | check | test [--long] [pytest arguments]`.

Needs the standard library only. Makes `.venv` in this checkout, installs the project into it, sees to
Qt's system libraries, then does what was asked. A second call starts at once.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed-for"
OLDEST = (3, 11)

# Library file -> Debian and Ubuntu package. Without the first set Qt cannot even be imported.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
# Needed as well to open a window on an X display.
DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# What must hold beside the tests, in the order in which a fault is cheapest to mend.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as go; go(['--no-logo'])"
CHECKS = [
    ("format", ["-m", "ruff", "format", "--check"]),
    ("lint", ["-m", "ruff", "check"]),
    ("types", ["-m", "mypy"]),
    ("floors", ["-c", LINT_IMPORTS]),
    ("knowledge", ["-m", "enec_desktop", "knowledge", "check"]),
]


class CannotStartError(Exception):
    """Something outside the project is missing; the message says how to mend it."""


def say(text: str) -> None:
    print(text, flush=True)


# --- what the machine must have -----------------------------------------------------------------


def apt_command() -> list[str] | None:
    """The start of an apt-get call that needs no password, or None where there is none."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def install_packages(packages: list[str]) -> bool:
    """Install system packages where that is possible without asking anybody."""
    apt = apt_command()
    if apt is None:
        return False
    say("Installing system packages: " + " ".join(packages))
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, capture_output=True).returncode == 0:
        return True
    subprocess.run([*apt, "update"], capture_output=True)
    return subprocess.run(install, capture_output=True).returncode == 0


def how_to_install(missing: str, packages: list[str]) -> str:
    """The one line that a person has to run."""
    if shutil.which("apt-get"):
        return (
            f"Missing: {missing}. Run: sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )
    return f"Missing: {missing}. Install it with your system's package manager."


def has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_qt_libraries(command: str) -> None:
    """See to the shared libraries that Qt's wheels expect of a Linux system."""
    if not sys.platform.startswith("linux"):
        return
    wanted = dict(QT_LIBRARIES)
    if command == "run" and os.environ.get("DISPLAY"):
        wanted.update(DISPLAY_LIBRARIES)
    missing = [name for name in wanted if not loads(name)]
    if not missing:
        return
    packages = [wanted[name] for name in missing]
    if install_packages(packages) and all(loads(name) for name in missing):
        return
    line = how_to_install(", ".join(missing), packages)
    if command != "demo":
        raise CannotStartError(line)
    say("Note: the window will not open on this machine yet. " + line)


# --- the environment ----------------------------------------------------------------------------


def venv_python() -> Path:
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def venv_is_sound() -> bool:
    """Whether `.venv` runs, has pip, and has the version of the Python that runs this file."""
    probe = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(venv_python()), "-c", probe], capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == "{}.{}".format(*sys.version_info[:2])


def make_venv() -> None:
    """Make `.venv` anew, replacing whatever stands there."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        importlib.invalidate_caches()
        if not install_packages([package]) or importlib.util.find_spec("ensurepip") is None:
            raise CannotStartError(how_to_install("Python's venv and ensurepip", [package]))
    say(f"Making {VENV.name} with Python {sys.version.split()[0]}")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    base = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.run([base, "-m", "venv", "--clear", str(VENV)]).returncode:
        raise CannotStartError(f"Could not make {VENV}. Remove that folder and try again.")


def wanted_stamp() -> str:
    """What the installation depends on: the project file, this folder, this version of Python."""
    parts = [(ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode(), bytes(sys.version_info[:2])]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def ensure_environment() -> None:
    """Bring `.venv` to the state that pyproject.toml asks for; nothing to do is the usual case."""
    if not venv_is_sound():
        make_venv()
    stamp = wanted_stamp()
    if STAMP.is_file() and STAMP.read_text() == stamp:
        return
    say("Installing the project and its tools (a minute or so the first time)")
    STAMP.unlink(missing_ok=True)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run([*pip, "--editable", ".[test]"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        raise CannotStartError(
            f"{last}\nCould not install the packages of pyproject.toml: "
            "check the connection to your package index, or set PIP_FIND_LINKS to a folder of wheels."
        )
    STAMP.write_text(stamp)


# --- what can be asked ----------------------------------------------------------------------------


def call(arguments: list[str], env: dict[str, str], cwd: Path | None = None) -> int:
    """Run the environment's Python in the foreground."""
    return subprocess.call([str(venv_python()), *arguments], env=env, cwd=cwd)


def run_checks(env: dict[str, str]) -> list[str]:
    """Run every check, show the output of those that fail, and name them."""
    failed = []
    for name, arguments in CHECKS:
        start = time.perf_counter()
        done = subprocess.run(
            [str(venv_python()), *arguments],
            cwd=ROOT,
            env={**env, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        word = "FAILED" if done.returncode else "ok"
        say(f"{name:<10} {word:<7} {time.perf_counter() - start:.1f} s")
        if done.returncode:
            failed.append(name)
            say(done.stdout.rstrip())
    say(f"Checks that failed: {', '.join(failed)}" if failed else "All checks passed.")
    return failed


def run_tests(env: dict[str, str], long: bool, extra: list[str]) -> int:
    """All checks, then pytest, which has the last word; a process for each core takes whole files.

    In their own order: else the files of few and long tests come last, and one process waits for another.
    """
    env = {**env, "QT_QPA_PLATFORM": "offscreen"}
    pytest = ["-m", "pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"]
    if long:
        env["ENEC_LONG"] = "1"
        env["ENEC_SEED"] = seed = env.get("ENEC_SEED") or str(random.randrange(2**32))
        pytest.append("--hypothesis-seed=" + seed)
    failed = run_checks(env)
    if long:
        say(f"Seed {env['ENEC_SEED']}: repeat this run with ENEC_SEED={env['ENEC_SEED']}")
    code = call([*pytest, *extra], env, cwd=ROOT)
    return code or (1 if failed else 0)


def run_program(env: dict[str, str], arguments: list[str]) -> int:
    """The program itself, in the caller's folder."""
    if sys.platform.startswith("linux") and not has_display():
        env = {"QT_QPA_PLATFORM": "offscreen", **env}
        if not arguments:
            say("Note: there is no display here, so the window stays invisible. Ctrl+C ends it.")
    return call(["-m", "enec_desktop", *arguments], env)


def read_arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="start.py", description="Set up and start ENEC Board.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="demo|run|check|test")
    commands.add_parser("demo", help="show on sample cases what the program does")
    commands.add_parser("run", help="open the window")
    commands.add_parser("check", help="format, lint, types, floors and knowledge, without the tests")
    test = commands.add_parser(
        "test", help="`check`, then pytest with any further arguments", allow_abbrev=False
    )
    test.add_argument("--long", action="store_true", help="with the long tests and a random seed (ENEC_SEED)")
    options, extra = parser.parse_known_args()
    if extra and options.command == "check":
        parser.error("check takes no further arguments")
    return options, extra


def main() -> int:
    if sys.version_info < OLDEST:
        say("ENEC Board needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))
        return 2
    options, extra = read_arguments()
    try:
        ensure_environment()
        if options.command != "check":
            ensure_qt_libraries(options.command)
    except CannotStartError as trouble:
        print(trouble, file=sys.stderr)
        return 2
    env = dict(os.environ)
    if options.command == "test":
        return run_tests(env, options.long, extra)
    if options.command == "check":
        return 1 if run_checks(env) else 0
    return run_program(env, ["demo", *extra] if options.command == "demo" else extra)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
