/** The three calls of a sign-in. */
import { anonymous, session, toGrant } from "@/api";
import { ApiError, unwrap } from "@/api/client";
import { deviceName } from "@/lib/device";
import type { Language } from "@/lib/preferences";
import { type Attempt, type PhoneDraft, toAttempt, toE164 } from "./model";

/** A first code, or a new one for the same number once its challenge is dead. */
export async function requestCode(to: PhoneDraft, locale: Language): Promise<Attempt> {
  const phone = toE164(to);
  if (!phone) throw new ApiError("phone_invalid", 0);
  const challenge = await unwrap(anonymous.POST("/api/auth/otp", { body: { phone, locale } }));
  return toAttempt(challenge, to, Date.now());
}

export async function resendCode(attempt: Attempt): Promise<Attempt> {
  const params = { path: { challenge_id: attempt.challengeId } };
  const challenge = await unwrap(anonymous.POST("/api/auth/otp/{challenge_id}/resend", { params, body: {} }));
  return toAttempt(challenge, attempt.to, Date.now());
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
