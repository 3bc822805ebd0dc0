"""When is a loop hung."""

from watchkeeper.operate.probes.loop_lag import LagWindow, LoopWatch


def test_a_loop_is_hung_only_after_a_while_of_lags() -> None:
    window = LagWindow(limit_s=5, duration_s=30)
    window.observe(100, 6)
    assert not window.hung(123)
    window.observe(110, 6)
    assert not window.hung(123.9)
    assert window.hung(124)


def test_one_timely_tick_ends_it() -> None:
    window = LagWindow(limit_s=5, duration_s=30)
    window.observe(100, 6)
    window.observe(120, 5)
    assert not window.hung(1000)
    window.observe(1000, 6)
    assert not window.hung(1001)


def test_one_very_long_lag_is_enough() -> None:
    window = LagWindow(limit_s=5, duration_s=30)
    window.observe(100, 40)
    assert window.hung(100)


async def test_a_watch_that_does_not_measure_is_not_alive() -> None:
    watch = LoopWatch(LagWindow(limit_s=5, duration_s=30))
    assert not watch.alive
    await watch.start()
    assert watch.alive
    await watch.stop()
    assert not watch.alive
