import { describe, expect, it } from "vitest";
import { teller } from "./sentences";
import { sayingOf } from "./server";

describe("a teller of sentences", () => {
  const tell = teller({
    "There is no {} {}.": "{} {} gibt es nicht.",
    "There is no device {}.": "Gerät {} gibt es nicht.",
    "{} is of {}.": "{2} hat {1}.",
    "Value error, {}": "{}",
    "Send {topics: [names]}.": "Senden Sie {topics: [Namen]}.",
    site: "Standort",
  });

  it("puts the parts where the other language has them", () => {
    expect(tell("eth0 is of edge-1.")).toBe("edge-1 hat eth0.");
  });

  it("takes the sentence with most words of its own, and tells words within", () => {
    expect(tell("There is no device 5.")).toBe("Gerät 5 gibt es nicht.");
    expect(tell("There is no site 5.")).toBe("Standort 5 gibt es nicht.");
  });

  it("tells a sentence inside of another one", () => {
    expect(tell("Value error, There is no site (5).")).toBe("Standort (5) gibt es nicht.");
  });

  it("leaves what it does not know, and other braces, as they are", () => {
    expect(tell("Out of paper")).toBe("Out of paper");
    expect(tell("Send {topics: [names]}.")).toBe("Senden Sie {topics: [Namen]}.");
  });
});

describe("the German of the server's sentences", () => {
  it("tells refusals, also those of several parts", async () => {
    const tell = await sayingOf("problems", "de");
    expect(tell("There is a device named 'r1' already.")).toBe("Ein Gerät namens 'r1' gibt es schon.");
    expect(tell("Input should be less than or equal to 65535")).toBe("darf höchstens 65535 sein");
    expect(tell("String should have at least 1 character")).toBe("braucht mindestens 1 Zeichen");
    expect(tell("Value error, 'x y' is neither an IP address nor a host name")).toBe(
      "'x y' ist weder eine IP-Adresse noch ein Rechnername",
    );
    expect(tell("Line 3: unknown column 'nmae' (did you mean 'name'?); there is no column 'name'.")).toBe(
      "Zeile 3: unbekannte Spalte 'nmae' (meinten Sie 'name'?); es gibt keine Spalte „name“.",
    );
    expect(tell("The password is shorter than 12 characters.")).toBe(
      "Das Passwort ist kürzer als 12 Zeichen.",
    );
  });

  it("tells what settings mean", async () => {
    expect((await sayingOf("settings", "de"))("Address to listen on.")).toBe(
      "Adresse, auf der gelauscht wird.",
    );
  });

  it("is not asked for in English", async () => {
    expect((await sayingOf("problems", "en"))("Field required")).toBe("Field required");
  });
});
