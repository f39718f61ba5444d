"use client";
import { RoleGate } from "@/features/role/RoleGate";
import { Searches } from "@/features/searches/Searches";

export default function SearchesPage() {
  return (
    <RoleGate>
      <Searches />
    </RoleGate>
  );
}
