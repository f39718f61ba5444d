/** The three calls of a sign-in. */
import { anonymous, session, toGrant } from "@/api";
import { unwrap } from "@/api/client";
import { deviceName } from "@/lib/device";
import type { Language } from "@/lib/preferences";
import { type Attempt, toAttempt } from "./model";

/** `shown` is the number as the person sees it on the next step. */
export async function requestCode(phone: string, shown: string, locale: Language): Promise<Attempt> {
  const challenge = await unwrap(anonymous.POST("/api/auth/otp", { body: { phone, locale } }));
  return toAttempt(challenge, shown, Date.now());
}

export async function resendCode(attempt: Attempt): Promise<Attempt> {
  const params = { path: { challenge_id: attempt.challengeId } };
  const challenge = await unwrap(anonymous.POST("/api/auth/otp/{challenge_id}/resend", { params, body: {} }));
  return toAttempt(challenge, attempt.phone, Date.now());
}

/** Signs in, here and in every open tab. */
export async function verifyCode(attempt: Attempt, code: string): Promise<void> {
  const name = deviceName(navigator.userAgent);
  const params = { path: { challenge_id: attempt.challengeId } };
  const body = { code, ...(name ? { device_name: name } : {}) };
  session.adopt(
    toGrant(await unwrap(anonymous.POST("/api/auth/otp/{challenge_id}/verify", { params, body }))),
  );
}
