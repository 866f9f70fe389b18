"""A run that is cut off, meets a full disk or loses power leaves old or new files, never others.

`make torture` tries a thousand kills and every single operation; these tests take samples.
"""

import os
import re
import subprocess
from contextlib import contextmanager

import pytest

from generator.project import Project
from generator.publication.output_lock import only_run
from tests.torture.checks import differing, files_in, lost, partial
from tests.torture.operating import OperationTrials
from tests.torture.scenarios import SCENARIOS
from tests.torture.torture import torture

pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"),  # noqa: PTH112 - at import, before any test
    reason="processes are forked and killed, and open files looked up in /proc",
)
BUILD, ISSUE = SCENARIOS["revised build"], SCENARIOS["first issue"]


@pytest.fixture(scope="module")
def building(warm):
    """A build after a revision: six briefs are made, six are kept."""
    return OperationTrials(warm, BUILD)


@pytest.fixture(scope="module")
def issuing(warm):
    """The first edition."""
    return OperationTrials(warm, ISSUE)


def test_killed_at_random_instants(warm):
    """Eight kills: no partial file, no lost edition; the next run ends as if undisturbed."""
    tally = torture(warm, 8, seed=3)
    assert tally.kills == 8
    assert not tally.broken(), tally.table()
    assert len(tally.stages) > 3


def test_killed_at_the_operations_of_a_build(building):
    """Before each kind of operation in each folder, from the first to the removal of the lock."""
    kinds = {each.split()[0] for each in building.operations}
    assert kinds >= {"open", "write", "flush", "mkdir", "link", "ledger", "unlink", "rmdir"}
    assert kinds & {"exchange", "rename"}
    assert building.kill_at_each(thin=True) == []


def test_killed_at_the_operations_of_an_issue(issuing):
    """The edition is complete or not there, and the next run finishes it."""
    assert issuing.kill_at_each(thin=True) == []


def test_a_disk_that_is_full_from_some_operation_of_a_build_on(building):
    """Exit code 3 and the old results, or 0 and the new ones; the next run is whole."""
    assert building.fail_at_each("ENOSPC", thin=True, lasting=True) == []


def test_a_disk_that_fails_at_an_operation_of_an_issue(issuing):
    """No edition appears, or it is complete."""
    assert issuing.fail_at_each("EIO", thin=True) == []


@pytest.mark.parametrize("killed", [None, ("swap", 0)])
def test_a_run_that_cannot_begin_or_dies_by_itself_is_an_error_at_once(warm, tmp_path, killed):
    """Else whoever waits for its stages would wait for ever; the next run is not troubled."""
    with pytest.raises(RuntimeError, match="TypeError"):
        warm.run(ISSUE, tmp_path / "out", killed=killed, zone=7)
    out = tmp_path / "dies"
    out.mkdir()
    with pytest.raises(RuntimeError):
        warm.run(BUILD, out, killed=("swap", 0), at=1, fault="kill")
    assert warm.run(SCENARIOS["first build"], out).code == 0


@pytest.mark.parametrize("which", ["building", "issuing"])
def test_what_is_left_after_a_power_cut(which, request):
    """Whatever was not flushed may be gone: old or new, and no edition that the ledger names."""
    states, wrong = request.getfixturevalue(which).cut_power(limit=4)
    assert states > 300
    assert wrong == []


@contextmanager
def mounted(folder, *options):
    """A file system of its own in a folder, where that is allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder, files):
    """Write files below a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def remount(folder, option):
    """Change a mounted disk."""
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)


@pytest.mark.parametrize("room", [8, 150])
def test_a_disk_that_is_really_full(warm, building, tmp_path, room):
    """With so many kilobytes left: the old results stay; with more room the next run is whole."""
    before = files_in(warm.after(BUILD.after))
    with mounted(tmp_path / "out", "size=20m") as out:
        fill(out, before)
        used = (os.statvfs(out).f_blocks - os.statvfs(out).f_bfree) * os.statvfs(out).f_frsize
        remount(out, f"size={used + room * 1024}")
        ended = warm.run(BUILD, out)
        now = files_in(out)
        assert ended.code == 3, ended.said
        assert "Traceback" not in ended.said
        assert "No space left on device" in ended.said
        assert (partial(before, now, before), lost(before, now)) == ([], [])
        assert {path for path in now if "staging" in path} == set()
        remount(out, "size=20m")
        assert warm.run(BUILD, out).code == 0
        assert differing(out, building.wanted) == []


def test_a_disk_that_cannot_be_written_is_reported_before_anything_is_computed(warm, tmp_path):
    """Exit code 3, also for the edition; nothing changes."""
    before = files_in(warm.after(BUILD.after))
    with mounted(tmp_path / "out", "size=20m") as out:
        fill(out, before)
        remount(out, "ro")
        for scenario in (BUILD, SCENARIOS["second issue"]):
            ended = warm.run(scenario, out)
            assert ended.code == 3, ended.said
            assert "cannot be written" in ended.said
            assert "compute" not in {stage for stage, _ in ended.stages}
        remount(out, "rw")
        assert files_in(out) == before


@pytest.mark.parametrize("place", ["", "2023", "2023/briefs"])
def test_a_file_where_a_folder_should_be_is_named(warm, tmp_path, place):
    """Exit code 3 before anything is printed; the file stays."""
    out = tmp_path / "out"
    (out / place).parent.mkdir(parents=True, exist_ok=True)
    (out / place).write_text("a file")
    ended = warm.run(SCENARIOS["first build"], out)
    assert (ended.code, "Traceback" in ended.said) == (3, False)
    assert str(out / place) in ended.said
    assert {"print", "swap"} & {stage for stage, _ in ended.stages} == set()
    assert (out / place).read_text() == "a file"


def test_results_may_lie_behind_a_link_but_not_behind_one_that_leads_nowhere(warm, tmp_path):
    """The link stays a link, and the folder that it names gets the results."""
    (tmp_path / "linked").symlink_to(tmp_path / "elsewhere")
    ended = warm.run(SCENARIOS["first build"], tmp_path / "linked")
    assert (ended.code, "Traceback" in ended.said) == (3, False)
    (tmp_path / "elsewhere").mkdir()
    assert warm.run(SCENARIOS["first build"], tmp_path / "linked").code == 0
    assert (tmp_path / "linked").is_symlink()
    assert differing(tmp_path / "elsewhere", warm.after("first build")) == []


@pytest.mark.parametrize("scenario", [BUILD, SCENARIOS["second issue"]], ids=["build", "issue"])
def test_a_second_run_in_the_same_folder_is_told_who_holds_it(building, scenario):
    """Exit code 4 with the number of the process, before anything is computed."""
    out = building.fresh("held")
    before = files_in(out)
    with only_run(out):
        ended = building.fork_server.run(scenario, out)
        assert ended.code == 4
        assert str(os.getpid()) in ended.said
        assert "compute" not in {stage for stage, _ in ended.stages}
    assert files_in(out) == before


@pytest.mark.parametrize(
    ("zone", "later"), [("Pacific/Kiritimati", 366 * 86400), ("America/New_York", -366 * 86400)]
)
def test_neither_clock_nor_time_zone_changes_a_byte(warm, tmp_path, zone, later):
    """A brief printed a year later or earlier, elsewhere, is the same file."""
    more = ["--region", "KZ-10", "--language", "kk"]
    out = tmp_path / "out"
    ended = warm.run(SCENARIOS["first build"], out, more=more, zone=zone, later=later, anew=True)
    assert ended.code == 0, ended.said
    found, wanted = files_in(out), files_in(warm.after("first build"))
    for path in ("2023/briefs/KZ-10.kk.pdf", "2023/facts/KZ-10.json"):
        assert found[path] == wanted[path]


def test_every_fault_of_the_table_is_tried():
    """Each row of docs/faults.md names tests that exist."""
    folder = Project.here().root
    names = {
        found
        for path in (folder / "tests").rglob("test_*.py")
        for found in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    told = (folder / "docs" / "faults.md").read_text(encoding="utf-8")
    lines = told.partition("\n## ")[0].splitlines()  # tables of figures come after
    rows = [line.split("|") for line in lines if line.startswith("| ")][1:]
    assert len(rows) == 18
    for row in rows:
        told = re.findall(r"`(test_\w+)`", row[4])
        assert told, row[1]
        for each in told:
            assert any(name.startswith(each) for name in names), each
