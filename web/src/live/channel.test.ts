import { beforeEach, describe, expect, it, vi } from "vitest";
import { readMessage } from "./message";

type Handler = (...args: unknown[]) => void;

const fake = vi.hoisted(() => {
  const handlers = new Map<string, Handler[]>();
  let anyHandler: Handler = () => undefined;
  const socket = {
    emit: vi.fn(),
    disconnect: vi.fn(),
    on: (name: string, handler: Handler) => handlers.set(name, [...(handlers.get(name) ?? []), handler]),
    onAny: (handler: Handler) => {
      anyHandler = handler;
    },
  };
  return {
    socket,
    fire: (name: string) => handlers.get(name)?.forEach((handler) => handler()),
    say: (payload: unknown) => anyHandler("live", payload),
    forget: () => handlers.clear(),
  };
});
vi.mock("socket.io-client", () => ({ io: () => fake.socket }));

describe("the live channel", () => {
  beforeEach(() => {
    vi.resetModules();
    fake.forget();
    fake.socket.emit.mockClear();
  });
  const open = async () => {
    const channel = await import("./channel");
    await channel.openChannel();
    return channel;
  };

  it("says truthfully how it stands", async () => {
    const channel = await import("./channel");
    expect(channel.liveState().status).toBe("off");
    const opening = channel.openChannel();
    expect(channel.liveState().status).toBe("connecting");
    await opening;
    fake.fire("connect");
    expect(channel.liveState().status).toBe("live");
    fake.fire("disconnect");
    expect(channel.liveState().status).toBe("lost");
    channel.closeChannel();
    expect(channel.liveState().status).toBe("off");
  });

  it("asks for each topic once, and again for all of them after a drop", async () => {
    const channel = await open();
    fake.fire("connect");
    channel.listen("devices", () => undefined);
    channel.listen("devices", () => undefined);
    expect(fake.socket.emit.mock.calls).toEqual([["subscribe", { topics: ["devices"] }]]);
    fake.fire("disconnect");
    fake.fire("connect");
    expect(fake.socket.emit).toHaveBeenLastCalledWith(
      "subscribe",
      { topics: ["devices"] },
      expect.any(Function),
    );
  });

  it("leaves a topic when its last listener goes", async () => {
    const channel = await open();
    fake.fire("connect");
    const one = channel.listen("events", () => undefined);
    const other = channel.listen("events", () => undefined);
    one();
    expect(fake.socket.emit).not.toHaveBeenCalledWith("unsubscribe", expect.anything());
    other();
    expect(fake.socket.emit).toHaveBeenCalledWith("unsubscribe", { topics: ["events"] });
  });

  it("catches up after a drop, and not on the first connection", async () => {
    const channel = await open();
    const catchUp = vi.fn();
    channel.onCatchUp(catchUp);
    fake.fire("connect");
    expect(catchUp).not.toHaveBeenCalled();
    fake.fire("disconnect");
    fake.fire("connect");
    expect(catchUp).toHaveBeenCalledOnce();
  });

  it("has what was missed fetched when the server has taken the topics, and not before", async () => {
    const channel = await open();
    const fetchAgain = vi.fn();
    channel.listen("devices", () => undefined);
    channel.onFirstConnection(fetchAgain);
    fake.fire("connect");
    expect(fetchAgain).not.toHaveBeenCalled();
    const [, , taken] = fake.socket.emit.mock.lastCall as [string, object, () => void];
    taken();
    expect(fetchAgain).toHaveBeenCalledOnce();
  });

  it("has those fetch again who began before the first connection, once", async () => {
    const channel = await open();
    const [early, gone, late] = [vi.fn(), vi.fn(), vi.fn()];
    channel.onFirstConnection(early);
    channel.onFirstConnection(gone)();
    fake.fire("connect");
    channel.onFirstConnection(late);
    fake.fire("disconnect");
    fake.fire("connect");
    expect(early).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();
    expect(late).not.toHaveBeenCalled();
  });

  it("delivers to the listeners of the topic only", async () => {
    const channel = await open();
    const devices = vi.fn();
    const events = vi.fn();
    channel.listen("devices", devices);
    channel.listen("events", events);
    fake.say({ id: 1, topic: "devices", event: "devices.polled", at: "", data: { ids: [1] } });
    expect(devices).toHaveBeenCalledWith({ topic: "devices", event: "devices.polled", data: { ids: [1] } });
    expect(events).not.toHaveBeenCalled();
  });
});

describe("readMessage", () => {
  it("refuses what is not an object", () => {
    expect(readMessage("live", "hello")).toBeNull();
    expect(readMessage("live", [1])).toBeNull();
  });
});
