import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { audience, dimension, network, Page } from "@/api/testing";
import type { Audience as Account } from "@/api/types";
import { nearScreen } from "@/lib/testingBrowser";
import { Audience } from "./Audience";
import { useAudienceView } from "./store";

const SITE = { provider: "ga4", property_name: "Atölye Web", handle: null } as const;
const bought = dimension({ buckets: [{ bucket: "DE", share: 1, amount: 40 }] });

beforeEach(() => {
  nearScreen(false);
  useAudienceView.setState({ users: "all" });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(account: Account) {
  network({
    "GET /api/auth/me": { body: { role: "company" } },
    "GET /api/match/audience": { body: { items: [account] } },
    "GET /api/connect/connections": { body: { items: [] } },
  });
  render(
    <Page>
      <Audience />
    </Page>,
  );
  return screen.findByText("Atölye Web");
}

test("a company looks at all users first, and at those who bought when it asks", async () => {
  await shown(audience({ ...SITE, customers: [bought] }));
  expect(screen.getByText("Türkiye")).toBeTruthy();
  fireEvent.click(screen.getByLabelText("Müşteriler"));
  expect(screen.getByText("Almanya")).toBeTruthy();
  expect(screen.queryByText("Türkiye")).toBeNull();
});

test("a site that sells nothing is not asked whose audience to show", async () => {
  const none = dimension({ state: "suppressed", reason: "no_data", buckets: [] });
  await shown(audience({ ...SITE, customers: [none] }));
  expect(screen.queryByLabelText("Müşteriler")).toBeNull();
});
