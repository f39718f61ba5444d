/** Reminders to this device: the calls. */
import { done, unwrap } from "./client";
import { api } from "./index";
import type { NewPushSubscription } from "./types";

export const pushKey = async (): Promise<string> => (await unwrap(api.GET("/api/vault/push-key"))).key;

export const addSubscription = async (body: NewPushSubscription): Promise<string> =>
  (await unwrap(api.POST("/api/vault/push-subscriptions", { body }))).id;

export const removeSubscription = (id: string): Promise<void> =>
  done(
    api.DELETE("/api/vault/push-subscriptions/{subscription_id}", {
      params: { path: { subscription_id: id } },
    }),
  );
