/** One PUT to storage with progress. XHR, because fetch cannot report sent bytes everywhere. */
import type { PartAddress } from "./parts";

/** No byte moved for this long: the connection is given up and tried again. */
const STALL_MS = 30_000;
/** Signed too, but a page may not set them; the browser does, from the file. */
const SET_BY_BROWSER = new Set(["content-length", "host"]);

export function putFile(
  target: PartAddress,
  file: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let stall: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), STALL_MS);
    };
    const stop = () => request.abort();
    request.upload.onprogress = (event) => {
      watch();
      onSent(event.loaded);
    };
    request.onloadend = () => {
      clearTimeout(stall);
      signal.removeEventListener("abort", stop);
      resolve(request.status);
    };
    request.open("PUT", target.url);
    for (const [name, value] of Object.entries(target.headers)) {
      if (!SET_BY_BROWSER.has(name.toLowerCase())) request.setRequestHeader(name, value);
    }
    signal.addEventListener("abort", stop);
    watch();
    request.send(file);
  });
}
