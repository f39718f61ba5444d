/** English: reminders and storage. */
import type { RemindersTexts } from "../reminders";

export const en: RemindersTexts = {
  title: "Reminder",
  label: "Tell me when backup hours begin",
  on: "On: this device is notified",
  off: "Off",
  footer:
    "A browser cannot upload by itself; a notification comes when your backup hours begin. Tap it, and uploads go on where they were.",
  rules: "No reminder is sent while automatic backup is off.",
  install:
    "On iPhone and iPad, add the app to the home screen first to be notified: Share, then Add to Home Screen.",
  unsupported: "This browser cannot show notifications.",
  denied: "Notifications are not allowed for this site. Allow them in the browser’s site settings.",
  failed: "The reminder could not be turned on. Try again in a while.",
  storage: "Storage",
  usage: "Storage use",
  used: "Used",
  reserved: "On its way",
  free: "Free",
  of: (used, limit) => `${used} of ${limit}`,
  counts: "What lies in the trash and older versions of files count as used.",
  full: "Your storage is full. Make room to back up new files.",
};
