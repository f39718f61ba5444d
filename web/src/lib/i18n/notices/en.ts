import type { tr } from "./tr";

/** English; the type makes a missing text a compile error. */
export const en: typeof tr = {
  sandbox: "Test environment: no real account is used",
  role: {
    title: "What brings you here?",
    intro:
      "Your choice decides your tabs and the accounts you can connect. You can change it in Settings at any time.",
    company: "I have a company",
    companyText:
      "See your site’s audience from Google Analytics and find influencers whose audience fits it.",
    influencer: "I create content",
    influencerText:
      "See your Instagram, YouTube and TikTok audiences side by side, and share them with brands if you like.",
    later: "Skip for now",
  },
  banner: {
    one: (name) => `Your ${name} connection is waiting for you`,
    many: (count) => `${count} connections are waiting for you`,
    text: "Data is not refreshed until you complete it.",
  },
  deletion: {
    title: "Data deletion request",
    done: "Your data is deleted",
    doneText: (when) =>
      `The request you sent through Instagram was completed on ${when}. The connection and all data from it are gone.`,
    pending: "Deletion is under way",
    pendingText: (when) => `Your request arrived on ${when}. This page refreshes by itself.`,
    unknown: "No request was found for this code",
    unknownText: "Make sure that you opened the address as Instagram gave it to you.",
    code: (code) => `Confirmation code: ${code}`,
  },
};
