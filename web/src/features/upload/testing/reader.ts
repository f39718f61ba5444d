/** The browser's own worker is not in a test: a file counts as read when it is asked for, whatever is in it. */
export const CONTENT = `${"0".repeat(42)}A=`;

export class Reader {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage({ id }: { id: number }) {
    setTimeout(() => {
      this.onmessage?.({ data: { id, part: CONTENT } });
      this.onmessage?.({ data: { id, end: "read", kept: false } });
    });
  }
  terminate() {}
}
