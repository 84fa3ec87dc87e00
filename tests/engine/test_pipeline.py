"""Reading, drawing and running at the same time."""

from __future__ import annotations

import threading
import time

import pytest

from realign.engine.pipeline import pipelined


def run(items, ahead, read=lambda item: item, prepare=lambda item, seen: seen, work=lambda ready: ready):
    return pipelined(items, read, prepare, work, ahead)


@pytest.mark.parametrize("ahead", [0, 1, 4])
def test_answers_come_in_order(ahead):
    """However long each takes."""

    def prepare(item, seen):
        time.sleep(0.01 if item % 3 else 0)
        return seen + 1

    found = list(run(range(12), ahead, lambda item: 10 * item, prepare, lambda ready: 2 * ready))
    assert found == [(item, 2 * (10 * item + 1)) for item in range(12)]


@pytest.mark.parametrize("ahead", [0, 3])
def test_what_is_blank_is_not_asked_about(ahead):
    asked = []
    found = list(run(range(6), ahead, lambda item: item if item % 2 else None, lambda item, seen: asked.append(item)))
    assert found == [(item, None) for item in range(6)] and sorted(asked) == [1, 3, 5]


def test_each_kind_of_work_has_its_threads():
    seen = {"read": set(), "prepare": set(), "work": set()}

    def noted(name, value):
        seen[name].add(threading.current_thread())
        return value

    list(
        run(
            range(8),
            3,
            lambda item: noted("read", item),
            lambda item, value: noted("prepare", value),
            lambda value: noted("work", value),
        )
    )
    assert seen["read"] == {threading.current_thread()}
    assert len(seen["work"]) == 1 and not seen["work"] & seen["read"] and not seen["prepare"] & seen["read"]


def test_reads_while_it_runs():
    """Without overlapping the read of the second item would never be there when the first is run."""
    second = threading.Event()

    def read(item):
        if item == 1:
            second.set()
        return item

    assert [answer for _, answer in run(range(3), 2, read, work=lambda ready: second.wait(10))] == [True] * 3


def test_two_runners_run_at_the_same_time():
    """Each waits for the other, and answers keep their order."""
    both = threading.Barrier(2)

    def work(ready):
        both.wait(10)
        return ready

    found = pipelined(range(6), lambda item: item, lambda item, seen: seen, work, runners=2)
    assert list(found) == [(item, item) for item in range(6)]


def test_does_not_read_far_ahead():
    read = []
    found = run(range(100), 3, lambda item: read.append(item) or item)
    next(found)
    assert len(read) == 4
    found.close()


@pytest.mark.parametrize("ahead", [0, 2])
@pytest.mark.parametrize("step", ["read", "prepare", "work"])
def test_errors_come_when_it_is_their_turn(ahead, step):
    def fails(name):
        def work(*values):
            if name == step and values[0] == 3:
                raise KeyError(name)
            return values[0]

        return work

    answers = []
    found = run(range(50), ahead, fails("read"), fails("prepare"), fails("work"))
    with pytest.raises(KeyError, match=step):
        answers.extend(item for item, _ in found)
    # what is read fails at once, the answers before it being still under way
    assert answers == list(range(3 if step != "read" or not ahead else 3 - ahead))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("realign-")]


def test_stops_when_it_is_closed():
    done = []

    def work(ready):
        time.sleep(0.02)
        done.append(ready)

    found = run(range(100), 4, work=work)
    next(found)
    found.close()
    count = len(done)
    assert count <= 6
    time.sleep(0.1)
    assert len(done) == count
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("realign-")]
