"""A Socket.IO client for tests that needs nothing but httpx."""

import json

import httpx


class Polling:
    """A Socket.IO client over HTTP polling, packet by packet (protocol 5 over Engine.IO 4)."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._params = {"EIO": "4", "transport": "polling"}
        self._waiting: list[str] = []

    async def open(self) -> str:
        answer = await self._client.get("/socket.io/", params=self._params)
        self._params["sid"] = json.loads(answer.text[1:])["sid"]
        await self.send("40")
        return await self.next()

    async def send(self, packet: str) -> None:
        await self._client.post("/socket.io/", params=self._params, content=packet)

    async def next(self) -> str:
        while not self._waiting:
            answer = await self._client.get("/socket.io/", params=self._params)
            packets = answer.text.split("\x1e")
            self._waiting = [packet for packet in packets if packet != "2"]
        return self._waiting.pop(0)
