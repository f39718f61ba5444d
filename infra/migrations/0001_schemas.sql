-- pgvector for audience embeddings; one schema per writer: refresh writes `connect`, match writes `match`.
create extension if not exists vector;
create schema if not exists connect;
create schema if not exists match;
