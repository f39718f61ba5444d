/**
 * SHA-256 off the main thread, so that scrolling stays smooth while files are prepared: {id, file} -> {id, sha256: base64 | null}.
 * A plain file and not a bundled worker: the bundler passes its configuration in the address's fragment, which is lost when the
 * service worker answers, and the worker then dies at start.
 */
self.onmessage = async ({ data: { id, file } }) => {
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    self.postMessage({ id, sha256: btoa(String.fromCharCode(...new Uint8Array(digest))) });
  } catch {
    self.postMessage({ id, sha256: null });
  }
};
