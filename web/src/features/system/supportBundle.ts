/** Support bundles: fetched as they are gathered, handed over as a file. */
import { api } from "@/api/client";

export interface Bundle {
  name: string;
  content: Blob;
}

/** Make a bundle; `onProgress` is told how many bytes have come. Failures are thrown by the client. */
export async function fetchBundle(onProgress: (received: number) => void): Promise<Bundle> {
  const { response } = await api.POST("/api/v1/support-bundle", { parseAs: "stream" });
  return {
    name: nameIn(response.headers.get("content-disposition")),
    content: await read(response, onProgress),
  };
}

async function read(response: Response, onProgress: (received: number) => void): Promise<Blob> {
  const reader = response.body?.getReader();
  const pieces: BlobPart[] = [];
  let received = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    pieces.push(next.value);
    received += next.value.byteLength;
    onProgress(received);
  }
  return new Blob(pieces, { type: "application/zip" });
}

/** The name that a server gives a file (RFC 6266), as far as it is a plain one. */
export function nameIn(disposition: string | null): string {
  return /filename="([\w.-]+)"/.exec(disposition ?? "")?.[1] ?? "watchkeeper-support.zip";
}

export function saveFile({ name, content }: Bundle): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
