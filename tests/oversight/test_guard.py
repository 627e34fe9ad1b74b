"""Who ends what a killed supervisor left."""

import subprocess
import sys

from oversight import guard


def guard_over(group):
    command = [sys.executable, guard.__file__]
    return subprocess.run(command, input=f"+{group}\n", text=True, check=True)


def test_only_groups_that_did_not_end_are_left():
    assert guard.living(["+10\n", "+11\n", "-10\n", "+12\n", "-12\n"]) == {11}


def test_at_the_end_of_its_input_the_living_group_is_killed():
    program = subprocess.Popen(["sleep", "1000"], start_new_session=True)

    subprocess.run(
        [sys.executable, guard.__file__], input=f"+{program.pid}\n", text=True, check=True
    )

    assert program.wait(timeout=20) == -9


def test_a_group_that_is_gone_already_does_no_harm():
    program = subprocess.Popen(["true"], start_new_session=True)
    program.wait()

    assert guard_over(program.pid).returncode == 0
