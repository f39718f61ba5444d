/** English: uploads under way. */
import type { SendingTexts } from "../sending";

export const en: SendingTexts = {
  title: "Uploads",
  attention: (count) => (count === 1 ? "1 item needs you" : `${count} items need you`),
  over: (count) => (count === 1 ? "1 item was backed up already" : `${count} items were backed up already`),
  total: (sent, size) => `${sent} of ${size}`,
  left: (count) => (count === 1 ? "1 item left" : `${count} items left`),
  yours: "Needs you",
  moving: "On its way",
  safe: "Backed up already",
  more: (count) => `and ${count} more`,
  show: "Show",
  showOf: (name) => `${name}: show`,
  retryAll: "Try all again",
  missing: "Choose it again",
  again: "Choose again",
  pickAgain: (name) => `${name}: choose again`,
  againText: (count) =>
    `${count === 1 ? "One file" : `${count} files`} went with the page that had it open: the browser could not keep it. Choose the same files again; they go on where they were, and parts that have arrived are not sent again.`,
  deleted: {
    title: "Deleted before",
    text: (count) =>
      count === 1
        ? "You deleted one item before. It is uploaded again only if you want it."
        : `You deleted ${count} items before. They are uploaded again only if you want them.`,
    trashHint: "What is in the trash can also be restored from there, without another upload.",
    deleted: "You deleted this",
    trashed: "In the trash",
    anyway: "Upload anyway",
    anywayOf: (name) => `${name}: upload anyway`,
    allAnyway: "Upload all anyway",
    leave: "Leave out",
    leaveOf: (name) => `${name}: leave out`,
    leaveAll: "Leave all out",
  },
  drop: {
    here: "Drop here to upload into this folder",
    noFolders: "Folders cannot be dropped; choose the files in them and drop those.",
  },
  newVersion: "Upload new version",
  stop: (name) => `${name}: do not upload`,
  empty: "Nothing is being uploaded.",
  emptyText: "What you choose moves along here, and into Files as it is verified.",
  limits: "What can this browser do?",
  closed:
    "Uploads stop while the app is closed, or when the phone halts it in the background; they go on where they were once you open it again.",
  kept: "Files up to 50 MB are kept on this device until they have arrived, if there is room. Larger ones that were interrupted have to be chosen again.",
  picked: "A browser cannot back up your gallery by itself: only what you choose is uploaded.",
  apple:
    "Photos picked from Photos may have been converted to JPEG by the phone; for the originals choose them from Files.",
  awake: "The screen stays on while something is uploaded.",
  tabs: "If the app is open in several tabs, only one of them uploads.",
};
