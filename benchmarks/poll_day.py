"""A day of polling in some minutes: does the poller's memory stay flat?

python benchmarks/poll_day.py                    100 devices of 49 interfaces, 1,440 cycles of a minute

The clock is moved to the next minute as soon as a cycle has ended, so that all that goes by time happens as often as in
a day: polls of interfaces, what devices have is read anew, some devices are silent for ten minutes of every six hours.
Said is what all processes of the poller hold, without the agents. Ends with an error when it holds more at the end of
the day than a twentieth above what it held after its fourth hour.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import psutil

from poll_cycle import Bench, prepare, resident_mb
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import configure_logging
from watchkeeper.kit.garbage import look_seldom
from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.serve.options import LabOptions

HOUR, WARM_HOURS, MOST_GROWTH = 60, 4, 0.05
SILENT, EACH_MINUTES, FALL, SPEAK = 0.05, 360, 60, 70


def turn(lab: EmulatedLab, minute: int) -> None:
    """Silence some of the agents for the minutes ``FALL`` to ``SPEAK`` of every ``EACH_MINUTES``."""
    for device in lab.devices[: max(1, int(len(lab.devices) * SILENT))]:
        if minute % EACH_MINUTES == FALL:
            lab.fault("silence", device.name)
        elif minute % EACH_MINUTES == SPEAK:
            lab.clear(device.name)


async def run(devices: int, hours: int, lab: EmulatedLab, directory: Path) -> list[float]:
    """Poll for so many hours and return what was held at the end of each."""
    bench: Bench = await prepare(directory, lab, 250, None, 2)
    agents, held = psutil.Process(lab.pid), []
    async with bench.polling.collector:
        await bench.relay.start()
        for hour in range(hours):
            began = time.perf_counter()
            for minute in range(HOUR):
                turn(lab, hour * HOUR + minute)
                bench.clock.to_next_minute()
                await bench.polling.scheduler.tick()
                done = await bench.until_done()
            held.append(resident_mb(agents))
            took = time.perf_counter() - began
            last = done[-1]
            print(f"{hour + 1:>4} h {held[-1]:>7.0f} MB   {took:>5.0f} s   ok={last.ok} of {devices}", flush=True)
        await bench.relay.stop()
    bench.series.close()
    await bench.database.dispose()
    return held


def main() -> None:
    """Run the day and say whether the memory grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=100)
    parser.add_argument("--hours", type=int, default=24)
    chosen = parser.parse_args()
    look_seldom()  # as the server does
    configure_logging(LoggingSettings(level="warning", format="console"))
    options = LabOptions(chosen.devices, port=0, interfaces=49, roles=("leaf",))
    with tempfile.TemporaryDirectory() as directory, EmulatedLab(chosen.devices, options=options) as lab:
        held = asyncio.run(run(chosen.devices, chosen.hours, lab, Path(directory)))
    hours = min(WARM_HOURS, len(held))
    warm = held[hours - 1]
    growth = held[-1] / warm - 1
    print(f"{warm:.0f} MB after {hours} h, {held[-1]:.0f} MB after {len(held)} h: {growth:+.1%}")
    sys.exit(growth > MOST_GROWTH)


if __name__ == "__main__":
    main()
