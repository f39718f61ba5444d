/** Reminders to this device: the calls, typed by hand after the contract of the vault. */
import type { Client } from "openapi-fetch";
import { done, unwrap } from "./client";
import { api } from "./index";

type Json<Body> = { content: { "application/json": Body } };
type Wish = { endpoint: string; keys: { p256dh: string; auth: string }; device_name?: string };
type PushPaths = {
  "/api/vault/push-key": { get: { responses: { 200: Json<{ key: string }> } } };
  "/api/vault/push-subscriptions": {
    post: { requestBody: Json<Wish>; responses: { 201: Json<{ id: string }> } };
  };
  "/api/vault/push-subscriptions/{subscription_id}": {
    delete: { parameters: { path: { subscription_id: string } }; responses: { 204: { content?: never } } };
  };
};

const push = api as unknown as Client<PushPaths>;

export const pushKey = async (): Promise<string> => (await unwrap(push.GET("/api/vault/push-key"))).key;

export const addSubscription = async (body: Wish): Promise<string> =>
  (await unwrap(push.POST("/api/vault/push-subscriptions", { body }))).id;

export const removeSubscription = (id: string): Promise<void> =>
  done(
    push.DELETE("/api/vault/push-subscriptions/{subscription_id}", {
      params: { path: { subscription_id: id } },
    }),
  );
