"""`./kit` finds or installs what it needs, and says the one command when it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.machine import RECORD, ROOT, SYSTEM_PYTHON, Machine

PYTHON = "python3 python3-venv"
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with uv and without the right to install."""
    return Machine(tmp_path)


def test_without_python_nor_right_one_command_is_told(machine: Machine) -> None:
    """Nothing can be done: exit 3, and one command to ask for, Python and the PDF at once."""
    machine.without("uv")
    machine.tool("apt-get")

    result = machine.kit("build")

    assert result.returncode == 3
    assert f"    sudo apt-get install -y {PYTHON} {LIBRARIES}\n" in result.stderr
    assert result.stderr.count("sudo") == 1
    assert machine.calls("apt-get") == []


@pytest.mark.parametrize(
    ("manager", "command"),
    [("dnf", "sudo dnf install -y python3 pango"), ("brew", "brew install python pango")],
)
def test_other_systems_have_their_own_words(machine: Machine, manager: str, command: str) -> None:
    """Fedora and macOS are told their command when it fails."""
    machine.without("uv")
    machine.tool(manager, "exit 1")

    result = machine.kit("build")

    assert result.returncode == 3
    assert f"    {command}\n" in result.stderr


def test_an_unknown_system_is_told_what_is_needed(machine: Machine) -> None:
    """Without a package manager that we know, the message names the things themselves."""
    machine.without("uv")

    result = machine.kit("build")

    assert result.returncode == 3
    assert "À installer\u00a0: python3 (avec le module venv) Pango et HarfBuzz" in result.stderr


def test_root_installs_everything_in_one_go(machine: Machine) -> None:
    """On a bare Debian, one call installs Python and the libraries; uv is pinned, in .kit."""
    machine.without("uv")
    machine.variables["WHO"] = "0"
    python = machine.home / "real-python"
    machine.write(python, RECORD + SYSTEM_PYTHON)
    machine.tool("apt-get", f'cp "{python}" "${{0%/apt-get}}/python3"')

    result = machine.kit("build")

    assert (result.returncode, result.stdout) == (0, "[build]")
    calls = (machine.home / "calls").read_text()
    [install] = machine.calls("apt-get")
    assert install.endswith(f"{PYTHON} {LIBRARIES}")
    assert re.search(r"pip install .*uv==\d+\.\d+\.\d+\n", calls)
    assert (machine.root / ".kit" / "uv" / "bin" / "uv").exists()


def test_an_old_uv_is_left_alone(machine: Machine) -> None:
    """A uv that cannot read our lock is not used; ours is installed beside the project."""
    machine.variables["UV_VERSION"] = "0.5.31"
    machine.tool("python3", SYSTEM_PYTHON)

    assert machine.kit("build").stdout == "[build]"
    assert (machine.root / ".kit" / "uv" / "bin" / "uv").exists()


def test_without_the_pdf_libraries_the_rest_works(machine: Machine) -> None:
    """The command to ask for is told once; kitgen runs all the same, then and later."""
    machine.without_pango()
    machine.tool("apt-get")

    result = machine.kit("check")

    assert (result.returncode, result.stdout) == (0, "[check]")
    assert f"    sudo apt-get install -y {LIBRARIES}\n" in result.stderr
    assert machine.kit("check").stderr == ""


def test_lists_are_fetched_when_a_package_is_not_found(machine: Machine) -> None:
    """Fresh containers have no package lists: after a failure they are fetched, then it works."""
    machine.without_pango()
    machine.variables["WHO"] = "0"
    machine.tool(
        "apt-get",
        'case $1 in update) : >"$HOME/lists" ;; *) [ -e "$HOME/lists" ] && rm "$NO_PANGO" ;; esac',
    )

    result = machine.kit("check")

    assert "sudo" not in result.stderr
    assert [call.split()[0] for call in machine.calls("apt-get")] == [
        "install",
        "update",
        "install",
    ]


def test_sudo_is_used_when_it_asks_nothing(machine: Machine) -> None:
    """With a sudo that needs no password, the libraries are installed through it."""
    machine.without_pango()
    machine.tool("sudo", '[ "$1" = -n ] || "$@"')
    machine.tool("apt-get", 'rm "$NO_PANGO"')

    assert "sudo" not in machine.kit("check").stderr
    assert machine.calls("sudo")[-1].endswith(LIBRARIES)


def test_sudo_asks_nothing_without_a_terminal(machine: Machine) -> None:
    """A password cannot be typed in a pipeline: sudo is only asked whether it needs one."""
    machine.without_pango()
    machine.tool("sudo", "exit 1")
    machine.tool("apt-get")

    assert machine.kit("check").returncode == 0
    assert machine.calls("sudo") == ["-n true"]


@pytest.mark.parametrize("name", ["kit", "Dockerfile", "kitgen/render/engines.py"])
def test_the_libraries_are_the_same_everywhere(name: str) -> None:
    """The set-up, the container and the message of a failed build name the same packages."""
    assert LIBRARIES in (ROOT / name).read_text()
