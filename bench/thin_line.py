"""A village's network, played by a proxy: little room, a long way, and segments that get lost.

What TCP makes of a loss is what readers wait for: the segment comes again after a second, after two
more when that is lost as well, and nothing behind it in its connection passes it by.
"""

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SEGMENT = 1400  # bytes
HEADERS = 40  # bytes of IP and TCP, which take room too
AGAIN = 1.0  # seconds until a lost segment is sent again; doubled each time


@dataclass
class Line:
    """One direction, shared by all connections: bits a second, seconds, part of segments lost."""

    rate: float
    delay: float
    loss: float
    chance: random.Random
    _free_at: float = field(default=0.0, init=False)

    async def pass_through(self, size: int) -> float:
        """Waits for room; returns the moment of the event loop's clock at which it is there."""
        lost = self._lost()
        on_the_way = (size + HEADERS) * 8 / self.rate
        start = max(asyncio.get_running_loop().time(), self._free_at)
        self._free_at = start + on_the_way
        await _until(self._free_at)
        return self._free_at + self.delay + lost

    def _lost(self) -> float:
        """Seconds spent on sending it again."""
        seconds, pause = 0.0, AGAIN
        while self.chance.random() < self.loss:
            seconds, pause = seconds + pause, pause * 2
        return seconds


class Proxy:
    """Carries connections to the site over two lines, up and down."""

    def __init__(self, site: str, *, rate: float, trip: float, loss: float, seed: int) -> None:
        there = urlsplit(site)
        self._host, self._port = there.hostname, there.port
        chance = random.Random(seed)
        self._up, self._down = (Line(rate, trip / 2, loss, chance) for _way in ("up", "down"))

    async def start(self) -> int:
        """Begins to listen; returns the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # the line is taken down
            await self._shake_hands()
            theirs, ours = await asyncio.open_connection(self._host, self._port)
            both_ways = _carry(reader, ours, self._up), _carry(theirs, writer, self._down)
            await asyncio.gather(*both_ways)

    async def _shake_hands(self) -> None:
        for line in (self._up, self._down):
            await _until(await line.pass_through(0))


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: Line) -> None:
    """All that one side says to the other, in order, until it has said all."""
    on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    delivery = asyncio.create_task(_deliver(on_the_way, writer))
    try:
        while segment := await reader.read(SEGMENT):
            on_the_way.put_nowait((await line.pass_through(len(segment)), segment))
    except ConnectionError:
        pass
    on_the_way.put_nowait((0.0, b""))
    await delivery


async def _deliver(on_the_way: asyncio.Queue, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            moment, segment = await on_the_way.get()
            if not segment:
                break
            await _until(moment)
            writer.write(segment)
            await writer.drain()
    except ConnectionError:
        pass
    writer.close()


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))


@contextmanager
def thin_line(site: str, **line: float) -> Iterator[str]:
    """The address under which the site is far away, while in the block."""
    ready: Future[tuple[int, Callable[[], None]]] = Future()
    thread = threading.Thread(target=lambda: asyncio.run(_listen(Proxy(site, **line), ready)))
    thread.start()
    port, stop = ready.result()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop()
        thread.join()


async def _listen(proxy: Proxy, ready: Future) -> None:
    """Until it is told to stop; what is then on its way is dropped."""
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    ready.set_result((await proxy.start(), lambda: loop.call_soon_threadsafe(over.set)))
    await over.wait()
