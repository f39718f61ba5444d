/**
 * Reads a file once, in parts of 8 MiB and off the main thread: the SHA-256 of each, and where asked for a copy in the browser's
 * own storage, which outlives the page. At most two parts are in memory. A plain file and not a bundled worker: the bundler passes
 * its configuration in the address's fragment, which is lost when the service worker answers, and the worker then dies at start.
 *
 *   {id, file, from, keep}  ->  {id, part: base64} for each part from number `from` on, then {id, end: "read", kept} or
 *                               {id, end: "unreadable"}; {stop: id} ends it early, unreadable
 */
const PART = 8 * 1024 * 1024;
const FOLDER = "uploads";
const stopped = new Set();

const base64 = (digest) => btoa(String.fromCharCode(...new Uint8Array(digest)));

/** A place to write to, or null: no room, no such storage, a private window. */
async function openCopy(name) {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    const handle = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
    return {
      write: (bytes, at) => handle.write(bytes, { at }),
      close: async (whole) => {
        if (whole) handle.flush();
        handle.close();
        if (!whole) await folder.removeEntry(name);
      },
    };
  } catch {
    return null;
  }
}

async function read({ id, file, from, keep }) {
  const count = Math.max(1, Math.ceil(file.size / PART));
  const bytesOf = (part) => file.slice(part * PART, (part + 1) * PART).arrayBuffer();
  let copy = keep && from === 0 ? await openCopy(keep) : null;
  const abandon = async () => {
    await copy?.close(false).catch(() => undefined);
    copy = null;
  };
  try {
    let next = from < count ? bytesOf(from) : null;
    for (let part = from; part < count; part += 1) {
      const bytes = await next;
      if (stopped.delete(id)) throw new Error("nobody waits for it");
      const digest = crypto.subtle.digest("SHA-256", bytes);
      next = part + 1 < count ? bytesOf(part + 1) : null;
      next?.catch(() => undefined); // told when its turn comes
      try {
        copy?.write(bytes, part * PART);
      } catch {
        await abandon();
      }
      self.postMessage({ id, part: base64(await digest) });
    }
    const kept = copy !== null;
    await copy?.close(true);
    self.postMessage({ id, end: "read", kept });
  } catch {
    await abandon();
    self.postMessage({ id, end: "unreadable" });
  }
}

self.onmessage = ({ data }) => {
  if (data.stop) stopped.add(data.stop);
  else read(data);
};
