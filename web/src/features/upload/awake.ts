/** Keeps the screen on while something is sent: a phone that sleeps stops every upload of a page. Only a page in sight may ask. */

let wanted = false;
let lock: WakeLockSentinel | null = null;
let asking = false;

async function ask(): Promise<void> {
  if (!wanted || lock || asking || document.visibilityState !== "visible" || !("wakeLock" in navigator))
    return;
  asking = true;
  try {
    const given = await navigator.wakeLock.request("screen");
    given.addEventListener("release", () => {
      if (lock === given) lock = null;
    });
    lock = given;
  } catch {
    // low battery, or not allowed here: the screen then sleeps as it always does
  } finally {
    asking = false;
  }
  if (!wanted) keepAwake(false);
}

/** The system takes the lock away from a page that is hidden. */
if (typeof document !== "undefined") document.addEventListener("visibilitychange", () => void ask());

export function keepAwake(on: boolean): void {
  wanted = on;
  if (on) void ask();
  else {
    void lock?.release().catch(() => undefined);
    lock = null;
  }
}
