"""A chore is done again and again, whatever it fails of."""

import asyncio

from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.periodic import Periodic


async def test_a_chore_that_fails_is_done_again():
    done, thrice = [], asyncio.Event()

    async def chore():
        done.append(len(done))
        if len(done) == 3:
            thrice.set()
        raise UnavailableError("not now")

    periodic = Periodic("chore", chore, 0.001, first_s=0)
    await periodic.start()
    async with asyncio.timeout(20):
        await thrice.wait()
    await periodic.stop()
    count = len(done)
    await asyncio.sleep(0.02)
    assert len(done) == count
