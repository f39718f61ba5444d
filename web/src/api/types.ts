/** Short names for the shapes of docs/openapi.json, taken from the routes, so that a renamed schema changes nothing here. */
import type { paths } from "./schema";

type Ok<Operation> = Operation extends { responses: infer Answers }
  ? Answers[Extract<keyof Answers, 200>] extends { content: { "application/json": infer Body } }
    ? Body
    : never
  : never;
type Sent<Operation> = Operation extends { requestBody: { content: { "application/json": infer Body } } }
  ? Body
  : never;

export type DeviceSession = Ok<paths["/api/auth/sessions"]["get"]>["items"][number];
export type Summary = Ok<paths["/api/vault/summary"]["get"]>;
export type NodePage = Ok<paths["/api/vault/nodes"]["get"]>;
export type Node = NodePage["items"][number];
export type Content = Ok<paths["/api/vault/nodes/{node_id}/content"]["get"]>;
export type InitItem = Sent<paths["/api/vault/uploads"]["post"]>["items"][number];
export type InitResult = Ok<paths["/api/vault/uploads"]["post"]>["items"][number];
export type CompleteResult = Ok<paths["/api/vault/uploads/complete"]["post"]>["items"][number];
