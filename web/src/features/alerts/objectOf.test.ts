import { expect, test } from "vitest";
import { objectOf, readable } from "./objectOf";

test.each([
  ["node:edge1", "edge1"],
  ["if:edge1:ge-0/0/1", "edge1 ge-0/0/1"],
  ["if:edge1:Ethernet1/1:2", "edge1 Ethernet1/1:2"],
  ["peer:edge1:2001:db8::1", "edge1 2001:db8::1"],
  ["host:edge1:cpu", "edge1 cpu"],
  ["link:physical:a:xe-1--b:xe-2", "a xe-1 – b xe-2"],
  ["link:core-1--core-2", "core-1 – core-2"],
  ["platform:poller", "poller"],
  ["strange", "strange"],
])("%s is read as %s", (entity, name) => expect(objectOf(entity)).toBe(name));

test.each([
  ["if:edge1:Te1/1/1 reports link_down", "edge1 Te1/1/1 reports link down"],
  ["notified about link:physical:a:xe-1--b:xe-2", "notified about a xe-1 – b xe-2"],
  ["drop of in_bps on et-0/0/0", "drop of inbound traffic on et-0/0/0"],
  ["snake_case_of_nobody", "snake_case_of_nobody"],
])("%s reads %s", (text, said) => expect(readable(text)).toBe(said));
