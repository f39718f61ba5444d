/** Short names for the shapes of docs/openapi.json, taken from the routes, so that a renamed schema changes nothing here. */
import type { paths } from "./schema";

export type Ok<Operation> = Operation extends { responses: infer Answers }
  ? Answers[Extract<keyof Answers, 200>] extends { content: { "application/json": infer Body } }
    ? Body
    : never
  : never;
export type Sent<Operation> = Operation extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

export type DeviceSession = Ok<paths["/api/auth/sessions"]["get"]>["items"][number];
export type Summary = Ok<paths["/api/vault/summary"]["get"]>;
export type NodePage = Ok<paths["/api/vault/nodes"]["get"]>;
export type Node = NodePage["items"][number];
export type Content = Ok<paths["/api/vault/nodes/{node_id}/content"]["get"]>;
export type InitItem = Sent<paths["/api/vault/uploads"]["post"]>["items"][number];
export type InitResult = Ok<paths["/api/vault/uploads"]["post"]>["items"][number];
export type Picture = NonNullable<Node["picture"]>;
export type Revision = Ok<paths["/api/vault/nodes/{node_id}/revisions"]["get"]>["items"][number];
export type NoteDocument = Ok<paths["/api/vault/notes/{node_id}"]["get"]>;
export type Photo = Ok<paths["/api/vault/timeline"]["get"]>["items"][number];
export type Album = Ok<paths["/api/vault/albums/{album_id}"]["get"]>;
export type ThumbSize = NonNullable<Sent<paths["/api/vault/thumbnails"]["post"]>["size"]>;
export type Share = Ok<paths["/api/vault/shares"]["get"]>["items"][number];
export type NewShare = Sent<paths["/api/vault/shares"]["post"]>;
export type Shared = Ok<paths["/api/vault/shared/{token}"]["get"]>;
export type SharedNode = Ok<paths["/api/vault/shared/{token}/nodes"]["get"]>["items"][number];
export type Archive = Ok<paths["/api/vault/archives/{archive_id}"]["get"]>;
export type NewArchive = Sent<paths["/api/vault/archives"]["post"]>;
export type NewPushSubscription = Sent<paths["/api/vault/push-subscriptions"]["post"]>;
export type CompleteResult = Ok<paths["/api/vault/uploads/complete"]["post"]>["items"][number];
export type ContentState = Ok<paths["/api/vault/uploads/check"]["post"]>["items"][number];
export type UploadProgress = Ok<paths["/api/vault/uploads/{upload_id}"]["get"]>;
export type SignedParts = Ok<paths["/api/vault/uploads/{upload_id}/urls"]["post"]>;
export type SignedPart = SignedParts["parts"][number];

export type Me = Ok<paths["/api/auth/me"]["get"]>;
export type Role = Me["role"];
export type ProviderOffer = Ok<paths["/api/connect/providers"]["get"]>["items"][number];
export type Connection = Ok<paths["/api/connect/connections"]["get"]>["items"][number];
export type Provider = Connection["provider"];
export type Property = Ok<
  paths["/api/connect/connections/{connection_id}/properties"]["get"]
>["items"][number];
export type TikTokReport = Sent<paths["/api/connect/tiktok/audience"]["post"]>;
export type Deletion = Ok<paths["/api/connect/deletions/{code}"]["get"]>;
export type Audience = Ok<paths["/api/match/audience"]["get"]>["items"][number];
export type Dimension = Audience["dimensions"][number];

export type SearchRequest = Sent<paths["/api/match/search"]["post"]>;
export type Filters = NonNullable<SearchRequest["filters"]>;
export type Sort = NonNullable<SearchRequest["sort"]>;
export type Threshold = NonNullable<Filters["audience"]>[number];
export type Category = NonNullable<Filters["categories"]>[number];
export type SearchPage = Ok<paths["/api/match/search"]["post"]>;
export type Match = SearchPage["items"][number];
export type Card = Match["influencer"];
export type Platform = Match["platform"];
export type Creator = Ok<paths["/api/match/influencers/{influencer_id}"]["get"]>;
export type CreatorAccount = Creator["platforms"][number];
export type ActivityCheck = CreatorAccount["activity"]["checks"][number];
export type CreatorFit = Ok<paths["/api/match/influencers/{influencer_id}/fit"]["get"]>;
export type CreatorScore = CreatorFit["items"][number];
export type Lookalike = Ok<
  paths["/api/match/influencers/{influencer_id}/lookalikes"]["get"]
>["items"][number];
export type NamedAudience = Ok<paths["/api/match/audiences"]["get"]>["items"][number];
export type Trend = Ok<paths["/api/match/trends"]["get"]>;
