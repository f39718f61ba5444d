import { expect, test } from "vitest";
import { matching } from "./properties";

const property = (id: string, name: string, account_name = "Ekin Gıda") => ({ id, name, account_name });
const all = [
  property("properties/370000101", "İzmir şubesi"),
  property("properties/370000102", "Web", "Ilgaz AŞ"),
  property("properties/370000203", "Café"),
];
const found = (sought: string) => matching(all, sought, "tr").map(({ id }) => id.slice(-3));

test.each([
  ["", ["101", "102", "203"]],
  ["izmir", ["101"]],
  ["IZMIR", ["101"]],
  ["ılgaz", ["102"]],
  ["cafe", ["203"]],
  ["ekin izmir", ["101"]],
  ["370000203", ["203"]],
  ["203", []],
  ["yok", []],
])("“%s” finds %o", (sought, ids) => expect(found(sought)).toEqual(ids));
