import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { session } from "@/api";
import { CodeForm } from "./CodeForm";
import { PhoneForm } from "./PhoneForm";
import { useLogin } from "./store";

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Call = { path: string; body: unknown };

/** The network boundary: answers by path, records what was sent. */
function network(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    calls.push({ path, body: await request.json() });
    const answer = answers[path] ?? { status: 404, body: { code: "not_found" } };
    return new Response(JSON.stringify(answer.body), {
      status: answer.status,
      headers: { "content-type": "application/json", ...answer.headers },
    });
  });
  return calls;
}

const attempt = () => ({
  challengeId: "c1",
  to: { country: "TR", national: "532 123 45 67" } as const,
  expiresAt: Date.now() + 120_000,
  resendAt: Date.now() + 30_000,
});
const challenge = { challenge_id: "c1", code_length: 6, expires_in: 120, resend_in: 30 };
const codeInput = () => screen.getByRole("textbox", { name: "Doğrulama kodu" });
const verifyPath = "/api/auth/otp/c1/verify";

/** The code step on the attempt in the store, as the page has it. */
function Step() {
  const kept = useLogin((state) => state.attempt);
  return kept && <CodeForm attempt={kept} />;
}
const ready = () => ({ ...attempt(), resendAt: Date.now() - 1000 });
const again = () => userEvent.click(screen.getByRole("button", { name: "Kodu yeniden gönder" }));
const gone = { status: 401, body: { code: "challenge_gone" } };

beforeEach(() => useLogin.setState({ attempt: null, draft: null }));

test("the phone step sends E.164 and begins an attempt", async () => {
  const calls = network({ "/api/auth/otp": { status: 202, body: challenge } });
  render(<PhoneForm />);
  await userEvent.type(screen.getByRole("textbox", { name: "Telefon numarası" }), "05321234567");
  await userEvent.click(screen.getByRole("button", { name: "Kod gönder" }));
  await waitFor(() => expect(useLogin.getState().attempt?.challengeId).toBe("c1"));
  expect(calls).toEqual([{ path: "/api/auth/otp", body: { phone: "+905321234567", locale: "tr" } }]);
  expect(useLogin.getState().attempt?.to).toEqual({ country: "TR", national: "0532 123 45 67" });
});

test("an unfinished number is said before anything is sent", async () => {
  const calls = network({});
  render(<PhoneForm />);
  await userEvent.type(screen.getByRole("textbox", { name: "Telefon numarası" }), "532");
  await userEvent.click(screen.getByRole("button", { name: "Kod gönder" }));
  expect(screen.getByRole("alert")).toHaveTextContent("telefon numarasına benzemiyor");
  expect(calls).toEqual([]);
});

test("a lockout says how long it lasts and holds the button", async () => {
  network({
    "/api/auth/otp": { status: 429, body: { code: "rate_limited" }, headers: { "retry-after": "700" } },
  });
  render(<PhoneForm />);
  await userEvent.type(screen.getByRole("textbox", { name: "Telefon numarası" }), "5321234567{Enter}");
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("12 dakika sonra"));
  expect(screen.getByRole("button", { name: "Kod gönder" })).toBeDisabled();
});

test("six digits send themselves, once, and sign in", async () => {
  const user = {
    id: "u",
    phone_masked: "+90",
    display_name: null,
    locale: "tr",
    role: "none",
    created_at: "",
  };
  const calls = network({
    [verifyPath]: {
      status: 200,
      body: { access_token: "t", token_type: "Bearer", expires_in: 600, is_new: true, user },
    },
  });
  render(<CodeForm attempt={attempt()} />);
  await userEvent.type(codeInput(), "123456");
  await waitFor(() => expect(session.snapshot().status).toBe("active"));
  expect(calls.filter((call) => call.path === verifyPath)).toHaveLength(1);
  expect(calls[0]?.body).toMatchObject({ code: "123456" });
  session.end();
});

test("the code field is what a phone fills by itself", () => {
  render(<CodeForm attempt={attempt()} />);
  expect(codeInput()).toHaveAttribute("autocomplete", "one-time-code");
  expect(codeInput()).toHaveAttribute("inputmode", "numeric");
  expect(codeInput()).toHaveFocus();
});

test("a wrong code is said, cleared, and can be typed again", async () => {
  network({ [verifyPath]: { status: 401, body: { code: "code_invalid" } } });
  render(<CodeForm attempt={attempt()} />);
  await userEvent.type(codeInput(), "111111");
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("Kod doğru değil"));
  expect(codeInput()).toHaveValue("");
  expect(codeInput()).toHaveFocus();
});

test("a dead challenge is replaced by a new one for the same number", async () => {
  const calls = network({
    [verifyPath]: gone,
    "/api/auth/otp": { status: 202, body: { ...challenge, challenge_id: "c2" } },
  });
  useLogin.setState({ attempt: ready() });
  render(<Step />);
  await userEvent.type(codeInput(), "111111");
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("artık geçerli değil"));
  await again();
  await waitFor(() => expect(useLogin.getState().attempt?.challengeId).toBe("c2"));
  expect(calls.map((call) => call.path)).toEqual([verifyPath, "/api/auth/otp"]);
  expect(calls[1]?.body).toEqual({ phone: "+905321234567", locale: "tr" });
  expect(codeInput()).toHaveValue("");
  expect(screen.getByText("Yeni kod gönderildi.")).toBeInTheDocument();
});

test("a challenge that turns out to be dead on resend is not asked again", async () => {
  const calls = network({
    "/api/auth/otp/c1/resend": gone,
    "/api/auth/otp": { status: 202, body: { ...challenge, challenge_id: "c2" } },
  });
  useLogin.setState({ attempt: ready() });
  render(<Step />);
  await again();
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("artık geçerli değil"));
  await again();
  await waitFor(() => expect(useLogin.getState().attempt?.challengeId).toBe("c2"));
  expect(calls.map((call) => call.path)).toEqual(["/api/auth/otp/c1/resend", "/api/auth/otp"]);
});

test("a throttled new challenge counts down, and the dead one stays dead", async () => {
  const answers: Record<string, Answer> = {
    [verifyPath]: gone,
    "/api/auth/otp": { status: 429, body: { code: "rate_limited" }, headers: { "retry-after": "90" } },
  };
  const calls = network(answers);
  useLogin.setState({ attempt: ready() });
  render(<Step />);
  await userEvent.type(codeInput(), "111111");
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("artık geçerli değil"));
  await again();
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("Çok fazla deneme"));
  expect(screen.getByText(/Kodu 1:(31|30|29) sonra/)).toBeInTheDocument();
  act(() => useLogin.setState({ attempt: ready() }));
  await again();
  await waitFor(() => expect(calls).toHaveLength(3));
  expect(calls[2]?.path).toBe("/api/auth/otp");
});

test("resend waits for its time, then begins a new attempt", async () => {
  network({ "/api/auth/otp/c1/resend": { status: 202, body: { ...challenge, resend_in: 60 } } });
  const { rerender } = render(<CodeForm attempt={attempt()} />);
  expect(screen.queryByRole("button", { name: "Kodu yeniden gönder" })).not.toBeInTheDocument();
  rerender(<CodeForm attempt={{ ...attempt(), resendAt: Date.now() - 1000 }} />);
  await userEvent.click(screen.getByRole("button", { name: "Kodu yeniden gönder" }));
  await waitFor(() => expect(screen.getByText("Yeni kod gönderildi.")).toBeInTheDocument());
  expect(useLogin.getState().attempt?.resendAt).toBeGreaterThan(Date.now() + 50_000);
});

test("the number can be changed and is still there", async () => {
  useLogin.setState({ attempt: attempt() });
  const { unmount } = render(<CodeForm attempt={attempt()} />);
  await userEvent.click(screen.getByRole("button", { name: "Numarayı değiştir" }));
  expect(useLogin.getState().attempt).toBeNull();
  unmount();
  render(<PhoneForm />);
  expect(screen.getByRole("textbox", { name: "Telefon numarası" })).toHaveValue("532 123 45 67");
});
