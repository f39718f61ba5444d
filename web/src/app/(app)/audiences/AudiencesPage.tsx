"use client";
import { Audiences } from "@/features/audiences/Audiences";
import { RoleGate } from "@/features/role/RoleGate";

export default function AudiencesPage() {
  return (
    <RoleGate>
      <Audiences />
    </RoleGate>
  );
}
